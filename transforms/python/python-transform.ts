import type { CallSites } from './call-site/call-sites.ts';
import type { ModuleMoves } from './module-moves.ts';
import type { PythonFile, TransformResult } from './python-file.ts';

/** One form of Reference, and how it is moved. */
export interface PythonTransform {
  /** `python/` and the name of its file, of its fixtures and of its heading in the docs. */
  readonly id: string;
  /**
   * @param modules decides on the modules that the file imports, the first time that it is asked
   * @param calls decides on calls by rule, the first time that it is asked
   */
  readonly run: (file: PythonFile, modules: () => ModuleMoves, calls: () => CallSites) => TransformResult;
}
