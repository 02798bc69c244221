import type { DifferenceKind, InterfaceDifference } from '../model/interface.ts';
import { CallsInFile } from './calls-in-file.ts';
import type { ImportedName } from './calls-in-file.ts';
import type { LogicalLines } from '../parse/python/logical-lines.ts';
import { relevantCode } from '../parse/python/relevant-code.ts';
import { lineOf } from './tree.ts';

/** A call whose arguments may mean something else after the move. */
export interface ChangedCall {
  readonly line: number;
  readonly difference: InterfaceDifference;
}

/** The calls in one file that the differences of two interfaces concern. What has to be parsed for it is parsed once. */
export class ChangedCalls {
  readonly #text: string;
  readonly #lines: LogicalLines;
  readonly #isBalanced: boolean;
  readonly #read = new Map<string | undefined, CallsInFile>();

  constructor(text: string, lines: LogicalLines, isBalanced: boolean) {
    this.#text = text;
    this.#lines = lines;
    this.#isBalanced = isBalanced;
  }

  /** The first call that one of the differences concerns; undefined where there is none. */
  first(name: ImportedName, differences: readonly InterfaceDifference[]): ChangedCall | undefined {
    for (const difference of differences) {
      const signs = signsOf(this.#text, name, difference.kind);
      if (signs === 'none') continue;
      // Under another name it may be called in any line.
      const calls = this.#calls(signs === 'calls' && this.#isBalanced ? name.local : undefined);
      const offset = difference.kind === 'async' ? calls.firstCall(name) : calls.firstPositional(name);
      if (offset !== undefined) return { line: lineOf({ text: this.#text }, offset), difference };
    }
    return undefined;
  }

  #calls(local: string | undefined): CallsInFile {
    let calls = this.#read.get(local);
    if (calls === undefined) {
      const code = local === undefined ? undefined : relevantCode(this.#text, this.#lines, [local]);
      calls = CallsInFile.read(this.#text, code);
      this.#read.set(local, calls);
    }
    return calls;
  }
}

/** Characters that are looked at on each side of a name. */
const AROUND = 200;

/** A quick look: most files that import a name give it no argument by position, and need not be parsed. */
function signsOf(
  text: string,
  { local, attribute }: ImportedName,
  kind: DifferenceKind,
): 'none' | 'calls' | 'other-names' {
  const name = attribute ?? local;
  let hasCalls = false;
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length)) {
    const before = text.slice(Math.max(0, at - AROUND), at);
    const after = text.slice(at + name.length, at + name.length + AROUND);
    if (/[\p{ID_Continue}]$/u.test(before) || /^[\p{ID_Continue}]/u.test(after)) continue;
    if (mayHandOn(before, after)) return 'other-names';
    hasCalls ||= (kind === 'async' ? anyCall : positionalCall).test(after);
  }
  return hasCalls ? 'calls' : 'none';
}

const anyCall = /^[\s\\]*\(/;
/** A call whose first argument has no name. */
const positionalCall = /^[\s\\]*\([\s\\]*(?![\s\\)]|\*\*|\w+\s*=(?!=))/;

/** May the name be bound to another one here, be extended, or be handed to what calls it? */
function mayHandOn(before: string, after: string): boolean {
  const isLast = /^[ \t]*(?:$|[\r\n;#])/.test(after);
  return (
    (isLast && /(?:=|\b(?:else|or)\b)[ \t]*(?:[\w.]+\.)?$/.test(before)) ||
    /^[ \t]*(?:if|or)\b/.test(after) ||
    /\bdef\b[^\n]*=[ \t]*(?:[\w.]+\.)?$/.test(before) ||
    /(?::=|=[ \t]*\()[ \t]*(?:[\w.]+\.)?$/.test(before) ||
    /^[ \t]*\.[ \t]*__(?:init|new)__[ \t]*(?:$|[(\r\n;#])/.test(after) ||
    /\bclass\s+\w+\s*(?:\[[^\]]*\]\s*)?\([^:)]*$/.test(before) ||
    /\btarget\s*=\s*(?:[\w.]+\.)?$/.test(before) ||
    (/^\s*,/.test(after) && forwardingCall.test(before))
  );
}

const forwardingCall =
  /\b(?:partial|partialmethod|to_thread|submit|run_in_executor|run_sync|map|starmap|call_soon|call_later)\s*\([^)]*$/;
