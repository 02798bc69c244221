import type { Config } from '../../model/config.ts';
import { ExpectedStop } from '../../model/errors.ts';
import type { Shimming, ShimFinding } from '../../model/shim.ts';
import { checkShims } from './check-shims.ts';
import { runShim } from './run-shim.ts';
import type { ShimRequest } from './run-shim.ts';
import { openScriptShims } from './run-script-shims.ts';
import type { ScriptShims } from './run-script-shims.ts';

/** Finds the legacy modules of all languages that a shim can stand in for. Writes nothing. */
export function runShims(config: Config, request: ShimRequest): Shimming {
  const scripts = scriptShims(config);
  if (scripts === undefined) return runShim(config, request);
  const { modules } = request;
  const asked = modules.map((module) => scripts.names.get(module));
  const others = modules.filter((_, k) => asked[k] === undefined);
  const paths = modules.length === 0 ? [...scripts.names.values()] : asked.filter((file) => file !== undefined);
  const ofScripts = scripts.shimming(new Set(paths));
  if (modules.length > 0 && others.length === 0) {
    refuseGone(modules, ofScripts);
    return ofScripts;
  }
  const ofPython = runShim(config, { ...request, modules: others });
  return {
    found: [...ofPython.found, ...ofScripts.found].toSorted(byPath),
    texts: (isTaken) => [...ofPython.texts(isTaken), ...ofScripts.texts(isTaken)].toSorted(byPath),
  };
}

/**
 * The generated modules of all languages that are not as `shim` would write them.
 * @param files those that say so of themselves
 */
export function checkAllShims(config: Config, files: readonly string[]): ShimFinding[] {
  return [...checkShims(config, files), ...(openScriptShimsFor(config, files)?.check(files) ?? [])].toSorted(byPath);
}

function openScriptShimsFor(config: Config, files: readonly string[]): ScriptShims | undefined {
  return files.some((file) => !file.endsWith('.py')) ? openScriptShims(config) : undefined;
}

/** The legacy modules of JavaScript; undefined where the Map has none. */
function scriptShims(config: Config): ScriptShims | undefined {
  return config.javascript.map.length === 0 ? undefined : openScriptShims(config);
}

/** @throws ExpectedStop for a module of the Map that is no file */
function refuseGone(modules: readonly string[], { found }: Shimming): void {
  if (found.length > 0) return;
  throw new ExpectedStop(
    `${modules.join(', ')} is no file below the root`,
    'a shim stands in for a file that is there',
  );
}

function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return a.path < b.path ? -1 : 1;
}
