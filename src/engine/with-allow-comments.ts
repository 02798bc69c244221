import type { Outcome } from '../model/outcome.ts';
import { allowComments } from '../parse/allow-comments.ts';

/** The Outcome with the comments of the file that let findings be, if there are any. */
export function withAllowComments(outcome: Outcome, text: string): Outcome {
  // Hardly any file has one, and this tells sooner.
  if (!text.includes('ssot:')) return outcome;
  return { ...outcome, allowComments: allowComments(text) };
}
