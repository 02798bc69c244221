import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import type { ReportData } from '../../src/report/html/report-data.ts';
import { codemod } from '../support/program.ts';
import { addFiles, commitAll, makeFolder, makeRepository, snapshot } from '../support/repository.ts';
import type { Files } from '../support/repository.ts';
import { runsFolder } from '../support/runs.ts';

const map = [
  { canonical: 'new:B', legacy: ['old:A'], replaces: true },
  { canonical: 'new:E', legacy: ['old:D'] },
];
const files: Files = {
  'ssot.config.json': JSON.stringify({ python: { map } }),
  'new.py': 'class B: ...\nE = 1\n',
  'old.py': 'class A: ...\nD = 2\nC = 1\n',
  'one.py': 'from old import A, C, D\n',
  'two.py': '# -*- coding: latin-1 -*-\n# \xe4\nfrom old import A\n',
};
const latin1: Files = { ...files, 'two.py': Buffer.from(String(files['two.py']), 'latin1') };

/** The ids of shapes by the name that they move. */
function ids(root: string): Readonly<Record<string, string>> {
  const { shapes } = JSON.parse(codemod(root, ['--format', 'json', '-q']).stdout) as {
    shapes: { from: string; id: string }[];
  };
  return Object.fromEntries(shapes.map(({ from, id }) => [from, id]));
}

describe('review', () => {
  test('records what is accepted, and only that is written', () => {
    const root = makeFolder(latin1);
    const { 'old:A': a = '', 'old:D': d = '' } = ids(root);
    expect(codemod(root, ['review']).stdout).toBe(
      [
        'Accepted: 0 of 2 shapes, 0 of 3 edits',
        'New since: 2 shapes, 3 edits',
        `  ${d} review 1 edit in 1 file: old:D → new:E`,
        `  ${a} declared 2 edits in 2 files: old:A → new:B`,
        '',
      ].join('\n'),
    );
    expect(codemod(root, ['apply', '--only-accepted'])).toMatchObject({ exitCode: 2 });
    expect(codemod(root, ['review', '--accept', d, '--note', 'looked at by two']).exitCode).toBe(0);
    const state = JSON.parse(readFileSync(path.join(root, 'ssot.review.json'), 'utf8')) as { accepted: object[] };
    expect(state.accepted).toEqual([
      {
        shape: d,
        map: expect.stringMatching(/^[0-9a-f]{16}$/) as unknown,
        from: 'old:D',
        to: 'new:E',
        edits: 1,
        files: 1,
        note: 'looked at by two',
      },
    ]);
    // It is for review, and has been looked at: no other flag is needed.
    expect(codemod(root, ['apply', '--only-accepted', '-q']).stderr).toBe('');
    expect(readFileSync(path.join(root, 'one.py'), 'utf8')).toBe('from old import A, C\nfrom new import E as D\n');
    expect(readFileSync(path.join(root, 'two.py'))).toEqual(latin1['two.py']);
    expect(codemod(root, ['--only-accepted', '--exit-code']).exitCode).toBe(0);
    expect(codemod(root, ['--exit-code', '-q']).exitCode).toBe(1);
  });

  test('dry-run says what is new since', () => {
    const root = makeFolder(latin1);
    const { 'old:A': a = '', 'old:D': d = '' } = ids(root);
    expect(codemod(root, ['--stat']).stderr).not.toContain('Accepted');
    codemod(root, ['review', '--all']);
    expect(codemod(root, ['--stat']).stderr).toContain('Accepted: 2 of 2 shapes, 3 of 3 edits\n');
    addFiles(root, {
      'three.py': 'from old import A\n',
      'older.py': 'class Z: ...\n',
      'four.py': 'from older import Z\n',
    });
    expect(codemod(root, ['--stat']).stderr).toContain(
      `Accepted: 2 of 2 shapes, 4 of 4 edits\n  more since ${a} was accepted: 3 edits instead of 2\n`,
    );
    addFiles(root, {
      'ssot.config.json': JSON.stringify({ python: { map: [...map, { canonical: 'new:B', legacy: ['older:Z'] }] } }),
    });
    const { stderr } = codemod(root, ['--stat']);
    expect(stderr).toContain('Accepted: 0 of 3 shapes, 0 of 5 edits\nNew since: 3 shapes, 5 edits\n');
    expect(codemod(root, ['--only-accepted']).stdout).toBe('');
    codemod(root, ['review', '--accept', d]);
    expect(codemod(root, ['--stat']).stderr).toContain('Accepted: 1 of 3 shapes');
  });

  test('the file is the same whoever accepts first, and entries of a Map in another order are the same Map', () => {
    const root = makeFolder(latin1);
    const { 'old:A': a = '', 'old:D': d = '' } = ids(root);
    const accepted = (...order: readonly string[]): string => {
      rmSync(path.join(root, 'ssot.review.json'), { force: true });
      for (const id of order) codemod(root, ['review', '--accept', id]);
      return readFileSync(path.join(root, 'ssot.review.json'), 'utf8');
    };
    const one = accepted(a, d);
    addFiles(root, { 'ssot.config.json': JSON.stringify({ python: { map: map.toReversed() } }) });
    expect(accepted(d, a)).toBe(one);
    expect(accepted(d, d, a)).toBe(one);
  });

  test.each<[string, readonly string[], string]>([
    ['a shape that is not there', ['review', '--accept', 'zzzzzzzz'], 'nothing here has the shape zzzzzzzz'],
    ['all and one', ['review', '--all', '--accept', 'zzzzzzzz'], '--all accepts every shape'],
    ['a note on nothing', ['review', '--note', 'x'], '--note needs --accept or --all'],
    [
      'an output that cannot be written',
      ['review', '--all', '-o', 'nowhere/x'],
      'cannot write nowhere/x: its folder is not there',
    ],
    ['a folder without files', ['review', 'empty'], 'no file matched'],
    ['two ways to choose', ['--only-accepted', '--shape', 'zzzzzzzz'], 'take one'],
    ['nothing accepted', ['--only-accepted'], 'nothing is accepted: there is no ssot.review.json'],
    ['a report of nothing', ['report'], 'report needs --from'],
    ['a report of what is not there', ['report', '--from', 'x'], 'there is no plan and no run x'],
  ])('refuses %s', (_, args, message) => {
    const root = makeFolder(latin1);
    mkdirSync(path.join(root, 'empty'));
    const { exitCode, stderr } = codemod(root, args);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining(message)]);
    expect(snapshot(root)).toEqual(snapshot(makeFolder(latin1)));
  });

  test('refuses a file that cannot be read', () => {
    const root = makeFolder(latin1);
    mkdirSync(path.join(root, 'ssot.review.json'));
    const { exitCode, stderr } = codemod(root, ['review', '--all']);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('cannot read ssot.review.json: EISDIR')]);
  });

  test.each(['', '{}', '{"ssotReview":2,"accepted":[]}', '{"ssotReview":1,"accepted":[{"shape":1}]}'])(
    'refuses a file that it did not write: %s',
    (content) => {
      const root = makeFolder(latin1);
      writeFileSync(path.join(root, 'ssot.review.json'), content);
      const { exitCode, stderr } = codemod(root, ['apply', '--only-accepted']);
      expect([exitCode, stderr]).toEqual([2, expect.stringContaining('ssot.review.json')]);
    },
  );
});

