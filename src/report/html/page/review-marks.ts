/** The kinds of marks that a reader sets. */
export type Mark = 'accepted' | 'viewed' | 'viewedFiles';

const marks: readonly Mark[] = ['accepted', 'viewed', 'viewedFiles'];

/** The marks of a reader, kept in the browser for as long as the Map is the same. */
export class ReviewMarks {
  readonly #key: string;
  readonly #sets: Readonly<Record<Mark, Set<string>>> = {
    accepted: new Set(),
    viewed: new Set(),
    viewedFiles: new Set(),
  };

  constructor(mapHash: string) {
    this.#key = `ssot-codemod review ${mapHash}`;
    try {
      const kept = JSON.parse(localStorage.getItem(this.#key) ?? '{}') as Partial<Record<Mark, unknown>>;
      for (const mark of marks) {
        const ids = kept[mark];
        if (Array.isArray(ids)) for (const id of ids) if (typeof id === 'string') this.#sets[mark].add(id);
      }
    } catch {
      // The browser keeps nothing for this page, or somebody changed it: the marks begin anew.
    }
  }

  has(mark: Mark, id: string): boolean {
    return this.#sets[mark].has(id);
  }

  set(mark: Mark, id: string, isSet: boolean): void {
    if (isSet) this.#sets[mark].add(id);
    else this.#sets[mark].delete(id);
    this.#keep();
  }

  clear(): void {
    for (const mark of marks) this.#sets[mark].clear();
    this.#keep();
  }

  #keep(): void {
    const kept = Object.fromEntries(marks.map((mark) => [mark, [...this.#sets[mark]]]));
    try {
      localStorage.setItem(this.#key, JSON.stringify(kept));
    } catch {
      // They last as long as the page is open.
    }
  }
}
