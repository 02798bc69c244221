import type { Binding, ModuleBindings, Suite } from '../../model/module-bindings.ts';
import { absoluteModule } from '../../model/python.ts';
import type { ModuleIndex } from './module-index.ts';
import type { PublicNames } from './public-names.ts';

/** The names that `from module import *` may bring; undefined where they are not all known. */
export function starNames(
  module: string,
  index: ModuleIndex,
  bindingsOf: (module: string) => ModuleBindings | undefined,
  publicNames: (module: string) => PublicNames,
  seen: ReadonlySet<string> = new Set(),
): ReadonlySet<string> | undefined {
  const bindings = bindingsOf(module);
  const all = publicNames(module);
  if (bindings === undefined || all === 'unknown') return undefined;
  if (all !== undefined) return all;
  if (bindings.isDynamic) return undefined;
  const names = new Set(bindings.rebound);
  const isPackage = index.find(module)?.kind === 'package';
  const around = isPackage ? module : module.slice(0, Math.max(0, module.lastIndexOf('.')));
  for (const binding of bindingsIn(bindings.suite)) {
    if (binding.kind === 'star-import') {
      const from = absoluteModule(binding.level, binding.module, { module, package: around });
      if (from === undefined || from === module || seen.has(from)) continue;
      const brought = starNames(from, index, bindingsOf, publicNames, new Set([...seen, module]));
      if (brought === undefined) return undefined;
      for (const name of brought) names.add(name);
    } else if (binding.kind !== 'exit') names.add(binding.name);
  }
  return names;
}

/** The modules whose names a module takes by stars, and those whose names these take by stars. */
export function starModules(
  module: string,
  index: ModuleIndex,
  bindingsOf: (module: string) => ModuleBindings | undefined,
  found: Set<string> = new Set(),
): ReadonlySet<string> {
  const isPackage = index.find(module)?.kind === 'package';
  const around = isPackage ? module : module.slice(0, Math.max(0, module.lastIndexOf('.')));
  for (const binding of bindingsIn(bindingsOf(module)?.suite ?? [])) {
    if (binding.kind !== 'star-import') continue;
    const from = absoluteModule(binding.level, binding.module, { module, package: around });
    if (from === undefined || found.has(from)) continue;
    found.add(from);
    starModules(from, index, bindingsOf, found);
  }
  return found;
}

/** The bindings of a suite and of all suites in it, in order. */
export function bindingsIn(suite: Suite): Binding[] {
  return suite.flatMap((item) => (item.kind === 'branch' ? item.arms.flatMap((arm) => bindingsIn(arm.suite)) : [item]));
}
