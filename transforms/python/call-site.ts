import { formatTarget } from '../../src/model/config.ts';
import type { Target } from '../../src/model/config.ts';
import type { Edit, Refusal, TextEdit } from '../../src/model/edit.ts';
import type { RenamedName } from '../../src/model/links.ts';
import type { ImportedName } from '../../src/model/python.ts';
import type { Range } from '../../src/model/range.ts';
import type { Scopes } from '../../src/parse/python/scopes.ts';
import { bindsTarget, decideBinding } from './call-site/called-binding.ts';
import { callSiteId as id } from './call-site/id.ts';
import type { CallContext, CalledBinding, DecidedBinding } from './call-site/called-binding.ts';
import type { MovingCall } from './call-site/moving-call.ts';
import { calledNames } from './call-site/called-name.ts';
import type { CalledName } from './call-site/called-name.ts';
import { callAfter, callEdits } from './call-site/call-edits.ts';
import type { RewrittenCall } from './call-site/call-edits.ts';
import type { CallSites } from './call-site/call-sites.ts';
import { commonMove, planBinding } from './call-site/import-decision.ts';
import type { BindingPlan, ImportDecision } from './call-site/import-decision.ts';
import type { Choice, PythonFile } from './python-file.ts';
import type { PythonTransform } from './python-transform.ts';
import { movedEdit, refusal } from './reported.ts';

/** `Name(…)` and `await Name(…)`, where the Map has a rule for calls of what the name is imported from. */
export const callSite: PythonTransform<undefined> = {
  id,
  find: () => undefined,
  rewrite: (_, __, ___, { modules, calls: { moving, edits, textEdits, refused, facts } }) => {
    const all = [...moving, ...modules.calls];
    const rebuilt = all.flatMap((call) => call.rebuilt ?? []);
    return { edits, textEdits: [...textEdits, ...callEdits(all)], refused, diagnostics: [], facts, rebuilt };
  },
};

const handedOn = 'it is here for other files, too, which call it with the legacy arguments';

const none: CallSites = {
  edits: [],
  moving: [],
  textEdits: [],
  refused: [],
  facts: {},
  imports: new Map(),
  renamed: new Set(),
  renamedUses: new Set(),
};

/** Decide on all calls of the names that the file imports. */
export function callSites(file: PythonFile, choice: Choice): CallSites {
  const names = calledNames(file);
  if (names.length === 0) return none;
  const words = new Set(
    names.flatMap(({ local, plan }) => ('target' in plan ? [local, plan.target.name ?? ''] : [local])),
  );
  const asked = [...words].filter((word) => word !== '');
  const scopes = file.syntax.scopes(asked);
  const bindings = byBinding(scopes, names);
  const reader = new CallReader({ file, choice, scopes, nodes: file.syntax.nodes(asked), bindings });
  for (const bound of bindings) reader.read(bound);
  return reader.found();
}

function byBinding(scopes: Scopes, names: readonly CalledName[]): CalledBinding[] {
  const found = new Map<CalledBinding['binding'], CalledName[]>();
  for (const name of names) {
    const binding = scopes.bindingAt(name.name.end - 1);
    if (binding === undefined) continue;
    const known = found.get(binding);
    if (known) known.push(name);
    else found.set(binding, [name]);
  }
  return Array.from(found, ([binding, all]) => ({ binding, names: all }));
}

class CallReader {
  readonly #context: CallContext;
  readonly #file: PythonFile;
  readonly #edits: Edit[] = [];
  readonly #refused: Refusal[] = [];
  readonly #moving: RewrittenCall[] = [];
  readonly #renamedUses = new Set<number>();
  readonly #renamings: TextEdit[] = [];
  readonly #imports = new Map<ImportedName, ImportDecision>();
  readonly #renamed = new Set<ImportedName>();
  readonly #ownNames = new Set<string>();
  readonly #renames: RenamedName[] = [];
  readonly #statements = new Map<ImportedName, number>();
  /** The callables that names become, with the offset of the first statement that imports each. */
  readonly #becoming = new Map<string, number>();
  /** The imports beside others, by their block. */
  readonly #besides = new Set<string>();

  constructor(context: CallContext) {
    this.#context = context;
    this.#file = context.file;
  }

