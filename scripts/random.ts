const words =
  'account action agent answer batch bridge broker budget cache channel client config context cursor digest event failure factory field gateway handler history index invoice journal latency ledger limit listener message metric monitor notice operator order packet payload permit pipeline policy portal profile prompt query queue record reply report request resource result retry route runner schedule schema segment session signal snapshot source state status stream summary supply thread ticket timer token topic trace update user value vendor version view window worker'.split(
    ' ',
  );

/** Numbers and choices that follow from a seed (the generator is mulberry32). */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** From 0 up to, not including, 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let bits = this.#state;
    bits = Math.imul(bits ^ (bits >>> 15), bits | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number from 0 up to, not including, `limit`. */
  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** @throws RangeError when there is nothing to choose from */
  pick<T>(items: readonly T[]): T {
    return at(items, this.below(items.length));
  }

  /** An item, each as likely as its `count` says. */
  weighted<T extends { readonly count: number }>(items: readonly T[]): T {
    let left = this.next() * items.reduce((sum, { count }) => sum + count, 0);
    return items.find(({ count }) => (left -= count) < 0) ?? at(items, items.length - 1);
  }

  shuffled<T>(items: readonly T[]): T[] {
    const result = [...items];
    for (let k = result.length - 1; k > 0; k--) {
      const other = this.below(k + 1);
      [result[k], result[other]] = [at(result, other), at(result, k)];
    }
    return result;
  }

  word(): string {
    return this.pick(words);
  }

  /** About ten words and a full stop. */
  sentence(): string {
    const text = Array.from({ length: 6 + this.below(8) }, () => this.word()).join(' ');
    return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
  }
}

function at<T>(items: readonly T[], index: number): T {
  if (index < 0 || index >= items.length) throw new RangeError('there is nothing to choose from');
  return items[index] as T;
}
