import { chmodSync, existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { authorEnvironment, codemodAsAuthor } from '../support/git-author.ts';
import { codemod, run } from '../support/program.ts';
import { addFiles, git, makeFolder, makeRepository, read, snapshot, withGit } from '../support/repository.ts';
import type { Files } from '../support/repository.ts';
import { smallConfig, smallRepository } from '../support/small-repository.ts';

/** A formatter that writes each text as a function of it, such as `text => text + '# formatted\n'`. */
function formatter(body: string): string {
  return `import { readFileSync, writeFileSync } from 'node:fs';
for (const file of process.argv.slice(2)) writeFileSync(file, (${body})(readFileSync(file, 'utf8'), file));
`;
}

/** Writes a mark behind each text that has none. */
const marking = formatter(`text => text.includes('# formatted') ? text : text + '# formatted\\n'`);
const command = 'node format.mjs {files}';
const withFormatter = (body = marking, more: Files = {}): Files => ({
  ...smallRepository,
  'format.mjs': body,
  ...more,
});
const stateFolder = process.env['XDG_STATE_HOME'] ?? '';

describe('a format command', () => {
  test('formats what changes, and nothing else, as a part of the run', () => {
    const folder = makeFolder(withFormatter());
    const before = snapshot(folder);
    const { exitCode } = codemod(folder, ['apply', '--format-command', command]);
    expect(exitCode).toBe(0);
    for (const file of ['app/one.py', 'app/two.py', 'tests/test_three.py'])
      expect(read(folder, file)).toMatch(/unified import.*\n(.*\n)*# formatted\n$/);
    expect(read(folder, 'app/core/manager.py')).not.toContain('formatted');
    expect(codemod(folder, ['rollback']).exitCode).toBe(0);
    expect(snapshot(folder)).toEqual(before);
  });

  test('is seen by the gate, and by the commit', () => {
    const folder = makeRepository(withFormatter());
    const gate = `grep -q '# formatted' app/one.py`;
    const result = codemodAsAuthor(folder, ['apply', '--format-command', command, '--gate', gate, '--commit']);
    expect(result.exitCode).toBe(0);
    expect(git(folder, 'show', 'HEAD:app/one.py')).toContain('# formatted');
    expect(git(folder, 'status', '--porcelain')).toBe('');
  });

  test('formats what goes onto branches, which are never in the working tree', () => {
    const folder = makeRepository(withFormatter());
    const before = snapshot(folder);
    const options = ['--batch-by', 'directory', '--branch-per-batch', 'moves/', '--format-command', command];
    expect(codemodAsAuthor(folder, ['apply', ...options]).exitCode).toBe(0);
    expect(git(folder, 'show', 'moves/app:app/one.py')).toContain('# formatted');
    expect(snapshot(folder)).toEqual(before);
  });

  test('shows in a dry-run, whose patch makes what apply writes', () => {
    const folder = makeRepository(withFormatter());
    const before = snapshot(folder);
    const formatted = codemod(folder, ['dry-run', '--formatted', '--format-command', command]);
    expect(formatted.exitCode).toBe(0);
    expect(formatted.stdout).toContain('+# formatted');
    expect(snapshot(folder)).toEqual(before);
    expect(run(folder, 'git', ['apply', '-'], { input: formatted.stdout }).exitCode).toBe(0);
    const patched = snapshot(folder);
    git(folder, 'checkout', '.');
    codemod(folder, ['apply', '--format-command', command]);
    expect(snapshot(folder)).toEqual(patched);
  });

  test('is in a saved plan as its result, which runs no command', () => {
    const folder = makeFolder(withFormatter());
    codemod(folder, ['plan', '--save', 'moves.plan', '--formatted', '--format-command', command]);
    addFiles(folder, { 'format.mjs': 'process.exit(9);' });
    expect(codemod(folder, ['apply', '--plan', 'moves.plan']).exitCode).toBe(0);
    expect(read(folder, 'app/one.py')).toContain('# formatted');
  });

  test('gets the files of its glob, after those of the commands before', () => {
    const folder = makeFolder(withFormatter());
    const upper = formatter(`text => text.replace('# formatted', '# FORMATTED')`);
    addFiles(folder, { 'upper.mjs': upper });
    const commands = [command, 'node upper.mjs {files:test_*.py}', 'node missing.mjs {files:*.ts}'];
    const { exitCode } = codemod(folder, ['apply', ...commands.flatMap((text) => ['--format-command', text])]);
    expect(exitCode).toBe(0);
    expect(read(folder, 'app/one.py')).toContain('# formatted');
    expect(read(folder, 'tests/test_three.py')).toContain('# FORMATTED');
  });

  test('works in a copy of the tree: what else it writes is lost, and nothing of the copy stays', () => {
    const litter = `import { appendFileSync } from 'node:fs';\nappendFileSync('settings.toml', 'more');\nappendFileSync('app/litter', 'x');\n`;
    const folder = makeFolder(withFormatter(litter + marking, { 'settings.toml': 'width = 88\n' }));
    const { exitCode } = codemod(folder, ['apply', '--format-command', command]);
    expect([exitCode, read(folder, 'settings.toml')]).toEqual([0, 'width = 88\n']);
    expect(existsSync(path.join(folder, 'app/litter'))).toBe(false);
    expect(readdirSync(path.join(stateFolder, 'ssot-codemod', 'format'))).toEqual([]);
  });

  test('finds settings and modules above the root, in its repository', () => {
    const settings = `import { mark } from 'marks';\nexport default { mark, folder: import.meta.dirname };\n`;
    const body = `import settings from '../settings.config.mjs';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
for (const file of process.argv.slice(2)) {
  if (path.relative(settings.folder, path.resolve(file)) !== path.join('backend', file)) process.exit(1);
  writeFileSync(file, readFileSync(file, 'utf8') + settings.mark);
}
`;
    const top: Files = {
      'settings.config.mjs': settings,
      'node_modules/marks/package.json': '{"name": "marks", "exports": "./index.js", "type": "module"}',
      'node_modules/marks/index.js': `export const mark = '# marked\\n';\n`,
    };
    const below = Object.entries({ ...smallRepository, 'format.config.mjs': body }).map(
      ([file, text]) => [`backend/${file}`, text] as const,
    );
    const folder = makeRepository({ ...top, ...Object.fromEntries(below) });
    const args = ['apply', '--format-command', 'node format.config.mjs {files}'];
    const { exitCode, stderr } = codemod(path.join(folder, 'backend'), args);
    expect([exitCode, stderr]).toEqual([0, expect.stringContaining('3 of')]);
    expect(read(folder, 'backend/app/one.py')).toContain('# marked');
  });

  test('sees no variables of git, and its git is no way to the index and the branches', () => {
    const look = `import { execSync } from 'node:child_process';
const git = (args) => execSync('git ' + args, { encoding: 'utf8' });
if (process.env.GIT_DIR ?? process.env.GIT_WORK_TREE) process.exit(3);
if (git('ls-files').split('\\n').length < 5) process.exit(4);
git('add -A');
git('commit --quiet --no-verify -m "by the formatter"');
`;
    const folder = makeRepository(withFormatter(look + marking));
    const head = git(folder, 'rev-parse', 'HEAD');
    const env = { ...authorEnvironment, GIT_DIR: path.join(folder, '.git'), GIT_WORK_TREE: folder };
    const { exitCode } = codemod(folder, ['apply', '--format-command', command], { env });
    expect(exitCode).toBe(0);
    expect(git(folder, 'rev-parse', 'HEAD')).toBe(head);
    expect(git(folder, 'status', '--porcelain', '--untracked-files=no').split('\n')).toContain(' M app/one.py');
  });

  test('keeps modes, line endings and encodings', () => {
    const latin = Buffer.from('# coding: latin-1\nfrom app.core.manager import WebSocketManager  # é\n', 'latin1');
    const binary = `import { readFileSync, writeFileSync } from 'node:fs';
for (const file of process.argv.slice(2)) writeFileSync(file, readFileSync(file, 'latin1') + '# formatted', 'latin1');
`;
    const crlf = 'import os\r\nfrom app.core.manager import WebSocketManager\r\n';
    const folder = makeFolder(withFormatter(binary, { 'app/latin.py': latin, 'app/crlf.py': crlf }));
    chmodSync(path.join(folder, 'app/crlf.py'), 0o755);
    expect(codemod(folder, ['apply', '--format-command', command]).exitCode).toBe(0);
    expect(read(folder, 'app/crlf.py')).toBe(
      'import os\r\nfrom app.core.unified import Manager as WebSocketManager\r\n# formatted',
    );
    expect(statSync(path.join(folder, 'app/crlf.py')).mode & 0o777).toBe(0o755);
    expect(run(folder, 'tail', ['-n', '2', 'app/latin.py']).output.toString('latin1')).toContain('# é\n# formatted');
  });
});

describe('a file that a format command harms', () => {
  const harms: readonly (readonly [string, string, string])[] = [
    ['breaks', `text => text + 'def :'`, 'the format command leaves it with a syntax error'],
    [
      'takes an import from',
      `text => text.replace(/^from .*\\n/m, '')`,
      'the format command takes an import away: from app.core.unified import Manager as WebSocketManager',
    ],
    ['cannot be decoded after', `() => Buffer.from([0xff, 0xfe])`, 'the format command leaves bytes'],
    ['fails with', `(text) => text.includes('unified') ? process.exit(console.error('no\\nnever')) : text`, 'never'],
  ];
  test.each(harms)('%s it is left out of the run, and all others are changed', (_, body, why) => {
    const harm = `(text, file) => file === 'app/one.py' ? (${body})(text) : text + '# formatted\\n'`;
    const failing = body.replace('process.exit(', 'process.exit(1, ');
    const folder = makeFolder(withFormatter(formatter(harm.replace(body, failing))));
    const { exitCode, stderr } = codemod(folder, ['apply', '--format-command', command]);
    expect(stderr).toContain('app/one.py');
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining(why)]);
    expect(read(folder, 'app/one.py')).toBe(smallRepository['app/one.py']);
    expect(read(folder, 'app/two.py')).toContain('# formatted');
    expect(read(folder, 'tests/test_three.py')).toContain('# formatted');
  });

  test('is changed where the command fails with it as it was, too', () => {
    const body = formatter(`(text, file) => file === 'app/one.py' ? process.exit(1) : text + '# formatted\\n'`);
    const folder = makeFolder(withFormatter(body));
    const { exitCode, stderr } = codemod(folder, ['apply', '--format-command', command]);
    expect(stderr).toContain('the format command fails for 1 file with and without the edits: app/one.py');
    expect(exitCode).toBe(0);
    expect(read(folder, 'app/one.py')).toContain('unified');
    expect(read(folder, 'app/two.py')).toContain('# formatted');
  });

  test('a command that fails for every file stops the run', () => {
    const folder = makeFolder(withFormatter(`console.error('no settings found'); process.exit(2);\n`));
    const before = snapshot(folder);
    const { exitCode, stderr } = codemod(folder, ['apply', '--format-command', command]);
    expect(stderr).toMatch(
      /the format command fails for every file, with and without the edits: node format\.mjs \{files\}\nno settings found\n/,
    );
    expect(stderr).toContain('nothing was written; put the command right');
    expect([exitCode, snapshot(folder)]).toEqual([2, before]);
  });

  test('a command that says the same without the edits is not run for each file', () => {
    const body = `import { appendFileSync } from 'node:fs';
appendFileSync(process.env.RUNS, 'x');
const bad = process.argv.slice(2).filter((file) => /^app\\/(?:one|two)/.test(file));
for (const file of bad) console.error(file + ':' + (readFileSync(file, 'utf8').includes('unified') ? 3 : 4) + ' unused');
if (bad.length > 0) process.exitCode = 1;
`;
    const folder = makeFolder(withFormatter(marking + body));
    const runs = path.join(makeFolder({ runs: '' }), 'runs');
    const { exitCode, stderr } = codemod(folder, ['apply', '--format-command', command], { env: { RUNS: runs } });
    expect(stderr).toContain('the format command fails, and does so without the edits, too: app/two.py:3 unused');
    expect(exitCode).toBe(0);
    for (const file of ['app/one.py', 'app/two.py', 'tests/test_three.py'])
      expect(read(folder, file)).toMatch(/unified import.*\n(.*\n)*# formatted\n$/);
    expect(read(path.dirname(runs), 'runs').length).toBeLessThan(8);
  });

  test('takes those along that move only together with it', () => {
    const files = {
      ...smallRepository,
      'app/one.py': 'from app.core import manager\n\n\ndef make():\n    return manager.WebSocketManager()\n',
      'tests/test_three.py':
        'from unittest.mock import patch\n\n\n@patch("app.core.manager.WebSocketManager")\ndef test(_):\n    pass\n',
    };
    const folder = makeFolder({
      ...files,
      'format.mjs': formatter(`(text, file) => file === 'app/one.py' ? '(' : text`),
    });
    const { stdout } = codemod(folder, ['apply', '--include-review', '--format-command', command, '--format', 'json']);
    const report = JSON.parse(stdout) as { files: { path: string; status: string; message?: string }[] };
    const skipped = report.files.filter(({ status }) => status === 'skipped');
    expect(skipped).toMatchObject([
      { path: 'app/one.py', message: 'the format command leaves it with a syntax error' },
      {
        path: 'tests/test_three.py',
        message: 'it moves only together with app/one.py, which the format command breaks',
      },
    ]);
  });
});

describe('who names a format command', () => {
  const configured = (format: unknown): Files =>
    withFormatter(marking, { 'ssot.config.json': JSON.stringify({ ...smallConfig, format }) });

  test('the configuration, for apply; a dry-run runs it when it is told to', () => {
    const folder = makeFolder(configured([command]));
    expect(codemod(folder, ['dry-run']).stdout).not.toContain('# formatted');
    expect(codemod(folder, ['dry-run', '--formatted']).stdout).toContain('# formatted');
    expect(codemod(folder, ['apply']).exitCode).toBe(0);
    expect(read(folder, 'app/one.py')).toContain('# formatted');
  });

  test('the command line before the configuration, and --unformatted for none', () => {
    const folder = makeFolder(configured('node nothing.mjs {files}'));
    expect(codemod(folder, ['dry-run', '--formatted', '--format-command', command]).exitCode).toBe(0);
    expect(codemod(folder, ['apply', '--unformatted']).exitCode).toBe(0);
    expect(read(folder, 'app/one.py')).not.toContain('# formatted');
  });

  test('not the configuration where it may run nothing', () => {
    const folder = makeFolder(configured(command));
    const before = snapshot(folder);
    const refused = codemod(folder, ['apply', '--no-config-code']);
    expect([refused.exitCode, refused.stderr]).toEqual([
      2,
      expect.stringContaining('"format" of ssot.config.json is a command, and --no-config-code lets none run'),
    ]);
    const env = { SSOT_CODEMOD_NO_CONFIG_CODE: '1' };
    expect(codemod(folder, ['apply'], { env }).stderr).toContain('SSOT_CODEMOD_NO_CONFIG_CODE lets none run');
    expect(codemod(folder, ['dry-run', '--no-config-code']).exitCode).toBe(0);
    expect(snapshot(folder)).toEqual(before);
    expect(codemod(folder, ['apply', '--no-config-code', '--format-command', command]).exitCode).toBe(0);
  });

  test('not what a configuration extends, and not a plan', () => {
    const map = JSON.stringify({ ...smallConfig, format: command });
    const folder = makeFolder(
      withFormatter(marking, { 'maps/team.json': map, 'ssot.config.json': '{"extends": ["./maps/team.json"]}' }),
    );
    const { exitCode, stderr } = codemod(folder, ['dry-run']);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('what is extended runs nothing')]);
    const other = makeFolder(configured(command));
    codemod(other, ['plan', '--save', 'moves.plan']);
    expect(codemod(other, ['apply', '--plan', 'moves.plan']).exitCode).toBe(0);
    expect(read(other, 'app/one.py')).not.toContain('# formatted');
  });
});

