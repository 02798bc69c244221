import type { Range } from '../../model/range.ts';
import { blank } from './blank.ts';
import { elements } from './component-elements.ts';

const opening = /^\s*---/;
const closing = /^[ \t]*---/gm;

/** The code between the two lines of `---` at the start; undefined for a component without it. */
function frontmatter(text: string): Range | undefined {
  const start = opening.exec(text)?.[0].length;
  if (start === undefined) return undefined;
  closing.lastIndex = start;
  const end = closing.exec(text)?.index;
  return end === undefined ? undefined : { start, end };
}

/** The template of an Astro component, with blanks in the place of its frontmatter. */
export function astroTemplate(text: string): string {
  const end = frontmatter(text)?.end ?? 0;
  return blank(text.slice(0, end)) + text.slice(end);
}

/**
 * The programs of an Astro component: its frontmatter, and the script elements that Astro bundles. It leaves those with any
 * attribute but `src` as they are (https://docs.astro.build/en/guides/client-side-scripts/).
 */
export function astroBlocks(text: string): Range[] {
  const code = frontmatter(text);
  const scripts = elements(astroTemplate(text)).filter(
    ({ name, attributes, isEmpty }) => name === 'script' && !isEmpty && attributes.trim() === '',
  );
  return [...(code ? [code] : []), ...scripts.map(({ content }) => content)];
}
