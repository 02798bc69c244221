import { beforeAll, describe, expect, test } from '@jest/globals';
import { baselineOf } from '../../src/check/baseline.ts';
import { isStayingImport } from '../../src/check/import-findings.ts';
import { judge } from '../../src/check/judge.ts';
import type { CheckResult } from '../../src/check/judge.ts';
import { completeConfig, presetLayers } from '../../src/config/complete-config.ts';
import { makePlan } from '../../src/engine/make-plan.ts';
import { readFixtures } from '../support/fixtures.ts';
import type { Fixture } from '../support/fixtures.ts';

/** The results of check for a fixture: as it is, moved, and with other lines under the baseline of the first. */
interface Checked {
  readonly path: string;
  readonly fixture: Fixture;
  before: CheckResult;
  after: CheckResult;
  shifted: CheckResult;
}

/** Fixtures that can be checked in one Plan: those of one configuration, each under a name of its own. */
function groups(fixtures: readonly Fixture[]): Map<string, Fixture>[] {
  const found: { config: string; files: Map<string, Fixture> }[] = [];
  for (const [k, fixture] of fixtures.entries()) {
    const path = fixture.path.replace(/^case\.(?=\w+$)/, `case_${k}.`);
    const config = JSON.stringify(fixture.config);
    const group = found.find((one) => one.config === config && !one.files.has(path));
    if (group) group.files.set(path, fixture);
    else found.push({ config, files: new Map([[path, fixture]]) });
  }
  return found.map(({ files }) => files);
}

async function checkGroup(group: ReadonlyMap<string, Fixture>): Promise<Checked[]> {
  const [fixture] = group.values();
  if (fixture === undefined) return [];
  const { config, repository } = fixture;
  const layers = [...presetLayers(config.extends ?? [], 'config'), { name: 'config', config }];
  const check = async (content: (fixture: Fixture) => Buffer, known?: CheckResult): Promise<CheckResult> => {
    const plan = await makePlan(completeConfig(repository, undefined, layers), {
      paths: ['.'],
      files: [...group.keys()],
      contents: new Map([...group].map(([path, one]) => [path, content(one)])),
      usesGitignore: false,
      includesReview: false,
      selectedShapes: undefined,
      jobs: 1,
      withDiffs: false,
      withHashes: false,
      withTexts: true,
      withReview: false,
    });
    const baseline = known && baselineOf(known.fresh);
    return judge(
      plan,
      undefined,
      baseline && { baseline: { imports: baseline }, file: 'b', path: 'b', isLookedAt: () => true },
    );
  };
  const before = await check(({ input }) => input);
  const after = await check(({ output }) => output);
  const shifted = await check(({ input }) => withOtherLines(input), before);
  return [...group].map(([path, one]) => ({ path, fixture: one, before, after, shifted }));
}

/** The same text with some lines more at its start, or at its end where something has to stand first. */
function withOtherLines(content: Buffer): Buffer {
  const text = content.toString('latin1');
  const isMovable = /^(?:from|import|const|export|def|class)\b/.test(text);
  return Buffer.from(isMovable ? `\n\n${text}` : `${text}\n`, 'latin1');
}

/** The reasons of what nobody can set right at its place. */
const staysFor = ['self-import', 'generated-file'];

// Every form that a transform knows has fixtures, so that check is tested over all of them, whoever adds one.
describe.each(['python', 'javascript'])('%s: a fragmented import in the form of', (language) => {
  const fixtures = readFixtures(language).filter(({ needsTree }) => !needsTree);
  const results = new Map<string, Checked>();
  beforeAll(async () => {
    for (const group of groups(fixtures))
      for (const checked of await checkGroup(group)) results.set(checked.fixture.name, checked);
  });
  const resultOf = (name: string): Checked => {
    const result = results.get(name);
    if (result === undefined) throw new Error(`${name} was not checked`);
    return result;
  };
  const moved = fixtures.filter(({ input, output }) => !input.equals(output)).map(({ name }) => name);
  const refused = fixtures.filter((fixture) => fixture.refused.length > 0).map(({ name }) => name);

  test.each(moved)('%s fails, and passes when it is moved', (name) => {
    const { path, fixture, before, after } = resultOf(name);
    const fresh = before.fresh.filter((finding) => finding.path === path);
    expect(fresh.length).toBeGreaterThan(0);
    const lines = fixture.input.toString('latin1').split(/\r\n?|\n/).length;
    for (const { fix, endLine } of fresh) {
      expect(fix).not.toBe('');
      expect(endLine).toBeLessThanOrEqual(lines);
    }
    const left = after.fresh.filter((finding) => finding.path === path && finding.to !== undefined);
    if (!fixture.isSwap) expect(left.filter(({ tier }) => tier !== 'review')).toEqual([]);
  });

  test.each(refused)('%s is for a hand, or allowed, or stays', (name) => {
    const { path, fixture, before } = resultOf(name);
    const byHand = before.fresh.filter((finding) => finding.path === path && finding.to === undefined);
    const allowed = before.allowed.filter((finding) => finding.path === path);
    expect(allowed).toHaveLength(fixture.refused.filter((reason) => reason === 'allowed-by-comment').length);
    const staying = before.others.filter((finding) => finding.path === path && isStayingImport(finding));
    expect(staying).toHaveLength(fixture.refused.filter((reason) => staysFor.includes(reason)).length);
    expect(byHand).toHaveLength(fixture.refused.length - allowed.length - staying.length);
    for (const { message } of byHand) expect(message).toContain('by hand');
  });

  test('all of them pass with their baseline, wherever their lines are', () => {
    for (const { before, shifted } of results.values()) {
      expect(shifted.fresh).toEqual([]);
      expect(shifted.stale).toEqual([]);
      expect(shifted.known).toHaveLength(before.fresh.length);
    }
    expect(results.size).toBe(fixtures.length);
  });
});
