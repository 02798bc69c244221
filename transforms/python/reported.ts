import type { Uses } from '../../src/model/config.ts';
import type { Diagnostic } from '../../src/model/diagnostic.ts';
import type { Edit, Refusal, Span, Tier } from '../../src/model/edit.ts';
import { detachedString } from '../../src/model/detached-string.ts';
import type { Review } from '../../src/model/review.ts';
import type { CodeError } from '../../src/parse/python/syntax/syntax-node.ts';

/** The report on a Reference that moves, wherever it stands. */
export interface MovedReference {
  readonly tier: Tier;
  readonly from: string;
  readonly uses: Uses;
  readonly because: string;
  readonly reviews: readonly Review[];
  readonly chain: readonly string[];
}

/** The statement or string of a Reference as it stands, and as it will; empty where nobody asks. */
export interface MovedText {
  readonly before: string;
  readonly after: string;
}

/**
 * The Edit of a Reference. It is one literal that names everything: an object that is put together from others takes V8
 * several times as long, and there is one for each Reference that moves.
 * @param to where it goes, as reports say it
 */
export function movedEdit(
  { line, column, endLine, endColumn }: Span,
  transform: string,
  { tier, from, uses, because, reviews, chain }: MovedReference,
  to: string,
  applied: boolean,
  { before, after }: MovedText,
): Edit {
  return {
    line,
    column,
    endLine,
    endColumn,
    transform,
    tier,
    applied,
    from,
    to,
    uses,
    because,
    reviews,
    chain,
    before: shown(before),
    after: shown(after),
  };
}

/** A statement of thousands of names is not shown once for each of them. */
const LONGEST = 4000;

function shown(text: string): string {
  return detachedString(text.length > LONGEST ? `${text.slice(0, LONGEST)} …` : text);
}

/** A refusal of a place that stays. One literal, as above. */
export function refusal(
  { line, column, endLine, endColumn }: Span,
  transform: string,
  reason: Refusal['reason'],
  message: string,
  from: string,
): Refusal {
  return { line, column, endLine, endColumn, transform, reason, message, from };
}

/** A note on a place. One literal, as above. */
export function note({ line, column, endLine, endColumn }: Span, ruleId: string, message: string): Diagnostic {
  return { line, column, endLine, endColumn, ruleId, severity: 'note', message };
}

/** A Reference to a symbol that the Map knows, and that stays for now. */
export function unmappedNote(span: Span, from: string): Diagnostic {
  return note(span, 'python/unmapped-symbol', `the Map knows ${from} and has no canonical path for it yet`);
}

/** An import by a legacy path that is no legacy symbol in this file. */
export function nearerNote(span: Span, { from, path }: { readonly from: string; readonly path: string }): Diagnostic {
  return note(span, 'python/nearer-module', `this is no ${from} of the Map: the file finds ${path} by that name`);
}

/** Why uses of a name in the file may be missed. */
export function missedUses({ isTooDeep }: CodeError, line: number): string {
  return isTooDeep
    ? `the code nests too deeply to be looked at (line ${line}), so that uses may be missed`
    : `the file is not valid Python (line ${line}), so that uses may be missed`;
}
