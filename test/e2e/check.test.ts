import { cpSync, existsSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import { hostileTexts, obeyed } from '../support/hostile-texts.ts';
import { fixtureRepository, readFixtures } from '../support/fixtures.ts';
import { failingWith } from '../support/write-faults.ts';
import { codemod } from '../support/program.ts';
import type { Run } from '../support/program.ts';
import {
  addFiles,
  commitAll,
  git,
  makeFolder,
  makeRepository,
  smallRepository,
  snapshot,
  temporaryFolder,
  withGit,
} from '../support/repository.ts';
import { validateSarif } from '../support/sarif.ts';

const legacy = 'from app.core.manager import WebSocketManager\n';
const canonical = 'from app.core.unified import Manager\n';
/** The repository without what has to move. */
const clean = {
  ...smallRepository,
  'app/one.py': canonical,
  'app/two.py': canonical,
  'tests/test_three.py': 'import os\n',
};

const check = (folder: string, ...args: readonly string[]): Run => codemod(folder, ['check', ...args]);
const lines = (text: string): string[] => text.split('\n').filter((line) => line !== '');
/** Where findings are. */
const places = ({ stdout }: Run): string[] =>
  lines(stdout)
    .filter((line) => !line.startsWith(' '))
    .map((line) => line.split(' ')[0] ?? '');

test('names each fragmented import with its place, the canonical path and the fix, and writes nothing', () => {
  const folder = makeFolder(smallRepository);
  const before = snapshot(folder);
  const run = check(folder);
  expect(run.stdout).toBe(
    [
      'app/one.py:1:1 app.core.manager:WebSocketManager → app.core.unified:Manager',
      '    from app.core.unified import Manager as WebSocketManager',
      'app/two.py:2:1 app.core:WebSocketManager → app.core.unified:Manager',
      '    from app.core.unified import Manager',
      'tests/test_three.py:2:5 app.core.manager:WebSocketManager → app.core.unified:Manager',
      '    from app.core.manager import make_id',
      '        from app.core.unified import Manager as WebSocketManager',
      '',
    ].join('\n'),
  );
  expect(run.stderr).toBe('3 imports on legacy paths in 3 files of 7\nFix with: ssot-codemod apply\n');
  expect(run.exitCode).toBe(1);
  expect(snapshot(folder)).toEqual(before);
});

test('passes after an apply, but for what apply refuses', () => {
  const folder = makeFolder({
    ...smallRepository,
    'app/twice.py': 'from app.core.manager import WebSocketManager as X, make_id as X\n',
  });
  expect(codemod(folder, ['apply']).exitCode).toBe(1);
  const run = check(folder);
  expect(run.exitCode).toBe(1);
  expect(places(run)).toEqual([expect.stringMatching(/^app\/twice\.py:1:/)]);
  expect(run.stdout).toContain('by hand');
  rmSync(path.join(folder, 'app/twice.py'));
  expect(check(folder)).toMatchObject({
    exitCode: 0,
    stdout: '',
    stderr: 'No new import on a legacy path in 7 files\n',
  });
});

test('a comment with a reason lets an import be, and one without does not', () => {
  const folder = makeFolder({
    ...clean,
    'app/one.py': `${legacy.trim()}  # ssot: allow[fragmented-import] the plugin API names it\n`,
    'app/two.py': `${legacy.trim()}  # ssot: allow[fragmented-import]\n`,
    'app/four.py': `${legacy.trim()}  # ssot: allow[another-rule] because\n`,
  });
  const run = check(folder, '-v');
  expect(run.exitCode).toBe(1);
  expect(places(run).slice(0, 2)).toEqual(['app/four.py:1:1', 'app/two.py:1:1']);
  expect(run.stdout).toContain('gives no reason');
  expect(run.stdout).toContain(
    'Allowed:\n  app/one.py:1:1 app.core.manager:WebSocketManager (the plugin API names it)\n',
  );
  expect(run.stderr).toContain('2 imports on legacy paths in 2 files of 8; 1 allowed by comments');
});

test('comments of JavaScript and of templates let imports be, too', () => {
  const entry = { canonical: './src/new/socket#Socket', legacy: ['./src/old/socket#Socket'] };
  const folder = makeFolder({
    'ssot.config.json': JSON.stringify({ javascript: { map: [entry] } }),
    'src/new/socket.ts': 'export class Socket {}\n',
    'src/old/socket.ts': "export { Socket } from '../new/socket';\n",
    'src/one.ts': "import { Socket } from './old/socket'; // ssot: allow[fragmented-import] until v2\n",
    'src/two.ts': "import {\n  Socket, /* ssot: allow[fragmented-import] until v3 */\n} from './old/socket';\n",
    'src/three.ts': "import { Socket } from './old/socket';\n",
  });
  const run = check(folder, '-v');
  expect(places(run)[0]).toBe('src/three.ts:1:1');
  expect(run.stdout).toMatch(/Allowed:\n {2}src\/one\.ts:1:1 .*\(until v2\)\n {2}src\/two\.ts:1:1 .*\(until v3\)\n$/);
  expect(run.exitCode).toBe(1);
});

describe('--baseline', () => {
  const baseline = ['--baseline', 'known.json'];
  const update = [...baseline, '--update-baseline'];
  /** With a baseline of three imports in three files. */
  function repository(): string {
    const folder = makeFolder(smallRepository);
    expect(check(folder, ...update, '--allow-growth', '-q')).toMatchObject({ exitCode: 0, stderr: '' });
    return folder;
  }
  const text = (folder: string): string => readFileSync(path.join(folder, 'known.json'), 'utf8');

  test('what is known passes, wherever its lines are, and what is new fails', () => {
    const folder = repository();
    expect(check(folder, ...baseline)).toMatchObject({
      exitCode: 0,
      stdout: '',
      stderr: 'No new import on a legacy path in 7 files; 3 known to the baseline\n',
    });
    addFiles(folder, { 'app/one.py': `import os\n\n\nif os:\n    ${legacy}` });
    expect(check(folder, ...baseline).exitCode).toBe(0);
    addFiles(folder, { 'app/one.py': `${legacy}\n\n${legacy}` });
    const run = check(folder, ...baseline);
    expect(run.exitCode).toBe(1);
    expect(places(run)).toEqual(['app/one.py:1:1', 'app/one.py:4:1']);
    expect(run.stderr).toContain('1 import on legacy paths in 1 file of 7; 3 known to the baseline');
  });

  test('entries for what is gone fail with the command that prunes them', () => {
    const folder = repository();
    addFiles(folder, { 'app/one.py': canonical });
    const run = check(folder, ...baseline);
    expect(run.exitCode).toBe(1);
    expect(run.stdout).toBe(
      [
        'known.json:1:1 the baseline knows 1 of app.core.manager:WebSocketManager in app/one.py, and none is there',
        '    ssot-codemod check --baseline known.json --update-baseline',
        '',
      ].join('\n'),
    );
    expect(check(folder, ...update)).toMatchObject({
      exitCode: 0,
      stdout: '',
      stderr:
        'No new import on a legacy path in 7 files; 2 known to the baseline\nknown.json is written: 1 entries shrank or went, 0 imports are new in it\n',
    });
    expect(JSON.parse(text(folder))).toEqual({
      schemaVersion: 1,
      files: {
        'app/two.py': { 'app.core:WebSocketManager': 1 },
        'tests/test_three.py': { 'app.core.manager:WebSocketManager': 1 },
      },
    });
    expect(check(folder, ...baseline).exitCode).toBe(0);
  });

  test('it does not grow unless it may, and then not by a byte', () => {
    const folder = repository();
    addFiles(folder, { 'app/one.py': canonical, 'app/five.py': legacy });
    const before = text(folder);
    const run = check(folder, ...update);
    expect(run.exitCode).toBe(1);
    expect(run.stderr).toContain('known.json is left as it is: it would have to grow by 1');
    expect(run.stdout).toContain('app/five.py:1:1');
    expect(text(folder)).toBe(before);
    expect(check(folder, ...update, '--allow-growth').exitCode).toBe(0);
    expect(check(folder, ...baseline).exitCode).toBe(0);
    expect(text(folder)).toContain('app/five.py');
  });

  test('a renamed file fails, and the message says so', () => {
    const folder = repository();
    renameSync(path.join(folder, 'app/one.py'), path.join(folder, 'app/uno.py'));
    const run = check(folder, ...baseline);
    expect(run.exitCode).toBe(1);
    expect(run.stdout).toContain(
      'the baseline knows app.core.manager:WebSocketManager in app/one.py, which has none; app/uno.py has: it looks renamed\n    ssot-codemod check --baseline known.json --update-baseline --allow-growth\n',
    );
  });

  test('of another machine gives the same answer', () => {
    const [here, there] = [repository(), repository()];
    expect(text(here)).toBe(text(there));
    const foreign = text(here)
      .replaceAll('app/one.py', String.raw`app\\one.py`)
      .replaceAll('\n', '\r\n');
    addFiles(here, { 'known.json': foreign });
    expect(check(here, ...baseline).exitCode).toBe(0);
    expect(check(path.join(here, 'app'), '--baseline', '../known.json').exitCode).toBe(0);
  });

  test.each(['python', 'javascript'])('of %s in another root is the same, over all forms', (language) => {
    const extension = language === 'python' ? 'py' : 'ts';
    const cases = readFixtures(language).filter(({ path: file }) => file === `case.${extension}`);
    const [here, there] = [temporaryFolder(), path.join(temporaryFolder(), 'a b', 'deeper')];
    for (const root of [here, there]) {
      cpSync(fixtureRepository(language), root, { recursive: true });
      cpSync(path.join(fixtureRepository(language), '../ssot.config.json'), path.join(root, 'ssot.config.json'));
      addFiles(root, Object.fromEntries(cases.map(({ input }, k) => [`case_${k}.${extension}`, input])));
      expect(check(root, ...update, '--allow-growth').exitCode).toBe(0);
    }
    expect(text(there)).toBe(text(here));
    expect(text(here).split('\n').length).toBeGreaterThan(50);
    expect(text(here)).not.toContain(path.dirname(here));
  });

  test('in one folder, or of some files, nothing is said of the others', () => {
    const folder = repository();
    addFiles(folder, { 'app/one.py': canonical });
    expect(check(folder, ...baseline, 'tests').exitCode).toBe(0);
    expect(check(folder, ...baseline, 'app/two.py').exitCode).toBe(0);
    expect(check(folder, ...baseline, 'app').exitCode).toBe(1);
    expect(check(folder, ...baseline, 'app/one.py').exitCode).toBe(1);
  });

  test('a link to it stays one, and its mode stays', () => {
    const folder = repository();
    renameSync(path.join(folder, 'known.json'), path.join(folder, 'real.json'));
    symlinkSync('real.json', path.join(folder, 'known.json'));
    addFiles(folder, { 'app/one.py': canonical });
    expect(check(folder, ...update).exitCode).toBe(0);
    expect(snapshot(folder).get('known.json')).toBe('link to real.json');
    expect([...snapshot(folder).keys()].filter((file) => file.includes('tmp'))).toEqual([]);
  });

  test('is whole, and the old one, when it cannot be written', () => {
    const folder = repository();
    const before = text(folder);
    addFiles(folder, { 'app/one.py': canonical });
    const run = codemod(folder, ['check', ...update], { preload: failingWith('ENOSPC', /known\.json/, 2) });
    expect(run.exitCode).toBe(2);
    expect(run.stderr).toContain('cannot write the baseline known.json: ENOSPC');
    expect(text(folder)).toBe(before);
    expect([...snapshot(folder).keys()].filter((file) => file.includes('tmp'))).toEqual([]);
  });

  test.each<[string, readonly string[], string | undefined, string]>([
    ['that is not there', baseline, undefined, 'there is no baseline known.json'],
    ['that is not there, to shrink', update, undefined, 'there is no baseline known.json'],
    ['that is broken', baseline, '{', 'known.json is no valid baseline'],
    [
      'that is broken, to update',
      [...update, '--allow-growth'],
      '{"schemaVersion":9}',
      'known.json is no valid baseline',
    ],
    ['of a merge', baseline, '<<<<<<< a\n', 'merge conflict'],
  ])('one %s is an error of usage', (_, args, content, message) => {
    const folder = makeFolder({ ...clean, ...(content === undefined ? {} : { 'known.json': content }) });
    const run = check(folder, ...args);
    expect(run).toMatchObject({ exitCode: 2, stdout: '' });
    expect(run.stderr).toContain(message);
    expect(existsSync(path.join(folder, 'known.json'))).toBe(content !== undefined);
    if (content !== undefined) expect(readFileSync(path.join(folder, 'known.json'), 'utf8')).toBe(content);
  });
});

test.each([
  [['--staged', '--since', 'x'], 'give one of them'],
  [['--staged', '--files-from', '-'], 'give one of them'],
  [['--staged', 'app'], 'take no paths'],
  [['--update-baseline'], 'needs --baseline'],
  [['--allow-growth'], 'needs --update-baseline'],
  [['--baseline', 'x', '--update-baseline', 'app'], 'looks at the whole root'],
  [['--baseline', 'x', '--update-baseline', '--staged'], 'looks at the whole root'],
])('%j is refused', (args, message) => {
  const run = check(makeFolder(clean), ...args);
  expect(run).toMatchObject({ exitCode: 2, stdout: '' });
  expect(run.stderr).toContain(message);
});

test('a whole root without a file is a mistake, a list without one is not', () => {
  const folder = makeFolder({ 'ssot.config.json': smallRepository['ssot.config.json'] ?? '', 'a.txt': '' });
  expect(check(folder).exitCode).toBe(2);
  expect(check(folder, 'a.txt').exitCode).toBe(0);
  expect(codemod(folder, ['check', '--files-from', '-'], { input: 'a.txt\n' }).exitCode).toBe(0);
});

withGit.describe('changed files (needs git)', () => {
  const odd = ['app/with blank.py', 'app/with\nline.py', 'app/naïve 日本.py', 'app/"quoted".py'];

  test('--since: commits, the work tree and new files, of any name; not what was there before', () => {
    const folder = makeRepository({ ...clean, 'app/old.py': legacy });
    git(folder, 'branch', 'base');
    addFiles(folder, { 'app/committed.py': legacy, ...Object.fromEntries(odd.map((file) => [file, legacy])) });
    git(folder, 'add', '-A');
    git(folder, 'commit', '-q', '-m', 'more');
    git(folder, 'mv', 'app/two.py', 'app/renamed.py');
    addFiles(folder, {
      'app/one.py': legacy,
      'app/untracked.py': legacy,
      'app/renamed.py': legacy,
      '.gitignore': 'app/ignored.py',
      'app/ignored.py': legacy,
    });
    rmSync(path.join(folder, 'tests/test_three.py'));
    const run = check(folder, '--since', 'base', '--format', 'json');
    const found = (JSON.parse(run.stdout) as { fragmented: { path: string }[] }).fragmented.map(
      (finding) => finding.path,
    );
    expect(found).toEqual(['app/committed.py', 'app/one.py', 'app/renamed.py', 'app/untracked.py', ...odd].toSorted());
    expect(run.exitCode).toBe(1);
  });

  test('--since: what changed on the other branch is not ours', () => {
    const folder = makeRepository({ ...clean, 'app/old.py': legacy });
    git(folder, 'branch', '-M', 'base');
    git(folder, 'switch', '-q', '-c', 'ours');
    addFiles(folder, { 'app/ours.py': 'x = 1\n' });
    git(folder, 'add', '-A');
    git(folder, 'commit', '-q', '-m', 'ours');
    git(folder, 'switch', '-q', 'base');
    addFiles(folder, { 'app/theirs.py': legacy, 'app/old.py': canonical });
    git(folder, 'add', '-A');
    git(folder, 'commit', '-q', '-m', 'theirs');
    git(folder, 'switch', '-q', 'ours');
    expect(check(folder, '--since', 'base')).toMatchObject({
      exitCode: 0,
      stderr: 'No new import on a legacy path in 1 file\n',
    });
  });

  test.each(['nothing', '--output=x', '-x', '', 'HEAD:app'])('--since %j is no commit', (ref) => {
    const folder = makeRepository(clean);
    const run = check(folder, `--since=${ref}`);
    expect(run.exitCode).toBe(2);
    expect(existsSync(path.join(folder, 'x'))).toBe(false);
  });

  test('--staged: what will be committed, not what stands in the work tree', () => {
    const folder = makeRepository({ ...clean, 'app/old.py': legacy });
    addFiles(folder, {
      'app/one.py': legacy,
      'app/two.py': canonical.repeat(2),
      [odd[1] ?? '']: legacy,
      'a.bin': legacy,
    });
    git(folder, 'add', '-A');
    addFiles(folder, { 'app/one.py': canonical, 'app/two.py': legacy, 'app/untracked.py': legacy });
    const run = check(folder, '--staged');
    expect(places(run)).toEqual(['app/one.py:1:1', 'app/with\\x0aline.py:1:1']);
    expect(run.exitCode).toBe(1);
    git(folder, 'add', '-A');
    rmSync(path.join(folder, 'app/one.py'));
    expect(places(check(folder, '--staged')).some((place) => place.startsWith('app/one.py'))).toBe(false);
  });

  test('--staged: comments that allow are those that are staged', () => {
    const folder = makeRepository(clean);
    addFiles(folder, { 'app/one.py': `${legacy.trim()}  # ssot: allow[fragmented-import] why\n` });
    git(folder, 'add', '-A');
    addFiles(folder, { 'app/one.py': legacy });
    expect(check(folder, '--staged').exitCode).toBe(0);
  });

  test('--staged: renamed, deleted, linked, conflicting and before the first commit', () => {
    const folder = makeFolder({ ...clean, 'app/one.py': legacy });
    git(folder, 'init', '-q');
    git(folder, 'add', 'app/one.py');
    expect(places(check(folder, '--staged'))).toEqual(['app/one.py:1:1']);
    commitAll(folder);
    expect(check(folder, '--staged')).toMatchObject({ exitCode: 0, stdout: '' });
    git(folder, 'mv', 'app/one.py', 'app/uno.py');
    git(folder, 'rm', '-q', 'app/two.py');
    symlinkSync('uno.py', path.join(folder, 'app/link.py'));
    git(folder, 'add', '-A');
    expect(places(check(folder, '--staged'))).toEqual(['app/uno.py:1:1']);
  });

  test('--staged in a hook of a repository whose root is higher', () => {
    const folder = makeFolder(
      Object.fromEntries(Object.entries(clean).map(([file, text]) => [`backend/${file}`, text])),
    );
    commitAll(folder);
    addFiles(folder, { 'backend/app/one.py': legacy, 'other/app/one.py': legacy });
    const hook = path.join(folder, '.git/hooks/pre-commit');
    const program = `"${process.execPath}" "${new URL('../../dist/cli/bin.js', import.meta.url).pathname}"`;
    writeFileSync(hook, `#!/bin/sh\ncd backend && ${program} check --staged > ../out 2> ../err\n`, { mode: 0o755 });
    expect(() => git(folder, 'commit', '-q', '-am', 'no')).toThrow();
    expect(readFileSync(path.join(folder, 'out'), 'utf8')).toMatch(/^app\/one\.py:1:1 /);
    git(folder, 'checkout', '-q', '--', 'backend');
    addFiles(folder, { 'backend/app/two.py': `import os\n${canonical}` });
    git(folder, 'commit', '-q', '-am', 'yes');
  });

  test('stale entries of changed files fail, deleted ones included, and no others', () => {
    const folder = makeRepository(smallRepository);
    check(folder, '--baseline', 'known.json', '--update-baseline', '--allow-growth');
    commitAll(folder);
    addFiles(folder, { 'app/one.py': canonical });
    git(folder, 'rm', '-q', 'app/two.py');
    expect(lines(check(folder, '--staged', '--baseline', 'known.json').stdout)[0]).toContain(
      'in app/two.py, and none is there',
    );
    const run = check(folder, '--since', 'HEAD', '--baseline', 'known.json');
    expect(run.stdout).toContain('in app/two.py, and none is there');
    expect(run.stdout).toContain('in app/one.py, and none is there');
    expect(run.stdout).not.toContain('test_three');
    expect(run.exitCode).toBe(1);
  });

  test.each([['--staged'], ['--since=HEAD']])('%s outside of a repository', (flag) => {
    const run = check(makeFolder(clean), flag);
    expect(run.exitCode).toBe(2);
    expect(run.stderr).toContain('needs a git repository');
  });
});

describe('reports', () => {
  const fileNames = hostileTexts
    .filter((text) => !text.includes('/') && text.isWellFormed())
    .map((text) => `app/${text}.py`);
  const folder = makeFolder({
    ...clean,
    ...Object.fromEntries(fileNames.map((file) => [file, legacy])),
    'app/fix.py': `from app.core.manager import (\n    WebSocketManager,  # ::error::x \u001b[31m \`\`\` <b> @everyone\n)\n`,
    'app/allowed.py': `${legacy.trim()}  # ssot: allow[fragmented-import] ::error::x \u001b[31m | <b> @everyone\n`,
    '::error::.py': legacy,
  });
  const report = (format: string): string => check(folder, '--format', format, '-v').stdout;

  test('as text command neither a terminal nor the log of a CI service', () => {
    const run = check(folder, '-v');
    expect(places(run).length).toBeGreaterThan(fileNames.length);
    for (const line of lines(run.stdout + run.stderr)) expect(line).not.toMatch(obeyed);
  });

  test('as annotations are one command for each finding', () => {
    const annotations = lines(report('github'));
    expect(annotations).toHaveLength(fileNames.length + 2);
    for (const line of annotations) {
      expect(line).toMatch(
        /^::error file=[^:,]+,line=1,endLine=\d+(?:,col=1,endColumn=\d+)?,title=ssot-codemod fragmented-import::/,
      );
      expect(line.slice(2)).not.toMatch(/\p{Cc}|\p{Bidi_Control}|##\[/u);
    }
  });

  test('as SARIF are valid', () => {
    const { results = [] } = validateSarif(report('sarif')).runs[0] ?? {};
    expect(results).toHaveLength(fileNames.length + 3);
    expect(results.filter(({ suppressions }) => suppressions !== undefined)).toHaveLength(1);
  });

  test('as Markdown hold no markup of the repository', () => {
    const markdown = report('markdown');
    const rows = lines(markdown).filter((line) => line.startsWith('| `'));
    expect(rows).toHaveLength(fileNames.length + 3);
    for (const row of rows) {
      const outsideCode = row.replace(/(`+)(?!`).*?(?<!`)\1(?!`)/g, '');
      expect(outsideCode).not.toMatch(/<|@(?!&#8203;)|\]\(|\p{Cc}/u);
      expect(row.match(/(?<!\\)\|/g)?.length).toBeLessThanOrEqual(5);
    }
  });

  test('of what a baseline says are harmless, too', () => {
    const files = Object.fromEntries(hostileTexts.map((name) => [name, { [name]: 1 }]));
    const known = path.join(makeFolder({ known: JSON.stringify({ schemaVersion: 1, files }) }), 'known');
    const reportOf = (format: string): string => check(folder, '--baseline', known, '--format', format).stdout;
    const stale = lines(reportOf('text')).filter((line) => line.includes('the baseline knows'));
    expect(stale.length).toBeGreaterThan(hostileTexts.length - 2);
    for (const line of lines(reportOf('text'))) expect(line).not.toMatch(obeyed);
    for (const line of lines(reportOf('github'))) expect(line.slice(2)).not.toMatch(/\p{Cc}|\p{Bidi_Control}|##\[/u);
    validateSarif(reportOf('sarif'));
    for (const line of lines(reportOf('markdown')))
      expect(line.replace(/(`+)(?!`).*?(?<!`)\1(?!`)/g, '')).not.toMatch(/<(?!!)|@(?!&#8203;)|\]\(|\p{Cc}/u);
  });

  test('as Markdown fit into a comment', () => {
    const many = makeFolder({
      ...clean,
      'app/many.py': legacy.repeat(2000),
    });
    const { stdout } = check(many, '--format', 'markdown');
    expect(stdout.length).toBeLessThan(65_536);
    expect(stdout).toMatch(/… and \d+ lines more\n$/);
  });

  test('of dry-run have the formats of code review, too', () => {
    const small = makeFolder(smallRepository);
    const log = validateSarif(codemod(small, ['--format', 'sarif']).stdout);
    expect(log.runs[0]?.results).toHaveLength(3);
    expect(lines(codemod(small, ['--format', 'github']).stdout)).toHaveLength(3);
  });

  withGit.test('for code review name files from the top of the repository', () => {
    const top = makeRepository({ 'a.txt': '' });
    addFiles(path.join(top, 'back end'), smallRepository);
    const root = path.join(top, 'back end');
    for (const command of ['check', 'dry-run']) {
      const log = validateSarif(codemod(root, [command, '--format', 'sarif']).stdout);
      const [result] = log.runs[0]?.results ?? [];
      expect(result?.locations?.[0]?.physicalLocation?.artifactLocation?.uri).toBe('back%20end/app/one.py');
      expect(codemod(root, [command, '--format', 'github']).stdout).toMatch(/^::error file=back end\/app\/one\.py,/);
    }
    expect(check(root).stdout).toMatch(/^app\/one\.py:/);
  });

  test('as JSON are of the published schema', () => {
    const schema = JSON.parse(readFileSync(new URL('../../schema/check.json', import.meta.url), 'utf8')) as object;
    const validate = new Ajv({ allErrors: true }).compile(schema);
    const [known] = [path.join(folder, 'known.json')];
    for (const args of [[], ['--baseline', known, '--update-baseline', '--allow-growth'], ['--baseline', known]]) {
      const text = check(folder, '--format', 'json', ...args).stdout;
      expect(text).not.toMatch(/[^\P{Cc}\n]|\p{Bidi_Control}/u);
      const document: unknown = JSON.parse(text);
      validate(document);
      expect(validate.errors ?? []).toEqual([]);
      expect(validate({ ...(document as object), host: 'x' })).toBe(false);
    }
  });

  test('go into a file when one is named', () => {
    const run = check(folder, '--format', 'json', '-o', 'report.json');
    expect(run).toMatchObject({ exitCode: 1, stdout: '' });
    expect(JSON.parse(readFileSync(path.join(folder, 'report.json'), 'utf8'))).toMatchObject({ command: 'check' });
  });
});
