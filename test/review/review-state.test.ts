import { describe, expect, test } from '@jest/globals';
import { makePlan } from '../../src/index.ts';
import { accept, acceptedIds, nothingAccepted, progressOf } from '../../src/review/review-state.ts';
import { shapesOf } from '../../src/review/shapes.ts';
import { makeFolder } from '../support/repository.ts';

describe('what is accepted', () => {
  test('replaces what was accepted of the same shapes, and of no others', async () => {
    const root = makeFolder({
      'new.py': 'class B: ...\nclass D: ...\n',
      'old.py': 'class A: ...\nclass C: ...\n',
      'a.py': 'from old import A\n',
      'b.py': 'from old import C\n',
    });
    const map = [
      { canonical: 'new:B', legacy: ['old:A'], replaces: true },
      { canonical: 'new:D', legacy: ['old:C'], replaces: true },
    ];
    const shapes = shapesOf(await makePlan({ root, config: { python: { map } }, gitignore: false }));
    expect(shapes).toHaveLength(2);
    const [first, second] = shapes.map((shape) => [shape]);
    const before = accept(accept(nothingAccepted, first ?? [], 'then', undefined), second ?? [], 'now', 'kept');
    const both = accept(before, shapes, 'now', undefined);
    expect(both.accepted.map(({ shape }) => shape)).toEqual(shapes.map(({ id }) => id).toSorted());
    expect(acceptedIds(both, 'now')).toEqual(new Set(shapes.map(({ id }) => id)));
    expect(progressOf(shapes, before, 'now').fresh).toEqual(first);
    expect(progressOf(shapes, both, 'now').fresh).toEqual([]);
  });
});
