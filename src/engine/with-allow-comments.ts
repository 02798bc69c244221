import type { AllowComment } from '../model/allow-comment.ts';
import type { Outcome } from '../model/outcome.ts';
import { allowComments } from '../parse/allow-comments.ts';

/** The Outcome with the comments of the file that let findings be, if there are any. */
export function withAllowComments(outcome: Outcome, text: string): Outcome {
  return { ...outcome, allowComments: allowCommentsIn(text) };
}

/** The comments of a text that let findings be; undefined where there are none. */
export function allowCommentsIn(text: string): readonly AllowComment[] | undefined {
  // Hardly any file has one, and this tells sooner.
  return text.includes('ssot:') ? allowComments(text) : undefined;
}
