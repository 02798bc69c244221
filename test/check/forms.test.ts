import { describe, expect, test } from '@jest/globals';
import { baselineOf } from '../../src/check/baseline.ts';
import { judge } from '../../src/check/judge.ts';
import type { CheckResult } from '../../src/check/judge.ts';
import { completeConfig, presetLayers } from '../../src/config/complete-config.ts';
import { makePlan } from '../../src/engine/make-plan.ts';
import { readFixtures } from '../support/fixtures.ts';
import type { Fixture } from '../support/fixtures.ts';

/** What check says of a fixture's repository with one file more. */
async function checked(fixture: Fixture, content: Buffer, baseline?: CheckResult): Promise<CheckResult> {
  const { config, repository, path } = fixture;
  const layers = [...presetLayers(config.extends ?? [], 'config'), { name: 'config', config }];
  const plan = await makePlan(completeConfig(repository, undefined, layers), {
    paths: ['.'],
    files: [path],
    contents: new Map([[path, content]]),
    usesGitignore: false,
    includesReview: false,
    onlyShapes: undefined,
    jobs: 1,
    withDiffs: false,
    withHashes: false,
    withTexts: true,
  });
  const known = baseline && baselineOf(baseline.fresh);
  const context = known && { baseline: known, file: 'b.json', path: 'b.json', isLookedAt: () => true };
  return judge(plan, () => undefined, context);
}

// Every form that a transform knows has fixtures, so that check is tested over all of them, whoever adds one.
describe.each(['python', 'javascript'])('%s: a fragmented import in the form of', (language) => {
  const fixtures = readFixtures(language).filter(({ needsTree }) => !needsTree);
  const moved = fixtures.filter(({ input, output }) => !input.equals(output));
  const refused = fixtures.filter((fixture) => fixture.refused.length > 0);

  test.each(moved.map((fixture) => [fixture.name, fixture] as const))(
    '%s fails, and passes moved',
    async (_, fixture) => {
      const before = await checked(fixture, fixture.input);
      expect(before.fresh.length).toBeGreaterThan(0);
      for (const finding of before.fresh) {
        expect(finding.path).toBe(fixture.path);
        expect(finding.fix).not.toBe('');
        expect(finding.line).toBeLessThanOrEqual(fixture.input.toString('latin1').split(/\r\n?|\n/).length);
      }
      const after = await checked(fixture, fixture.output);
      const left = after.fresh.filter(({ to, isUnderReview }) => to !== undefined && !isUnderReview);
      if (!fixture.isSwap) expect(left).toEqual([]);
    },
  );

  test.each(refused.map((fixture) => [fixture.name, fixture] as const))('%s is for a hand', async (_, fixture) => {
    const { fresh } = await checked(fixture, fixture.input);
    const byHand = fresh.filter(({ to }) => to === undefined);
    expect(byHand).toHaveLength(fixture.refused.length);
    for (const { message } of byHand) expect(message).toContain('by hand');
  });

  test.each(moved.map((fixture) => [fixture.name, fixture] as const))(
    '%s passes with its baseline, wherever its lines are',
    async (_, fixture) => {
      const before = await checked(fixture, fixture.input);
      const { fresh, known, stale } = await checked(fixture, shifted(fixture.input), before);
      expect(fresh).toEqual([]);
      expect(stale).toEqual([]);
      expect(known).toHaveLength(before.fresh.length);
    },
  );
});

/** The same text with some lines more at its end, or at its start, where nothing has to stand there. */
function shifted(content: Buffer): Buffer {
  const text = content.toString('latin1');
  const isMovable = /^(?:from|import|const|export|def|class)\b/.test(text);
  return Buffer.from(isMovable ? `\n\n${text}` : `${text}\n`, 'latin1');
}
