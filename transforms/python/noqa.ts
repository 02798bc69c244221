import { lineEndAt } from '../../src/edit/line-offsets.ts';
import type { Range } from '../../src/model/range.ts';

/** Does a comment in the statement, or behind it on its line, tell linters to let it be? */
export function hasNoqa(text: string, { start, end }: Range): boolean {
  return /(?:^|[\r\n])[^#\r\n]*#[^\r\n]*\bnoqa\b/i.test(text.slice(start, lineEndAt(text, end)));
}
