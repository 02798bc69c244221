/** A comment that lets findings on its line be: `# ssot: allow[rule] reason`, or behind `//`. */
export interface AllowComment {
  /** Counts from 1. */
  readonly line: number;
  /** The ids of the rules; at least one. */
  readonly rules: readonly string[];
  /** Empty where none is given: then nothing is allowed. */
  readonly reason: string;
}

const comment = /(?:#|\/\/|\/\*|<!--)[ \t]*ssot:[ \t]*allow\[([^\]\r\n]*)\][ \t]*([^\r\n]*)/g;

/** The comments of this kind in a source of any language, in order. Text that looks like one counts as one. */
export function allowComments(text: string): AllowComment[] {
  const found: AllowComment[] = [];
  let line = 1;
  let counted = 0;
  for (const { index, 1: rules = '', 2: reason = '' } of text.matchAll(comment)) {
    line += countLines(text.slice(counted, index));
    counted = index;
    found.push({
      line,
      rules: rules
        .split(',')
        .map((rule) => rule.trim())
        .filter((rule) => rule !== ''),
      reason: reason.replace(/(?:\*\/|-->).*$/, '').trim(),
    });
  }
  return found.filter((allow) => allow.rules.length > 0);
}

/**
 * The comment for a rule that stands on one of the lines, which are those of a statement.
 * @returns the one that gives a reason, if there is one
 */
export function allowCommentFor(
  comments: readonly AllowComment[],
  rule: string,
  { line, endLine }: { readonly line: number; readonly endLine: number },
): AllowComment | undefined {
  const fitting = comments.filter((allow) => allow.line >= line && allow.line <= endLine && allow.rules.includes(rule));
  return fitting.find(({ reason }) => reason !== '') ?? fitting[0];
}

function countLines(text: string): number {
  return (text.match(/\r\n?|\n/g) ?? []).length;
}
