import { formatTarget } from '../../src/model/config.ts';
import type { Diagnostic } from '../../src/model/diagnostic.ts';
import type { Edit, TextEdit } from '../../src/model/edit.ts';
import type { ImportedName, ImportStatement } from '../../src/model/python.ts';
import { isFreeBuiltin } from './free-builtin.ts';
import { KnownBindings } from './known-bindings.ts';
import { rewriteFromImport } from './from-statement.ts';
import { hasNoComment } from './name-list.ts';
import { commentBehind, isAlone, isPragma } from './statement-place.ts';
import type { NameMove } from './from-statement.ts';
import type { CallSites } from './call-site/call-sites.ts';
import { chooseNames } from './chosen-names.ts';
import type { ChosenNames, ChosenStatement, NameChoice } from './chosen-names.ts';
import { moduleImportId } from './module-plan.ts';
import { movedEdit } from './reported.ts';
import type { Choice, PythonFile, TransformResult } from './python-file.ts';
import type { PythonTransform } from './python-transform.ts';
import { holdsOnlyImports } from './only-imports.ts';
import { goesOnWithout } from './order-of-names.ts';
import { redundantFallbacks } from './redundant-fallback.ts';
import { renameUses } from './renamed-uses.ts';
import type { BoundName } from './renaming.ts';
import { fromImportId as id, findNames } from './moving-names.ts';
import type { FoundNames } from './moving-names.ts';
import { textAfter } from './text-after.ts';

/** `from module import name [as alias], …`, absolute and relative, of which some names or all move. */
export const fromImport: PythonTransform<FoundNames> = {
  id,
  find: findNames,
  rewrite: (file, found, choice, shared) => {
    const chosen = chooseNames(file, found, choice, shared);
    return new FromImports(file, chosen.statements, choice, shared.calls).run(chosen);
  },
};

class FromImports {
  readonly #file: PythonFile;
  readonly #choice: Choice;
  readonly #edits: Edit[] = [];
  readonly #textEdits: TextEdit[];
  readonly #diagnostics: readonly Diagnostic[];
  readonly #statements: readonly ChosenStatement[];
  readonly #renamed: ReadonlySet<ImportedName>;
  readonly #facts: TransformResult['facts'];
  readonly #isMoving: boolean;
  readonly #bindings: KnownBindings;
  /** For each block whose statements go, by its header: which do, and how many there are. */
  readonly #gone = new Map<number, { readonly lines: Set<number>; readonly of: number }>();
  /** The statements that bind a name, by it, in order; known from the first question on. */
  #byLocal: ReadonlyMap<string, readonly ChosenStatement[]> | undefined;

  constructor(file: PythonFile, statements: readonly ChosenStatement[], choice: Choice, calls: CallSites) {
    this.#file = file;
    this.#choice = choice;
    this.#statements = statements;
    const moves = this.#statements.flatMap((statement) => statement.moves);
    const isRenaming = moves.some(({ resolution }) => resolution.uses === 'rename');
    const uses = renameUses(file, isRenaming ? this.#statements.flatMap(boundNames) : [], choice);
    this.#facts = uses.facts;
    this.#renamed = new Set([...uses.renamed, ...calls.renamed]);
    this.#textEdits = uses.textEdits.filter(({ start }) => !calls.renamedUses.has(start));
    this.#diagnostics = uses.diagnostics;
    const newNames = new Map(moves.map(({ name, resolution }) => [name, resolution.to.name]));
    // Names keep their bindings when nothing beside them moves.
    this.#isMoving = moves.length > 0 || this.#statements.some(({ besides = [] }) => besides.length > 0);
    this.#bindings = new KnownBindings(file.source.text, file.lines, this.#isMoving ? file.statements : [], (name) =>
      this.#local(name, newNames.get(name)),
    );
  }

  /** @param found what stays */
  run({ refused, diagnostics }: Pick<ChosenNames, 'refused' | 'diagnostics'>): TransformResult {
    if (this.#isMoving) for (const statement of this.#statements) this.#statement(statement);
    return {
      edits: this.#edits,
      textEdits: this.#textEdits,
      refused,
      diagnostics: [...diagnostics, ...this.#diagnostics, ...redundantFallbacks(this.#file, this.#bindings)],
      ...(this.#facts ? { facts: this.#facts } : {}),
    };
  }

  /** The local name that is bound after the edits. */
  #local(name: ImportedName, newName: string | undefined): string {
    return this.#renamed.has(name) && newName !== undefined ? newName : (name.alias ?? name.name);
  }

  #statement(moving: ChosenStatement): void {
    const { statement, module, moves } = moving;
    const chosen = this.#nameMoves(statement, moves, (move) => move.isApplied);
    const isNeeded = chosen.every(({ kind }) => kind === 'drop') && this.#isLastOfBlock(statement);
    const textEdits =
      chosen.some((move) => move.kind !== 'stay') || (moving.besides ?? []).length > 0
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

  /** The move of each name. A name whose exact binding stands already earlier in the block is dropped. */
  #nameMoves(
    statement: ImportStatement,
    moves: readonly NameChoice[],
    isChosen: (move: NameChoice) => boolean,
  ): NameMove[] {
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
      const isTwice = hasOwnLine && bound.has(`${local} ${target}`);
      const isBound =
        isTwice ||
        (hasOwnLine && (this.#bindings.has(statement, local, target) || this.#standsBelow(statement, local, target)));
      const isRenamed = this.#renamed.has(name);
      bound.add(`${local} ${target}`);
      const needsNone = isRenamed && isFreeBuiltin(this.#file, resolution.to);
      result[index] =
        (isBound && (!hasComment || (isTwice && hasNoComment(source.text, statement, index)))) ||
        (needsNone && !hasOthers)
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
  #report(moving: ChosenStatement, applied: readonly TextEdit[]): void {
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
    moving: ChosenStatement,
    applied: readonly TextEdit[],
  ): { readonly before: string; readonly after: string; readonly afterAll: string } {
    if (!this.#choice.withTexts) return { before: '', after: '', afterAll: '' };
    const { source, lines } = this.#file;
    const { statement, moves } = moving;
    const before = source.text.slice(statement.start, statement.end);
    const after = textAfter(source.text, statement, applied);
    if (moves.every((move) => move.isApplied)) return { before, after, afterAll: after };
    const all = this.#nameMoves(statement, moves, () => true);
    const textEdits = rewriteFromImport(source, lines, moving, all);
    return { before, after, afterAll: textAfter(source.text, statement, textEdits) };
  }
}

function byLocal(statements: readonly ChosenStatement[]): Map<string, ChosenStatement[]> {
  const found = new Map<string, ChosenStatement[]>();
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
function firstBehind(statements: readonly ChosenStatement[], offset: number): ChosenStatement | undefined {
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
function boundNames({ statement, module, moves }: ChosenStatement): BoundName[] {
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
