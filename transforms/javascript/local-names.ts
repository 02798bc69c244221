import type { Target } from '../../src/model/config.ts';
import type { TextEdit } from '../../src/model/edit.ts';
import type { Range } from '../../src/model/range.ts';
import type { Legacy } from '../../src/model/resolution.ts';
import type { ModuleMeaning } from '../../src/model/module-meaning.ts';
import type { NameUse } from '../../src/parse/javascript/name-uses.ts';
import type { JavaScriptFile } from './javascript-file.ts';
import { isIdentifier } from './identifier.ts';
import type { ItemMove } from './module-clause.ts';
import type { MoveRecorder } from './move-recorder.ts';

/** Renames the uses of moved names by scope. */
export class LocalNames {
  readonly #file: JavaScriptFile;
  readonly #moves: MoveRecorder;
  /** New names that moves of this file bind. */
  readonly #given = new Set<string>();

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
  ): ItemMove {
    const isOwnName = item.bound === item.name || item.name === 'default';
    const name = move.name === 'default' || move.name === '*' ? item.bound : move.name;
    if (legacy.uses !== 'rename' || !isOwnName || name === item.bound) return move;
    const isImported = this.isImported({ module: move.module, name });
    const obstacle = this.#obstacle(item.bound, name, isImported);
    if (obstacle !== undefined) {
      this.#moves.diagnose(item, 'javascript/name-taken', `${item.bound} keeps its name: ${obstacle}`);
      return move;
    }
    this.#given.add(name);
    const uses = this.#file.uses().of(item.bound);
    this.#moves.also(uses.map((use) => renameUse(use, item.bound, name)));
    return isImported ? { kind: 'drop' } : { ...move, bound: name };
  }

  /** Does a statement of the file import the export as a value, under its own name? */
  isImported({ module, name }: Target): boolean {
    return this.#file.references.some(
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

  /** Can a use of a namespace's member be the canonical name alone? */
  isFree({ to }: Legacy, use: NameUse): boolean {
    const { name } = to;
    if (name === undefined || name === 'default' || !isIdentifier(name)) return false;
    const uses = this.#file.uses();
    if (use.around[0]?.type === 'JSXMemberExpression' && /^[a-z]/.test(name)) return false;
    const isTaken = !this.isImported(to) && (this.#given.has(name) || uses.isTaken(name));
    return !isTaken && !uses.isShadowedAt(name, use) && !uses.hasTypeParameter(name);
  }

  /** Why a name cannot be another one. */
  #obstacle(bound: string, name: string, isImported: boolean): string | undefined {
    if (this.#file.isComponent) return 'the template of a component may use it';
    const uses = this.#file.uses();
    if (!isImported && (this.#given.has(name) || uses.isTaken(name)))
      return `${name} means something else in this file`;
    const own = uses.of(bound);
    if (own.some((use) => uses.isShadowedAt(name, use))) return `${name} means something else where it is used`;
    if (uses.hasTypeParameter(name) || uses.hasTypeParameter(bound)) return `a type parameter has that name`;
    if (/^[a-z]/.test(name) && own.some((use) => use.form === 'element')) return `<${name}> would be an HTML element`;
    return undefined;
  }

  /** The names that are used of a namespace, when all its uses are plain members; else undefined. */
  members(bound: string): string[] | undefined {
    if (this.#file.isComponent) return undefined;
    const names = this.#file
      .uses()
      .of(bound)
      .map((use) => memberOf(use)?.name);
    return names.every((name) => name !== undefined) ? [...new Set(names)] : undefined;
  }

  /** Exports that the Map moves one by one, taken from a namespace that stays: each use is refused. */
  refuseMembers(reference: Range, bound: string, meaning: ModuleMeaning): void {
    let isSeen = false;
    for (const use of this.#file.uses().of(bound)) {
      const member = memberOf(use);
      const resolution = member && meaning.symbol(member.name);
      if (resolution?.kind === 'refused' || resolution?.kind === 'unmapped')
        this.#moves.note(member ?? use, resolution);
      if (resolution?.kind === 'legacy') {
        const message = `it is taken from the namespace ${bound}: import it by its name`;
        this.#moves.refuse(member ?? use, resolution.from, 'dynamic-use', message);
      }
      isSeen ||= member === undefined;
    }
    if (isSeen || this.#file.isComponent)
      this.#moves.refuse(
        reference,
        meaning.label,
        'dynamic-use',
        `${bound} is used as a whole, and the Map moves exports of it one by one`,
      );
  }
}

/** The member that a use of a namespace takes, and where its name stands. */
export function memberOf({ around, end }: NameUse): (Range & { readonly name: string }) | undefined {
  const [parent] = around;
  const property =
    (parent?.type === 'MemberExpression' || parent?.type === 'OptionalMemberExpression') && !parent.computed
      ? parent.property
      : parent?.type === 'TSQualifiedName'
        ? parent.right
        : parent?.type === 'JSXMemberExpression'
          ? parent.property
          : undefined;
  if (!property || (property.start ?? 0) < end) return undefined;
  if (property.type !== 'Identifier' && property.type !== 'JSXIdentifier') return undefined;
  return { start: property.start ?? 0, end: property.end ?? 0, name: property.name };
}

function renameUse({ start, end, form, around: [parent] }: NameUse, bound: string, name: string): TextEdit {
  if (form === 'shorthand') return { start, end, text: `${bound}: ${name}` };
  const isShort = form === 'export' && parent?.type === 'ExportSpecifier' && parent.exported.start === start;
  return { start, end, text: isShort ? `${name} as ${bound}` : name };
}
