import { readFileSync } from 'node:fs';
import path from 'node:path';
import { applyTextEdits } from '../../edit/apply-text-edits.ts';
import type { Config } from '../../model/config.ts';
import type { MoveConcern } from '../../model/moving.ts';
import type { MovedTree } from '../../model/moved-tree.ts';
import type { Outcome } from '../../model/outcome.ts';
import { packagesAround } from '../../model/python.ts';
import { importCircles } from '../../move/import-circles.ts';
import { ImportCourses, KnownModules } from '../../move/import-order.ts';
import type { LazyNames, LazyTarget } from '../../move/import-order.ts';
import { hasSameImports } from '../../move/same-imports.ts';
import { decodeSource, encodeSource } from '../../scan/decode.ts';
import type { ModuleIdentity } from '../../model/python.ts';
import { openPythonProject } from '../python/python-project.ts';
import type { KnownFacts } from '../../model/known-facts.ts';

/** Each member of a circle is imported first once: of a large one, so many. */
const MOST_STARTS = 200;

/** The modules that move, and the names of packages that wait for whoever asks, each with the old path of what it leads to. */
interface MovedImports {
  readonly modules: readonly { readonly was: ModuleIdentity; readonly is: ModuleIdentity }[];
  readonly lazy: LazyNames;
}

/**
 * Circles of imports that work today, and would not when the files have moved: each module of one is imported first, in the order of
 * the statements, before and after.
 * @param outcomes the files that change, by the paths that they will have
 * @param known what is known of files already
 */
export function importConcerns(
  config: Config,
  tree: MovedTree,
  { modules, lazy }: MovedImports,
  outcomes: readonly Outcome[],
  known?: KnownFacts,
): MoveConcern[] {
  const python = { ...config.python, map: [], unmapped: [] };
  const before = new KnownModules(openPythonProject({ ...config, python, tree: undefined }, known));
  const contents = finalContents(config.root, tree, outcomes);
  const oldName = new Map(modules.map(({ was, is }) => [is.module, was.module]));
  const newName = new Map(modules.map(({ was, is }) => [was.module, is.module]));
  const after = new KnownModules(
    openPythonProject({ ...config, python, tree: { ...tree, contents } }, known),
    lazyNow(lazy, newName),
  );
  if (isSameCourse()) return [];
  const moved = [
    ...new Set(
      modules.flatMap(({ was, is }) => [was, is].flatMap(({ module }) => [module, ...packagesAround(module)])),
    ),
  ];
  const circlesIn = (all: KnownModules): string[][] =>
    importCircles(
      all,
      moved.filter((module) => all.index.find(module) !== undefined),
    );
  const found = circlesIn(after);
  // A circle in which no statement changes takes the course that it took.
  const changed = new Set([...contents.keys()].map((file) => after.index.identify(file).module));
  const starts = found.filter((group) => group.some((module) => changed.has(module))).flat();
  if (starts.length === 0) return [];
  // Where both trees differ, a module of a circle of one may be in none of the other.
  const all = found.flat();
  const circles = new Set([...all, ...all.map((module) => oldName.get(module) ?? module), ...circlesIn(before).flat()]);
  const courses = { before: new ImportCourses(before, circles), after: new ImportCourses(after, circles) };
  return starts.slice(0, MOST_STARTS).flatMap((module): MoveConcern[] => {
    const now = courses.after.of(module);
    const old = oldName.get(module) ?? module;
    // A module that is new has not failed until now.
    const then = courses.before.of(old);
    const place = after.index.find(module)?.path ?? module;
    if (now.failure !== undefined && then.failure === undefined)
      return [{ reason: 'import-order', place, message: `importing ${module} first would fail: ${now.failure}` }];
    const [without] = [...now.without].filter((one) => !then.without.has(oldName.get(one) ?? one));
    if (now.failure === undefined && then.failure === undefined && without !== undefined) {
      const message = `importing ${module} first would let an import fail that ${without} goes on without`;
      return [{ reason: 'import-order', place, message }];
    }
    const known = new Set(
      [...then.unfinished].map((edge) =>
        edge
          .split(' ')
          .map((one) => newName.get(one) ?? one)
          .join(' '),
      ),
    );
    const [edge] = [...now.unfinished].filter((one) => !known.has(one));
    if (now.failure !== undefined || edge === undefined) return [];
    const [importer = '', target = ''] = edge.split(' ');
    const message = `importing ${module} first would let ${importer} import ${target} while that is still loading`;
    return [{ reason: 'import-cycle', place, message }];
  });

  /** Does each module load what it loaded before, but for the names? Modules that keep their packages do, as a rule. */
  function isSameCourse(): boolean {
    const renamed = (path: string): string => {
      for (const at of [path, ...packagesAround(path)]) {
        const name = newName.get(at);
        if (name !== undefined) return name + path.slice(at.length);
      }
      return path;
    };
    const keepsPackages = modules.every(({ was, is }) => {
      const around = packagesAround(is.module);
      return (
        packagesAround(was.module).every((module, k) => renamed(module) === around[k]) &&
        renamed(was.module) === is.module
      );
    });
    if (!keepsPackages || tree.from.size === 0) return false;
    return [...contents.keys()].every((file) => {
      if (!file.endsWith('.py')) return true;
      const { module } = after.index.identify(file);
      return hasSameImports(before, after, { was: oldName.get(module) ?? module, is: module }, renamed);
    });
  }
}

/** The names that wait, with what they lead to after the move. */
function lazyNow(lazy: LazyNames, newName: ReadonlyMap<string, string>): LazyNames {
  const now = ({ module, name }: LazyTarget): LazyTarget => {
    const own = newName.get(`${module}.${name}`);
    if (own === undefined) return { module: newName.get(module) ?? module, name };
    const dot = own.lastIndexOf('.');
    return { module: own.slice(0, Math.max(0, dot)), name: own.slice(dot + 1) };
  };
  return new Map(
    Array.from(lazy, ([module, names]) => [
      module,
      new Map(Array.from(names, ([local, target]): [string, LazyTarget] => [local, now(target)])),
    ]),
  );
}

/** The bytes of all files that are not as the disk has them, in the end. */
function finalContents(root: string, { contents }: MovedTree, outcomes: readonly Outcome[]): Map<string, Uint8Array> {
  const all = new Map(contents);
  for (const outcome of outcomes) {
    if (outcome.status !== 'changed' || !outcome.path.endsWith('.py')) continue;
    const bytes = contents.get(outcome.path) ?? readFileSync(path.join(root, outcome.path));
    const source = decodeSource(outcome.path, 'python', Buffer.from(bytes));
    if ('message' in source) continue;
    all.set(outcome.path, encodeSource(applyTextEdits(source.text, outcome.textEdits), source) ?? bytes);
  }
  return all;
}
