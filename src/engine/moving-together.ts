import type { FileFacts } from '../model/file-facts.ts';
import type { Outcome } from '../model/outcome.ts';
import { everyNameOf } from '../model/symbol.ts';

/**
 * Groups of changed files that have to change together: between their changes, a patch would be of one path and the
 * look-up that it is meant for of another.
 * @returns sorted groups of two and more sorted paths; a file is in one of them at most
 */
export function movingTogether(
  facts: readonly FileFacts[],
  outcomes: readonly Outcome[],
): readonly (readonly string[])[] {
  const changed = new Set(outcomes.filter(({ status }) => status === 'changed').map(({ path }) => path));
  const own = facts.filter(({ path }) => changed.has(path));
  const patched = new Set(
    own.flatMap(({ patches, patchedNames }) => [...patches.map(({ symbol }) => symbol), ...patchedNames]),
  );
  const groups = new Groups();
  for (const file of own) for (const symbol of symbolsOf(file)) if (patched.has(symbol)) groups.join(symbol, file.path);
  return groups.sorted();
}

/** The symbols, each `module:Name`, that a file patches by strings, looks up when its functions run, or defines under a name that may change. */
function symbolsOf({ patches, patchedNames, ownNames, references }: FileFacts): string[] {
  const lookups = references.flatMap(({ base, evidence: { isPatchable, isReplaceable } }) => {
    if (base.kind !== 'legacy') return [];
    return [...(isPatchable === true ? [base.from] : []), ...(isReplaceable === true ? [everyNameOf(base.from)] : [])];
  });
  return [...patches.map(({ symbol }) => symbol), ...patchedNames, ...ownNames, ...lookups];
}

/** Disjoint sets of files that have a symbol in common. */
class Groups {
  readonly #groupOf = new Map<string, Set<string>>();
  readonly #ofSymbol = new Map<string, string>();

  join(symbol: string, file: string): void {
    const first = this.#ofSymbol.get(symbol) ?? file;
    this.#ofSymbol.set(symbol, first);
    const [one, other] = [this.#ofFile(first), this.#ofFile(file)];
    if (one === other) return;
    const [small, large] = one.size < other.size ? [one, other] : [other, one];
    for (const member of small) {
      large.add(member);
      this.#groupOf.set(member, large);
    }
  }

  sorted(): string[][] {
    const groups = [...new Set(this.#groupOf.values())].filter(({ size }) => size > 1);
    return groups.map((group) => [...group].toSorted()).toSorted(([a = ''], [b = '']) => (a < b ? -1 : 1));
  }

  #ofFile(file: string): Set<string> {
    let group = this.#groupOf.get(file);
    if (group === undefined) {
      group = new Set([file]);
      this.#groupOf.set(file, group);
    }
    return group;
  }
}
