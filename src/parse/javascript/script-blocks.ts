import type { Range } from '../../model/range.ts';
import type { Dialect } from './syntax-tree.ts';
import { dialectOf } from './syntax-tree.ts';

/** A program in a file: its text, as long as the file's, so that offsets are those of the file. */
export interface ScriptBlock {
  readonly text: string;
  readonly dialect: Dialect;
}

/** A script element, an HTML comment, or a template or style element, in which no script is looked for. */
const element =
  /<!--[^]*?-->|<(script|template|style)((?:\s+[^\s>=/]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+))?|\s)*\/?)>/gi;

/** Is the file one whose templates use names that its scripts bind? */
export function isComponent(path: string): boolean {
  return /\.(?:vue|svelte)$/.test(path);
}

/** The programs of a file: all of it, or the script elements of a Vue or Svelte component. */
export function scriptBlocks(path: string, text: string): ScriptBlock[] {
  if (!isComponent(path)) return [{ text, dialect: dialectOf(path, text) }];
  return elements(text)
    .filter(({ name, isEmpty }) => name === 'script' && !isEmpty)
    .map(({ attributes, content }) => ({
      text:
        blank(text.slice(0, content.start)) + text.slice(content.start, content.end) + blank(text.slice(content.end)),
      dialect: dialect(attributes),
    }));
}

/** A script, template or style element of a component, outside of others. */
export interface ComponentElement {
  /** In lower case. */
  readonly name: string;
  /** The text of the opening tag behind the name, and where the tag stands. */
  readonly attributes: string;
  readonly tag: Range;
  readonly content: Range;
  /** Its opening tag closes it. */
  readonly isEmpty: boolean;
}

/** The elements of a component, in order. */
export function elements(text: string): ComponentElement[] {
  const found: ComponentElement[] = [];
  element.lastIndex = 0;
  for (let match = element.exec(text); match; match = element.exec(text)) {
    const [whole, name, attributes = ''] = match;
    if (name === undefined) continue;
    const start = element.lastIndex;
    const isEmpty = attributes.trimEnd().endsWith('/');
    const end = isEmpty ? start : closing(text, name, start);
    const tag = { start: match.index, end: match.index + whole.length };
    found.push({ name: name.toLowerCase(), attributes, tag, content: { start, end }, isEmpty });
    element.lastIndex = end;
  }
  return found;
}

/** Where an element ends; templates of Vue may hold templates. */
function closing(text: string, name: string, from: number): number {
  const tag = new RegExp(name.toLowerCase() === 'template' ? `<(/?)${name}\\b[^>]*?(/?)>` : `<(/)${name}\\s*()>`, 'gi');
  tag.lastIndex = from;
  let depth = 1;
  for (let match = tag.exec(text); match; match = tag.exec(text)) {
    if (match[1] === '/') depth--;
    else if (match[2] === '') depth++;
    if (depth === 0) return match.index;
  }
  return text.length;
}

function dialect(attributes: string): Dialect {
  const language = /\blang\s*=\s*["']?(\w+)/i.exec(attributes)?.[1]?.toLowerCase();
  if (language === 'ts' || language === 'typescript') return 'ts';
  return language === 'tsx' ? 'tsx' : 'babel';
}

/** Blanks of the same length, with the same line endings. */
function blank(text: string): string {
  return text.replace(/\S+/g, (word) => ' '.repeat(word.length));
}
