import { describe, expect, test } from '@jest/globals';
import type { ApplyRun, BatchReport } from '../../src/model/apply-run.ts';
import { runMarkdown, runText } from '../../src/report/apply-run.ts';

const batch: BatchReport = {
  name: 'web',
  files: 2,
  edits: 3,
  gate: undefined,
  commit: undefined,
  branch: undefined,
  quarantined: [],
};
const run: ApplyRun = {
  id: '20260102-030405678-9abc',
  batches: [batch],
  baselineSeconds: undefined,
  warnings: [],
  stopped: undefined,
  undo: 'ssot-codemod rollback --id 20260102-030405678-9abc',
};
const gated: ApplyRun = {
  ...run,
  baselineSeconds: 1.25,
  warnings: ['the gate takes longer', 'jobs\u001b[31m <b> @you'],
  batches: [
    {
      ...batch,
      name: 'a|b',
      gate: { result: 'passed', runs: 1, seconds: 2, output: '' },
      commit: 'c'.repeat(40),
      branch: 'x/web',
    },
    {
      ...batch,
      name: 'jobs\u001b[31m',
      gate: { result: 'failed', runs: 12, seconds: 3.04, output: 'one\n```\nthe \u001b[31mlast\n' },
      quarantined: ['jobs/`c`.py'],
    },
  ],
};

/** Nothing in it was left as somebody else made it. */
const whole = { outcomes: [] };

describe('runText', () => {
  test('of a run in one piece there is only to say how to undo it', () => {
    expect(runText(run, whole)).toBe('Undo with: ssot-codemod rollback --id 20260102-030405678-9abc\n');
  });

  test('names batches, gates, commits and what was quarantined, and nothing that a terminal obeys', () => {
    expect(runText(gated, whole)).toBe(
      [
        'The gate took 1.3 s before anything was written',
        'Batch a|b: 2 files, 3 edits, gate passed in 2.0 s, branch x/web, commit cccccccccccc',
        'Batch jobs\\x1b[31m: 2 files, 3 edits, gate failed in 3.0 s, 12 gate runs',
        '  quarantined: jobs/`c`.py',
        '  | one',
        '  | ```',
        '  | the \\x1b[31mlast',
        'Warning: the gate takes longer',
        String.raw`Warning: jobs\x1b[31m <b> @you`,
        'The edits are on 1 branch; the working tree and HEAD are as before',
        'Undo with: ssot-codemod rollback --id 20260102-030405678-9abc',
        '',
      ].join('\n'),
    );
  });

  test('of a run that stopped, why, and how to go on', () => {
    expect(runText({ ...run, stopped: 'the gate fails\noutput\n' }, whole)).toBe(
      'Stopped: the gate fails\noutput\nssot-codemod apply --resume goes on\nUndo with: ssot-codemod rollback --id 20260102-030405678-9abc\n',
    );
  });
});

describe('runMarkdown', () => {
  test('is a table whose cells and blocks nothing breaks', () => {
    expect(runMarkdown(gated, whole)).toBe(
      [
        '## Run 20260102-030405678-9abc',
        '',
        '| batch | files | edits | gate | gate runs | commit | quarantined |',
        '| --- | ---: | ---: | --- | ---: | --- | --- |',
        '| `a\\|b` | 2 | 3 | passed (2.0 s) | 1 | `x/web` `cccccccccccc` |  |',
        '| `jobs\\x1b[31m` | 2 | 3 | failed (3.0 s) | 12 |  | `` jobs/`c`.py `` |',
        '',
        'The gate took 1.3 s before anything was written.',
        '',
        '**Warning:** the gate takes longer',
        '',
        String.raw`**Warning:** jobs\\x1b\[31m &lt;b&gt; @&#8203;you`,
        '',
        'What the gate last said of batch `jobs\\x1b[31m`:',
        '',
        '````',
        'one',
        '```',
        'the \\x1b[31mlast',
        '````',
        '',
        'The edits are on 1 branch; the working tree and HEAD are as before.',
        '',
        'Undo with:',
        '',
        '```',
        'ssot-codemod rollback --id 20260102-030405678-9abc',
        '```',
        '',
      ].join('\n'),
    );
  });
});
