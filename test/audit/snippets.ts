import { readFileSync } from 'node:fs';
import { isolationRules } from '../../src/audit/isolation/index.ts';

/** A piece of Python, labelled by hand with what a reviewer should be told of it, whether or not the rules find that. */
export interface Snippet {
  readonly name: string;
  /** The rules, without `isolation/`, that should find something; each as often as it should. */
  readonly finds: readonly string[];
  readonly code: string;
}

/**
 * Code that shares what belongs to users, and code that looks like it and does not: a file for each rule, in which each
 * snippet stands below a line `#: name → rules`, or `#: name → nothing`.
 */
export const snippets: readonly Snippet[] = isolationRules.flatMap(({ id }) =>
  readFileSync(new URL(`${id.replace('isolation/', 'snippets/')}.py`, import.meta.url), 'utf8')
    .split(/^#: /m)
    .slice(1)
    .map(readSnippet),
);

function readSnippet(text: string): Snippet {
  const [, name, finds, code] = /^(.+) → (.+)\n([^]+)$/.exec(text) ?? [];
  if (name === undefined || finds === undefined || code === undefined) throw new Error(`no label: ${text}`);
  return { name, finds: finds === 'nothing' ? [] : finds.split(' '), code: `${code.trimEnd()}\n` };
}
