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
  /** By the names whose lines were read; undefined for the whole text. */
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
      const calls = this.#calls(this.#isBalanced && signs !== 'anywhere' ? signs : undefined);
      const offset = difference.kind === 'async' ? calls.firstCall(name) : calls.firstPositional(name);
      if (offset !== undefined) return { line: lineOf({ text: this.#text }, offset), difference };
    }
    return undefined;
  }

  #calls(names: readonly string[] | undefined): CallsInFile {
    const key = names?.join(' ');
    let calls = this.#read.get(key);
    if (calls === undefined) {
      calls = CallsInFile.read(this.#text, names && relevantCode(this.#text, this.#lines, names));
      this.#read.set(key, calls);
    }
    return calls;
  }
}

/** Characters that are looked at on each side of a name. */
const AROUND = 200;

/** A symbol that is handed on under more names than these is followed in the whole text. */
const NAMES = 5;

/**
 * A quick look: most files that import a name give it no argument by position, and need not be parsed.
 * @returns the names that it may be called by; `anywhere` where it may have others
 */
function signsOf(
  text: string,
  { local, attribute }: ImportedName,
  kind: DifferenceKind,
): 'none' | 'anywhere' | readonly string[] {
  const names = [attribute ?? local];
  let hasCalls = false;
  // Names that are found on the way are looked at, too.
  for (const name of names) {
    for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length)) {
      const before = text.slice(Math.max(0, at - AROUND), at);
      const after = text.slice(at + name.length, at + name.length + AROUND);
      if (/[\p{ID_Continue}]$/u.test(before) || /^[\p{ID_Continue}]/u.test(after)) continue;
      const other = endOfLine.test(after) ? assignment.exec(before)?.[1] : undefined;
      if (other === undefined && mayHandOn(before, after)) return 'anywhere';
      if (other !== undefined && !names.includes(other)) names.push(other);
      if (names.length > NAMES) return 'anywhere';
      hasCalls ||= (kind === 'async' ? anyCall : positionalCall).test(after);
    }
  }
  return hasCalls ? [local, ...names.slice(1)] : 'none';
}

const endOfLine = /^[ \t]*(?:$|[\r\n;#])/;
/** `other = name`, and nothing else, on a line of its own. */
const assignment = /(?:^|[\r\n;])[ \t]*(\w+)[ \t]*=[ \t]*(?:[\w.]+\.)?$/;
const anyCall = /^[\s\\]*\(/;
/** A call whose first argument has no name. */
const positionalCall = /^[\s\\]*\([\s\\]*(?![\s\\)]|\*\*|\w+\s*=(?!=))/;

/** May the name be bound to another one here, be extended, or be handed to what calls it? */
function mayHandOn(before: string, after: string): boolean {
  return (
    (endOfLine.test(after) && /(?:=|\b(?:else|or)\b)[ \t]*(?:[\w.]+\.)?$/.test(before)) ||
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
