import { readFileSync } from 'node:fs';
import path from 'node:path';
import { applyTextEdits } from '../../edit/apply-text-edits.ts';
import type { Config } from '../../model/config.ts';
import type { MoveConcern } from '../../model/moving.ts';
import type { MovedTree } from '../../model/moved-tree.ts';
import type { Outcome } from '../../model/outcome.ts';
import { packagesAround } from '../../model/python.ts';
import { importCircles } from '../../move/import-circles.ts';
import { importCourse } from '../../move/import-order.ts';
import { decodeSource, encodeSource } from '../../scan/decode.ts';
import type { ModuleIdentity } from '../../model/python.ts';
import { openPythonProject } from '../python/python-project.ts';

/** Each member of a circle is imported first once: of a large one, so many. */
const MOST_STARTS = 200;

/**
 * Circles of imports that work today, and would not when the files have moved: each module of one is imported first, in the order of
 * the statements, before and after.
 * @param outcomes the files that change, by the paths that they will have
 */
export function importConcerns(
  config: Config,
  tree: MovedTree,
  modules: readonly { readonly was: ModuleIdentity; readonly is: ModuleIdentity }[],
  outcomes: readonly Outcome[],
): MoveConcern[] {
  const noMap = { ...config.python, map: [], unmapped: [] };
  const before = openPythonProject({ ...config, python: noMap, tree: undefined });
  const after = openPythonProject({
    ...config,
    python: noMap,
    tree: { ...tree, contents: finalContents(config.root, tree, outcomes) },
  });
  const oldName = new Map(modules.map(({ was, is }) => [is.module, was.module]));
  const newName = new Map(modules.map(({ was, is }) => [was.module, is.module]));
  const moved = [
    ...new Set(
      modules.flatMap(({ was, is }) => [is.module, ...packagesAround(is.module), ...packagesAround(was.module)]),
    ),
  ];
  const starts = importCircles(
    after,
    moved.filter((module) => after.index.find(module) !== undefined),
  ).flat();
  return starts.slice(0, MOST_STARTS).flatMap((module): MoveConcern[] => {
    const now = importCourse(after, module);
    const old = oldName.get(module) ?? module;
    // A module that is new has not failed until now.
    const then = importCourse(before, old);
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
