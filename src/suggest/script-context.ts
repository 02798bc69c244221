import type { Area } from '../model/audit.ts';
import type { Target } from '../model/config.ts';
import type { ImportedName } from '../parse/javascript/script-names.ts';
import type { ModuleExports } from '../model/module-exports.ts';
import type { JavaScriptMap } from '../resolve/javascript/javascript-map.ts';
import type { JavaScriptProject } from '../resolve/javascript/javascript-project.ts';
import type { StaticExports } from '../resolve/javascript/static-exports.ts';
import type { SuggestFocus } from './suggest-context.ts';

/** The facts of one file of JavaScript. */
export interface ScriptFacts {
  /** Relative to the root. */
  readonly path: string;
  /** Its absolute path, links resolved. */
  readonly file: string;
  readonly area: Area;
  readonly imports: readonly ImportedName[];
  /** Undefined where only the whole of it tells. */
  readonly exports: ModuleExports | undefined;
}

/** The context of the questions. */
export interface ScriptContext {
  readonly project: JavaScriptProject;
  readonly exports: StaticExports;
  readonly map: JavaScriptMap;
  /** The canonical paths of the Map, each with the file that it leads to. */
  readonly canonical: readonly { readonly key: string; readonly target: Target }[];
  readonly wants: SuggestFocus;
}
