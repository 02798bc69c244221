import { applyTextEdits } from '../../edit/apply-text-edits.ts';
import type { Config } from '../../model/config.ts';
import type { Edit, TextEdit } from '../../model/edit.ts';
import { ExpectedStop } from '../../model/errors.ts';
import type { MoveConcern, MoveRequest } from '../../model/moving.ts';
import { absoluteModule, packagesAround } from '../../model/python.ts';
import type { SourceFile } from '../../model/source-file.ts';
import { lazyInit } from '../../move/lazy-init.ts';
import type { LazyInit } from '../../move/lazy-init.ts';
import type { Obstacle } from '../../move/symbols/module-code.ts';
import { hasPublicList } from '../../move/symbols/public-list.ts';
import { SourceBuffer } from '../../native/source-buffer.ts';
import { readImports } from '../../parse/python/import-statements.ts';
import { encodeSource } from '../../scan/decode.ts';
import { selectFiles } from '../../scan/select-files.ts';
import type { Repository } from '../python/python-project.ts';
import { listedFiles } from '../listed-files.ts';
import { treeFiles } from '../tree-files.ts';
import type { MovedPython } from './moved-modules.ts';
import { readModule } from './read-module.ts';
import type { ReadModule } from './read-module.ts';

/** The `__init__.py` of a package whose imports wait. */
export interface LazyPackage {
  readonly source: SourceFile;
  readonly textEdits: readonly TextEdit[];
  readonly edits: readonly Edit[];
  /** The file with these edits. */
  readonly bytes: Uint8Array;
}

export interface LazyInits {
  /** By their paths. */
  readonly packages: ReadonlyMap<string, LazyPackage>;
  /** The names of each package that wait, each with the old path of what it leads to. */
  readonly names: ReadonlyMap<string, ReadonlyMap<string, { readonly module: string; readonly name: string }>>;
  readonly concerns: readonly MoveConcern[];
}

export const noLazyInits: LazyInits = { packages: new Map(), names: new Map(), concerns: [] };

/**
 * The packages that modules leave, with their imports of these modules made lazy.
 * @param project before the move
 * @throws ExpectedStop with the list of what speaks against it
 */
export async function lazyInits(
  config: Config,
  request: MoveRequest,
  modules: readonly MovedPython[],
  project: Repository,
): Promise<LazyInits> {
  const { index } = project;
  const moved = new Map(modules.flatMap(({ was, is }) => [was.module, is.module].map((name) => [name, was.module])));
  const around = new Set(modules.flatMap(({ was }) => packagesAround(was.module)).filter((one) => !moved.has(one)));
  const found: LazyCode[] = [];
  const obstacles: Obstacle[] = [];
  for (const module of around) {
    const place = index.find(module);
    if (place?.kind !== 'package') continue;
    const bytes = request.contents?.get(place.path);
    const code = readModule(config.root, place.path, index.identify(place.path), bytes);
    const isMoved = (from: string, name: string): boolean => moved.has(from) || moved.has(`${from}.${name}`);
    const lazy = lazyInit(code, isMoved, request.imports);
    if (lazy === undefined) continue;
    if ('names' in lazy) found.push({ code, lazy });
    else obstacles.push(...lazy);
  }
  obstacles.push(...(await starsOf(config, request, found, project)));
  if (obstacles.length > 0) {
    const lines = [...new Set(obstacles.map(({ place, message }) => `  ${place}: ${message}`))];
    throw new ExpectedStop(`these imports cannot wait\n${lines.join('\n')}`, 'move without --lazy-init');
  }
  if (found.length === 0)
    throw new ExpectedStop('--lazy-init is for packages that import what leaves them, and none does', 'leave it out');
  const taken = new Map(
    found.map(({ code, lazy }) => [
      code.identity.module,
      new Map(lazy.names.map(({ local, module, name }) => [local, { module, name }])),
    ]),
  );
  return {
    packages: new Map(found.map((one) => [one.code.path, packageOf(one)])),
    names: taken,
    concerns: found.flatMap(({ code, lazy }) =>
      [...new Set(lazy.names.map(({ module, name }) => moduleOf(moved, module, name)))].flatMap((module) => {
        const effect = project.importEffect(module);
        if (effect === undefined) return [];
        const message = `importing ${code.identity.module} does not run it any more until one of its names is used`;
        return [{ reason: 'effects' as const, place: effect, message }];
      }),
    ),
  };
}

interface LazyCode {
  readonly code: ReadModule;
  readonly lazy: LazyInit;
}

/** The module that the name belongs to, or is. */
function moduleOf(moved: ReadonlyMap<string, string>, from: string, name: string): string {
  return moved.get(`${from}.${name}`) ?? moved.get(from) ?? from;
}

function packageOf({ code, lazy }: LazyCode): LazyPackage {
  const { source } = code;
  const bytes = encodeSource(applyTextEdits(source.text, lazy.edits), source);
  if (bytes === undefined) throw new ExpectedStop(`${source.path}: a new path cannot be written in ${source.encoding}`);
  const edits = lazy.names.map(({ local, module, name, at }): Edit => {
    const statement = code.statements.find(({ start }) => start === at);
    const end = statement?.end ?? at;
    const line = code.lineOf(at);
    return {
      transform: 'move/lazy-init',
      tier: 'safe',
      applied: true,
      from: `${code.identity.module}:${local}`,
      to: `${module}:${name}`,
      uses: 'alias',
      because: 'the package gives the name on first use, by `__getattr__`',
      reviews: [],
      chain: [],
      before: code.text.slice(at, end),
      after: '',
      line,
      column: 1,
      endLine: code.lineOf(end),
      endColumn: 1,
    };
  });
  return { source, textEdits: lazy.edits, edits, bytes };
}

/** A star import takes a name that waits only if `__all__` has it. */
async function starsOf(
  config: Config,
  { contents, usesGitignore }: MoveRequest,
  found: readonly LazyCode[],
  { index }: Repository,
): Promise<Obstacle[]> {
  const unlisted = found.map(({ code }) => code).filter((code) => !hasPublicList(code));
  if (unlisted.length === 0) return [];
  const names = new Set(unlisted.map(({ identity }) => identity.module));
  const { load } = treeFiles(config.root, undefined);
  const buffer = SourceBuffer.create();
  return selectFiles(await listedFiles(config.root, usesGitignore), config)
    .filter((file) => file.endsWith('.py'))
    .flatMap((file): Obstacle[] => {
      const unsaved = contents?.get(file);
      if (unsaved) buffer.set(unsaved);
      else if (!load(buffer, file)) return [];
      if (!/import[ \t(]*\*/.test(buffer.bytes.toString('latin1'))) return [];
      const identity = index.identify(file);
      for (const record of readImports(buffer.scanImports().records, buffer.identifierAt)) {
        const from = record.isStar ? absoluteModule(record.level, record.module, identity) : undefined;
        if (from === undefined || !names.has(from)) continue;
        const line = buffer.bytes.subarray(0, record.start).toString('latin1').split('\n').length;
        return [{ place: `${file}:${line}`, message: `it takes all names of ${from}, which has no \`__all__\`` }];
      }
      return [];
    });
}
