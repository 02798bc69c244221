import type { Identifier, ImportDeclaration } from '@babel/types';
import type { TextEdit } from '../../src/model/edit.ts';
import type { Range } from '../../src/model/range.ts';
import type { Legacy } from '../../src/model/resolution.ts';
import type { ModuleMeaning } from '../../src/model/module-meaning.ts';
import type { ModuleReference } from '../../src/parse/javascript/module-references.ts';
import { becoming, besides, resolutionOf } from './called-item.ts';
import type { JavaScriptFile, JavaScriptTransform, TransformResult } from './javascript-file.ts';
import { readClause } from './clause.ts';
import type { Clause, ClauseItem, ItemMove } from './clause.ts';
import { judgeTogether } from './judged-together.ts';
import { mergeStatements } from './merged-statements.ts';
import { insertion, newStatement, rewriteClause } from './rewritten-clause.ts';
import type { AddedNames, MovingStatement } from './statement-part.ts';
import { moveMembers } from './member-names.ts';
import { bindNamespaces, leaveSpies, membersRead, moveNamespaceMembers, staysReplaced } from './namespace-members.ts';
import type { BoundMembers, MovedMember } from './namespace-members.ts';
import { MoveRecorder, replaceSpecifier } from './move-recorder.ts';
import { LocalNames } from './local-names.ts';

const id = 'javascript/import-declaration';

/** `import … from 'x'` in all its forms, `import 'x'`, and TypeScript's `import x = require('x')`. */
export const importDeclaration: JavaScriptTransform = { id, run: (file) => new ImportDeclarations(file).run() };

class ImportDeclarations {
  readonly #file: JavaScriptFile;
  readonly #moves: MoveRecorder;
  readonly #names: LocalNames;
  readonly #moving: MovingStatement[] = [];

  constructor(file: JavaScriptFile) {
    this.#file = file;
    this.#moves = new MoveRecorder(file, id);
    this.#names = new LocalNames(file, this.#moves);
  }

  run(): TransformResult {
    for (const reference of this.#file.references) {
      if (reference.form !== 'import' && reference.form !== 'import-equals') continue;
      const meaning = this.#file.module(reference);
      if (!meaning) continue;
      const { node } = reference;
      if (node.type === 'ImportDeclaration' && node.phase) this.#phased(reference, node.phase, meaning);
      else if (node.type === 'ImportDeclaration' && node.specifiers.length > 0)
        this.#declaration(reference, node, meaning);
      else this.#whole(reference, meaning);
    }
    this.#moves.also(mergeStatements(this.#file, 'import', this.#moving));
    return this.#moves.result;
  }

  /** `import 'x'`, `import {} from 'x'`, `import x = require('x')` */
  #whole(reference: ModuleReference, meaning: ModuleMeaning): void {
    const { node } = reference;
    const statement = { start: node.start ?? 0, end: node.end ?? 0 };
    const isEquals = node.type === 'TSImportEqualsDeclaration';
    const isType = isEquals && node.importKind === 'type';
    const whole = meaning.whole(isEquals ? undefined : [], isType);
    const [resolution = whole] = isType ? [whole] : judgeTogether(this.#file, reference, meaning, [whole]);
    if (resolution.kind === 'legacy')
      this.#moves.single(statement, resolution, [
        replaceSpecifier(this.#file.source.text, reference, resolution.to.module),
      ]);
    else this.#moves.note(reference, resolution);
    if (meaning.movesAsWhole || !meaning.hasSymbols || !isEquals) return;
    if (node.isExport) {
      this.#moves.refuseWhole(reference, meaning, 'it exports the module as a whole');
      return;
    }
    const namespace = { binding: node.id, statement, specifier: reference, reference, isType, isAlone: true };
    moveNamespaceMembers(this.#file, this.#moves, meaning, namespace, (moved) =>
      bindNamespaces(this.#file, namespace, moved),
    );
  }

