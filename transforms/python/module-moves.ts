import { formatTarget } from '../../src/model/config.ts';
import type { Edit, TextEdit } from '../../src/model/edit.ts';
import type { ImportedName } from '../../src/model/python.ts';
import type { Legacy } from '../../src/model/resolution.ts';
import { rewriteAttributes, withParentheses } from './attribute-text.ts';
import type { ModuleImport } from './import-statement.ts';
import type { ModuleName } from './module-names.ts';
import { isApplied, moduleImportId as transform, withTier } from './module-plan.ts';
import type { ModulePlan } from './module-plan.ts';
import type { ModulePlans } from './module-plans.ts';
import type { Choice, PythonFile } from './python-file.ts';
import { movedEdit } from './reported.ts';
import { callSiteId } from './call-site/id.ts';
import { callAfter } from './call-site/call-edits.ts';
import type { RewrittenCall } from './call-site/call-edits.ts';

/** The move of one imported name that is a module. */
export interface ModuleMove {
  readonly name: ModuleName;
  /** The imports afterwards, in order. The first takes the place of the name. */
  readonly imports: readonly ModuleImport[];
  /** How sure that is. */
  readonly resolution: Legacy;
  readonly isApplied: boolean;
  /** Nothing but the name itself stands in the way of giving it the new module's name. */
  readonly isRenamed: boolean;
}

/** The moves of the modules that a file imports, and of the attribute accesses through them. */
export interface ModuleMoves {
  readonly moves: ReadonlyMap<ImportedName, ModuleMove>;
  /** The moves that would be made if another move of the same name were not made. */
  readonly waiting: readonly ModuleMove[];
  /** The Edits of the accesses. */
  readonly edits: readonly Edit[];
  readonly textEdits: readonly TextEdit[];
  /** The calls among them that are rewritten by a rule, and applied. */
  readonly calls: readonly RewrittenCall[];
  /** The legacy symbols that are looked up through modules, and stay. */
  readonly staying: readonly string[];
}

/** Carry out the plans that are chosen. */
export function moveModules(file: PythonFile, { bindings }: ModulePlans, choice: Choice): ModuleMoves {
  const mover = new ModuleMover(file, choice);
  for (const { plans, placed } of bindings) for (const plan of placed(plans, choice)) mover.move(plan);
  return mover;
}

class ModuleMover implements ModuleMoves {
  readonly moves = new Map<ImportedName, ModuleMove>();
  readonly waiting: ModuleMove[] = [];
  readonly edits: Edit[] = [];
  readonly textEdits: TextEdit[] = [];
  readonly calls: RewrittenCall[] = [];
  readonly staying: string[] = [];
  readonly #file: PythonFile;
  readonly #choice: Choice;

  constructor(file: PythonFile, choice: Choice) {
    this.#file = file;
    this.#choice = choice;
  }

  move(plan: ModulePlan): void {
    const { uses, resolution, accesses, imports } = plan;
    if (resolution === undefined) return;
    const isChosen = isApplied(this.#choice, plan);
    if (!isChosen) this.staying.push(...uses.references.map((reference) => reference.resolution.from));
    for (const access of accesses) this.#access(access, resolution, isChosen);
    for (const place of imports) this.#import(place, plan, resolution, isChosen);
  }

  #import(
    { name, imports }: ModulePlan['imports'][number],
    { isRenamed = false }: ModulePlan,
    resolution: Legacy,
    isApplied: boolean,
  ): void {
    const move = { name, imports, resolution, isApplied, isRenamed };
    const other = this.moves.get(name.name);
    const [made, left] = other && weightOf(other) >= weightOf(move) ? [other, move] : [move, other];
    this.moves.set(name.name, made);
    if (left?.isApplied === false) this.waiting.push(left);
  }

  #access({ reference, path }: ModulePlan['accesses'][number], group: Legacy, isChosen: boolean): void {
    const { use, length } = reference;
    const move = withTier(reference, group);
    const { to } = move;
    const code = [path, to.name].filter((part) => part !== undefined && part !== '').join('.');
    const { text } = this.#file.source;
    const range = reference.call?.range ?? { start: use.start, end: use.attributes[length - 1]?.end ?? use.end };
    const { textEdits: ofCall = [], closing = [], rebuilt } = reference.call ?? {};
    const textEdits = [...ofCall, ...rewriteAttributes(text, use, length, code)];
    if (isChosen && reference.call !== undefined) this.calls.push({ range, textEdits, closing, rebuilt });
    else if (isChosen) this.textEdits.push(...textEdits);
    const shown = this.#choice.withTexts ? withParentheses(text, range) : undefined;
    const id = reference.call === undefined ? transform : callSiteId;
    this.edits.push(
      movedEdit(this.#file.span(range), id, move, formatTarget(to), isChosen, {
        before: shown ? text.slice(shown.start, shown.end) : '',
        after: shown ? callAfter(text, { range: shown, textEdits, closing, rebuilt }) : '',
      }),
    );
  }
}

/**
 * Ranks the moves of one name: applied moves before waiting ones, and the move of the module itself before those that
 * it serves.
 */
function weightOf({ name, resolution, isApplied }: ModuleMove): number {
  return (isApplied ? 2 : 0) + (resolution.from === name.module ? 1 : 0);
}