describe('a format command that cannot be', () => {
  const cases: readonly (readonly [string, readonly string[], string])[] = [
    ['has no place for files', ['apply', '--format-command', 'black .'], 'does not say where the files go'],
    ['is for several globs', ['apply', '--format-command', 'a {files:*.py} {files:*.ts}'], 'several globs at once'],
    ['is not there', ['apply', '--format-command', 'no-such-formatter {files}'], 'cannot be run: no-such-formatter'],
    ['is both given and not', ['apply', '--format-command', command, '--unformatted'], 'exclude each other'],
    ['is for a resumed run', ['apply', '--resume', '--format-command', command], 'it takes no format command'],
    ['is missing', ['dry-run', '--formatted'], '--formatted needs a format command'],
  ];
  test.each(cases)('%s: nothing is written', (_, args, message) => {
    const folder = makeFolder(withFormatter());
    const before = snapshot(folder);
    const { exitCode, stderr } = codemod(folder, args);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining(message)]);
    expect(snapshot(folder)).toEqual(before);
  });
});

withGit.test('a copy that a killed process left goes with the next', () => {
  const left = path.join(stateFolder, 'ssot-codemod', 'format', '999999999-dead');
  addFiles(left, { 'tree/a.py': '' });
  const folder = makeFolder(withFormatter());
  codemod(folder, ['apply', '--format-command', command]);
  expect(existsSync(left)).toBe(false);
});

test('move formats the files that it changes, and puts them back', () => {
  const folder = makeFolder(withFormatter());
  const before = snapshot(folder);
  const move = ['move', 'app/core/unified.py', 'app/core/sockets.py'];
  const { exitCode, stderr } = codemod(folder, [...move, '--format-command', command]);
  expect([exitCode, stderr]).toEqual([0, expect.stringContaining('changed')]);
  expect(read(folder, 'app/core/sockets.py')).toBe(smallRepository['app/core/unified.py']);
  expect(read(folder, 'app/core/manager.py')).toMatch(/sockets(.*\n)*# formatted\n$/);
  expect(codemod(folder, ['rollback']).exitCode).toBe(0);
  expect(snapshot(folder)).toEqual(before);
});