  found(): CallSites {
    this.#dropBesides();
    const facts = { ownNames: [...this.#ownNames], renamed: this.#renames };
    return {
      edits: this.#edits,
      moving: this.#moving,
      textEdits: this.#renamings,
      refused: this.#refused,
      facts,
      imports: this.#imports,
      renamed: this.#renamed,
      renamedUses: this.#renamedUses,
    };
  }

  read(bound: CalledBinding): void {
    const first = decideBinding(this.#context, bound);
    const plan = planBinding(this.#context, first);
    const decided = plan.collision === undefined ? first : withCollision(first, plan.collision);
    for (const { use, reason, message, isCall } of decided.staying)
      this.#refuse(isCall ? this.#rangeOf(use) : use, bound, reason, message);
    for (const call of decided.calls) this.#call(call, decided, plan);
    if (decided.isForOthers && decided.plan?.movesOtherUses === false)
      for (const { name } of bound.names) this.#refuse(name, bound, 'used-as-value', handedOn);
    this.#noteNames(decided, plan);
    for (const name of bound.names) this.#import(name, decided, plan);
  }

  #import({ name, statement }: CalledName, decided: DecidedBinding, plan: BindingPlan): void {
    const { import: decision } = plan;
    this.#statements.set(name, statement.start);
    const isRenamed = name.alias === undefined && plan.newName === decided.plan?.target.name;
    if (decision.kind === 'becomes') {
      if (isRenamed) this.#renamed.add(name);
      const key = this.#key(name, decision.move.to);
      if (isRenamed && decision.isApplied) this.#becoming.set(key, this.#becoming.get(key) ?? statement.start);
    }
    if (decision.kind === 'becomes' || decision.besides === undefined) {
      this.#imports.set(name, decision);
      return;
    }
    const key = this.#key(name, decision.besides);
    const isThere = this.#besides.has(key) || this.#isBound(decided, decision.besides, statement);
    this.#besides.add(key);
    this.#imports.set(name, isThere ? { ...decision, besides: undefined } : decision);
  }

  /** A callable that a name of the block becomes, there or above, is not imported beside another one. */
  #dropBesides(): void {
    for (const [name, decision] of this.#imports) {
      if (decision.kind === 'becomes' || decision.besides === undefined) continue;
      const start = this.#becoming.get(this.#key(name, decision.besides));
      if (start !== undefined && start <= (this.#statements.get(name) ?? 0))
        this.#imports.set(name, { ...decision, besides: undefined });
    }
  }

  /** A callable in the block of a statement. */
  #key(name: ImportedName, target: Target): string {
    return `${this.#file.lines.block(this.#statements.get(name) ?? name.start)} ${formatTarget(target)}`;
  }

  /** Does another import of the block bind the target, ahead of all calls? */
  #isBound({ binding, calls }: DecidedBinding, target: Target, { start }: Range): boolean {
    const { lines } = this.#file;
    const sites = binding.scope.bindings.get(target.name ?? '')?.sites ?? [];
    const firstCall = Math.min(...calls.map(({ use }) => use.start));
    return (
      sites.length > 0 &&
      sites.every((site) => bindsTarget(this.#context, site, target)) &&
      sites.some((site) => site.start < firstCall && lines.block(site.start) === lines.block(start))
    );
  }

  #call(call: MovingCall, { plan: rule }: DecidedBinding, plan: BindingPlan): void {
    const { called, decision, move, isApplied } = call;
    const { text } = this.#file.source;
    const isRenamed = called !== undefined && plan.newName !== text.slice(called.start, called.end);
    const renaming = isRenamed ? [{ start: called.start, end: called.end, text: plan.newName }] : [];
    const textEdits = [...decision.textEdits, ...renaming];
    const { range, closing, rebuilt } = decision;
    const rewritten = { range, textEdits, closing, rebuilt };
    if (isApplied) {
      this.#moving.push(rewritten);
      this.#renamedUses.add(call.use.start);
    }
    const { withTexts } = this.#context.choice;
    const texts = {
      before: withTexts ? text.slice(decision.range.start, decision.range.end) : '',
      after: withTexts && called !== undefined ? callAfter(text, rewritten) : '',
    };
    const to = rule === undefined ? '' : formatTarget(rule.target);
    const edit = movedEdit(this.#file.span(decision.range), id, move, to, isApplied, texts);
    this.#edits.push({ ...edit, call: decision.binding });
  }

  /** The names of the module that others may look up or patch. */
  #noteNames(decided: DecidedBinding, plan: BindingPlan): void {
    const { binding, verdict, others } = decided;
    const decision = plan.import;
    const becomes = decision.kind === 'becomes' && decision.isApplied;
    if (becomes && plan.newName !== binding.name)
      for (const { start, end } of others) {
        this.#renamings.push({ start, end, text: plan.newName });
        this.#renamedUses.add(start);
      }
    if (binding.scope !== this.#context.scopes.module) return;
    for (const name of [binding.name, plan.newName])
      for (const own of this.#file.others.ownNames(name)) this.#ownNames.add(own);
    if (decided.staying.some(({ reason }) => reason === 'patched-async')) {
      const symbol = `${this.#file.identity.module}:${binding.name}`;
      this.#renames.push({ symbol, newName: binding.name, tier: 'safe', reviews: [], isHeld: true });
    }
    if (!becomes || verdict === undefined || plan.newName === binding.name) return;
    const { tier, reviews } = commonMove(verdict, decided);
    this.#renames.push({
      symbol: `${this.#file.identity.module}:${binding.name}`,
      newName: plan.newName,
      tier,
      reviews,
    });
  }

  #rangeOf(use: Range): Range {
    const { start, end } = this.#context.nodes.callOf(use.end) ?? use;
    return { start, end };
  }

  #refuse(range: Range, { names, binding }: CalledBinding, reason: Refusal['reason'], message: string): void {
    const [name] = names;
    const from = name === undefined ? binding.name : `${name.module}:${name.name.name}`;
    this.#refused.push(refusal(this.#file.span(range), id, reason, message, from));
  }
}

/** The same, with no call that is rewritten. */
function withCollision(decided: DecidedBinding, message: string): DecidedBinding {
  const refused = decided.calls.map(({ use }) => ({ use, isCall: true, reason: 'name-collision', message }) as const);
  return { ...decided, calls: [], staying: [...decided.staying, ...refused] };
}
