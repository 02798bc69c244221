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
    for (const difference of toldOf(differences)) {
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

/** Several differences may concern the same calls: the first of them is told. */
function toldOf(differences: readonly InterfaceDifference[]): InterfaceDifference[] {
  const isAsync = ({ kind }: InterfaceDifference): boolean => kind === 'async';
  return differences.filter(
    (difference, k) => differences.findIndex((other) => isAsync(other) === isAsync(difference)) === k,
  );
}

/** Characters that are looked at before a name. */
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
      const end = at + name.length;
      if (goesOn(text, at, end)) continue;
      const before = text.slice(Math.max(0, at - AROUND), at);
      const isLast = isAt(text, end, endOfLine);
      const other = isLast ? assignment.exec(before)?.[1] : undefined;
      if (other === undefined && mayHandOn(text, before, end, isLast)) return 'anywhere';
      if (other !== undefined && !names.includes(other)) names.push(other);
      if (names.length > NAMES) return 'anywhere';
      hasCalls ||= isAt(text, end, kind === 'async' ? anyCall : positionalCall);
    }
  }
  return hasCalls ? [local, ...names.slice(1)] : 'none';
}

/** Is the range only a part of a name? */
function goesOn(text: string, start: number, end: number): boolean {
  return (
    isAt(text, end, inName) || (start > 0 && /[\p{ID_Continue}]$/u.test(text.slice(Math.max(0, start - 2), start)))
  );
}

/** Does the text go on so at the offset? */
function isAt(text: string, offset: number, sticky: RegExp): boolean {
  sticky.lastIndex = offset;
  return sticky.test(text);
}

const inName = /\p{ID_Continue}/uy;
const endOfLine = /[ \t]*(?:$|[\r\n;#])/y;
/** `other = name`, and nothing else, on a line of its own. */
const assignment = /(?:^|[\r\n;])[ \t]*(\w+)[ \t]*=[ \t]*(?:[\w.]+\.)?$/;
const anyCall = /[\s\\]*\(/y;
/** A call whose first argument has no name. */
const positionalCall = /[\s\\]*\([\s\\]*(?![\s\\)]|\*\*|\w+\s*=(?!=))/y;

/** May the name be bound to another one here, be extended, or be handed to what calls it? */
function mayHandOn(text: string, before: string, end: number, isLast: boolean): boolean {
  return (
    (isLast && /(?:=|\b(?:else|or)\b)[ \t]*(?:[\w.]+\.)?$/.test(before)) ||
    isAt(text, end, alternative) ||
    (before.includes('=') && isValue(before)) ||
    isAt(text, end, initialiser) ||
    (before.includes('class') && /\bclass\s+\w+\s*(?:\[[^\]]*\]\s*)?\([^:)]*$/.test(before)) ||
    (isAt(text, end, comma) && forwardingCall.test(before))
  );
}

const alternative = /[ \t]*(?:if|or)\b/y;
const initialiser = /[ \t]*\.[ \t]*__(?:init|new)__[ \t]*(?:$|[(\r\n;#])/y;
const comma = /\s*,/y;

/** Is the name behind the text a default, what a walrus or a parenthesis gives, or what a thread runs? */
function isValue(before: string): boolean {
  return (
    /\bdef\b[^\n]*=[ \t]*(?:[\w.]+\.)?$/.test(before) ||
    /(?::=|=[ \t]*\()[ \t]*(?:[\w.]+\.)?$/.test(before) ||
    /\btarget\s*=\s*(?:[\w.]+\.)?$/.test(before)
  );
}

const forwardingCall =
  /\b(?:partial|partialmethod|to_thread|submit|run_in_executor|run_sync|map|starmap|call_soon|call_later)\s*\([^)]*$/;
