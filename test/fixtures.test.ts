import { describe, expect, test } from '@jest/globals';
import { transformSource } from '../src/index.ts';
import type { TransformedText } from '../src/index.ts';
import { readFixtures } from './support/fixtures.ts';
import type { Fixture } from './support/fixtures.ts';
import { hasPython, syntaxErrors } from './support/python.ts';

function run(fixture: Fixture, text: string): TransformedText {
  const { path, config, repository: root, includeReview } = fixture;
  return transformSource({ path, text, config, root, includeReview });
}

const fixtures = readFixtures('python');

describe('python fixtures', () => {
  // A fixture that asserts broken code would be worse than none. Cases about broken files start broken.
  (hasPython ? test : test.skip)('expected outputs parse where their inputs do (needs python3)', () => {
    const before = syntaxErrors(fixtures.map(({ input }) => input));
    const after = syntaxErrors(fixtures.map(({ output }) => output));
    const broken = fixtures.flatMap(({ name }, k) =>
      before[k] === undefined && after[k] !== undefined ? [`${name}: ${after[k]}`] : [],
    );
    expect(broken).toEqual([]);
  });

  test.each(fixtures.map((fixture) => [fixture.name, fixture] as const))('%s', (_, fixture) => {
    const { text, edits, refused, diagnostics } = run(fixture, fixture.input);
    expect(text).toBe(fixture.output);
    expect(refused.map(({ reason }) => reason)).toEqual(fixture.refused);
    expect(diagnostics.map(({ ruleId }) => ruleId)).toEqual(fixture.diagnostics);
    if (fixture.tiers) expect(edits.map(({ tier }) => tier)).toEqual(fixture.tiers);
    const again = run(fixture, text);
    expect(again.text).toBe(text);
    expect(again.edits.filter((edit) => edit.applied)).toEqual([]);
  });
});
