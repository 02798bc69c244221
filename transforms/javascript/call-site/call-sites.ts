import { withRebuilt } from '../../../src/edit/rebuilt-arguments.ts';
import type { RebuiltArguments } from '../../../src/edit/rebuilt-arguments.ts';
import type { TextEdit } from '../../../src/model/edit.ts';
import type { NameUse } from '../../../src/parse/javascript/name-uses.ts';
import type { JavaScriptFile } from '../javascript-file.ts';
import { MoveRecorder } from '../move-recorder.ts';
import { calledNames } from './called-names.ts';
import type { CalledName } from './called-names.ts';
import { decideName } from './decided-name.ts';
import type { DecidedName, MovingCall } from './decided-name.ts';
import { FreeNames } from './free-names.ts';
import { callSiteId } from './id.ts';
import { planName } from './plan-name.ts';
import { noScriptCalls } from './script-calls.ts';
import type { NameDecision, ScriptCalls } from './script-calls.ts';

/** Decide on all calls of the names that a file takes of other modules. */
export function scriptCalls(file: JavaScriptFile): ScriptCalls {
  const names = calledNames(file);
  if (names.length === 0) return noScriptCalls;
  const reader = new CallReader(file);
  for (const name of names) reader.read(name);
  return reader.found();
}

class CallReader {
  readonly #file: JavaScriptFile;
  readonly #moves: MoveRecorder;
  readonly #free: FreeNames;
  readonly #imported: ReadonlySet<string>;
  readonly #names = new Map<number, NameDecision>();
  readonly #opening: TextEdit[] = [];
  readonly #closing: TextEdit[] = [];
  readonly #rebuilt: RebuiltArguments[] = [];

  constructor(file: JavaScriptFile) {
    this.#file = file;
    this.#moves = new MoveRecorder(file, callSiteId);
    this.#free = new FreeNames(file);
    this.#imported = importedNames(file);
  }

  found(): ScriptCalls {
    const { edits, refused, diagnostics } = this.#moves.result;
    const textEdits = [...this.#opening, ...this.#closing];
    return { result: { edits, refused, diagnostics, textEdits, rebuilt: this.#rebuilt }, names: this.#names };
  }

  read(name: CalledName): void {
    const { binding, called } = name;
    const decided = decideName(this.#file, name, this.#imported, this.#seenElsewhere(name));
    const { decision, newName, collision } = planName(this.#file, this.#free, decided);
    this.#names.set(binding.start ?? 0, decision);
    for (const { use, reason, message } of decided.staying) this.#moves.refuse(use, called.from, reason, message);
    for (const call of decided.calls) {
      const { start, end } = call.decision.range;
      if (collision === undefined) this.#call(call, newName);
      else this.#moves.refuse({ start, end }, called.from, 'name-collision', collision);
    }
    const isApplied = decision.kind === 'becomes' && decision.isApplied;
    if (isApplied && newName !== binding.name) this.#renameOthers(decided, newName);
  }

  #call({ use, decision, move, isApplied }: MovingCall, newName: string): void {
    const { text } = this.#file.source;
    const { range, textEdits, closing, rebuilt } = decision;
    const renaming = text.slice(use.start, use.end) === newName ? [] : [renamed(use, newName)];
    const all = rebuilt === undefined ? [] : [rebuilt];
    const shown = withRebuilt(text, [...textEdits, ...renaming, ...closing], all);
    if (!isApplied) {
      this.#moves.pend(range, [move], shown);
      return;
    }
    this.#moves.show(range, [move], shown);
    this.#opening.push(...textEdits, ...renaming);
    this.#closing.unshift(...closing);
    this.#rebuilt.push(...all);
  }

  /** Uses other than calls, where both paths of the entry are one. */
  #renameOthers({ others, name }: DecidedName, newName: string): void {
    for (const use of others)
      this.#opening.push(
        use.form === 'shorthand' ? renamed(use, `${name.binding.name}: ${newName}`) : renamed(use, newName),
      );
  }

  #seenElsewhere({ binding, called }: CalledName): string | undefined {
    if (this.#free.occursOutside(binding.name, binding.start ?? 0))
      return 'the template or another script of the component may use it';
    if (called.movesOtherUses) return undefined;
    const isInJsdoc = this.#file.uses().ofComments(binding.name)?.length !== 0;
    return isInJsdoc ? 'a comment of JSDoc uses it as a type' : undefined;
  }
}

function renamed({ start, end }: NameUse, text: string): TextEdit {
  return { start, end, text };
}

function importedNames({ references }: JavaScriptFile): ReadonlySet<string> {
  return new Set(
    references.flatMap(({ node }) =>
      node.type === 'ImportDeclaration' ? node.specifiers.map(({ local }) => local.name) : [],
    ),
  );
}
