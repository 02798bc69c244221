import type { ModuleBindings, Suite } from '../../model/module-bindings.ts';

/** The names in `__all__`; undefined if there is none. */
export type PublicNames = ReadonlySet<string> | 'unknown' | undefined;

/**
 * Answers what the `__all__` of a module says, with those of others that it is put together from.
 * @param holderOf the module whose `__all__` a dotted name of the module is
 */
export function publicNamesOf(
  bindingsOf: (module: string) => ModuleBindings | undefined,
  holderOf: (module: string, list: string, suite: Suite) => string | undefined,
): (module: string) => PublicNames {
  const known = new Map<string, PublicNames>();
  const read = (module: string): PublicNames => {
    const { all, suite = [] } = bindingsOf(module) ?? {};
    if (all === undefined || all === 'unknown') return all;
    const lists = all.map((part) => {
      if (typeof part === 'string') return new Set([part]);
      const holder = holderOf(module, part.list, suite);
      return (holder === undefined ? undefined : ask(holder)) ?? 'unknown';
    });
    const names = lists.filter((list) => typeof list !== 'string');
    return names.length < lists.length ? 'unknown' : new Set(names.flatMap((list) => [...list]));
  };
  const ask = (module: string): PublicNames => {
    if (known.has(module)) return known.get(module);
    // A list that is made of itself is not known.
    known.set(module, 'unknown');
    const names = read(module);
    known.set(module, names);
    return names;
  };
  return ask;
}
