import { mayElide } from '../../src/model/javascript-endings.ts';
import type { NameUse } from '../../src/parse/javascript/name-uses.ts';
import type { JavaScriptFile } from './javascript-file.ts';
import type { StatementPart } from './statement-part.ts';

/** In which order the statements of a program load modules (ECMA-262, InnerModuleEvaluation: that of their first mention). */
export class StatementOrder {
  readonly #file: JavaScriptFile;
  readonly #places = new Map<StatementPart, number>();
  /** TypeScript leaves out what is used as a type only. */
  readonly #mayElide: boolean;

  /** @param parts of statements that move, and of others of the same modules */
  constructor(file: JavaScriptFile, parts: readonly StatementPart[]) {
    this.#file = file;
    this.#mayElide = mayElide(file.source.path);
    const byStatement = new Map<number, StatementPart[]>();
    for (const part of parts) byStatement.set(part.clause.start, [...(byStatement.get(part.clause.start) ?? []), part]);
    let place = 0;
    for (const { form, node } of file.references) {
      const own = node.start == null ? undefined : byStatement.get(node.start);
      if (own && (form === 'import' || form === 'export-from'))
        for (const part of own) this.#places.set(part, part.isType ? place : place++);
      else if (loads(form, node)) place++;
    }
  }

  /** How many statements of other modules are loaded between two of a group, which holds them at these indices. */
  between(parts: readonly StatementPart[], a: number, b: number): number {
    const placeOf = (k: number): number => {
      const part = parts[k];
      return (part && this.#places.get(part)) ?? 0;
    };
    return Math.abs(placeOf(a) - placeOf(b)) - Math.abs(a - b);
  }

  /** Is it certain that the module is loaded for what the part takes? */
  isLoadedFor({ clause, items, isType }: StatementPart): boolean {
    if (isType) return false;
    if (!this.#mayElide) return true;
    if (items.length === 0) return clause.open < 0;
    if (this.#file.isComponent || clause.keyword === 'export') return false;
    const uses = this.#file.uses();
    return items.some(({ item, move }) => {
      const bound = move?.kind === 'move' ? move.bound : item.bound;
      // The uses that follow a rename stand under the old name.
      return (
        item.inline === undefined && [...new Set([bound, item.bound])].some((name) => uses.of(name).some(isValueUse))
      );
    });
  }
}

function loads(form: string, node: { readonly type: string }): boolean {
  const { importKind, exportKind } = node as { readonly importKind?: unknown; readonly exportKind?: unknown };
  if (form !== 'import' && form !== 'export-from' && form !== 'import-equals' && form !== 'require') return false;
  return importKind !== 'type' && importKind !== 'typeof' && exportKind !== 'type';
}

const valueInTypeScript = /^TS(?:As|NonNull|Satisfies|Instantiation)\w*Expression$|^TSTypeAssertion$/;

/** Is a value certainly needed for a use? */
function isValueUse({ form, around: [parent] }: NameUse): boolean {
  if (form === 'export' || parent === undefined) return false;
  return !/^TS/.test(parent.type) || valueInTypeScript.test(parent.type);
}
