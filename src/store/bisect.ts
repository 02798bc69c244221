/** Does the gate fail with these items applied and no others? */
export type Fails<T> = (applied: readonly T[]) => Promise<boolean>;

/**
 * Which items make the gate fail. It fails with all of them and passes with none, or this would not be asked. Each search
 * finds a smallest set that fails by itself: one item, or several that fail only together. Then the rest is tried.
 * For k of n items this takes about k·(log2(n) + 2) gate runs.
 * @param limit how many items may be found before the search is given up
 * @returns in the order of `items`; undefined when there are more than the limit
 */
export async function findCulprits<T>(items: readonly T[], fails: Fails<T>, limit: number): Promise<T[] | undefined> {
  const culprits = new Set<T>();
  let rest = items;
  let passing = 0; // so many items at the start of the rest are known to pass together
  do {
    const { found, position } = await smallestFailing(rest, fails, passing);
    for (const item of found) culprits.add(item);
    if (culprits.size > limit) return undefined;
    rest = rest.filter((item) => !culprits.has(item));
    passing = found.length === 1 ? position : 0;
  } while (rest.length > passing && (await fails(rest)));
  return items.filter((item) => culprits.has(item));
}

/**
 * A set that fails and of which every smaller part passes, taken from items that fail together: the last item of the
 * shortest failing run of them is needed; with it kept, the same is asked of those before it, until what is kept fails.
 */
async function smallestFailing<T>(
  items: readonly T[],
  fails: Fails<T>,
  passing: number,
): Promise<{ found: readonly T[]; position: number }> {
  let found: readonly T[] = [];
  let candidates = items;
  let low = passing;
  for (;;) {
    let high = candidates.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (await fails([...candidates.slice(0, middle), ...found])) high = middle;
      else low = middle;
    }
    found = [...candidates.slice(high - 1, high), ...found];
    candidates = candidates.slice(0, high - 1);
    if (candidates.length === 0 || (await fails(found))) return { found, position: high - 1 };
    low = 0;
  }
}
