import { formatTarget } from '../../src/model/config.ts';
import type { Target } from '../../src/model/config.ts';
import type { Diagnostic } from '../../src/model/diagnostic.ts';
import type { Refusal } from '../../src/model/edit.ts';
import { groupBy } from '../../src/model/group-by.ts';
import { absoluteModule } from '../../src/model/python.ts';
import type { ImportedName, ImportStatement } from '../../src/model/python.ts';
import { forReview } from '../../src/model/resolution.ts';
import type { Legacy } from '../../src/model/resolution.ts';
import { isPrivateName, standsInClass } from '../../src/parse/python/private-names.ts';
import type { CallSites } from './call-site/call-sites.ts';
import type { ImportDecision } from './call-site/import-decision.ts';
import type { RewrittenStatement } from './from-statement.ts';
import { looseModules } from './loose-modules.ts';
import type { ModuleMoves } from './module-moves.ts';
import { goesOnWithout, placesOutOfOrder } from './order-of-names.ts';
import type { PythonFile } from './python-file.ts';
import { ReExportMarks } from './re-export-mark.ts';
import { unlessReliedOn } from './relied-on.ts';
import { refusal, unmappedNote } from './reported.ts';

export const fromImportId = 'python/from-import';

/** One legacy name of a statement that moves. */
export interface Move {
  readonly index: number;
  readonly name: ImportedName;
  readonly resolution: Legacy;
  readonly isApplied: boolean;
  /** The name is a module. */
  readonly isModule: boolean;
  /** May the local name become the new name, where the Map says so? */
  readonly isRenamed: boolean;
  /** The calls of the name were decided on together with it: nothing else lowers the move. */
  readonly isOfCalls?: boolean;
}

/** A statement, and the names of it that move. */
export interface MovingStatement extends RewrittenStatement {
  readonly moves: readonly Move[];
}

