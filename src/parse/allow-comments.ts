import type { AllowComment } from '../model/allow-comment.ts';

const comment = /(?:#|\/\/|\/\*|<!--)[ \t]*ssot:[ \t]*allow\[([^[\]\r\n]*)\][ \t]*([^\r\n]*)/g;

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
      reason: reason.replace(/(?:\*\/|-->).*/, '').trim(),
    });
  }
  return found.filter((allow) => allow.rules.length > 0);
}

function countLines(text: string): number {
  return (text.match(/\r\n?|\n/g) ?? []).length;
}
