import { describe, expect, test } from '@jest/globals';
import type { ApplyRun } from '../../src/model/apply-run.ts';
import type { Edit, Refusal } from '../../src/model/edit.ts';
import type { Outcome, Plan, Summary } from '../../src/model/outcome.ts';
import { markdown } from '../../src/report/markdown.ts';

const span = { line: 3, column: 1, endLine: 3, endColumn: 20 };
const edit: Edit = {
  ...{ ...span, transform: 'python/from-import', tier: 'safe', applied: true, from: 'old:A', to: 'new:B' },
  ...{
    uses: 'alias',
    because: '',
    reviews: [],
    chain: [],
    before: 'from old import A',
    after: 'from new import B as A',
  },
};
const refusal: Refusal = {
  ...span,
  transform: 'python/from-import',
  reason: 'star-import',
  message: 'it is a star',
  from: 'old:*',
};
const origin = { commandLine: "ssot-codemod --preset 'a b'", version: '1.2.3', mapHash: '0123456789abcdef' };

/** A Plan of files with the same edits and refusals each. */
function planOf(count: number, file: (k: number) => Partial<Outcome>): Plan {
  const outcomes = Array.from(
    { length: count },
    (_, k) =>
      ({ path: `f${k}.py`, status: 'unchanged', edits: [], refused: [], diagnostics: [], ...file(k) }) as Outcome,
  );
  const summary = { filesScanned: 12345, filesChanged: count } as Summary;
  return { outcomes, summary, origin };
}

const report = (plan: Plan, run?: ApplyRun): string =>
  markdown(plan, { command: run ? 'apply' : 'dry-run', version: '1.2.3', rootPath: '', run });

describe('the Markdown summary', () => {
  test('says what is decided, what is left, and how to make and undo it', () => {
    const plan = planOf(2, (k) => ({
      edits:
        k === 0
          ? [edit, edit]
          : [{ ...edit, tier: 'review', applied: false, because: 'old:A is x:A, a different object than new:B' }],
      refused: k === 0 ? [refusal] : [],
    }));
    expect(report(plan)).toBe(
      [
        '# ssot-codemod dry-run',
        '',
        '2 of 12,345 files would change: 2 edits, 1 more not applied, 2 shapes.',
        '',
        '## Shapes',
        '',
        'Edits of one shape differ only in indentation, local names and position. Those for review come first, then those that only the Map makes right (declared).',
        '',
        '| shape | tier | edits | files | from | to |',
        '| --- | --- | ---: | ---: | --- | --- |',
        '| `vr6qqcaj` | review | 1 | 1 | `old:A` | `new:B`: … is …, a different object than … |',
        '| `f1f7tr6f` | safe | 2 | 1 | `old:A` | `new:B` |',
        '',
        '<details><summary>Examples</summary>',
        '',
        '`vr6qqcaj`, 1 edit, as in `f1.py:3`:',
        '',
        '```diff',
        '-from old import A',
        '+from new import B as A',
        '```',
        '',
        '`f1f7tr6f`, 2 edits, as in `f0.py:3`:',
        '',
        '```diff',
        '-from old import A',
        '+from new import B as A',
        '```',
        '',
        '</details>',
        '',
        '## For review',
        '',
        '| place | from | to | because |',
        '| --- | --- | --- | --- |',
        '| `f1.py:3` | `old:A` | `new:B` | old:A is x:A, a different object than new:B |',
        '',
        '## Refused (1 star-import)',
        '',
        '| place | reason | import | message |',
        '| --- | --- | --- | --- |',
        '| `f0.py:3` | star-import | `old:*` | it is a star |',
        '',
        '## How to make this again',
        '',
        '```',
        "ssot-codemod --preset 'a b'",
        '```',
        '',
        'with ssot-codemod 1.2.3 and the Map `0123456789abcdef`, on the same files.',
        '',
        '## How to undo',
        '',
        'Nothing was written yet. After `ssot-codemod apply`:',
        '',
        '```',
        'ssot-codemod rollback',
        '```',
        '',
      ].join('\n'),
    );
  });

  const long = 'x'.repeat(1000);
  const batch = {
    edits: 1,
    files: 1,
    commit: undefined,
    branch: long,
    quarantined: Array.from({ length: 90 }, () => long),
  };
  const run: ApplyRun = {
    id: '20260102-030405678-9abc',
    batches: Array.from({ length: 900 }, (_, k) => ({
      ...batch,
      name: `${long}${k}`,
      gate: { result: 'failed' as const, runs: 1, seconds: 1, output: `${'`'.repeat(50)}\n`.repeat(100) },
    })),
    baselineSeconds: 1,
    warnings: Array.from({ length: 90 }, () => long),
    stopped: long,
    undo: 'ssot-codemod rollback --id 20260102-030405678-9abc',
  };
  const many = (text: string): Plan =>
    planOf(2000, (k) => ({
      path: `${text}${k}.py`,
      status: k % 3 === 0 ? 'failed' : 'unchanged',
      error: text,
      edits: [
        { ...edit, from: `${text}${k}:A`, before: text, after: text.slice(0, 50) },
        { ...edit, tier: 'review', applied: false, because: `${text}${k}`, from: `${text}:${k}` },
      ],
      refused: [{ ...refusal, message: text, from: text }],
    }));

  test.each([
    ['short names', 'a'],
    ['names as long as files', long],
    ['names that escaping makes longer', '*'.repeat(1000)],
    ['names that code makes longer', '`|\u202e'.repeat(400)],
  ])('stays under 60,000 characters with 4,000 shapes of %s, and tells the odd and the big', (_, text) => {
    for (const document of [report(many(text)), report(many(text), run)]) {
      expect(document.length).toBeLessThan(60_000);
      expect(document).toMatch(
        /^… and 3,\d\d\d more shapes of 3,\d\d\d edits: `--format html` and `--format json` have all\.$/m,
      );
      expect(document).toContain('| review | 1 | 1 |');
      expect(document).toContain('| safe | 1 | 1 |');
      expect(document).toContain('ssot-codemod rollback');
      expect(document.match(/^(?:`{3,})(?:diff)?$/gm)?.length ?? 0).toBeGreaterThan(2);
    }
  });

  test('nothing in it is markup of the repository', () => {
    const hostile = '</details><img src=x onerror=alert(1)>\n# heading\n@user | [a](javascript:b) `code` \u202e';
    const plan = planOf(1, () => ({
      path: `${hostile}.py`,
      edits: [
        {
          ...edit,
          from: hostile,
          to: hostile,
          before: `\`\`\`\n${hostile}`,
          after: hostile,
          tier: 'review',
          applied: false,
          because: hostile,
        },
      ],
      refused: [{ ...refusal, from: hostile, message: hostile }],
    }));
    const document = report(plan);
    const withoutCode = document
      .replace(/^(`{3,})(?:diff)?\n[^]*?^\1$/gm, '')
      .replace(/(`+)(?!`).*?(?<!`)\1(?!`)/g, '');
    expect(withoutCode).not.toMatch(/<(?!\/?details>|summary>|\/summary>)|\]\(|@user|^# heading/m);
    expect(document).not.toMatch(/\u202e/);
    expect(document.match(/<\/details>$/gm)).toHaveLength(1);
  });
});
