import { callSite, callSites } from './python/call-site.ts';
import { withRebuilt } from '../src/edit/rebuilt-arguments.ts';
import { fromImport } from './python/from-import.ts';
import { moduleImport } from './python/module-import.ts';
import { moveModules } from './python/module-moves.ts';
import { planModules } from './python/module-plans.ts';
import type { ModulePlans } from './python/module-plans.ts';
import type { Choice, PythonFile, TransformResult } from './python/python-file.ts';
import type { PythonTransform, SharedMoves } from './python/python-transform.ts';
import { starImport } from './python/star-import.ts';
import { stringTarget } from './python/string-target.ts';

/** Every transform of Python, in the order in which they look at a file. */
const pythonTransforms = [
  finder(fromImport),
  finder(moduleImport),
  finder(callSite),
  finder(starImport),
  finder(stringTarget),
];

/** The References of a file, found once: to be rewritten by any choice. */
export type FoundInPython = (choice: Choice) => TransformResult[];

/** Finds the References of a file by all transforms, in their order. */
export function findInPython(file: PythonFile): FoundInPython {
  const plans = planModules(file);
  const found = pythonTransforms.map((find) => find(file, plans));
  return (choice) => {
    const shared = { modules: moveModules(file, plans, choice), calls: callSites(file, choice) };
    return rebuiltIn(
      file.source.text,
      found.map((rewrite) => rewrite(choice, shared)),
    );
  };
}

/** The results with all edits of the file in one, where arguments change places and take others along. */
function rebuiltIn(text: string, results: TransformResult[]): TransformResult[] {
  const rebuilt = results.flatMap((result) => result.rebuilt ?? []);
  if (rebuilt.length === 0) return results;
  const all = results.flatMap(({ textEdits }) => textEdits);
  return results.map((result, k) => ({ ...result, textEdits: k === 0 ? withRebuilt(text, all, rebuilt) : [] }));
}

type Rewriter = (choice: Choice, shared: SharedMoves) => TransformResult;

/** A transform of which only the next step can be called. */
function finder<Found>({ find, rewrite }: PythonTransform<Found>): (file: PythonFile, plans: ModulePlans) => Rewriter {
  return (file, plans) => {
    const found = find(file, plans);
    return (choice, shared) => rewrite(file, found, choice, shared);
  };
}
