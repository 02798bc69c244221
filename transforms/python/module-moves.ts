import { formatTarget } from '../../src/model/config.ts';
import type { Diagnostic } from '../../src/model/diagnostic.ts';
import type { Edit, Refusal, TextEdit } from '../../src/model/edit.ts';
import type { ImportedName } from '../../src/model/python.ts';
import type { Range } from '../../src/model/range.ts';
import type { Legacy } from '../../src/model/resolution.ts';
import type { Scopes } from '../../src/parse/python/scopes.ts';
import { rewriteAttributes, withParentheses } from './attribute-text.ts';
import type { ModuleImport } from './import-statement.ts';
import { planAliases, rootOf } from './module-alias.ts';
import { planAccesses } from './attribute-accesses.ts';
import { concernedNames, packageNames } from './module-names.ts';
import type { ModuleName } from './module-names.ts';
import { isApplied, lineOf, moduleImportId as transform, moduleResolution, withTier } from './module-plan.ts';
import type { ModuleBinding, ModulePlan } from './module-plan.ts';
import { followUses } from './module-references.ts';
import { movedEdit, refusal, unmappedNote } from './reported.ts';
import type { FoundFacts, PlanContext, PythonFile } from './python-file.ts';
import { bindingOf, bindingsOf } from './bound-modules.ts';
import { callSiteId } from './call-site/id.ts';
import type { RewrittenCall } from './call-site/call-edits.ts';
import { textAfter } from './text-after.ts';
import { unreadType } from './unread-types.ts';

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
  /** The names that are decided on here, whether they move or not. */
  readonly names: ReadonlySet<ImportedName>;
  readonly moves: ReadonlyMap<ImportedName, ModuleMove>;
  /** The moves that would be made if another move of the same name were not made. */
  readonly waiting: readonly ModuleMove[];
  /** The legacy modules that accesses lead to without an import of their own, so that another one has to load them. */
  readonly reliedOn: ReadonlySet<string>;
  /** Where the accesses start that are decided on here and stand in strings, as annotations do. */
  readonly inStrings: ReadonlySet<number>;
  /** The Edits of the accesses. */
  readonly edits: readonly Edit[];
  readonly textEdits: readonly TextEdit[];
  /** The calls among them that are rewritten by a rule, and applied. */
  readonly calls: readonly RewrittenCall[];
  readonly refused: readonly Refusal[];
  readonly diagnostics: readonly Diagnostic[];
  readonly facts: Pick<FoundFacts, 'patches' | 'rebinds' | 'staying'>;
}

/** Decide on every module that the file imports by a name through which legacy symbols may be reached. */
export function moveModules(file: PythonFile): ModuleMoves {
  const concerned = concernedNames(file);
  const mover = new ModuleMover(file, new Set(concerned.map(({ name }) => name)));
  const names = concerned.filter((name) => mover.isSure(name));
  if (names.length > 0) mover.move(names, file.syntax.scopes(namesOfInterest(file, names)));
  return mover;
}

/**
 * The names that the imports bind, the variables that they are assigned to, and the names that new imports may bind.
 */
function namesOfInterest(file: PythonFile, names: readonly ModuleName[]): string[] {
  const different = new Map(names.map((name) => [`${name.local} ${name.isDotted ? '' : name.module}`, name]));
  const variables = [...different.values()].flatMap((name) => [...packageNames(file, name)]);
  const locals = [...names, ...variables].map(({ local }) => local);
  const added = file.modules.canonical.flatMap((module) => [
    ...(names.some(({ isDotted }) => isDotted) ? [rootOf(module)] : []),
    ...(names.some(({ isDotted, module: path, local }) => !isDotted || path === local) ? aliasesOf(module) : []),
  ]);
  return [...new Set([...locals, ...added])];
}

/** The names that an import of the module beside another one may bind. */
function aliasesOf(module: string): string[] {
  const [last = module, around] = module.split('.').toReversed();
  return around === undefined ? [last] : [last, `${around}_${last}`];
}

class ModuleMover implements ModuleMoves {
  readonly moves = new Map<ImportedName, ModuleMove>();
  readonly waiting: ModuleMove[] = [];
  readonly reliedOn = new Set<string>();
  readonly inStrings = new Set<number>();
  readonly edits: Edit[] = [];
  readonly textEdits: TextEdit[] = [];
  readonly calls: RewrittenCall[] = [];
  readonly refused: Refusal[] = [];
  readonly diagnostics: Diagnostic[] = [];
  readonly facts = {
    patches: [] as FoundFacts['patches'][number][],
    rebinds: [] as FoundFacts['rebinds'][number][],
    staying: [] as string[],
  };

  readonly names: ReadonlySet<ImportedName>;
  readonly #file: PythonFile;

  constructor(file: PythonFile, names: ReadonlySet<ImportedName>) {
    this.#file = file;
    this.names = names;
  }