/** The data that a page holds. */
function dataOf(page: string): ReportData {
  const [, packed = ''] = /id="data">([^<]*)</.exec(page) ?? [];
  return JSON.parse(gunzipSync(Buffer.from(packed, 'base64')).toString()) as ReportData;
}

describe('report --from', () => {
  const text = (root: string, ...args: readonly string[]): string => codemod(root, args).stdout;

  test('a saved plan gives what dry-run gave, without the files', () => {
    const root = makeRepository({ ...latin1, CODEOWNERS: 'one.py @one\n' });
    const before = ['json', 'jsonl', 'markdown', 'html'].map((format) =>
      text(root, 'dry-run', '--format', format, '-q'),
    );
    codemod(root, ['plan', '--save', 'moves.plan', '-q']);
    for (const file of Object.keys(files)) rmSync(path.join(root, file));
    const [json = '', jsonl = '', markdown = '', html = ''] = ['json', 'jsonl', 'markdown', 'html'].map((format) =>
      text(root, 'report', '--from', 'moves.plan', '--format', format),
    );
    expect([json, jsonl]).toEqual(before.slice(0, 2));
    expect(markdown).toBe(
      before[2]?.replace('ssot-codemod dry-run --format markdown -q', 'ssot-codemod plan --save moves.plan -q'),
    );
    const data = dataOf(html);
    expect({ ...data, origin: undefined }).toEqual({ ...dataOf(before[3] ?? ''), origin: undefined });
    expect(data.files.map(({ diff }) => typeof diff)).toEqual(['string', 'object']);
    expect(Object.keys(data.files[0]?.alone ?? {})).toHaveLength(2);
    expect(data.owners).toEqual(['@one']);
    expect(text(root, 'report', '--from', 'moves.plan')).toContain('2 of 4 files would change: 2 edits\n');
  });

  test('an apply gives what it said then, by its id or its journal, without the files', () => {
    const root = makeFolder(latin1);
    commitAll(root);
    const before = snapshot(root);
    const said = text(root, 'apply', '--format', 'json', '-q', '--batch-by', 'size:1', '--gate', 'true');
    const { run } = JSON.parse(said) as { run: { id: string } };
    for (const file of before.keys()) rmSync(path.join(root, file));
    expect(text(root, 'report', '--from', run.id, '--format', 'json')).toBe(said);
    expect(text(root, 'report', '--from', path.join(runsFolder(root), run.id, 'journal'), '--format', 'json')).toBe(
      said,
    );
    const data = dataOf(text(root, 'report', '--from', path.join(runsFolder(root), run.id), '--format', 'html'));
    expect(data.undo).toBe(`ssot-codemod rollback --id ${run.id}`);
    expect(data.files[0]?.diff).toContain(
      '\n-from old import A, C, D\n+from old import C, D\n+from new import B as A\n',
    );
  });
});
