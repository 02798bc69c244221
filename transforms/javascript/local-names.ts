import type { Target } from '../../src/model/config.ts';
import type { TextEdit } from '../../src/model/edit.ts';
import type { Range } from '../../src/model/range.ts';
import type { Legacy } from '../../src/model/resolution.ts';
import type { NameUse } from '../../src/parse/javascript/name-uses.ts';
import type { JavaScriptFile } from './javascript-file.ts';
import { isBindable } from './identifier.ts';
import type { ItemMove } from './clause.ts';
import type { MoveRecorder } from './move-recorder.ts';

/** Renames the uses of moved names by scope. */
export class LocalNames {
  readonly #file: JavaScriptFile;
  readonly #moves: MoveRecorder;
  /** The names that moves import unchanged. */
  readonly #imported = new Set<string>();

  constructor(file: JavaScriptFile, moves: MoveRecorder) {
    this.#file = file;
    this.#moves = moves;
  }

  /**
   * The move with its uses renamed, where the Map asks for that, the import gives no local name of its own, and the new name
   * is free wherever the old one is used; else the move as it is. A name that stands there already is not imported again.
   */
  rename(
    item: Range & { readonly name: string; readonly bound: string },
    legacy: Legacy,
    move: ItemMove & { readonly kind: 'move' },
    isType: boolean,
  ): ItemMove {
    const isOwnName = item.bound === item.name || item.name === 'default';
    const name = move.name === 'default' || move.name === '*' ? item.bound : move.name;
    if (legacy.uses !== 'rename' || !isOwnName || name === item.bound) return move;
    const isImported = this.isImported({ module: move.module, name });
    const blockedBy = this.#blockedBy(item.bound, name, isImported);
    if (blockedBy !== undefined) {
      this.#moves.diagnose(item, 'javascript/name-taken', `${item.bound} keeps its name: ${blockedBy}`);
      return move;
    }
    this.#file.given.add(name);
    const uses = this.#file.uses().of(item.bound);
    this.#moves.also(uses.map((use) => renameUse(use, item.bound, name)));
    const inComments = this.#file.uses().ofComments(item.bound, name) ?? [];
    this.#moves.also(inComments.map(({ start, end }) => ({ start, end, text: name })));
    if (isImported) return { kind: 'drop' };
    if (!isType) this.#imported.add(`${move.module}\0${name}`);
    return { ...move, bound: name };
  }

  /** Does a statement of the file import the export as a value, under its own name? */
  isImported({ module, name }: Target): boolean {
    if (this.#imported.has(`${module}\0${name}`)) return true;
    return isImportedByName(this.#file, { module, name });
  }

  /** Can a use of a namespace's member be the canonical name alone? */
  isFree({ to }: Legacy, use: NameUse): boolean {
    const { name } = to;
    if (name === undefined || !isBindable(name)) return false;
    const uses = this.#file.uses();
    if (use.around[0]?.type === 'JSXMemberExpression' && /^[a-z]/.test(name)) return false;
    const isTaken = !this.isImported(to) && (this.#file.given.has(name) || uses.isTaken(name));
    return !isTaken && !uses.isShadowedAt(name, use) && !uses.hasTypeParameter(name);
  }

  /** Why a name cannot be another one. */
  #blockedBy(bound: string, name: string, isImported: boolean): string | undefined {
    if (this.#file.isComponent) return 'the template of a component may use it';
    if (!isBindable(name)) return `${name} is a reserved word, or no name`;
    const uses = this.#file.uses();
    if (!isImported && (this.#file.given.has(name) || uses.isTaken(name)))
      return `${name} means something else in this file`;
    if (uses.makesElements(bound, this.#file.elementFactories())) return 'elements of JSX are made by that name';
    const own = uses.of(bound);
    if (own.some((use) => uses.isShadowedAt(name, use))) return `${name} means something else where it is used`;
    if (uses.ofComments(bound, name) === undefined) return 'a comment of JSDoc may mean something else by it';
    if (uses.hasTypeParameter(name) || uses.hasTypeParameter(bound)) return `a type parameter has that name`;
    if (/^[a-z]/.test(name) && own.some((use) => use.form === 'element')) return `<${name}> would be an HTML element`;
    return undefined;
  }
}

function renameUse({ start, end, form, around: [parent] }: NameUse, bound: string, name: string): TextEdit {
  if (form === 'shorthand') return { start, end, text: `${bound}: ${name}` };
  const isShort = form === 'export' && parent?.type === 'ExportSpecifier' && parent.exported.start === start;
  return { start, end, text: isShort ? `${name} as ${bound}` : name };
}

/** Does a statement of the file import the export as a value, under its own name? */
export function isImportedByName({ references }: JavaScriptFile, { module, name }: Target): boolean {
  return references.some(
    ({ specifier, node }) =>
      specifier === module &&
      node.type === 'ImportDeclaration' &&
      node.importKind !== 'type' &&
      node.importKind !== 'typeof' &&
      node.specifiers.some(
        (item) =>
          item.type === 'ImportSpecifier' &&
          item.importKind !== 'type' &&
          item.local.name === name &&
          item.imported.type === 'Identifier' &&
          item.imported.name === name,
      ),
  );
}