/** The names that `from` imports of a file move, and those that stay. */
export interface MovingNames {
  readonly statements: readonly MovingStatement[];
  readonly refused: readonly Refusal[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Find the legacy names of all `from` imports, and decide on each. */
export function movingNames(file: PythonFile, modules: ModuleMoves, calls: CallSites): MovingNames {
  return new NameFinder(file, modules, calls).find();
}

class NameFinder {
  readonly #file: PythonFile;
  readonly #modules: ModuleMoves;
  readonly #calls: CallSites;
  readonly #marks: ReExportMarks;
  readonly #refused: Refusal[] = [];
  readonly #diagnostics: Diagnostic[] = [];

  constructor(file: PythonFile, modules: ModuleMoves, calls: CallSites) {
    this.#file = file;
    this.#modules = modules;
    this.#calls = calls;
    this.#marks = new ReExportMarks(file);
  }

  find(): MovingNames {
    const file = this.#file;
    const found = file.statements.flatMap((statement): MovingStatement[] => {
      const isOfNames = statement.kind === 'from' && !statement.isStar;
      const module = isOfNames ? absoluteModule(statement.level, statement.module, file.identity) : undefined;
      if (module === undefined) return [];
      return [this.#moving(statement, module)];
    });
    const statements = unlessReliedOn(file, found, this.#reliedOn(found), (move) => this.#judged(move));
    return { statements, refused: this.#refused, diagnostics: this.#diagnostics };
  }

  /** The callables that are imported beside the names of a statement. */
  #besides({ names }: ImportStatement): Target[] {
    const all = names.flatMap((name) => {
      const decision = this.#calls.imports.get(name);
      return decision === undefined || decision.kind === 'becomes' ? [] : (decision.besides ?? []);
    });
    return all.filter((target, k) => all.findIndex((other) => formatTarget(other) === formatTarget(target)) === k);
  }

  /** The modules that the file needs an import to load, which may be one of these. */
  #reliedOn(statements: readonly MovingStatement[]): Set<string> {
    const isMoving = statements.some(({ moves }) => moves.length > 0);
    if (!isMoving) return new Set(this.#modules.reliedOn);
    const moved = new Set(this.#modules.textEdits.map(({ start }) => start));
    return new Set([...this.#modules.reliedOn, ...looseModules(this.#file, moved)]);
  }

  /** The names of the statement that the Map moves; the others are refused, noted or of no interest. */
  #moves(module: string, statement: ImportStatement): Move[] {
    const moves = this.#moduleMoves(statement);
    if (!this.#file.verdicts.hasLegacySymbols(module)) return moves;
    const isBoundOtherwise = boundTwice(statement);
    for (const [index, name] of statement.names.entries()) {
      if (this.#modules.names.has(name)) continue;
      const called = this.#calls.imports.get(name);
      if (called?.kind === 'becomes') moves.push(ofCalls(index, name, called));
      if (called !== undefined && called.kind !== 'moves') continue;
      const resolution = this.#file.verdicts.name(module, name.name, name.alias ?? name.name, statement.start);
      if (resolution.kind === 'refused') this.#refuse(name, resolution.from, resolution.reason, resolution.message);
      else if (resolution.kind === 'unmapped') this.#noteUnmapped(name, resolution.from);
      else if (resolution.kind === 'legacy') {
        if (statement.isUnsure)
          this.#refuse(
            name,
            resolution.from,
            'syntax-error',
            'it stands behind a string that does not end, so it may be text',
          );
        else if (isPrivateName(resolution.to.name ?? '') && standsInClass(this.#file.lines, statement.start))
          this.#refuse(
            name,
            resolution.from,
            'name-collision',
            `in a class, ${resolution.to.name ?? ''} is another name`,
          );
        else if (isBoundOtherwise(name))
          this.#refuse(
            name,
            resolution.from,
            'name-collision',
            `the statement binds ${name.alias ?? name.name} twice, and the last one counts`,
          );
        else
          moves.push({
            index,
            name,
            ...this.#judged(this.#marks.judge(statement, name, resolution)),
            isModule: false,
            isRenamed: true,
          });
      }
    }
    return moves;
  }

  #judged(resolution: Legacy): Pick<Move, 'resolution' | 'isApplied'> {
    return { resolution, isApplied: this.#file.choice.isApplied(resolution, fromImportId) };
  }

  /**
   * The moves, and whether the order of the names matters. A split that cannot keep the order needs a review: if a name
   * may be missing, the code goes on without it, and with those that were bound before.
   */
  #moving(statement: ImportStatement, module: string): MovingStatement {
    const { lines, modules, importPath } = this.#file;
    const moves = this.#moves(module, statement);
    const besides = this.#besides(statement);
    const applied = moves.filter(({ isApplied }) => isApplied);
    const targetOf = new Map(applied.map(({ index, resolution }) => [index, resolution.to.module]));
    const targets = statement.names.map((_, k) => targetOf.get(k));
    const mayBeSplit = applied.length > 0 && applied.length < targets.length;
    if (!mayBeSplit || !goesOnWithout(lines, statement))
      return { statement, module, moves, isOrdered: false, besides, importPath };
    const missing = statement.names.flatMap(({ name }, k) =>
      targets[k] === undefined && modules.bringsByStar(module, name) !== true ? [k] : [],
    );
    const isOrdered = missing.length > 0;
    const first = missing.find(placesOutOfOrder(targets));
    if (first === undefined) return { statement, module, moves, isOrdered, besides, importPath };
    const name = statement.names[first]?.name ?? '';
    const because = `${name} may be missing, and a split binds other names before that`;
    const judged = moves.map((move) => {
      if (move.isModule || move.isOfCalls === true) return move;
      const resolution = forReview(move.resolution, 'binding-order', because);
      return { ...move, resolution, isApplied: this.#file.choice.isApplied(resolution, fromImportId) };
    });
    return { statement, module, moves: judged, isOrdered, besides, importPath };
  }

  /** The names of the statement that are modules, and are given to another one. */
  #moduleMoves({ names }: ImportStatement): Move[] {
    return names.flatMap((name, index): Move[] => {
      const move = this.#modules.moves.get(name);
      const [given] = move?.imports ?? [];
      if (move === undefined || given === undefined || given.module === move.name.module) return [];
      const { isApplied, isRenamed } = move;
      const resolution = { ...move.resolution, from: move.name.module, to: inPackage(given.module) };
      return [{ index, name, resolution, isApplied, isModule: true, isRenamed }];
    });
  }

  #refuse(name: ImportedName, from: string, reason: Refusal['reason'], message: string): void {
    this.#refused.push(refusal(this.#file.span(name), fromImportId, reason, message, from));
  }

  #noteUnmapped(name: ImportedName, from: string): void {
    this.#diagnostics.push(unmappedNote(this.#file.span(name), from));
  }
}

function ofCalls(index: number, name: ImportedName, { move, isApplied }: ImportDecision & { kind: 'becomes' }): Move {
  return { index, name, resolution: move, isApplied, isModule: false, isRenamed: false, isOfCalls: true };
}

/** Does another name of the statement bind the same local name to another object? Their order must stay. */
function boundTwice({ names }: ImportStatement): (name: ImportedName) => boolean {
  if (names.length === 1) return () => false;
  const byLocal = groupBy(names, ({ name, alias }) => alias ?? name);
  const twice = new Set(
    [...byLocal].flatMap(([local, all]) => (new Set(all.map(({ name }) => name)).size > 1 ? [local] : [])),
  );
  return ({ name, alias }) => twice.has(alias ?? name);
}

/** A module as a name in the package around it, which is empty when there is none. */
function inPackage(module: string): Target {
  const dot = module.lastIndexOf('.');
  return { module: module.slice(0, Math.max(0, dot)), name: module.slice(dot + 1) };
}
