import path from 'node:path';
import type { Config } from '../../model/config.ts';
import { isComponent, isJavaScript } from '../../model/javascript-endings.ts';
import type { ModuleExports } from '../../model/module-exports.ts';
import type { PruneKind } from '../../model/pruning.ts';
import { scriptShimMark } from '../../model/shim.ts';
import { languageOf } from '../../model/source-file.ts';
import { quotedTexts } from '../../parse/javascript/specifiers-in-text.ts';
import { lineOf } from '../../prune/backups.ts';
import type { Evidence } from '../../prune/evidence.ts';
import type { ModuleImport } from '../../prune/module-mentions.ts';
import {
  composedImports,
  composedMarks,
  conventionEvidence,
  isTestScript,
  mayLeadTo,
  pathMentions,
  stemOf,
} from '../../prune/script-mentions.ts';
import { JavaScriptMap } from '../../resolve/javascript/javascript-map.ts';
import type { MappedModule } from '../../resolve/javascript/mapped-module.ts';
import type { JavaScriptProject } from '../../resolve/javascript/javascript-project.ts';
import { openJavaScriptProject } from '../javascript/javascript-project.ts';
import { fromRoot } from './prune-evidence.ts';
import type { PruneReader } from './prune-reader.ts';

/** A module of JavaScript that could go, with all that was found about it. */
export interface ScriptCandidate {
  readonly path: string;
  readonly kind: PruneKind;
  readonly evidence: readonly Evidence[];
  readonly imports: readonly ModuleImport[];
  readonly mentions: ReadonlyMap<string, readonly Evidence[]>;
  /** The file itself, where it holds a comment that may let it be. */
  readonly allowing: ReadonlySet<string>;
}

/** The files of the repository, and how they are searched; see PruneRepository. */
export interface ScriptSearch {
  /** Could the file go? */
  readonly isAsked: (file: string) => boolean;
  readonly isBackup: (file: string) => boolean;
  readonly all: readonly string[];
  readonly reader: PruneReader;
  readonly holding: (texts: readonly string[], asWords: boolean) => Promise<readonly string[]>;
  readonly way: string;
}

