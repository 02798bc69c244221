/** A comment that lets findings on its line be: `# ssot: allow[rule] reason`, or behind `//`. */
export interface AllowComment {
  /** Counts from 1. */
  readonly line: number;
  /** The ids of the rules; at least one. */
  readonly rules: readonly string[];
  /** Empty where none is given: then nothing is allowed. */
  readonly reason: string;
}

/** How a comment names leftovers: for short, and as reports do. */
export const leftoverRules: readonly string[] = ['leftover', 'audit/leftover'];

/** Lines of a text, from 1, the last one included. */
export interface Lines {
  readonly line: number;
  readonly endLine: number;
}

/**
 * The comment for a rule on one of the lines of a statement.
 * @returns the one that gives a reason, if there is one
 */
export function allowCommentFor(
  comments: readonly AllowComment[],
  rule: string,
  { line, endLine }: Lines,
): AllowComment | undefined {
  const fitting = comments.filter((allow) => allow.line >= line && allow.line <= endLine && allow.rules.includes(rule));
  return fitting.find(({ reason }) => reason !== '') ?? fitting[0];
}
