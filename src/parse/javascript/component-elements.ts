import type { Range } from '../../model/range.ts';

/** Where an HTML comment, or the tag of an element of interest, starts. */
const opening = /<!--|<(script|template|style)(?![^\s/>])/gi;
const attribute = /\s+(?:[^\s<>=/]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'<>]+))?)?/y;

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

/** The elements of a component, in order: outside of comments, and of templates and styles. */
export function elements(text: string): ComponentElement[] {
  const found: ComponentElement[] = [];
  let hasComments = true;
  opening.lastIndex = 0;
  for (let match = opening.exec(text); match; match = opening.exec(text)) {
    const [whole, name] = match;
    const inside = match.index + whole.length;
    if (name === undefined) {
      const end: number = hasComments ? text.indexOf('-->', inside) : -1;
      hasComments = end >= 0;
      if (hasComments) opening.lastIndex = end + '-->'.length;
      continue;
    }
    const start = tagEnd(text, inside);
    if (start === undefined) continue;
    const attributes = text.slice(inside, start - 1);
    const isEmpty = attributes.trimEnd().endsWith('/');
    const end = isEmpty ? start : closing(text, name.toLowerCase(), start);
    const tag = { start: match.index, end: start };
    found.push({ name: name.toLowerCase(), attributes, tag, content: { start, end }, isEmpty });
    opening.lastIndex = end;
  }
  return found;
}

/** The end of the tag with the attributes at the offset; undefined if there is no tag. */
function tagEnd(text: string, offset: number): number | undefined {
  let at = offset;
  attribute.lastIndex = at;
  while (attribute.test(text)) at = attribute.lastIndex;
  if (text.startsWith('/', at)) at++;
  return text.startsWith('>', at) ? at + 1 : undefined;
}

/** Where an element ends; templates of Vue may hold templates. */
function closing(text: string, name: string, from: number): number {
  const tag = new RegExp(name === 'template' ? `<(/?)${name}\\b` : `<(/)${name}\\s*>`, 'gi');
  tag.lastIndex = from;
  let depth = 1;
  for (let match = tag.exec(text); match; match = tag.exec(text)) {
    const end = name === 'template' ? text.indexOf('>', tag.lastIndex) : tag.lastIndex - 1;
    if (end < 0) break;
    tag.lastIndex = end + 1;
    if (match[1] === '/') depth--;
    else if (text.charAt(end - 1) !== '/') depth++;
    if (depth === 0) return match.index;
  }
  return text.length;
}
