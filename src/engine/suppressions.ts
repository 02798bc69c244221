import { allowCommentFor } from '../model/allow-comment.ts';
import type { AllowComment, Lines } from '../model/allow-comment.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Edit, Refusal } from '../model/edit.ts';
import { allowComments } from '../parse/allow-comments.ts';

const rule = 'fragmented-import';

/** The mark that every such comment holds. Hardly any file has it, so this check is quick. */
export const allowMark = 'ssot:';

/** The comments of a text that let findings be. */
export function allowCommentsIn(text: string): readonly AllowComment[] {
  return text.includes(allowMark) ? allowComments(text) : [];
}

/** Why a comment on the lines lets a legacy path be, if one does. */
export function suppressionAt(comments: readonly AllowComment[], lines: () => Lines): string | undefined {
  return comments.length === 0 ? undefined : allowCommentFor(comments, rule, lines())?.reason || undefined;
}

/** The findings of a file. */
interface Found {
  readonly edits: readonly Edit[];
  readonly refused: readonly Refusal[];
  readonly diagnostics: readonly Diagnostic[];
}

/** The same, where a comment lets a Reference be for that reason, whatever else speaks against its move; or should, and gives none. */
export function withSuppressions<T extends Found>(found: T, comments: readonly AllowComment[]): T {
  if (comments.length === 0) return found;
  const refused = found.refused.map((refusal): Refusal => {
    const message = suppressionAt(comments, () => refusal);
    return message === undefined ? refusal : { ...refusal, reason: 'allowed-by-comment', message };
  });
  const unreasoned = [...found.edits, ...found.refused].filter(
    (place) => allowCommentFor(comments, rule, place)?.reason === '',
  );
  return { ...found, refused, diagnostics: [...found.diagnostics, ...unreasoned.map(withoutReason)] };
}

function withoutReason({ line, column, endLine, endColumn }: Edit | Refusal): Diagnostic {
  const message = 'the comment that allows this import gives no reason, so it does not count';
  return { line, column, endLine, endColumn, ruleId: 'allow-without-reason', severity: 'warning', message };
}
