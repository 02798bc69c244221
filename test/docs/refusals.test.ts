import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { transformSource } from '../../src/index.ts';
import { refusalReasons } from '../../src/model/edit.ts';
import { readFixtures } from '../support/fixtures.ts';

const project = fileURLToPath(new URL('../../', import.meta.url));
const doc = readFileSync(path.join(project, 'docs/refusals.md'), 'utf8');

/** The texts of the `###` headings below a `##` heading. */
function headings(section: string): string[] {
  const body = doc.split(/^## /m).find((part) => part.startsWith(`${section}\n`)) ?? '';
  return [...body.matchAll(/^### (.+)\n\n(?=\S)/gm)].map(([, heading = '']) => heading.replace(/^`(.*)`$/, '$1'));
}

/** The TypeScript files below a folder. */
function sources(folder: string): { readonly file: string; readonly text: string }[] {
  return readdirSync(path.join(project, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => ({ file: `${folder}/${file}`, text: readFileSync(path.join(project, folder, file), 'utf8') }));
}

const fixtures = ['python', 'javascript'].flatMap(readFixtures);

describe('refusals', () => {
  test('each reason has its paragraph, in the order of the alphabet', () => {
    expect(headings('Refused')).toEqual([...refusalReasons]);
  });

  /** Those that no single file shows: the tests of the whole program do. */
  const shownByPrograms = ['changed-on-disk', 'not-reached', 'outside-root', 'quarantined'];
  const model = 'src/model/edit.ts';
  const code = [...sources('src'), ...sources('transforms')].filter(({ file }) => file !== model);
  const made = refusalReasons.filter((reason) => {
    const literal = new RegExp(`(?<!kind: |case |=== |!== )'${reason}'`);
    return code.some(({ text }) => literal.test(text));
  });

  test.each(made)('%s is shown by a test', (reason) => {
    const shown = shownByPrograms.includes(reason)
      ? sources('test/e2e').some(({ text }) => text.includes(`'${reason}'`))
      : fixtures.some(({ refused }) => refused.includes(reason));
    expect(shown).toBe(true);
  });
});

describe('reasons for a review', () => {
  const sentences = headings('For review');
  const patterns = sentences.map((sentence) => {
    const parts = sentence.split('…').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    return new RegExp(`^${parts.join('.+')}$`);
  });
  const given: string[] = [];
  beforeAll(async () => {
    for (const { path: file, config, repository, input, needsTree, says, tiers } of fixtures) {
      if (needsTree && tiers?.includes('review') === true) given.push(...says);
      if (needsTree) continue;
      const text = input.toString();
      const alone = await transformSource({ path: file, config, text });
      const inTree = await transformSource({ path: file, config, text, root: repository });
      const edits = [...alone.edits, ...inTree.edits].filter(({ tier }) => tier === 'review');
      given.push(...edits.map(({ because }) => because));
    }
  }, 600_000);

  test('each that is given has its paragraph', () => {
    expect([...new Set(given)].filter((sentence) => !patterns.some((pattern) => pattern.test(sentence)))).toEqual([]);
  });

  test.each(sentences)('%s: is given', (sentence) => {
    const pattern = patterns[sentences.indexOf(sentence)];
    expect(given.some((because) => pattern?.test(because))).toBe(true);
  });
});

test('each diagnostic has its paragraph, and a fixture', () => {
  const given = new Set(fixtures.flatMap(({ diagnostics }) => diagnostics));
  expect(headings('Also said')).toEqual([...given].sort());
});
