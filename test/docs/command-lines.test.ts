import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { parsePlainly } from '../../src/command-line.ts';

const project = fileURLToPath(new URL('../../', import.meta.url));
const pages = ['README.md', ...readdirSync(path.join(project, 'docs')).map((file) => `docs/${file}`)].filter((file) =>
  file.endsWith('.md'),
);
const read = (file: string): string => readFileSync(path.join(project, file), 'utf8');

/** The words of a simple command, as a shell reads them; what follows a pipe, a comment or another command is left out. */
function wordsOf(line: string): string[] {
  const words = [...line.matchAll(/(?:[^\s'"]|'[^']*'|"[^"]*")+/g)].map(([word]) => word);
  const end = words.findIndex((word) => /^(?:\||&&|\|\||#|2?>|;|\\)$/.test(word));
  return words.slice(0, end < 0 ? undefined : end).map((word) => word.replaceAll(/['"]/g, ''));
}

test.each(pages)('the command lines of %s are understood', (page) => {
  const lines = [...read(page).matchAll(/^(?:\$ | {4,})(?:npx )?ssot-codemod(?: (.*))?$/gm)].map(
    ([, line = '']) => line,
  );
  // A message may name two commands.
  const odd = lines.filter((line) => {
    if (line.includes(', ssot-codemod ')) return false;
    const words = wordsOf(line);
    const isHelp = words.some((word) => /^--(?:help|version)$/.test(word)) || words[0] === 'completion';
    return !isHelp && parsePlainly(words) === undefined;
  });
  expect(odd).toEqual([]);
});

test('the index of the docs names every page', () => {
  const index = read('docs/README.md');
  for (const page of pages.filter((file) => /^docs\/(?!README)/.test(file)))
    expect(index).toContain(`](${path.basename(page)})`);
});
