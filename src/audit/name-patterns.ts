/** Identifiers, by patterns in which `*` stands for anything. Capitals count, unless the patterns are loose. */
export class NamePatterns {
  readonly #pattern: RegExp | undefined;
  readonly #isLoose: boolean;
  readonly #known = new Map<string, boolean>();

  /** @param isLoose neither capitals nor underscores count: `*SocketPool` is the name of `_socket_pool`, too */
  constructor(patterns: readonly string[], isLoose = false) {
    this.#isLoose = isLoose;
    const sources = patterns.map((pattern) => this.#plain(pattern).replaceAll('*', '.*'));
    this.#pattern = sources.length === 0 ? undefined : new RegExp(`^(?:${sources.join('|')})$`, 'u');
  }

  matches(name: string): boolean {
    let answer = this.#known.get(name);
    if (answer === undefined) {
      answer = this.#pattern?.test(this.#plain(name)) ?? false;
      this.#known.set(name, answer);
    }
    return answer;
  }

  #plain(name: string): string {
    return this.#isLoose ? name.replaceAll('_', '').toLowerCase() : name;
  }
}

/** The texts to search for: each name that fits one of the patterns holds one of them. */
export function literalParts(patterns: readonly string[]): string[] {
  const longest = (parts: readonly string[]): string => parts.reduce((a, b) => (b.length > a.length ? b : a), '');
  const parts = [...new Set(patterns.map((pattern) => longest(pattern.split('*'))))];
  return parts.filter((part) => !parts.some((other) => other !== part && part.includes(other)));
}

/** Finds the names that can be of the patterns, and some that are not; nothing without patterns. */
export function searchFor(patterns: readonly string[], before: string, behind: string, flags: string): RegExp {
  const parts = literalParts(patterns);
  return new RegExp(parts.length === 0 ? '(?!)' : `${before}(?:${parts.join('|')})${behind}`, flags);
}
