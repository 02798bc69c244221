import { printable } from '../model/printable.ts';

/**
 * Text from the repository, made harmless for those who read reports: file names, statements and reasons are written by
 * anybody who can open a pull request.
 */

export { printable };

/** The unprintable characters that JSON.stringify does not escape. */
const unprintableInJson = /[\x7f-\x9f\p{Bidi_Control}\u2028\u2029]/gu;

/**
 * JSON in which characters that a terminal or the log of a CI service would obey are escaped, too. It means the same to
 * every program.
 * @param indent spaces for each level; 0 for one line
 */
export function printableJson(value: unknown, indent = 2): string {
  const text = JSON.stringify(value, undefined, indent)
    .replace(unprintableInJson, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .replaceAll('##[', '#\\u0023[');
  return `${text}\n`;
}

/**
 * The text as code in Markdown, in a table or elsewhere: nothing in it is markup, a mention or a link. In a table a backslash keeps
 * a `|` from ending the cell, unless it can be read as belonging to a backslash before it.
 */
export function code(text: string): string {
  const shown = printable(text)
    .replace(/\\(?=\|)/g, '\\x5c')
    .replaceAll('|', '\\|');
  const ticks = '`'.repeat(longestTicks(shown) + 1);
  return ticks.length === 1 ? `\`${shown}\`` : `${ticks} ${shown} ${ticks}`;
}

/**
 * The text as a paragraph or a cell in Markdown that holds no markup. GitHub looks for mentions, references and addresses in what
 * is left when entities and backslashes are gone, so that an invisible space has to part them.
 */
export function plainMarkdown(text: string): string {
  return printable(text)
    .replace(/[\\`*_{}[\]()#+|~!]/g, '\\$&')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/[@#]|\b(?:https?(?=:)|www(?=\.))/gi, '$&&#8203;')
    .replace(/^(\s*)([-=]|\d+(?=[.)]))/, '$1&#8203;$2');
}

/** The lines of a block of code in Markdown that nothing in the text ends. */
export function fenced(text: string): string[] {
  const fence = '`'.repeat(Math.max(3, longestTicks(text) + 1));
  return [fence, ...text.trimEnd().split(/\r?\n/).map(printable), fence];
}

function longestTicks(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
}
