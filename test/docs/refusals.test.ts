import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { transformSource } from '../../src/index.ts';
import { refusalReasons } from '../../src/model/edit.ts';
import type { Edit } from '../../src/model/edit.ts';
import { reviewReasons } from '../../src/model/review.ts';
import type { Review } from '../../src/model/review.ts';
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

  /** The reasons that no single file shows: the tests of the whole program do. */
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

describe('ids of reasons for a review', () => {
  const page = readFileSync(path.join(project, 'docs/reviews.md'), 'utf8');

  test('each has its paragraph, the gravest first', () => {
    expect([...page.matchAll(/^### `(.+)`\n\n(?=\S)/gm)].map(([, id]) => id)).toEqual([...reviewReasons]);
  });
});

describe('reasons for a review', () => {
  const sentences = headings('For review');
  const patterns = sentences.map((sentence) => {
    const parts = sentence.split('…').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    return new RegExp(`^${parts.join('.+')}$`);
  });
  const given: string[] = [];
  const reviews: Review[] = [];
  const judged: Edit[] = [];
  beforeAll(async () => {
    for (const { path: file, config, repository, input, needsTree, says, tiers } of fixtures) {
      if (needsTree && tiers?.includes('review') === true) given.push(...says);
      if (needsTree) continue;
      const text = input.toString();
      const alone = await transformSource({ path: file, config, text });
      const inTree = await transformSource({ path: file, config, text, root: repository });
      judged.push(...alone.edits, ...inTree.edits);
      const edits = [...alone.edits, ...inTree.edits].filter(({ tier }) => tier === 'review');
      const found = edits.flatMap((edit) => edit.reviews);
      reviews.push(...found);
      given.push(...found.map(({ message }) => message));
    }
  }, 600_000);

  test('the first of an edit is what its tier is for, and all are said', () => {
    for (const { because, reviews: own, tier } of judged) {
      expect(own.length > 0).toBe(tier === 'review');
      if (tier === 'review') expect(own[0]?.message).toBe(because);
    }
  });

  test('each that is given has its paragraph', () => {
    expect([...new Set(given)].filter((sentence) => !patterns.some((pattern) => pattern.test(sentence)))).toEqual([]);
  });

  /** Only a look at several files gives the first two, and only a carrier the last. */
  const shownElsewhere = ['effects', 're-exported', 'doubtful-code'];
  test.each(reviewReasons.filter((reason) => !shownElsewhere.includes(reason)))(
    '%s is given by a fixture',
    (reason) => {
      expect(reviews.some((review) => review.reason === reason)).toBe(true);
    },
  );

  test.each(sentences)('%s: is given', (sentence) => {
    const pattern = patterns[sentences.indexOf(sentence)];
    expect(given.some((because) => pattern?.test(because))).toBe(true);
  });
});

test('each diagnostic has its paragraph, and a fixture', () => {
  const given = new Set(fixtures.flatMap(({ diagnostics }) => diagnostics));
  expect(headings('Also said')).toEqual([...given].sort());
});
