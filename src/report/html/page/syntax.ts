import python from 'highlight.js/lib/languages/python';
import typescript from 'highlight.js/lib/languages/typescript';
import { createLowlight } from 'lowlight';

/** A part of a line with its kind of syntax; empty for plain text. */
export interface Token {
  readonly text: string;
  readonly kind: string;
}

const lowlight = createLowlight({ python, typescript });

/** Kinds that have a colour. Of names as a whole there would be too many colours. */
const shown: Readonly<Record<string, string>> = {
  'hljs-keyword': 'keyword',
  'hljs-literal': 'keyword',
  'hljs-string': 'string',
  'hljs-regexp': 'string',
  'hljs-number': 'number',
  'hljs-comment': 'comment',
  'hljs-meta': 'meta',
};

/** Longer lines are no code that somebody wrote. */
const LONGEST = 400;

function languageOf(path: string): string | undefined {
  if (/\.pyi?$/.test(path)) return 'python';
  return /\.(?:[cm]?[jt]sx?|vue|svelte)$/.test(path) ? 'typescript' : undefined;
}

/** The tokens of one line of a file. Together they are the line. */
export function tokensOf(line: string, path: string): Token[] {
  const language = languageOf(path);
  if (language === undefined || line.length > LONGEST) return [{ text: line, kind: '' }];
  const tokens: Token[] = [];
  collect(lowlight.highlight(language, line).children as readonly SyntaxNode[], '', tokens);
  return tokens;
}

/** A node of hast, as lowlight makes it. */
interface SyntaxNode {
  readonly value?: string;
  readonly properties?: { readonly className?: readonly string[] };
  readonly children?: readonly SyntaxNode[];
}

function collect(nodes: readonly SyntaxNode[], kind: string, tokens: Token[]): void {
  for (const { value, properties, children } of nodes) {
    if (value !== undefined) tokens.push({ text: value, kind });
    const own = properties?.className?.map((name) => shown[name]).find((name) => name !== undefined);
    if (children) collect(children, own ?? kind, tokens);
  }
}
