import type { ImportDeclaration } from '@babel/types';
import type { Legacy } from '../../src/model/resolution.ts';
import type { ModuleMeaning } from '../../src/model/module-meaning.ts';
import type { ModuleReference } from '../../src/parse/javascript/module-references.ts';
import type { JavaScriptFile, JavaScriptTransform, TransformResult } from './javascript-file.ts';
import { readClause, rewriteClause } from './module-clause.ts';
import type { Clause, ClauseItem, ItemMove } from './module-clause.ts';
import { moveNamespaceMembers } from './namespace-members.ts';
import { MoveRecorder, replaceSpecifier } from './move-recorder.ts';
import { LocalNames } from './local-names.ts';

const id = 'javascript/import-declaration';

/** `import … from 'x'` in all its forms, `import 'x'`, and TypeScript's `import x = require('x')`. */
export const importDeclaration: JavaScriptTransform = { id, run: (file) => new ImportDeclarations(file).run() };

class ImportDeclarations {
  readonly #file: JavaScriptFile;
  readonly #moves: MoveRecorder;
  readonly #names: LocalNames;

  constructor(file: JavaScriptFile) {
    this.#file = file;
    this.#moves = new MoveRecorder(file, id);
    this.#names = new LocalNames(file, this.#moves);
  }

  run(): TransformResult {
    for (const reference of this.#file.references) {
      if (reference.form !== 'import' && reference.form !== 'import-equals') continue;
      const meaning = this.#file.module(reference.specifier);
      if (!meaning) continue;
      const { node } = reference;
      if (node.type === 'ImportDeclaration' && node.specifiers.length > 0) this.#declaration(reference, node, meaning);
      else this.#whole(reference, meaning);
    }
    return this.#moves.result;
  }

  /** `import 'x'`, `import {} from 'x'`, `import x = require('x')` */
  #whole(reference: ModuleReference, meaning: ModuleMeaning): void {
    const isType = reference.node.type === 'TSImportEqualsDeclaration' && reference.node.importKind === 'type';
    const resolution = meaning.whole(reference.form === 'import' ? [] : undefined, isType);
    const statement = { start: reference.node.start ?? 0, end: reference.node.end ?? 0 };
    if (resolution.kind === 'legacy')
      this.#moves.single(statement, resolution, [
        replaceSpecifier(this.#file.source.text, reference, resolution.to.module),
      ]);
    else this.#moves.note(reference, resolution);
    const { node } = reference;
    if (!meaning.movesAsWhole && meaning.hasSymbols && node.type === 'TSImportEqualsDeclaration')
      this.#names.refuseMembers(reference, node.id.name, meaning);
  }

  #declaration(reference: ModuleReference, node: ImportDeclaration, meaning: ModuleMeaning): void {
    const clause = readClause(this.#file.source.text, node);
    const resolutions = clause.items.map((item) => this.#resolve(clause, item, meaning));
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
      return resolution !== undefined && this.#moves.isApplied(resolution);
    };
    const applied = [...clause.items.keys()].filter(isApplied).flatMap((k) => legacy(k) ?? []);
    const pending = [...clause.items.keys()].filter((k) => !isApplied(k)).flatMap((k) => legacy(k) ?? []);
    if (applied.length > 0) {
      const renamed = clause.items.map((item, k) => (isApplied(k) ? this.#rename(item, legacy(k), all[k]) : stay));
      const edits = rewriteClause(this.#file.source, clause, renamed);
      this.#moves.move(clause, applied, edits);
    }
    if (pending.length > 0) this.#moves.pend(clause, pending, rewriteClause(this.#file.source, clause, all));
    for (const item of clause.items)
      if (item.kind === 'namespace' && !meaning.movesAsWhole)
        moveNamespaceMembers(this.#file, this.#moves, this.#names, clause, item, meaning);
  }

  #resolve(clause: Clause, item: ClauseItem, meaning: ModuleMeaning): ReturnType<ModuleMeaning['symbol']> {
    const isType = clause.isType || item.isType;
    if (item.kind !== 'namespace') return meaning.symbol(item.name, isType);
    const resolution = meaning.whole(undefined, isType);
    const isSure = !meaning.movesAsWhole || (resolution.kind === 'legacy' && resolution.tier === 'safe');
    // Only what is used of it counts.
    return isSure ? resolution : meaning.whole(this.#names.members(item.bound), isType);
  }

  /** The move of a name that keeps its local name. */
  #move(item: ClauseItem, legacy: Legacy | undefined): ItemMove {
    if (!legacy) return stay;
    return { kind: 'move', module: legacy.to.module, name: legacy.to.name ?? item.name, bound: item.bound };
  }

  /** The same, with the uses of the local name renamed where the Map asks for it and the new name is free. */
  #rename(item: ClauseItem, legacy: Legacy | undefined, move: ItemMove | undefined): ItemMove {
    if (!legacy || move?.kind !== 'move') return stay;
    return this.#names.rename(item, legacy, move);
  }
}

const stay: ItemMove = { kind: 'stay' };
