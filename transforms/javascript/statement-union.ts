import { itemText, kindAfter } from './names-text.ts';
import type { WrittenName } from './names-text.ts';
import type { StatementPart } from './statement-part.ts';

/** Parts that become one statement. */
export class StatementUnion {
  /** The part whose statement it is. */
  readonly anchor: StatementPart;
  /** The others. */
  readonly joined: StatementPart[] = [];
  /** Their names, as they are to be written. */
  readonly names: WrittenName[] = [];
  #hasDefault: boolean;
  #hasNamespace: boolean;
  #hasNamed: boolean;
  readonly #bound: Set<string>;

  constructor(anchor: StatementPart) {
    this.anchor = anchor;
    const kinds = anchor.items.map(({ item, move }) => kindAfter(anchor.clause, item, move));
    this.#hasDefault = kinds.includes('default');
    this.#hasNamespace = kinds.includes('namespace');
    this.#hasNamed = kinds.includes('named') || kinds.indexOf('default') !== kinds.lastIndexOf('default');
    this.#bound = new Set(boundBy(anchor));
  }

  /** Let a part join. @returns false where the names cannot stand in one statement */
  take(part: StatementPart): boolean {
    const { clause, isType } = this.anchor;
    const bound = boundBy(part);
    // Two statements with one name are an error that some readers pass; in one statement none does.
    if (bound.some((name) => this.#bound.has(name))) return false;
    let hasDefault = this.#hasDefault || isType;
    const names = part.items.map(({ item, move }): WrittenName => {
      const { name, bound } = move?.kind === 'move' ? move : item;
      const kind = kindAfter(part.clause, item, move);
      if (kind === 'namespace') return { kind, text: `* as ${bound}` };
      const inline = isType ? undefined : part.isType ? 'type' : item.inline;
      if (kind === 'named' || hasDefault || inline !== undefined)
        return { kind: 'named', text: itemText(clause.keyword, inline, name, bound) };
      hasDefault = true;
      return { kind, text: bound };
    });
    const has = (kind: WrittenName['kind']): boolean => names.some((name) => name.kind === kind);
    const hasNamed = this.#hasNamed || has('named');
    const hasNamespace = this.#hasNamespace || has('namespace');
    const isAlone = this.anchor.items.length + this.names.length === 0;
    if (hasNamespace && !isAlone && (hasNamed || isType || clause.keyword === 'export')) return false;
    if (this.#hasNamespace && has('namespace')) return false;
    if (clause.keyword === 'export' && (this.#hasDefault || has('default'))) return false;
    this.#hasDefault ||= has('default');
    this.#hasNamespace = hasNamespace;
    this.#hasNamed = hasNamed;
    for (const name of bound) this.#bound.add(name);
    this.joined.push(part);
    this.names.push(...names);
    return true;
  }
}

function boundBy({ items }: StatementPart): string[] {
  return items.map(({ item, move }) => (move?.kind === 'move' ? move : item).bound);
}
