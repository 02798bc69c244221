import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import { check, clean, lines, places } from '../support/check.ts';
import { codemod } from '../support/program.ts';
import { addFiles, commitAll, git, makeFolder, read, withGit } from '../support/repository.ts';
import type { Files } from '../support/repository.ts';
import { legacy } from '../support/small-repository.ts';

const config = {
  python: {
    absent: 'ok',
    map: [{ canonical: 'app.core.unified:Manager', legacy: ['app.core.manager:WebSocketManager'] }],
  },
  audit: { sharedState: ['sessions'], implementations: ['Manager'] },
} as const;
/** All users share it: critical. */
const risk = 'sessions = {}\n\n\ndef add(key, value):\n    sessions[key] = value\n';
/** One risk and one leftover. */
const tree: Files = {
  ...clean,
  'ssot.config.json': JSON.stringify(config),
  'app/state.py': risk,
  'app/state.py.bak': 'x = 1\n',
};

test('looks for imports alone, unless it is asked', () => {
  const folder = makeFolder(tree);
  expect(check(folder)).toMatchObject({ exitCode: 0, stdout: '' });
  const isolation = check(folder, '--only', 'isolation');
  expect(places(isolation)).toEqual(['app/state.py:1:1']);
  expect(isolation).toMatchObject({ exitCode: 1, stderr: '1 isolation risk; 8 files looked at\n' });
  const leftovers = check(folder, '--only', 'leftovers');
  expect(places(leftovers)).toEqual(['app/state.py.bak:1:1']);
  expect(leftovers.exitCode).toBe(1);
  const all = check(folder, '--only', 'imports,isolation', '--only', 'leftovers');
  expect(places(all)).toEqual(['app/state.py:1:1', 'app/state.py.bak:1:1']);
  expect(all.stderr).toBe('No import on a legacy path in 8 files; 1 isolation risk; 1 leftover\n');
});

test('the configuration can ask', () => {
  const folder = makeFolder({
    ...tree,
    'ssot.config.json': JSON.stringify({ ...config, check: { only: ['isolation'] } }),
  });
  addFiles(folder, { 'app/one.py': legacy });
  expect(places(check(folder))).toEqual(['app/state.py:1:1']);
  expect(places(check(folder, '--only', 'imports'))).toEqual(['app/one.py:1:1']);
});

test('a kind that there is not is an error', () => {
  const run = check(makeFolder(tree), '--only', 'imports,risks');
  expect(run.exitCode).toBe(2);
  expect(run.stderr).toContain('--only risks');
  expect(run.stderr).toContain('imports, isolation, leftovers');
});

test('what is in tests, or may be nothing, does not fail', () => {
  const folder = makeFolder({
    ...clean,
    'ssot.config.json': JSON.stringify(config),
    'tests/test_state.py': risk,
    'app/low.py': 'def send(message, targets=[]):\n    pass\n',
  });
  expect(check(folder, '--only', 'isolation')).toMatchObject({ exitCode: 0, stdout: '' });
});

const update = ['--baseline', 'known.json', '--update-baseline'];

test('a baseline knows of all kinds, and check looks for those that it knows', () => {
  const folder = makeFolder(tree);
  const every = ['--only', 'imports,isolation,leftovers'];
  expect(check(folder, ...update, '--allow-growth', ...every).exitCode).toBe(0);
  expect(JSON.parse(read(folder, 'known.json'))).toEqual({
    schemaVersion: 1,
    files: {},
    isolation: { 'app/state.py': { 'isolation/module-state': 1 } },
    leftovers: { 'app/state.py.bak': { leftover: 1 } },
  });
  const same = check(folder, '--baseline', 'known.json');
  expect(same).toMatchObject({ exitCode: 0, stdout: '' });
  expect(same.stderr).toBe(
    'No import on a legacy path in 8 files; no new isolation risk; no new leftover; 2 known to the baseline\n',
  );

  // More of a rule in a file, and a leftover more.
  addFiles(folder, { 'app/state.py': risk + risk.replaceAll('sessions', 'SESSIONS'), 'app/b.py.orig': '' });
  const more = check(folder, '--baseline', 'known.json');
  expect(more.exitCode).toBe(1);
  expect(places(more)).toEqual(['app/state.py:1:1', 'app/state.py:6:1', 'app/b.py.orig:1:1']);
  const refused = check(folder, ...update);
  expect(refused.exitCode).toBe(1);
  expect(refused.stderr).toContain('known.json is left as it is: it would have to grow by 2');

  // Less of either is stale.
  addFiles(folder, { 'app/state.py': '', 'app/b.py.orig': '', 'app/state.py.bak': '' });
  const less = check(folder, '--baseline', 'known.json', '--only', 'isolation');
  expect(less.stdout).toContain('the baseline knows 1 of isolation/module-state in app/state.py, and none is there');
  expect(less.exitCode).toBe(1);
  expect(check(folder, ...update, '--only', 'isolation').exitCode).toBe(0);
  // The kinds that were not looked for stay unchanged, and one of which nothing is left is still known.
  expect(JSON.parse(read(folder, 'known.json'))).toEqual({
    schemaVersion: 1,
    files: {},
    isolation: {},
    leftovers: { 'app/state.py.bak': { leftover: 1 } },
  });
});

