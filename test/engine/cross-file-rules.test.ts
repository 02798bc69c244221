import { afterEach, describe, expect, test } from '@jest/globals';
import { rmSync } from 'node:fs';
import { crossFileConfig, crossFileRepository, crossFileRules, filesOf } from '../../scripts/cross-file-repository.ts';
import type { CrossFileRule } from '../../scripts/cross-file-repository.ts';
import { applyTextEdits } from '../../src/edit/apply-text-edits.ts';
import { makePlan } from '../../src/index.ts';
import type { Plan } from '../../src/index.ts';
import { codemod } from '../support/program.ts';
import { makeFolder } from '../support/repository.ts';

let root = '';
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

function planOf(files: Readonly<Record<string, string>>, uses: CrossFileRule['uses']): Promise<Plan> {
  root = makeFolder(files);
  return makePlan({ root, config: crossFileConfig(uses), gitignore: false });
}

/** Everything that the Plan says of a file, and its text afterwards. */
function saidOf(plan: Plan, file: string, text: string): string {
  const outcome = plan.outcomes.find(({ path }) => path === file);
  const { edits = [], refused = [], diagnostics = [] } = outcome ?? {};
  const after = outcome?.status === 'changed' ? applyTextEdits(text, outcome.textEdits) : text;
  return [
    after,
    ...edits.map(({ because }) => because),
    ...[...refused, ...diagnostics].map(({ message }) => message),
  ].join('\n');
}

describe('a rule that needs other files', () => {
  test.each(crossFileRules.map((rule) => [rule.id, rule] as const))('%s applies', async (_, rule) => {
    const files = filesOf(rule);
    const plan = await planOf(files, rule.uses);
    const outcome = plan.outcomes.find(({ path }) => path === rule.path);
    if (rule.says === '') expect(outcome?.status).toBe('changed');
    else expect(saidOf(plan, rule.path, files[rule.path] ?? '')).toContain(rule.says);
  });

  // The rule would be none if it applied without the other files.
  const needing = crossFileRules.filter(({ says }) => says !== '');
  test.each(needing.map((rule) => [rule.id, rule] as const))('%s does not apply without them', async (_, rule) => {
    const files = filesOf(rule);
    const alone = filesOf({ ...rule, files: { [rule.path]: files[rule.path] ?? '' } });
    const plan = await planOf(alone, rule.uses);
    expect(saidOf(plan, rule.path, files[rule.path] ?? '')).not.toContain(rule.says);
  });
});

describe('the repository in which all of them apply', () => {
  test.each(['alias', 'rename'] as const)('has one Plan, whatever the number of threads: %s', (uses) => {
    root = makeFolder(crossFileRepository(uses));
    const [one, ...others] = ['1', '2', '3'].map(
      (jobs) => codemod(root, ['dry-run', '--format', 'json', '--jobs', jobs]).stdout,
    );
    expect(JSON.parse(one ?? '')).toMatchObject({ summary: { failed: 0 } });
    expect(others).toEqual([one, one]);
  });
});
