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

/** What the `from` imports of a file bind after the edits, in order. */
export class KnownBindings {
  readonly #text: string;
  readonly #lines: LogicalLines;
  readonly #statements: readonly ImportStatement[];
  /** The names that more than one import binds; the others cannot be bound twice. */
  readonly #byLocal = new Map<string, KnownBinding[]>();

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
        if (once.has(local)) this.#byLocal.set(local, []);
        else once.add(local);
      }
    }
  }

  add(binding: KnownBinding): void {
    this.#byLocal.get(binding.local)?.push(binding);
  }

  /** Does an import earlier in the block of the statement bind the name to the target, and nothing in between bind it anew? */
  has(statement: ImportStatement, local: string, target: string): boolean {
    const known = this.#byLocal.get(local);
    if (known === undefined) return false;
    const block = this.#lines.block(statement.start);
    const at = known.findLastIndex((binding) => this.#lines.block(binding.statement.start) === block);
    const since = known.slice(at);
    const [earlier] = since;
    if (at < 0 || earlier === undefined || since.some((binding) => binding.target !== target)) return false;
    return !mayRebind(this.#textBetween(earlier.statement.end, statement.start), local);
  }

  /** The code from one place to another, without the `from` imports of names in it. */
  #textBetween(start: number, end: number): string {
    let text = '';
    let at = start;
    for (const statement of this.#statements) {
      if (statement.kind !== 'from' || statement.isStar || statement.start < at || statement.end > end) continue;
      text += this.#text.slice(at, statement.start);
      at = statement.end;
    }
    return text + this.#text.slice(at, end);
  }

  /** Bindings of one name to one target, of which the edits made at least one. */
  alike(): KnownBinding[][] {
    return [...this.#byLocal.values()]
      .filter((known) => known.length > 1 && known.some(({ isMoved }) => isMoved))
      .flatMap((known) =>
        [...new Set(known.map(({ target }) => target))].map((target) =>
          known.filter((binding) => binding.target === target),
        ),
      )
      .filter((known) => known.length > 1 && known.some(({ isMoved }) => isMoved));
  }
}

/** Does the name stand in the text other than called or with an attribute, or does a star import bring any name? */
function mayRebind(text: string, local: string): boolean {
  if (/\bimport\s*\*/.test(text)) return true;
  const word = new RegExp(String.raw`(?<!\.)(\b(?:def|class)\s+)?(?<![\w$])${local}(?![\w$])(\s*[.(])?`, 'gu');
  return [...text.matchAll(word)].some((match) => match[1] !== undefined || match[2] === undefined);
}
