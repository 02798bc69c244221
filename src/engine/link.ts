import type { FileFacts, Patch } from '../model/file-facts.ts';
import { edgeKey } from '../model/links.ts';
import type { Links, RenamedName } from '../model/links.ts';
import { mockHolds } from '../model/mock-hold.ts';

/** Answers which cycle an import of `target` at the top level of `importer` closes. */
export interface CycleFinder {
  readonly newCycle: (importer: string, target: string) => readonly string[] | undefined;
}

/**
 * Puts the facts of all files together.
 * @param seesAll are these all files, so that nobody else looks anything up?
 */
export function link(facts: readonly FileFacts[], { graph }: { readonly graph: CycleFinder }, seesAll: boolean): Links {
  // Threads finish files in any order.
  const sorted = facts.toSorted(byPath);
  const lookups = new Set(sorted.flatMap((file) => file.lookups));
  return {
    lookups: { symbols: lookups, ends: [...lookups].filter((symbol) => symbol.startsWith('.')) },
    patches: patchesOf(sorted, seesAll),
    patchedNames: new Set(sorted.flatMap((file) => file.patchedNames)),
    asyncPatches: new Set(sorted.flatMap((file) => file.asyncPatches)),
    renamed: new Map(),
    loaded: new Set(sorted.flatMap(({ keeps }) => keeps)),
    carried: new Map(),
    // The first place counts.
    reboundExports: new Map(
      sorted
        .flatMap(({ rebinds }) => rebinds)
        .toReversed()
        .map(({ symbol, place }) => [symbol, place]),
    ),
    mocks: mockHolds(sorted.flatMap(({ mocks }) => mocks)),
    cycles: cyclesOf(sorted, graph),
  };
}

/** The same Links, with the names that files import under other names by now. */
export function withRenames(links: Links, facts: readonly FileFacts[]): Links {
  const names = facts.toSorted(byPath).flatMap(({ renamed }) => renamed);
  return { ...links, renamed: new Map(names.map((name): [string, RenamedName] => [name.symbol, name])) };
}

function byPath(a: FileFacts, b: FileFacts): number {
  return a.path < b.path ? -1 : 1;
}

/** For each legacy symbol that is patched, what speaks against moving the patch; undefined when nothing does. */
function patchesOf(sorted: readonly FileFacts[], seesAll: boolean): Map<string, string | undefined> {
  const staying = new Map<string, string>();
  for (const file of sorted)
    for (const symbol of file.staying) if (!staying.has(symbol)) staying.set(symbol, file.path);
  const blockOf = ({ symbol, blockedBy }: Patch): string | undefined => {
    if (blockedBy !== undefined) return blockedBy;
    const path = staying.get(symbol);
    if (path !== undefined) return `a function of ${path} imports ${symbol}, and stays`;
    return seesAll ? undefined : `only a look at all files tells who looks ${symbol} up while it is patched`;
  };
  // If one of several patches of a symbol stays, it keeps the others.
  const patches = sorted
    .flatMap((file) => file.patches)
    .toSorted((a, b) => Number(a.blockedBy !== undefined) - Number(b.blockedBy !== undefined));
  return new Map(patches.map((patch) => [patch.symbol, blockOf(patch)]));
}

/** The cycles that imports would close which run when their file is imported, should they move. */
export function cyclesOf(facts: readonly FileFacts[], graph: CycleFinder): Map<string, readonly string[]> {
  const asked = new Set<string>();
  const cycles = new Map<string, readonly string[]>();
  for (const { form, runsOn, importer, base } of facts.flatMap(({ references }) => references)) {
    if (runsOn !== 'import' || form === 'relocated' || base.kind !== 'legacy') continue;
    const key = edgeKey(importer, base.to.module);
    if (asked.has(key)) continue;
    asked.add(key);
    const cycle = graph.newCycle(importer, base.to.module);
    if (cycle) cycles.set(key, cycle);
  }
  return cycles;
}
