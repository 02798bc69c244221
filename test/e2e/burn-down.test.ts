import { expect, test } from '@jest/globals';
import { codemod } from '../support/program.ts';
import { addFiles, git, makeFolder, makeRepository, read, snapshot } from '../support/repository.ts';
import { smallRepository } from '../support/small-repository.ts';

const append = (folder: string, file: string, date: string): ReturnType<typeof codemod> =>
  codemod(folder, ['audit', '--append', file, '--date', date, '-o', '/dev/null']);

const head =
  'date,commit,files,fragmented,fragmentedTests,bindings,bindingsTests,implementations,danglingImports,leftovers,isolationRisks,checksPassed\n';

test('audit --append keeps a line for each day, and one for a day that is measured twice', () => {
  const folder = makeRepository(smallRepository);
  const commit = git(folder, 'rev-parse', 'HEAD').trim();
  expect(append(folder, 'burn.csv', '2026-01-01').stderr).toBe('burn.csv has the figures of 2026-01-01\n');
  const first = read(folder, 'burn.csv');
  expect(first.startsWith(head)).toBe(true);
  const [, ofCommit, , fragmented, fragmentedTests] = first.split('\n')[1]?.split(',') ?? [];
  expect([ofCommit, fragmented, fragmentedTests]).toEqual([commit, '2', '1']);
  append(folder, 'burn.csv', '2026-01-01');
  expect(read(folder, 'burn.csv')).toBe(first);
  codemod(folder, ['apply']);
  append(folder, 'burn.csv', '2026-01-02');
  const [, second, third] = read(folder, 'burn.csv').split('\n');
  expect([second, third?.split(',').slice(3, 5)]).toEqual([first.split('\n')[1], ['0', '0']]);
});

test('as JSON lines, outside of git', () => {
  const folder = makeFolder(smallRepository);
  append(folder, 'burn.jsonl', '2026-01-01');
  append(folder, 'burn.jsonl', '2026-01-02');
  append(folder, 'burn.jsonl', '2026-01-02');
  const rows = read(folder, 'burn.jsonl')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as object);
  expect(rows).toMatchObject([
    { date: '2026-01-01', commit: '', fragmented: 2 },
    { date: '2026-01-02', commit: '', fragmented: 2 },
  ]);
});

test.each([
  ['a file of another kind', ['--append', 'burn.txt', '--date', '2026-01-01'], 'it ends in .csv, .jsonl, .ndjson'],
  ['other columns', ['--append', 'other.csv', '--date', '2026-01-01'], 'other.csv has other columns'],
  ['no date', ['--append', 'burn.csv'], '--append needs --date YYYY-MM-DD'],
  ['no such date', ['--append', 'burn.csv', '--date', '2026-02-30'], '2026-02-30 is no date'],
  ['no such folder', ['--append', 'no/burn.csv', '--date', '2026-01-01'], 'cannot write no/burn.csv'],
])('%s is an error, and nothing is written', (_, args, message) => {
  const folder = makeFolder(smallRepository);
  addFiles(folder, { 'other.csv': 'day,count\n1,2\n' });
  const before = snapshot(folder);
  const { exitCode, stderr } = codemod(folder, ['audit', ...args]);
  expect([exitCode, stderr]).toEqual([2, expect.stringContaining(message)]);
  expect(snapshot(folder)).toEqual(before);
});
