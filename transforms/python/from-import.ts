import { formatTarget } from '../../src/model/config.ts';
import type { Target } from '../../src/model/config.ts';
import type { Diagnostic } from '../../src/model/diagnostic.ts';
import type { Edit, Refusal, TextEdit } from '../../src/model/edit.ts';
import { groupBy } from '../../src/model/group-by.ts';
import { absoluteModule } from '../../src/model/python.ts';
import type { ImportedName, ImportStatement } from '../../src/model/python.ts';
import { forReview } from '../../src/model/resolution.ts';
import type { Legacy } from '../../src/model/resolution.ts';
import { isFreeBuiltin } from './free-builtin.ts';
import { isPrivateName, standsInClass } from '../../src/parse/python/private-names.ts';
import { KnownBindings } from './known-bindings.ts';
import { rewriteFromImport } from './from-statement.ts';
import { commentBehind, isAlone, isPragma } from './statement-place.ts';
import type { NameMove, RewrittenStatement } from './from-statement.ts';
import { looseModules } from './loose-modules.ts';
import type { ModuleMoves } from './module-moves.ts';
import { moduleImportId } from './module-plan.ts';
import { ReExportMarks } from './re-export-mark.ts';
import { movedEdit, refusal, unmappedNote } from './reported.ts';
import type { PythonFile, TransformResult } from './python-file.ts';
import type { PythonTransform } from './python-transform.ts';
import { holdsOnlyImports } from './only-imports.ts';
import { goesOnWithout, placesOutOfOrder } from './order-of-names.ts';
import { redundantFallbacks } from './redundant-fallback.ts';
import { unlessReliedOn } from './relied-on.ts';
import { renameUses } from './renamed-uses.ts';
import type { BoundName } from './renamed-uses.ts';
import { textAfter } from './text-after.ts';

const id = 'python/from-import';

/** `from module import name [as alias], …`, absolute and relative, of which some names or all move. */
export const fromImport: PythonTransform = { id, run: (file, modules) => new FromImports(file, modules()).run() };

/** One legacy name of a statement that moves. */
interface Move {
  readonly index: number;
  readonly name: ImportedName;
  readonly resolution: Legacy;
  readonly isApplied: boolean;
  /** The name is a module. */
  readonly isModule: boolean;
  /** May the local name become the new name, where the Map says so? */
  readonly isRenamed: boolean;
}

/** A statement, and the names of it that move. */
interface MovingStatement extends RewrittenStatement {
  readonly moves: readonly Move[];
}

class FromImports {
  readonly #file: PythonFile;
  readonly #edits: Edit[] = [];
  readonly #textEdits: TextEdit[];
  readonly #refused: Refusal[] = [];
  readonly #diagnostics: Diagnostic[] = [];
  readonly #statements: readonly MovingStatement[];
  readonly #renamed: ReadonlySet<ImportedName>;
  readonly #facts: TransformResult['facts'];
  readonly #isMoving: boolean;
  readonly #bindings: KnownBindings;
  readonly #modules: ModuleMoves;
  readonly #marks: ReExportMarks;
  /** For each block whose statements go, by its header: which do, and how many there are. */
  readonly #gone = new Map<number, { readonly lines: Set<number>; readonly of: number }>();
  /** The statements that bind a name, by it, in order; known from the first question on. */
  #byLocal: ReadonlyMap<string, readonly MovingStatement[]> | undefined;

