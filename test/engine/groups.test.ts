import { expect, test } from '@jest/globals';
import type { Legacy } from '../../src/model/resolution.ts';
import { groupVerdict } from '../../src/model/group.ts';
import type { Review } from '../../src/model/review.ts';
import { javascriptTree } from '../support/javascript-tree.ts';

const tree = javascriptTree();
const patched: Review = { reason: 'patched', message: 'a test patches it' };
const effects: Review = { reason: 'effects', message: 'it has an effect' };

function move(changes: Partial<Legacy>): Legacy {
  const to = { module: 'app.new', name: 'New' };
  return {
    kind: 'legacy',
    from: 'app.old:Old',
    to,
    tier: 'safe',
    because: 'both lead to it',
    reviews: [],
    chain: [],
    uses: 'alias',
    isReplacement: false,
    ...changes,
  };
}

test('a group is as sure as its least sure member', () => {
  const declared = move({ tier: 'declared', because: 'the Map says so' });
  expect(groupVerdict([])).toBeUndefined();
  expect(groupVerdict([move({}), declared, move({})])).toEqual(declared);
});

test('a group is for review for all the reasons of its members, gravest first', () => {
  const members = [effects, patched].map((review) =>
    move({ tier: 'review', because: review.message, reviews: [review] }),
  );
  const group = groupVerdict([...members, move({})]);
  expect(group).toMatchObject({ tier: 'review', because: patched.message, reviews: [patched, effects] });
});

test('a doubt about the whole is a reason like others', () => {
  expect(groupVerdict([move({})], effects)).toMatchObject({ tier: 'review', reviews: [effects] });
});

test('a mock lists the reasons of all exports that move with it', async () => {
  const text = 'export class Old {}\nexport class Other {}\n';
  tree.write({
    'lib/old.js': text,
    'lib/new.js': text,
    'app.test.js': "jest.mock('./lib/old.js', () => ({ Old: jest.fn(), Other: jest.fn() }));\n",
  });
  const names = ['Old', 'Other'];
  const entries = names.map((name) => ({ canonical: `./lib/new#${name}`, legacy: [`./lib/old#${name}`] }));
  const { outcomes } = await tree.plan(entries);
  const said = outcomes.flatMap(({ edits }) => edits.flatMap(({ reviews }) => reviews.map(({ message }) => message)));
  for (const name of names) expect(said.filter((message) => message.includes(`./lib/old#${name} is`))).toHaveLength(1);
});
