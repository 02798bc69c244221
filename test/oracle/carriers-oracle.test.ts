import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { makeFolder } from '../support/repository.ts';
import { applyPlan, makePlan } from '../../src/index.ts';
import type { Plan, UserConfig } from '../../src/index.ts';
import { carriedFiles, carriedPaths } from './carried-files.ts';

const map = [
  { canonical: 'app.unified:Unified', legacy: ['app.old:Manager'] },
  { canonical: 'app.unified:make', legacy: ['app.old:build', 'app.old:make'] },
  { canonical: 'app.events', legacy: ['app.legacy_events'] },
];
const config: UserConfig = {
  carriers: ['notebook', 'markdown', 'rst', 'config', 'shell', 'docstring', 'comment'],
  python: { map },
};

interface Judgement {
  readonly figures: Readonly<
    Record<string, { readonly files: number; readonly changed: number; readonly unread: number }>
  >;
  readonly resolved: number;
  readonly problems: readonly string[];
}

/** The judgement of Python and its packages on two trees. */
function judge(before: string, after: string, plan: Plan): Judgement {
  const given = makeFolder({});
  const file = path.join(given, 'map.json');
  const listed = Object.fromEntries(
    plan.outcomes.map((outcome) => [
      outcome.path,
      [...outcome.edits, ...outcome.refused].flatMap(({ line, endLine }) => [line, endLine]),
    ]),
  );
  writeFileSync(file, JSON.stringify({ paths: carriedPaths, listed }));
  const script = path.join(import.meta.dirname, 'judge_carriers.py');
  return JSON.parse(execFileSync('python3', [script, before, after, file], { encoding: 'utf8' })) as Judgement;
}

const hasParsers = (() => {
  try {
    execFileSync('python3', ['-c', 'import yaml, docutils, tomllib'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

(hasParsers ? test : test.skip)(
  'in 200 generated files of each carrier, only the listed values change, as their own parsers read them',
  async () => {
    const files = carriedFiles(200, 42);
    const [before, after] = [makeFolder(files), makeFolder(files)];
    const plan = await makePlan({ root: after, config, includeReview: true });
    expect(plan.outcomes.flatMap((outcome) => (outcome.status === 'failed' ? [outcome] : []))).toEqual([]);
    await applyPlan(after, plan);
    const { figures, resolved, problems } = judge(before, after, plan);
    expect(problems).toEqual([]);
    expect(resolved).toBeGreaterThanOrEqual(3);
    expect(Object.values(figures).every(({ files: read, unread }) => read + unread >= 150 && unread < 20)).toBe(true);
    expect(Object.values(figures).every(({ changed }) => changed > 50)).toBe(true);
    const again = await makePlan({ root: after, config, includeReview: true });
    expect(again.outcomes.flatMap(({ edits }) => edits.filter(({ applied }) => applied))).toEqual([]);
  },
  300_000,
);