  constructor(file: PythonFile, modules: ModuleMoves) {
    this.#file = file;
    this.#modules = modules;
    this.#marks = new ReExportMarks(file);
    const statements = file.statements.flatMap((statement): MovingStatement[] => {
      const isOfNames = statement.kind === 'from' && !statement.isStar;
      const module = isOfNames ? absoluteModule(statement.level, statement.module, file.identity) : undefined;
      if (module === undefined) return [];
      return [this.#moving(statement, module)];
    });
    this.#statements = unlessReliedOn(file, statements, this.#reliedOn(statements), (move) => this.#judged(move));
    const moves = this.#statements.flatMap((statement) => statement.moves);
    const isRenaming = moves.some(({ resolution }) => resolution.uses === 'rename');
    const uses = renameUses(file, isRenaming ? this.#statements.flatMap(boundNames) : []);
    this.#facts = uses.facts;
    this.#renamed = uses.renamed;
    this.#textEdits = [...uses.textEdits];
    for (const diagnostic of uses.diagnostics) this.#diagnostics.push(diagnostic);
    const newNames = new Map(moves.map(({ name, resolution }) => [name, resolution.to.name]));
    // What nothing moves beside is bound as it was.
    this.#isMoving = moves.length > 0;
    this.#bindings = new KnownBindings(file.source.text, file.lines, this.#isMoving ? file.statements : [], (name) =>
      this.#local(name, newNames.get(name)),
    );
  }

  /** The modules that the file needs an import to load, which may be one of these. */
  #reliedOn(statements: readonly MovingStatement[]): Set<string> {
    const isMoving = statements.some(({ moves }) => moves.length > 0);
    if (!isMoving) return new Set(this.#modules.reliedOn);
    const moved = new Set(this.#modules.textEdits.map(({ start }) => start));
    return new Set([...this.#modules.reliedOn, ...looseModules(this.#file, moved)]);
  }

  run(): TransformResult {
    if (this.#isMoving) for (const statement of this.#statements) this.#statement(statement);
    return {
      edits: this.#edits,
      textEdits: this.#textEdits,
      refused: this.#refused,
      diagnostics: [...this.#diagnostics, ...redundantFallbacks(this.#file, this.#bindings)],
      ...(this.#facts ? { facts: this.#facts } : {}),
    };
  }

  /** What the name is bound to after the edits. */
  #local(name: ImportedName, newName: string | undefined): string {
    return this.#renamed.has(name) && newName !== undefined ? newName : (name.alias ?? name.name);
  }

  #statement(moving: MovingStatement): void {
    const { statement, module, moves } = moving;
    const chosen = this.#nameMoves(statement, moves, (move) => move.isApplied);
    const isNeeded = chosen.every(({ kind }) => kind === 'drop') && this.#isLastOfBlock(statement);
    const textEdits = chosen.some((move) => move.kind !== 'stay')
      ? rewriteFromImport(this.#file.source, this.#file.lines, { ...moving, isNeeded }, chosen)
      : [];
    for (const edit of textEdits) this.#textEdits.push(edit);
    this.#report(moving, textEdits);
    for (const [k, name] of statement.names.entries()) {
      const move = chosen[k];
      if (move?.kind === 'drop') continue;
      const target = move?.kind === 'move' ? `${move.module}:${move.name}` : `${module}:${name.name}`;
      const local = this.#local(name, move?.kind === 'move' ? move.name : undefined);
      this.#bindings.add({ statement, local, target, isMoved: move?.kind === 'move' });
    }
  }

  /** Is nothing left of the block of the statement but this one, which goes? */
  #isLastOfBlock({ start }: ImportStatement): boolean {
    const { lines } = this.#file;
    const line = lines.at(start);
    const block = lines.block(start);
    if (block < 0 || block === line) return false;
    const gone = this.#gone.get(block) ?? { lines: new Set<number>(), of: lines.blockLines(block).length };
    this.#gone.set(block, gone);
    return gone.lines.add(line).size === gone.of;
  }

  /** The names of the statement that the Map moves; the others are refused, noted or of no interest. */
  #moves(module: string, statement: ImportStatement): Move[] {
    const moves = this.#moduleMoves(statement);
    if (!this.#file.hasLegacySymbols(module)) return moves;
    const isBoundOtherwise = boundTwice(statement);
    for (const [index, name] of statement.names.entries()) {
      if (this.#modules.names.has(name)) continue;
      const resolution = this.#file.resolve(module, name.name, name.alias ?? name.name, statement.start);
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
    return { resolution, isApplied: this.#file.isApplied(resolution, id) };
  }

  /**
   * What moves, and whether the order of the names counts. A split that cannot keep it is for a person to look at: the code goes
   * on without a name that may be missing, and with those that were bound until then.
   */
  #moving(statement: ImportStatement, module: string): MovingStatement {
    const { lines, modules } = this.#file;
    const moves = this.#moves(module, statement);
    const applied = moves.filter(({ isApplied }) => isApplied);
    const targetOf = new Map(applied.map(({ index, resolution }) => [index, resolution.to.module]));
    const targets = statement.names.map((_, k) => targetOf.get(k));
    const mayBeSplit = applied.length > 0 && applied.length < targets.length;
    if (!mayBeSplit || !goesOnWithout(lines, statement)) return { statement, module, moves, isOrdered: false };
    const missing = statement.names.flatMap(({ name }, k) =>
      targets[k] === undefined && modules.bringsByStar(module, name) !== true ? [k] : [],
    );
    const isOrdered = missing.length > 0;
    const first = missing.find(placesOutOfOrder(targets));
    if (first === undefined) return { statement, module, moves, isOrdered };
    const name = statement.names[first]?.name ?? '';
    const because = `${name} may be missing, and a split binds other names before that`;
    const judged = moves.map((move) => {
      if (move.isModule) return move;
      const resolution = forReview(move.resolution, 'binding-order', because);
      return { ...move, resolution, isApplied: this.#file.isApplied(resolution, id) };
    });
    return { statement, module, moves: judged, isOrdered };
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

  /** What becomes of each name; a name whose exact binding stands already earlier in the block is dropped. */
  #nameMoves(statement: ImportStatement, moves: readonly Move[], isChosen: (move: Move) => boolean): NameMove[] {
    const { source, lines } = this.#file;
    const result = statement.names.map((): NameMove => ({ kind: 'stay' }));
    if (moves.length === 0) return result;
    const hasOwnLine = isAlone(source.text, lines, statement) && commentBehind(source.text, statement) === undefined;
    const comments = source.text.slice(statement.open, statement.close).match(/#[^\r\n]*/g) ?? [];
    const hasComment = comments.length > 0;
    const isWhole = moves.filter(isChosen).length === statement.names.length;
    const hasOthers = !isWhole && comments.some((comment) => !isPragma(comment));
    const bound = new Set<string>();
    for (const { index, name, resolution } of moves.filter(isChosen)) {
      const local = this.#local(name, resolution.to.name);
      const target = formatTarget(resolution.to);
      const isBound =
        hasOwnLine &&
        (bound.has(`${local} ${target}`) ||
          this.#bindings.has(statement, local, target) ||
          this.#standsBelow(statement, local, target));
      const isRenamed = this.#renamed.has(name);
      bound.add(`${local} ${target}`);
      const needsNone = isRenamed && isFreeBuiltin(this.#file, resolution.to);
      result[index] =
        (isBound && !hasComment) || (needsNone && !hasOthers)
          ? { kind: 'drop' }
          : { kind: 'move', module: resolution.to.module, name: resolution.to.name ?? name.name, isRenamed };
    }
    return result;
  }

  /** Does an import directly below bind the name to the target, which it does not move onto? */
  #standsBelow(statement: ImportStatement, local: string, target: string): boolean {
    const { source, lines } = this.#file;
    const below = firstBehind((this.#byLocal ??= byLocal(this.#statements)).get(local) ?? [], statement.start);
    const [name, ...others] = below?.statement.names.filter((name) => localOf(name) === local) ?? [];
    if (below === undefined || name === undefined || others.length > 0) return false;
    return (
      `${below.module}:${name.name}` === target &&
      below.moves.every((move) => move.name !== name) &&
      lines.block(below.statement.start) === lines.block(statement.start) &&
      !goesOnWithout(lines, statement) &&
      holdsOnlyImports(source.text.slice(statement.end, below.statement.start))
    );
  }

  /** One Edit for each moved name. */
  #report(moving: MovingStatement, applied: readonly TextEdit[]): void {
    const { statement, moves } = moving;
    if (moves.length === 0) return;
    const span = this.#file.span(statement);
    const { before, after, afterAll } = this.#texts(moving, applied);
    for (const { resolution, isApplied, isModule } of moves) {
      const { module, name = '' } = resolution.to;
      const transform = isModule ? moduleImportId : id;
      const to = isModule ? dotted(module, name) : formatTarget(resolution.to);
      const texts = { before, after: isApplied ? after : afterAll };
      this.#edits.push(movedEdit(span, transform, resolution, to, isApplied, texts));
    }
  }

  /** The statement before and after, and what applying all of its moves would give. */
  #texts(
    moving: MovingStatement,
    applied: readonly TextEdit[],
  ): { readonly before: string; readonly after: string; readonly afterAll: string } {
    if (!this.#file.withTexts) return { before: '', after: '', afterAll: '' };
    const { source, lines } = this.#file;
    const { statement, moves } = moving;
    const before = source.text.slice(statement.start, statement.end);
    const after = textAfter(source.text, statement, applied);
    if (moves.every((move) => move.isApplied)) return { before, after, afterAll: after };
    const all = this.#nameMoves(statement, moves, () => true);
    const textEdits = rewriteFromImport(source, lines, moving, all);
    return { before, after, afterAll: textAfter(source.text, statement, textEdits) };
  }

  #refuse(name: ImportedName, from: string, reason: Refusal['reason'], message: string): void {
    this.#refused.push(refusal(this.#file.span(name), id, reason, message, from));
  }

  #noteUnmapped(name: ImportedName, from: string): void {
    this.#diagnostics.push(unmappedNote(this.#file.span(name), from));
  }
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

function byLocal(statements: readonly MovingStatement[]): Map<string, MovingStatement[]> {
  const found = new Map<string, MovingStatement[]>();
  for (const moving of statements) {
    for (const local of new Set(moving.statement.names.map(localOf))) {
      const known = found.get(local);
      if (known) known.push(moving);
      else found.set(local, [moving]);
    }
  }
  return found;
}

/** The first of the statements, which stand in order, that starts behind the offset. */
function firstBehind(statements: readonly MovingStatement[], offset: number): MovingStatement | undefined {
  let low = 0;
  let high = statements.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((statements[middle]?.statement.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return statements[low];
}

function localOf({ alias, name }: ImportedName): string {
  return alias ?? name;
}

function dotted(holder: string, name: string): string {
  return holder === '' ? name : `${holder}.${name}`;
}

/** The names of a statement after the edits; those that are to have their canonical name say so. */
function boundNames({ statement, module, moves }: MovingStatement): BoundName[] {
  const applied = new Map(moves.filter(({ isApplied }) => isApplied).map((move) => [move.index, move]));
  return statement.names.map((name, index) => {
    const move = applied.get(index);
    if (move === undefined)
      return { statement, name, target: `${module}:${name.name}`, newName: undefined, tier: 'safe', reviews: [] };
    const { to, uses, tier, reviews } = move.resolution;
    const isFollowed = move.isRenamed && uses === 'rename' && name.alias === undefined;
    return { statement, name, target: formatTarget(to), newName: isFollowed ? to.name : undefined, tier, reviews };
  });
}