  /** Is it known to be code? */
  isSure({ statement, name, module }: ModuleName): boolean {
    if (statement.isUnsure && this.#file.modules.isLegacy(module))
      this.#refuse(name, module, 'syntax-error', 'it stands behind a string that does not end, so it may be text');
    return !statement.isUnsure;
  }

  move(names: readonly ModuleName[], scopes: Scopes): void {
    const context = { file: this.#file, scopes };
    for (const { name, module } of names.filter((name) => bindingOf(name, scopes) === undefined))
      this.#refuse(
        name,
        module,
        'syntax-error',
        'it stands in a line that is not valid Python, so its uses are not known',
      );
    const { bindings, reliedOn } = bindingsOf(this.#file, names, scopes);
    for (const module of reliedOn) this.reliedOn.add(module);
    for (const bound of bindings) {
      for (const name of bound.names) {
        const whole = moduleResolution(context, [name], name.module);
        if (whole.kind === 'refused') this.#refuse(name.name, whole.from, whole.reason, whole.message);
      }
      const isRenamed = bound.names.some(({ module, local, statement }) => {
        const whole = this.#file.verdicts.module(module, local, statement.start);
        return whole.kind === 'legacy' && whole.uses === 'rename';
      });
      const mayStand = bound.names.every(
        ({ isDotted, module, local }) => !isDotted || (module === local && !isRenamed),
      );
      const standsForModule = mayStand && !this.#renamesThrough(context, bound);
      const plans = standsForModule ? planAliases(context, bound) : planAccesses(context, bound);
      const unread = unreadType(this.#file, scopes, bound.binding.name);
      const message = unread && `a string that is a type may say it, too (${lineOf(context, unread)})`;
      for (const plan of plans)
        this.#carryOut(message === undefined ? plan : { ...plan, refusal: { reason: 'dynamic-use', message } });
    }
  }

  /**
   * Does the module's own name lead to symbols that move and are to have their canonical names, or that go to a module inside of
   * it? What is imported from now on has another name, and no `import collections.abc as collections`.
   */
  #renamesThrough(context: PlanContext, { binding, names }: ModuleBinding): boolean {
    const [name] = names;
    if (name === undefined || !names.every(({ isDotted }) => isDotted)) return false;
    const { references } = followUses(context, binding.uses, name.module, names);
    return references.some(
      ({ resolution: { uses, to } }) =>
        (uses === 'rename' && to.name !== undefined) || to.module.startsWith(`${binding.name}.`),
    );
  }

  #carryOut(plan: ModulePlan): void {
    const { uses, resolution, refusal, patches = [] } = plan;
    this.facts.patches.push(...patches);
    for (const { from, message, isPatch, ...range } of uses.moduleValueUses) {
      this.#refuse(range, from, 'dynamic-use', message);
      if (isPatch !== false)
        this.facts.patches.push({ symbol: from, blockedBy: 'the patch of it through the module stays' });
      if (isPatch === 'for good') this.facts.rebinds.push({ symbol: from, place: range });
    }
    for (const { from, reason, message, isCall = false, ...range } of uses.refused)
      this.#refuse(range, from, reason, message, isCall);
    for (const { from, ...range } of uses.unmapped) this.#noteUnmapped(range, from);
    if (resolution === undefined) return;
    for (const { use } of uses.references) if (use.isInString) this.inStrings.add(use.start);
    const shown = plan.accesses.find(({ reference }) => reference.use.isShown);
    const reason = refusal ?? (shown && ({ reason: 'dynamic-use', message: 'an f-string shows its text' } as const));
    if (reason) {
      for (const { use, call, resolution } of uses.references)
        this.#refuse(call?.range ?? use, resolution.from, reason.reason, reason.message, call !== undefined);
      return;
    }
    const isChosen = isApplied(this.#file, plan);
    if (!isChosen) this.facts.staying.push(...uses.references.map((reference) => reference.resolution.from));
    for (const access of plan.accesses) this.#access(access, resolution, isChosen);
    for (const place of plan.imports) this.#import(place, plan, resolution, isChosen);
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
    const { textEdits: ofCall = [], closing = [] } = reference.call ?? {};
    const textEdits = [...ofCall, ...rewriteAttributes(text, use, length, code)];
    if (isChosen && reference.call !== undefined) this.calls.push({ range, textEdits, closing });
    else if (isChosen) this.textEdits.push(...textEdits);
    const shown = this.#file.choice.withTexts ? withParentheses(text, range) : undefined;
    const id = reference.call === undefined ? transform : callSiteId;
    this.edits.push(
      movedEdit(this.#file.span(range), id, move, formatTarget(to), isChosen, {
        before: shown ? text.slice(shown.start, shown.end) : '',
        after: shown ? textAfter(text, shown, [...textEdits, ...closing]) : '',
      }),
    );
  }

  #refuse(range: Range, from: string, reason: Refusal['reason'], message: string, isCall = false): void {
    this.refused.push(refusal(this.#file.span(range), isCall ? callSiteId : transform, reason, message, from));
  }

  #noteUnmapped(range: Range, from: string): void {
    this.diagnostics.push(unmappedNote(this.#file.span(range), from));
  }
}

/**
 * Ranks the moves of one name: applied moves before waiting ones, and the move of the module itself before those that
 * it serves.
 */
function weightOf({ name, resolution, isApplied }: ModuleMove): number {
  return (isApplied ? 2 : 0) + (resolution.from === name.module ? 1 : 0);
}
