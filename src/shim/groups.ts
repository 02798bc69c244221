/** By module, the other modules that have one of its definitions, directly or by way of others; sorted. */
export function groupsOf(definitions: ReadonlyMap<string, ReadonlySet<string>>): Map<string, readonly string[]> {
  const leader = new Map([...definitions.keys()].map((module) => [module, module]));
  const leaderOf = (module: string): string => {
    let at = module;
    for (let next = leader.get(at); next !== undefined && next !== at; next = leader.get(at)) at = next;
    return at;
  };
  const first = new Map<string, string>();
  for (const [module, keys] of definitions)
    for (const key of keys) {
      const other = first.get(key);
      if (other === undefined) first.set(key, module);
      else leader.set(leaderOf(module), leaderOf(other));
    }
  const modules = [...definitions.keys()];
  return new Map(
    modules.map((module) => [
      module,
      modules.filter((other) => other !== module && leaderOf(other) === leaderOf(module)).toSorted(),
    ]),
  );
}
