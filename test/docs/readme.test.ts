import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { parse } from 'jsonc-parser';
import { transformSource } from '../../src/index.ts';
import type { UserConfig } from '../../src/index.ts';
import { makeFolder } from '../support/repository.ts';
import { smallRepository } from '../support/small-repository.ts';

const project = fileURLToPath(new URL('../../', import.meta.url));
const read = (file: string): string => readFileSync(path.join(project, file), 'utf8');

/** The content of the first code block of a language. */
function block(text: string, language: string): string {
  return text.split(`\n\`\`\`${language}\n`)[1]?.split('\n```\n')[0] ?? '';
}

test('the diff of the README is what its configuration gives', async () => {
  const readme = read('README.md');
  const config = parse(block(readme, 'jsonc'), [], { allowTrailingComma: true }) as UserConfig;
  const lines = block(readme, 'diff').split('\n');
  const side = (mark: string): string =>
    lines.flatMap((line) => (line.startsWith(mark) ? [`${line.slice(1)}\n`] : [])).join('');
  const { text, edits } = await transformSource({
    path: 'app/one.py',
    text: side('-'),
    config,
    root: makeFolder(smallRepository),
  });
  expect(text).toBe(side('+'));
  expect(edits.map(({ tier }) => tier)).toEqual(['safe']);
});

const documents = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md'].concat(
  readdirSync(path.join(project, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => `docs/${file}`),
);

test.each(documents)('the links of %s lead somewhere', (file) => {
  const links = [...read(file).matchAll(/\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)/g)].map(([, link = '']) => link);
  expect(links.filter((link) => !existsSync(path.join(project, path.dirname(file), link)))).toEqual([]);
});
