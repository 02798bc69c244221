import { groupBy } from '../../src/model/group-by.ts';
import type { ImportedName, ImportStatement } from '../../src/model/python.ts';
import type { LogicalLines } from '../../src/parse/python/logical-lines.ts';

/** A name that a `from` import binds once the edits are made. */
export interface KnownBinding {
  readonly statement: ImportStatement;
  readonly local: string;
  /** `module:Name`. */
  readonly target: string;
  /** The edits made it what it is. */
  readonly isMoved: boolean;
}

/** The bindings of one name. */
interface BoundAgain {
  readonly bindings: KnownBinding[];
  /** Index of the last one in each block. */
  readonly lastIn: Map<number, number>;
  /** Index from which on all are of one target. */
  sameFrom: number;
}

/** The bindings that the `from` imports of a file make after the edits, in order. */
export class KnownBindings {
  readonly #text: string;
  readonly #lines: LogicalLines;
  readonly #statements: readonly ImportStatement[];
  /** The names that more than one import binds; the others cannot be bound twice. */
  readonly #byLocal = new Map<string, BoundAgain>();
  /** Where the code may bind one of those names anew, in order; under `*` where it may bind any. Known from the first question on. */
  #rebound: ReadonlyMap<string, readonly number[]> | undefined;
  /** How many characters were searched for single names. */
  #searched = 0;

  /**
   * @param statements those of the file, as they were before the edits
   * @param localOf what a name is bound to after the edits
   */
  constructor(
    text: string,
    lines: LogicalLines,
    statements: readonly ImportStatement[],
    localOf: (name: ImportedName) => string,
  ) {
    this.#text = text;
    this.#lines = lines;
    this.#statements = statements;
    const once = new Set<string>();
    for (const { kind, names } of statements) {
      for (const name of kind === 'from' ? names : []) {
        const local = localOf(name);
        if (once.has(local)) this.#byLocal.set(local, { bindings: [], lastIn: new Map(), sameFrom: 0 });
        else once.add(local);
      }
    }
  }

  add(binding: KnownBinding): void {
    const known = this.#byLocal.get(binding.local);
    if (known === undefined) return;
    const { bindings, lastIn } = known;
    if (bindings.at(-1)?.target !== binding.target) known.sameFrom = bindings.length;
    lastIn.set(this.#lines.block(binding.statement.start), bindings.length);
    bindings.push(binding);
  }

  /** Does an import earlier in the block of the statement bind the name to the target, and nothing in between bind it anew? */
  has(statement: ImportStatement, local: string, target: string): boolean {
    const known = this.#byLocal.get(local);
    const at = known?.lastIn.get(this.#lines.block(statement.start));
    if (known === undefined || at === undefined || at < known.sameFrom) return false;
    const earlier = known.bindings[at];
    if (earlier?.target !== target) return false;
    if (this.#isAbsent(local, earlier.statement.end, statement.start)) return true;
    this.#rebound ??= this.#reboundExports();
    return ![local, '*'].some((name) =>
      holdsBetween(this.#rebound?.get(name) ?? [], earlier.statement.end, statement.start),
    );
  }

  /** Is it plain that no code between the two binds the name? Most are imports that follow each other. */
  #isAbsent(local: string, start: number, end: number): boolean {
    this.#searched += end - start;
    // The places of all names are known sooner than each stretch of a long text is searched for many of them.
    if (this.#rebound !== undefined || this.#searched > this.#text.length) return false;
    const between = this.#text.slice(start, end);
    return !between.includes(local) && !between.includes('*');
  }

  /** Where each name stands outside of the `from` imports of names other than called or with an attribute. */
  #reboundExports(): Map<string, number[]> {
    const places = new Map<string, number[]>();
    const read = (start: number, end: number): void => {
      for (const { 1: definition, 2: name = '*', 3: isRead, index } of this.#text.slice(start, end).matchAll(word)) {
        if ((definition === undefined && isRead !== undefined) || (name !== '*' && !this.#byLocal.has(name))) continue;
        const known = places.get(name);
        if (known) known.push(start + index);
        else places.set(name, [start + index]);
      }
    };
    let at = 0;
    for (const { kind, isStar, start, end } of this.#statements) {
      if (kind !== 'from' || isStar) continue;
      read(at, start);
      at = end;
    }
    read(at, this.#text.length);
    return places;
  }

  /** Bindings of one name to one target, of which the edits made at least one. */
  alike(): KnownBinding[][] {
    return [...this.#byLocal.values()]
      .filter(({ bindings }) => bindings.some(({ isMoved }) => isMoved))
      .flatMap(({ bindings }) => [...groupBy(bindings, ({ target }) => target).values()])
      .filter((known) => known.length > 1 && known.some(({ isMoved }) => isMoved));
  }
}

/** A name that is defined, called, asked for an attribute or something else; or a star import. */
const word =
  /(?<![\p{ID_Continue}$.])(?:(?:(def|class)\s+)?(?!import\s*\*)([\p{ID_Continue}$]+)(\s*[.(])?|import\s*\*)/gu;

/** Does one of the offsets, which stand in order, lie between the two? */
function holdsBetween(offsets: readonly number[], start: number, end: number): boolean {
  let low = 0;
  let high = offsets.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((offsets[middle] ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  return (offsets[low] ?? end) < end;
}
