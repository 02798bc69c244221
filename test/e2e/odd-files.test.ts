import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { codemod } from '../support/program.ts';
import type { Run } from '../support/program.ts';
import { git, makeFolder, makeRepository, withGit } from '../support/repository.ts';

const files = {
  'ssot.config.json': JSON.stringify({
    javascript: { map: [{ canonical: './lib/new#A', legacy: ['./lib/old#A'] }] },
  }),
  'lib/new.js': 'export const A = 1;\n',
  'lib/old.js': "export { A } from './new.js';\n",
  'x.js': "import { A } from './lib/old.js';\nimport b from 'b';\nimport c from '#c';\nA;\n",
};

/** Run where a name leads to a device without an end. */
function withDevice(name: string, args: readonly string[], others: Readonly<Record<string, string>> = files): Run {
  const folder = makeFolder(others);
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  rmSync(file, { force: true });
  symlinkSync('/dev/zero', file);
  return codemod(folder, args);
}

const command = ['dry-run'];

describe('files that are read by their names', () => {
  test.each(['pyproject.toml', 'package.json', 'ssot.config.json', 'ssot.config.mjs'])('%s', (name) => {
    const { exitCode, stderr } = withDevice(name, command, {});
    expect(stderr).toContain(`${name} cannot be read: it is no regular file`);
    expect(exitCode).toBe(2);
  });

  test('a pipe that nobody writes to', () => {
    const folder = makeFolder({});
    execFileSync('mkfifo', [path.join(folder, 'pyproject.toml')]);
    expect(codemod(folder, command).exitCode).toBe(2);
  });

  test('a configuration of many megabytes', () => {
    const folder = makeFolder({});
    writeFileSync(path.join(folder, 'pyproject.toml'), Buffer.alloc(65 * 2 ** 20, '# '));
    expect(codemod(folder, command).stderr).toContain('pyproject.toml cannot be read: it is larger than 64 MB');
  });

  test('a configuration that nests too deep', () => {
    const deep = `[tool.ssot-codemod]\nextends = ${'['.repeat(200_000)}\n`;
    const { exitCode, stderr } = codemod(makeFolder({ 'pyproject.toml': deep }), command);
    expect(stderr).toMatch(/pyproject\.toml.*(?:nested too deep|not valid TOML)/);
    expect(exitCode).toBe(2);
  });

  test.each(['imports', 'exports', 'other'])('%s of a package.json that nest too deep', (field) => {
    const deep = `{"#a":${'{"default":'.repeat(50_000)}"./n.js"${'}'.repeat(50_000)}}`;
    const map = [{ canonical: './n#X', legacy: ['./o#X'] }];
    const folder = makeFolder({
      'ssot.config.json': JSON.stringify({ javascript: { map } }),
      'package.json': `{"name":"r","${field}":${deep}}`,
      'node_modules/dep/package.json': `{"name":"dep","${field}":${deep}}`,
      'y.ts': "import 'dep'; import '#a'; import { X } from './o';\n",
      'n.ts': 'export const X = 1;\n',
      'o.ts': "export { X } from './n';\n",
      'x.ts': "import { X } from './o';\n",
    });
    const { exitCode, stderr } = codemod(folder, ['dry-run', '--stat']);
    // Nothing is resolved past it, and nothing ends the process.
    expect(stderr).toContain('Refused: 2 (2 target-not-found)');
    expect(exitCode).toBe(0);
  });

  test.each(['CODEOWNERS'])('%s', (name) => {
    const folder = makeFolder(files);
    execFileSync('git', ['init', '-q'], { cwd: folder });
    symlinkSync('/dev/zero', path.join(folder, name));
    const { exitCode, stderr } = codemod(folder, ['apply', '--batch-by', 'codeowners']);
    expect(stderr).toContain('CODEOWNERS cannot be read: it is a link that leads out of the repository');
    expect(exitCode).toBe(2);
  });

  test('.gitignore', () => {
    expect(withDevice('.gitignore', ['dry-run', '--stat']).stderr).toContain(
      'its .gitignore cannot be read (it is no regular file)',
    );
  });

  test('a baseline', () => {
    expect(withDevice('known.json', ['check', '--baseline', 'known.json']).stderr).toContain(
      'cannot read the baseline known.json: it is no regular file',
    );
  });

  test('a saved plan', () => {
    expect(withDevice('plan.json', ['apply', '--plan', 'plan.json']).stderr).toContain('it is no regular file');
  });

  test('tsconfig.json gives no aliases', () => {
    expect(withDevice('tsconfig.json', ['dry-run', '--stat']).stderr).toContain('1 of 3 files would change');
  });

  test.each(['tsconfig.json', 'package.json'])('%s of a package that tsconfig.json extends', (name) => {
    const folder = makeFolder({
      ...files,
      'tsconfig.json': '{"extends":"./own.json"}',
      'own.json': '{"extends":"base"}',
    });
    mkdirSync(path.join(folder, 'node_modules/base'), { recursive: true });
    execFileSync('mkfifo', [path.join(folder, 'node_modules/base', name)]);
    const { stderr } = codemod(folder, ['dry-run', '--stat'], { timeout: 20_000 });
    expect(stderr).toContain('extends "base", which does not exist');
    expect(stderr).toContain('1 of 3 files would change');
  });

  test.each(['lib/package.json', 'node_modules/b/package.json'])('%s', (name) => {
    expect(withDevice(name, ['dry-run', '--stat']).exitCode).toBe(0);
  });
});

