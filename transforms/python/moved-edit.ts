import type { Uses } from '../../src/model/config.ts';
import type { Edit, Span, Tier } from '../../src/model/edit.ts';

/** What is said of a Reference that moves, wherever it stands. */
export interface MovedReference {
  readonly tier: Tier;
  readonly from: string;
  readonly uses: Uses;
  readonly because: string;
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
  { tier, from, uses, because, chain }: MovedReference,
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
    chain,
    before,
    after,
  };
}