test('a kind of which the baseline knows nothing any more, or nothing from the start, may not grow', () => {
  const folder = makeFolder({ ...clean, 'ssot.config.json': JSON.stringify(config) });
  expect(check(folder, ...update, '--allow-growth', '--only', 'isolation').exitCode).toBe(0);
  expect(check(folder, '--baseline', 'known.json')).toMatchObject({ exitCode: 0, stdout: '' });
  addFiles(folder, { 'app/state.py': risk, 'app/state.py.bak': '' });
  const grown = check(folder, '--baseline', 'known.json');
  expect(places(grown)).toEqual(['app/state.py:1:1']);
  expect(grown.exitCode).toBe(1);
  expect(check(folder, ...update).exitCode).toBe(1);
});

test('comments with a reason let them be', () => {
  const allowed = (rule: string, reason: string): string => risk.replace('{}', `{}  # ssot: allow[${rule}] ${reason}`);
  const folder = makeFolder({
    ...tree,
    'app/state.py': allowed('isolation-module-state', 'of the process itself'),
    'app/other.py': allowed('isolation/module-state', 'so is this'),
    'app/state.py.bak': 'x = 1\n# ssot: allow[leftover] an example of the docs\n',
    'app/two.js.orig': '// ssot: allow[audit/leftover] another\n',
  });
  const run = check(folder, '--only', 'isolation,leftovers', '-v');
  expect(run.exitCode).toBe(0);
  expect(lines(run.stdout)).toEqual([
    'Allowed:',
    '  app/other.py:1:1 isolation/module-state (so is this)',
    '  app/state.py:1:1 isolation/module-state (of the process itself)',
    '  app/state.py.bak:1:1 leftover (an example of the docs)',
    '  app/two.js.orig:1:1 leftover (another)',
  ]);
  expect(run.stderr).toContain('4 allowed by comments');
  addFiles(folder, {
    'app/state.py': allowed('isolation-module-state', ''),
    'app/other.py': '',
    'app/state.py.bak': '# ssot: allow[leftover]\n',
  });
  const unreasoned = check(folder, '--only', 'isolation,leftovers');
  expect(unreasoned.exitCode).toBe(1);
  expect(unreasoned.stdout.match(/gives no reason/g)).toHaveLength(2);
});

test('every format has them', () => {
  const folder = makeFolder(tree);
  const inFormat = (format: string): string =>
    check(folder, '--only', 'imports,isolation,leftovers', '--format', format).stdout;
  const report = JSON.parse(inFormat('json')) as object;
  const schema = JSON.parse(readFileSync(new URL('../../schema/check.json', import.meta.url), 'utf8')) as object;
  const ajv = new Ajv({ allErrors: true });
  ajv.validate(schema, report);
  expect(ajv.errors ?? []).toEqual([]);
  expect(report).toHaveProperty('isolation.fresh.0.from', 'isolation/module-state');
  expect(report).toHaveProperty('leftovers.new', 1);
  expect(inFormat('github')).toMatch(
    /^::error file=app\/state\.py,line=1,.*\n::error file=app\/state\.py\.bak,line=1,/,
  );
  expect(inFormat('markdown')).toMatch(
    /## Isolation risks\n[^#]*`app\/state\.py:1`[^#]*## Leftovers\n[^#]*`app\/state\.py\.bak:1`/,
  );
  const sarif = JSON.parse(inFormat('sarif')) as { runs: [{ tool: { driver: { rules: { id: string }[] } } }] };
  const rules = sarif.runs[0].tool.driver.rules.map(({ id }) => id);
  expect(rules).toEqual(expect.arrayContaining(['isolation/module-state', 'audit/leftover']));
  expect(new Set(rules).size).toBe(rules.length);
});