withGit.describe('what git reads whatever it is asked (needs git)', () => {
  test.each(['commondir', 'config', 'index', 'info/exclude', 'packed-refs'])('a pipe in the place of %s', (name) => {
    const folder = makeRepository(files);
    rmSync(path.join(folder, '.git', name), { force: true });
    execFileSync('mkfifo', [path.join(folder, '.git', name)]);
    for (const args of [['dry-run', '--stat'], ['apply'], ['check', '--staged']]) {
      const { exitCode, stderr } = codemod(folder, args, { timeout: 20_000 });
      expect(stderr).toContain(`/.git/${name} is no regular file: git is not called\n`);
      expect(exitCode).toBe(2);
    }
  });

  test.each(['.gitignore', 'app/deep/.gitignore', '.git/refs/heads/main', '.git/objects/info/alternates'])(
    'a pipe that git waits for: %s',
    (name) => {
      const folder = makeRepository({ ...files, 'app/deep/x.py': '' });
      git(folder, 'branch', '-M', 'main');
      rmSync(path.join(folder, name), { force: true });
      execFileSync('mkfifo', [path.join(folder, name)]);
      for (const args of [['dry-run', '--stat'], ['apply'], ['apply', '--commit'], ['check', '--since', 'main']]) {
        const { exitCode, stderr } = codemod(folder, args, { timeout: 20_000 });
        if (args[0] === 'dry-run' && name.startsWith('.git/')) continue; // git need not read it
        expect(stderr).toContain(`/${name} is not a regular file, and git waits for it\n  find out who made it`);
        expect(exitCode).toBe(2);
      }
    },
  );

  test('a pipe, a device, a link to itself or a file of many megabytes in the place of .git, or of its HEAD, is no repository', () => {
    const folder = makeFolder(files);
    const place = path.join(folder, '.git');
    const kinds = [
      () => execFileSync('mkfifo', [place]),
      () => {
        symlinkSync('/dev/zero', place);
      },
      () => {
        symlinkSync('.git', place);
      },
      () => {
        writeFileSync(place, Buffer.alloc(65 * 2 ** 20, 'gitdir: x'));
      },
      () => {
        mkdirSync(path.join(place, 'objects'), { recursive: true });
        execFileSync('mkfifo', [path.join(place, 'HEAD')]);
      },
    ];
    for (const make of kinds) {
      make();
      const { exitCode, stderr } = codemod(folder, ['dry-run', '--stat'], { timeout: 20_000 });
      expect(stderr).toContain('1 of 3 files would change');
      expect(exitCode).toBe(0);
      rmSync(place, { recursive: true });
    }
  });
});

describe('patterns that try a name in too many ways are broken off', () => {
  const name = 'a'.repeat(200);
  const slow = `**/${'*a'.repeat(40)}b`;
  const slowOwned = `${'a/**/'.repeat(12)}mm`;
  const python = { map: [{ canonical: 'app.new:A', legacy: ['app.old:A'] }] };
  const audited = { implementations: ['*A'] };
  const counts = { label: 'all', pattern: '(a+)+$', answeredBy: 'implementations' };
  test.each<[string, readonly string[], object, string]>([
    ['include', ['dry-run'], { include: [slow] }, 'a glob of the configuration (**/*a*a'],
    ['exclude', ['check'], { exclude: [slow] }, 'a glob of the configuration (**/*a*a'],
    ['audit.tests', ['audit'], { audit: { ...audited, tests: [slow] } }, 'a glob of audit.tests (**/*a*a'],
    ...['lines', 'files', 'paths'].map((unit): [string, readonly string[], object, string] => [
      `textCounts of ${unit}`,
      ['audit', '--text-counts'],
      { audit: { ...audited, textCounts: [{ ...counts, counts: unit }] } },
      'the pattern (a+)+$ of audit.textCounts (all)',
    ]),
    ['CODEOWNERS', ['apply', '--batch-by', 'codeowners'], {}, 'the pattern a/**/a/**'],
  ])('%s', (_, args, config, message) => {
    const text = `from app.old import A\nx = "${name}!"\n`;
    const folder = makeFolder({
      'ssot.config.json': JSON.stringify({ python, ...config }),
      'app/__init__.py': '',
      'app/new.py': 'class A:\n    pass\n',
      'app/old.py': 'from app.new import A\n',
      [`app/${name}.py`]: text,
      [`${'a/'.repeat(60)}mmm.py`]: text,
      CODEOWNERS: `${slowOwned} @nobody\n`,
    });
    const { exitCode, stderr } = codemod(folder, args, { timeout: 60_000 });
    expect(stderr).toContain(`ssot-codemod: ${message}`);
    expect(stderr).toContain(' takes longer than 2 seconds to match\n');
    expect(exitCode).toBe(2);
  });
});

test.each([
  ['parentheses', '(', ')'],
  ['blocks of functions', 'function(){return ', '}'],
  ['signs', '!', ''],
  ['holes of templates', '`${', '}`'],
])('a file that nests too deep in %s is listed', (_, open, close) => {
  const text = `import { A } from './lib/old.js';\nx=${open.repeat(50_000)}A${close.repeat(50_000)};\n`;
  const { exitCode, stderr } = codemod(makeFolder({ ...files, 'x.js': text }), ['dry-run', '--stat']);
  expect(stderr).toContain('x.js syntax-error: it cannot be parsed: it nests too deep');
  expect(exitCode).toBe(0);
});

test('a file with tens of thousands of comments on one line is listed, and one with as many on lines of their own is edited', () => {
  const text = "import { A } from './lib/old.js';\n";
  const row = { 'row.js': text + '/** x */'.repeat(40_000), 'column.js': text + '/** x */\n'.repeat(40_000) };
  const { exitCode, stdout, stderr } = codemod(makeFolder({ ...files, ...row }), ['dry-run', '--stat']);
  expect(stderr).toContain('row.js syntax-error: it cannot be parsed: it has too many comments on one line');
  expect(stdout).toContain('column.js');
  expect(exitCode).toBe(0);
});
