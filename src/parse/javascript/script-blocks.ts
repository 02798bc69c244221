import { isComponent } from '../../model/javascript-endings.ts';
import { astroBlocks } from './astro-blocks.ts';
import { onlyRanges } from './blank.ts';
import { elements } from './component-elements.ts';
import { mdxStatements } from './mdx-statements.ts';
import type { Dialect } from './syntax-tree.ts';
import { dialectOf } from './syntax-tree.ts';

/** A program in a file: its text, as long as the file's, so that offsets are those of the file. */
export interface ScriptBlock {
  readonly text: string;
  readonly dialect: Dialect;
}

/** A component has two; each is a text as long as the file. */
const MOST_SCRIPTS = 16;

/**
 * The programs of a file: all of it, the script elements of a Vue or Svelte component, the frontmatter and scripts of an Astro
 * component, or the imports and exports of MDX, which are one program.
 * @throws SyntaxError when it has more of them than any component, or they cannot be told from the rest
 */
export function scriptBlocks(path: string, text: string): ScriptBlock[] {
  if (!isComponent(path)) return [{ text, dialect: dialectOf(path, text) }];
  if (path.endsWith('.mdx')) return [{ text: onlyRanges(text, mdxStatements(text)), dialect: 'babel' }];
  const scripts = path.endsWith('.astro')
    ? astroBlocks(text).map((content) => ({ content, dialect: 'ts' as const }))
    : elements(text)
        .filter(({ name, isEmpty }) => name === 'script' && !isEmpty)
        .map(({ attributes, content }) => ({ content, dialect: dialect(attributes) }));
  if (scripts.length > MOST_SCRIPTS)
    throw new SyntaxError(`it has ${scripts.length} scripts, more than a component can have`);
  return scripts.map((script) => ({ text: onlyRanges(text, [script.content]), dialect: script.dialect }));
}

function dialect(attributes: string): Dialect {
  const language = /\blang\s*=\s*["']?(\w+)/i.exec(attributes)?.[1]?.toLowerCase();
  if (language === 'ts' || language === 'typescript') return 'ts';
  return language === 'tsx' ? 'tsx' : 'babel';
}
