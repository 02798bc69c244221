import { callSite, callSites } from './python/call-site.ts';
import type { CallSites } from './python/call-site/call-sites.ts';
import { fromImport } from './python/from-import.ts';
import { moduleImport } from './python/module-import.ts';
import { moveModules } from './python/module-moves.ts';
import type { ModuleMoves } from './python/module-moves.ts';
import type { PythonFile, TransformResult } from './python/python-file.ts';
import type { PythonTransform } from './python/python-transform.ts';
import { starImport } from './python/star-import.ts';
import { stringTarget } from './python/string-target.ts';

/** Every transform, in the order in which they look at a file. */
export const pythonTransforms: readonly PythonTransform[] = [
  fromImport,
  moduleImport,
  callSite,
  starImport,
  stringTarget,
];

/** Runs the transforms on one file, in their order. */
export function transformPython(file: PythonFile): TransformResult[] {
  let moves: ModuleMoves | undefined;
  const modules = (): ModuleMoves => (moves ??= moveModules(file));
  let found: CallSites | undefined;
  const calls = (): CallSites => (found ??= callSites(file));
  return pythonTransforms.map(({ run }) => run(file, modules, calls));
}
