import type { ModuleIndex } from '../resolve/python/module-index.ts';
import { supportName } from './support-module.ts';

/** A module, and the file that it is or will be. */
export interface ModulePlace {
  readonly module: string;
  /** Relative to the root, with forward slashes. */
  readonly path: string;
}

/**
 * The place of the support module: where one is already; else in the top package of the modules that forward; else, for
 * several or none, beside them at the top.
 * @param modules the legacy modules, of which there is at least one
 */
export function supportPlace(modules: readonly ModulePlace[], index: ModuleIndex): ModulePlace | undefined {
  const tops = [...new Set(modules.map(({ module }) => module.split('.', 1)[0] ?? module))].toSorted();
  for (const module of [...tops.map((top) => `${top}.${supportName}`), supportName]) {
    const location = index.find(module);
    if (location?.kind === 'module') return { module, path: location.path };
  }
  const [first] = modules;
  if (first === undefined) return undefined;
  const [top = ''] = tops;
  const location = index.find(top);
  if (tops.length === 1 && location?.kind === 'package') return placeOf(`${top}.${supportName}`, index);
  const rootLength = first.path.length - `${first.module.replaceAll('.', '/')}.py`.length;
  return { module: supportName, path: `${first.path.slice(0, Math.max(0, rootLength))}${supportName}.py` };
}

/** The file of a module that is not there yet, in a package that is; undefined where there is no such package. */
export function placeOf(module: string, index: ModuleIndex): ModulePlace | undefined {
  const dot = module.lastIndexOf('.');
  const there = index.find(module);
  if (there !== undefined) return there.kind === 'module' ? { module, path: there.path } : undefined;
  if (dot < 0) return { module, path: `${module}.py` };
  const holder = index.find(module.slice(0, dot));
  if (holder?.kind === 'package')
    return { module, path: holder.path.replace(/__init__\.py$/, `${module.slice(dot + 1)}.py`) };
  return holder?.kind === 'namespace' ? { module, path: `${holder.path}/${module.slice(dot + 1)}.py` } : undefined;
}
