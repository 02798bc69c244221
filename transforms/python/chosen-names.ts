import { formatTarget } from '../../src/model/config.ts';
import type { Target } from '../../src/model/config.ts';
import type { Diagnostic } from '../../src/model/diagnostic.ts';
import type { Refusal } from '../../src/model/edit.ts';
import type { ImportedName, ImportStatement } from '../../src/model/python.ts';
import { forReview } from '../../src/model/resolution.ts';
import type { Legacy } from '../../src/model/resolution.ts';
import type { CallSites } from './call-site/call-sites.ts';
import type { ImportDecision } from './call-site/import-decision.ts';
import type { RewrittenStatement } from './from-statement.ts';
import { looseModules } from './loose-modules.ts';
import type { ModuleMoves } from './module-moves.ts';
import { fromImportId } from './moving-names.ts';
import type { FoundName, FoundNames, FoundStatement } from './moving-names.ts';
import { goesOnWithout, placesOutOfOrder } from './order-of-names.ts';
import type { Choice, PythonFile } from './python-file.ts';
import type { SharedMoves } from './python-transform.ts';
import { unlessReliedOn } from './relied-on.ts';
import { nearerNote, refusal, unmappedNote } from './reported.ts';

/** The move of one name of a statement, and whether it is made. */
export interface NameChoice {
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
export interface ChosenStatement extends RewrittenStatement {
  readonly moves: readonly NameChoice[];
}

/** The moves of names that are made, with those of modules in the same statements. What only some moves would break is for review. */
export function chooseNames(file: PythonFile, found: FoundNames, choice: Choice, shared: SharedMoves): ChosenNames {
  return new NameChooser(file, choice, shared).choose(found);
}

/** The names that `from` imports of a file move, and those that stay. */
export interface ChosenNames {
  readonly statements: readonly ChosenStatement[];
  readonly refused: readonly Refusal[];
  readonly diagnostics: readonly Diagnostic[];
}

class NameChooser {
  readonly #file: PythonFile;
  readonly #choice: Choice;
  readonly #modules: ModuleMoves;
  readonly #calls: CallSites;
  readonly #refused: Refusal[] = [];
  readonly #diagnostics: Diagnostic[] = [];

  constructor(file: PythonFile, choice: Choice, { modules, calls }: SharedMoves) {
    this.#file = file;
    this.#choice = choice;
    this.#modules = modules;
    this.#calls = calls;
  }

  choose({ statements: found, reliedOn }: FoundNames): ChosenNames {
    const chosen = found.map((statement) => this.#inOrder(statement));
    const needed = this.#reliedOn(chosen, reliedOn);
    const statements = unlessReliedOn(this.#file, chosen, needed, (move) => this.#judged(move));
    return { statements, refused: this.#refused, diagnostics: this.#diagnostics };
  }

  /** The move of a name, unless it stays, or its calls decide on it. */
  #move({ index, name, verdict }: FoundName): NameChoice[] {
    const called = this.#calls.imports.get(name);
    if (called?.kind === 'becomes') return [ofCalls(index, name, called)];
    if (called !== undefined && called.kind !== 'moves') return [];
    if (verdict.kind === 'legacy') return [{ index, name, ...this.#judged(verdict), isModule: false, isRenamed: true }];
    const { span } = this.#file;
    if (verdict.kind === 'refused')
      this.#refused.push(refusal(span(name), fromImportId, verdict.reason, verdict.message, verdict.from));
    else if (verdict.kind === 'unmapped') this.#diagnostics.push(unmappedNote(span(name), verdict.from));
    else if (verdict.kind === 'unrelated' && verdict.nearer !== undefined)
      this.#diagnostics.push(nearerNote(span(name), verdict.nearer));
    return [];
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
  #reliedOn(statements: readonly ChosenStatement[], reliedOn: ReadonlySet<string>): ReadonlySet<string> {
    const isMoving = statements.some(({ moves }) => moves.length > 0);
    if (!isMoving) return reliedOn;
    const moved = new Set(this.#modules.textEdits.map(({ start }) => start));
    return new Set([...reliedOn, ...looseModules(this.#file, moved)]);
  }

  #judged(resolution: Legacy): Pick<NameChoice, 'resolution' | 'isApplied'> {
    return { resolution, isApplied: this.#choice.isApplied(resolution, fromImportId) };
  }

  /**
   * The moves, and whether the order of the names matters. A split that cannot keep the order needs a review: if a name
   * may be missing, the code goes on without it, and with those that were bound before.
   */
  #inOrder({ statement, module, names }: FoundStatement): ChosenStatement {
    const { lines, modules, importPath } = this.#file;
    const moves = [...this.#moduleMoves(statement), ...names.flatMap((name) => this.#move(name))];
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
      return { ...move, ...this.#judged(forReview(move.resolution, 'binding-order', because)) };
    });
    return { statement, module, moves: judged, isOrdered, besides, importPath };
  }

  /** The names of the statement that are modules, and are given to another one. */
  #moduleMoves({ names }: ImportStatement): NameChoice[] {
    return names.flatMap((name, index): NameChoice[] => {
      const move = this.#modules.moves.get(name);
      const [given] = move?.imports ?? [];
      if (move === undefined || given === undefined || given.module === move.name.module) return [];
      const { isApplied, isRenamed } = move;
      const resolution = { ...move.resolution, from: move.name.module, to: inPackage(given.module) };
      return [{ index, name, resolution, isApplied, isModule: true, isRenamed }];
    });
  }
}

function ofCalls(
  index: number,
  name: ImportedName,
  { move, isApplied }: ImportDecision & { kind: 'becomes' },
): NameChoice {
  return { index, name, resolution: move, isApplied, isModule: false, isRenamed: false, isOfCalls: true };
}

/** A module as a name in the package around it, which is empty when there is none. */
function inPackage(module: string): Target {
  const dot = module.lastIndexOf('.');
  return { module: module.slice(0, Math.max(0, dot)), name: module.slice(dot + 1) };
}