withGit.test('--since and --staged look at what changed (needs git)', () => {
  const folder = makeFolder(tree);
  commitAll(folder);
  const every = ['--only', 'isolation,leftovers'];
  expect(check(folder, ...every, '--since', 'HEAD')).toMatchObject({ exitCode: 0, stdout: '' });
  addFiles(folder, { 'app/new.py': risk, 'app/new.py.orig': 'x\n' });
  expect(places(check(folder, ...every, '--since', 'HEAD'))).toEqual(['app/new.py:1:1', 'app/new.py.orig:1:1']);
  expect(check(folder, ...every, '--staged').exitCode).toBe(0);
  git(folder, 'add', '.');
  // The staged content counts, whatever the work tree holds.
  addFiles(folder, { 'app/new.py': '', 'app/new.py.orig': '# ssot: allow[leftover] here alone\n' });
  expect(places(check(folder, ...every, '--staged'))).toEqual(['app/new.py:1:1', 'app/new.py.orig:1:1']);
});

withGit.test('with a baseline, what did not change is not stale (needs git)', () => {
  const folder = makeFolder(tree);
  expect(check(folder, ...update, '--allow-growth', '--only', 'isolation,leftovers').exitCode).toBe(0);
  commitAll(folder);
  addFiles(folder, { 'app/new.py': 'x = 1\n' });
  expect(check(folder, '--baseline', 'known.json', '--since', 'HEAD')).toMatchObject({ exitCode: 0, stdout: '' });
  git(folder, 'rm', '-q', 'app/state.py.bak');
  const run = check(folder, '--baseline', 'known.json', '--since', 'HEAD');
  expect(run.stdout).toContain('the baseline knows 1 of leftover in app/state.py.bak, and none is there');
});

test('a file that cannot be read fails it', () => {
  const folder = makeFolder({ ...tree, 'app/bad.py': Buffer.from('# coding: no-such\nsessions = {}\n') });
  const run = check(folder, '--only', 'isolation');
  expect(places(run)).toContain('app/bad.py:1:1');
  expect(run.exitCode).toBe(1);
});

const validation = `${legacy}\n\ndef test_ssot():\n    assert WebSocketManager\n`;

test('audit --tests lists the validation tests that can run', () => {
  const folder = makeFolder({
    ...clean,
    'ssot.config.json': JSON.stringify(config),
    'tests/test_ssot_one.py': validation,
    'tests/test_ssot_two.py': validation + legacy,
    'tests/test_other.py': legacy,
  });
  const run = codemod(folder, ['audit', '--tests']);
  expect(run).toMatchObject({ exitCode: 0, stdout: 'tests/test_ssot_one.py\ntests/test_ssot_two.py\n' });
  expect(run.stderr).toBe('2 validation tests\n');
  const report = JSON.parse(codemod(folder, ['audit', '--tests', '--format', 'json', '-q']).stdout) as object[];
  expect(report).toMatchObject([{ path: 'tests/test_ssot_one.py', dangling: [] }, { path: 'tests/test_ssot_two.py' }]);
  addFiles(folder, { 'tests/test_ssot_two.py': `${validation}from app.core.manager import gone\n` });
  const broken = codemod(folder, ['audit', '--tests']);
  expect(broken.stdout).toBe('tests/test_ssot_one.py\n');
  expect(broken.stderr).toContain('Left out, since it cannot run: tests/test_ssot_two.py (no app.core.manager:gone)\n');
});

test('audit --tests fails where there is none, and takes no other format', () => {
  const folder = makeFolder({ ...clean, 'ssot.config.json': JSON.stringify(config) });
  expect(codemod(folder, ['audit', '--tests'])).toMatchObject({ exitCode: 1, stdout: '' });
  expect(codemod(folder, ['audit', '--tests', '--format', 'sarif']).exitCode).toBe(2);
});