  /** `import defer * as x from 'y'`, `import source x from 'y'`: the module moves with its keyword, or stays. */
  #phased(reference: ModuleReference, phase: string, meaning: ModuleMeaning): void {
    const { start, end } = reference.node as Required<Range>;
    const resolution = meaning.whole(undefined, false);
    const move =
      resolution.kind === 'legacy' ? [replaceSpecifier(this.#file.source.text, reference, resolution.to.module)] : [];
    if (resolution.kind === 'legacy') this.#moves.single({ start, end }, resolution, move);
    else this.#moves.note(reference, resolution);
    this.#moves.refuseWhole(reference, meaning, `import ${phase} takes the module as a whole`);
  }

  #declaration(reference: ModuleReference, node: ImportDeclaration, meaning: ModuleMeaning): void {
    const clause = readClause(this.#file.source.text, node);
    const space = node.specifiers.find((item) => item.type === 'ImportNamespaceSpecifier')?.local;
    const decisions = node.specifiers.map(({ local }) => this.#file.calls().names.get(local.start ?? -1));
    const each = clause.items.map(
      (item, k) => resolutionOf(decisions[k]) ?? this.#resolve(clause, item, space, meaning),
    );
    const resolutions = clause.isType ? each : judgeTogether(this.#file, reference, meaning, each);
    const legacy = (k: number): Legacy | undefined => {
      const resolution = resolutions[k];
      return resolution?.kind === 'legacy' ? resolution : undefined;
    };
    for (const [k, item] of clause.items.entries()) {
      const resolution = resolutions[k];
      if (resolution) this.#moves.note(item, resolution);
    }
    const all = clause.items.map((item, k) => this.#move(item, legacy(k)));
    const isApplied = (k: number): boolean => {
      const resolution = legacy(k);
      const decision = decisions[k];
      if (decision?.kind === 'becomes') return decision.isApplied;
      return resolution !== undefined && this.#moves.isApplied(resolution);
    };
    const applied = [...clause.items.keys()].filter(isApplied).flatMap((k) => legacy(k) ?? []);
    const pending = [...clause.items.keys()].filter((k) => !isApplied(k)).flatMap((k) => legacy(k) ?? []);
    const renamed = clause.items.map((item, k) =>
      isApplied(k) ? (becoming(decisions[k]) ?? this.#rename(clause, item, legacy(k), all[k])) : stay,
    );
    const show = (moves: readonly ItemMove[]): TextEdit[] => rewriteClause(this.#file.source, clause, moves);
    if (applied.length > 0) this.#moves.show(clause, applied, show(renamed));
    const stays = clause.items.some((item, k) => item.kind === 'namespace' && !isApplied(k));
    if (space && meaning.movesAsWhole && stays) leaveSpies(this.#file, meaning, space);
    // The default export of a CommonJS module is the module.
    for (const [k, item] of clause.items.entries()) {
      const { local } = node.specifiers[k] ?? {};
      if (local && item.kind !== 'namespace' && item.name === 'default' && !isApplied(k))
        leaveSpies(this.#file, meaning, local);
    }
    if (pending.length > 0) this.#moves.pend(clause, pending, show(all));
    const isAlone = applied.length === clause.items.length - 1;
    const members = space && !meaning.movesAsWhole ? this.#members(reference, clause, space, meaning, isAlone) : [];
    const ofNames = node.specifiers.flatMap(({ local }, k) => {
      const { kind, name = '' } = clause.items[k] ?? {};
      const own = kind === 'namespace' || isApplied(k) ? undefined : meaning.members(name);
      return own ? moveMembers(this.#file, this.#moves, this.#names, { binding: local, clause, members: own }) : [];
    });
    const added = [...members, ...ofNames, ...besides(decisions)];
    if (applied.length + added.length > 0) this.#moving.push({ reference, clause, moves: renamed, added });
  }

  /**
   * `import * as space` of a module of which exports move one by one.
   * @param isAlone nothing else of the statement stays
   * @returns what is to be imported beside it
   */
  #members(
    reference: ModuleReference,
    clause: Clause,
    binding: Identifier,
    meaning: ModuleMeaning,
    isAlone: boolean,
  ): AddedNames[] {
    const { specifier, isType } = clause;
    const namespace = { binding, statement: clause, specifier, reference, isType, isAlone };
    const statement = (module: string, name: string): string =>
      newStatement(this.#file.source, clause, module, `* as ${name}`);
    const added: AddedNames[] = [];
    moveNamespaceMembers(this.#file, this.#moves, meaning, namespace, (moved, isApplied) => {
      if (!isAlone) return undefined;
      const names = this.#bindNames(clause, moved);
      if (names === undefined) return bindNamespaces(this.#file, namespace, moved, statement);
      if (isApplied) added.push(...names.added);
      return names;
    });
    return added;
  }

  /** Imports the moved names and uses them by these names; undefined where a name is taken. */
  #bindNames(
    clause: Clause,
    moved: readonly MovedMember[],
  ): (BoundMembers & { readonly added: AddedNames[] }) | undefined {
    const { source } = this.#file;
    // `(space).Name` and what has a comment between its parts stay as they are.
    const isPlain = ({ use, member }: MovedMember): boolean =>
      /^\s*\??\.\s*$/.test(source.text.slice(use.end, member.start));
    if (!moved.every((entry) => isPlain(entry) && this.#names.isFree(entry.legacy, entry.use))) return undefined;
    const wanted = moved.filter(({ legacy }) => !this.#names.isImported(legacy.to));
    const added = [...new Set(wanted.map(({ legacy }) => legacy.to.module))].map((module): AddedNames => {
      const own = wanted.filter(({ legacy }) => legacy.to.module === module).map(({ legacy }) => legacy.to.name ?? '');
      for (const name of own) this.#file.given.add(name);
      return { module, names: [...new Set(own)] };
    });
    const statements = added.map(({ module, names }) =>
      newStatement(source, clause, module, `{ ${names.join(', ')} }`),
    );
    const edits = moved.map(({ use, member, legacy }): TextEdit => {
      return { start: use.start, end: member.end, text: legacy.to.name ?? '' };
    });
    return { edits, shown: statements.length === 0 ? [] : [insertion(source, clause, statements)], added };
  }

  #resolve(
    clause: Clause,
    item: ClauseItem,
    space: Identifier | undefined,
    meaning: ModuleMeaning,
  ): ReturnType<ModuleMeaning['symbol']> {
    const isType = clause.isType || item.inline !== undefined;
    if (item.kind !== 'namespace') return meaning.inClause(item.name, isType);
    if (space && meaning.movesAsWhole && staysReplaced(this.#file, meaning, space)) return { kind: 'canonical' };
    const resolution = meaning.inClause('*', isType);
    if (resolution.kind === 'legacy' && resolution.to.name !== undefined) return resolution;
    const isSure = !meaning.movesAsWhole || (resolution.kind === 'legacy' && resolution.tier !== 'review');
    // Only what is used of it counts.
    return isSure || !space ? resolution : meaning.whole(membersRead(this.#file, space), isType);
  }

  /** The move of a name that keeps its local name. */
  #move(item: ClauseItem, legacy: Legacy | undefined): ItemMove {
    if (!legacy) return stay;
    return { kind: 'move', module: legacy.to.module, name: legacy.to.name ?? item.name, bound: item.bound };
  }

  /** The same, with the uses of the local name renamed where the Map asks for it and the new name is free. */
  #rename(clause: Clause, item: ClauseItem, legacy: Legacy | undefined, move: ItemMove | undefined): ItemMove {
    if (!legacy || move?.kind !== 'move') return stay;
    return this.#names.rename(item, legacy, move, clause.isType || item.inline !== undefined);
  }
}

const stay: ItemMove = { kind: 'stay' };