/** The legacy modules and shims of JavaScript that only hand on the exports of others, and what names each. */
export async function scriptCandidates(config: Config, search: ScriptSearch): Promise<ScriptCandidate[]> {
  if (config.javascript.map.length + config.javascript.removed.length === 0) return [];
  const project = openJavaScriptProject(config);
  const map = new JavaScriptMap(config.javascript, project);
  const { isAsked, isBackup, reader, holding, way } = search;
  const canonical = new Set(config.javascript.map.map((entry) => project.locateInMap(entry.canonical.module).key));
  const below = (key: string): string => path.relative(project.root, key).split(path.sep).join('/');
  const inRoot = async (texts: readonly string[]): Promise<string[]> =>
    (await holding(texts, false)).map((file) => fromRoot(file, way));
  const shims = (await inRoot([scriptShimMark])).filter(
    (file) => isJavaScript(file) && reader.text(file)?.startsWith(scriptShimMark) === true,
  );
  const places = [...new Set([...map.legacyKeys.map(below), ...shims])].filter(
    (file) => isAsked(file) && isPlainScript(file) && !canonical.has(path.join(project.root, file)),
  );
  const found = places.flatMap((file): Sought[] => {
    const key = path.join(project.root, file);
    const exports = project.exportsOf(key);
    if (exports === undefined) return [];
    const kind: PruneKind = shims.includes(file) ? 'shim' : 'legacy-module';
    return [{ path: file, key, kind, own: ownEvidence(file, exports, map.module(key, undefined)) }];
  });
  if (found.length === 0) return [];
  const named = await inRoot(found.map((one) => stemOf(one.path)));
  const composing = await inRoot(composedMarks);
  const about = new Map(
    found.map((one) => [one.path, { imports: [] as ModuleImport[], mentions: new Map<string, Evidence[]>() }]),
  );
  const files = new Set([...named, ...composing, ...besidesIndex(found, search.all)]);
  for (const file of files) {
    const text = isBackup(file) || isOwnFile(file, config) ? undefined : reader.text(file);
    if (text === undefined) continue;
    for (const one of found) {
      if (one.path === file) continue;
      const { imports, mentions } = about.get(one.path) ?? { imports: [], mentions: new Map<string, Evidence[]>() };
      const own = isScript(file) ? importsOf(file, text, one, project) : [];
      imports.push(...own);
      const said = [
        ...(isScript(file) ? composedImports(file, text, one) : []),
        ...(own.length > 0 ? [] : pathMentions(file, text, one)),
      ];
      if (said.length > 0) mentions.set(file, said);
    }
  }
  return found.map(({ path: file, kind, own }) => ({
    path: file,
    kind,
    evidence: [...own, ...conventionEvidence({ path: file })],
    allowing: new Set(/allow\[(?:audit\/)?leftover/.test(reader.text(file) ?? '') ? [file] : []),
    imports: about.get(file)?.imports ?? [],
    mentions: about.get(file)?.mentions ?? new Map<string, Evidence[]>(),
  }));
}

interface Sought {
  readonly path: string;
  readonly key: string;
  readonly kind: PruneKind;
  readonly own: readonly Evidence[];
}

function isPlainScript(file: string): boolean {
  return isJavaScript(file) && !isComponent(file) && !/\.d\.[mc]?ts$/.test(file);
}

/** Files whose strings may import: also pages and documents of frameworks, which hold scripts. */
function isScript(file: string): boolean {
  return languageOf(file) === 'javascript' || /\.(?:astro|mdx|html?|gjs|gts|marko|riot)$/.test(file);
}

/** The tool's own files name legacy modules, whatever happens to these. */
function isOwnFile(file: string, { fileInRoot }: Config): boolean {
  return file === fileInRoot || /(?:^|\/)ssot\.(?:config|review|baseline)\.[^/]*$/.test(file);
}

/** Its exports that nothing else has, and what it does when it is loaded. */
function ownEvidence(file: string, exports: ModuleExports, mapped: MappedModule | undefined): Evidence[] {
  const isGoing = (name: string): boolean =>
    mapped?.symbols.has(name) === true || (mapped?.whole !== undefined && !mapped.unmapped.has(name));
  const lost = [...exports.names].flatMap(([name, { kind }]) => (kind === 'local' && !isGoing(name) ? [name] : []));
  const isUnknown = exports.isDynamic && mapped?.whole === undefined;
  return [
    ...(lost.length === 0 ? [] : [{ reason: 'unmapped-names', place: '', detail: lost.join(', ') } as const]),
    ...(isUnknown
      ? [{ reason: 'unmapped-names', place: '', detail: 'exports that its text does not show' } as const]
      : []),
    ...(exports.effectLine === undefined
      ? []
      : [
          {
            reason: 'loads-others',
            place: `${file}:${exports.effectLine}`,
            detail: 'it does more than hand on exports',
          } as const,
        ]),
  ];
}

/** Files that may import the index of a folder by dots alone. */
function besidesIndex(found: readonly Sought[], all: readonly string[]): string[] {
  const folders = found.filter((one) => /(?:^|\/)index\./.test(one.path)).map((one) => path.posix.dirname(one.path));
  return all.filter(
    (file) => isScript(file) && folders.some((folder) => folder === '.' || file.startsWith(`${folder}/`)),
  );
}

/** The texts between quotes that lead to the module. Each counts as an import, a comment, too. */
function importsOf(file: string, text: string, sought: Sought, project: JavaScriptProject): ModuleImport[] {
  const importer = path.join(project.root, file);
  return quotedTexts(text, (quoted) => quoted.length < LONGEST && mayLeadTo(quoted, sought), undefined).flatMap(
    (quoted): ModuleImport[] => {
      const [specifier = ''] = quoted.text.slice(quoted.text.lastIndexOf('!') + 1).split('?', 1);
      if (specifier === '' || project.locate(importer, specifier).key !== sought.key) return [];
      const line = lineOf(text, quoted.start);
      return [{ importer: file, line, names: [], locals: [], isStar: false, isTest: isTestScript(file) }];
    },
  );
}

const LONGEST = 1000;
