import { Parser } from 'commonmark';
import type { Carrier } from './carrier.ts';
import { isCodeDirective, languageOfDirective, languageOfFence } from './block-language.ts';
import type { BlockLanguage } from './block-language.ts';
import { examplesIn, isPrompt } from './code-blocks.ts';
import type { CodeBlock } from './code-blocks.ts';
import { documentParts } from './document.ts';
import { lineFrom, linesOf } from './lines.ts';
import type { Line } from './lines.ts';

/** Markdown, and MyST: blocks of Python, interactive sessions, and roles of Sphinx. Prose is not edited. */
export const markdown: Carrier = {
  id: 'markdown',
  isOf: (path) => /\.(?:md|markdown)$/.test(path),
  parts: ({ text }) => {
    const lines = linesOf(text);
    return documentParts(text, [...fencedBlocks(text, lines), ...colonBlocks(lines)].toSorted(byPlace));
  },
};

function byPlace(a: CodeBlock, b: CodeBlock): number {
  return (a.lines[0]?.start ?? 0) - (b.lines[0]?.start ?? 0);
}

function fencedBlocks(text: string, lines: readonly Line[]): CodeBlock[] {
  const parser = new Parser();
  // Emphasis and links are nobody's concern here, and take as long to find as all blocks.
  Object.assign(parser, { processInlines: () => undefined });
  const walker = parser.parse(text).walker();
  const blocks: CodeBlock[] = [];
  for (let step = walker.next(); step; step = walker.next()) {
    const { node, entering } = step;
    if (!entering || node.type !== 'code_block') continue;
    const isFenced = isFence(node);
    const literal = node.literal ?? '';
    const language = isFenced ? languageOfFence(node.info ?? '') : 'other';
    if (language === 'other' && !literal.includes('>>>')) continue;
    const [[first]] = node.sourcepos;
    blocks.push(...blocksOf(contentLines(literal, lines, isFenced ? first : first - 1), language));
  }
  return blocks;
}

/** The parser knows, and does not say so in its types. */
function isFence(node: object): boolean {
  return (node as { readonly _isFenced?: boolean })._isFenced === true;
}

/** A line of code, and the column in its line of the file. */
type ContentLine = Line & { readonly column: number; readonly whole: string };

/** The lines of a block as they stand in the file; none of a block whose lines the parser shows in another way. */
function contentLines(literal: string, lines: readonly Line[], from: number): ContentLine[] {
  const content = literal.split('\n').slice(0, -1);
  const found: ContentLine[] = [];
  for (const [k, text] of content.entries()) {
    const line = lines[from + k];
    if (line === undefined || !line.text.endsWith(text)) return [];
    const column = line.text.length - text.length;
    found.push({ ...lineFrom(line, column), column, whole: line.text });
  }
  return found;
}

function blocksOf(content: readonly ContentLine[], language: BlockLanguage): CodeBlock[] {
  const [first] = content.filter(({ text }) => text.trim() !== '');
  if (first === undefined) return [];
  const before = (line: Line): string => {
    const own = content.find(({ start }) => start === line.start) ?? first;
    return own.whole.slice(0, own.column);
  };
  if (language === 'session' || isPrompt(first.text)) return examplesIn(content, before);
  if (language === 'other') return [];
  const code = withoutOptions(content);
  const [start] = code;
  return start === undefined ? [] : [{ lines: code, prefix: () => before(start) }];
}

/** The lines behind the options of a directive, `:name: value` or between lines of `---`. */
function withoutOptions(lines: readonly ContentLine[]): readonly ContentLine[] {
  if (lines[0]?.text === '---') {
    const end = lines.findIndex(({ text }, k) => k > 0 && text === '---');
    return end < 0 ? lines : lines.slice(end + 1);
  }
  const end = lines.findIndex(({ text }) => !/^:[\w-]+:/.test(text));
  return end < 0 ? [] : lines.slice(end);
}

/** `:::{code-block} python` of MyST, which is no block to other readers of Markdown. */
function colonBlocks(lines: readonly Line[]): CodeBlock[] {
  const blocks: CodeBlock[] = [];
  for (let k = 0; k < lines.length; k++) {
    const [, indent = '', colons, directive = '', argument = ''] =
      /^([ \t]*)(:{3,})\{([\w-]+)\}[ \t]*(\S*)/.exec(lines[k]?.text ?? '') ?? [];
    if (colons === undefined || !isCodeDirective(directive)) continue;
    const rest = lines.slice(k + 1);
    const end = rest.findIndex(({ text }) => text.trim() === colons);
    const content = (end < 0 ? [] : rest.slice(0, end)).map((line) => {
      const column = line.text.startsWith(indent) ? indent.length : 0;
      return { ...lineFrom(line, column), column, whole: line.text };
    });
    blocks.push(...blocksOf(content, languageOfDirective(directive, argument)));
    k += content.length;
  }
  return blocks;
}
