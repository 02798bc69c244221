import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { onlyWhere } from '../support/only-where.ts';
import { presetNames } from '../../src/config/load-config.ts';
import { codemod, programFile, run } from '../support/program.ts';
import type { Run } from '../support/program.ts';
import { addFiles, makeFolder, makeRepository, snapshot } from '../support/repository.ts';
import type { Files } from '../support/repository.ts';
import { legacy, smallRepository } from '../support/small-repository.ts';

const withoutConfig = Object.fromEntries(
  Object.entries(smallRepository).filter(([file]) => file !== 'ssot.config.json'),
);

/** Run in a folder with the files; whatever is wrong, nothing may be written, by neither command. */
function inFolder(files: Files, args: readonly string[]): Run & { readonly folder: string } {
  const folder = makeFolder(files);
  const before = snapshot(folder);
  codemod(folder, ['apply', ...args]);
  expect(snapshot(folder)).toEqual(before);
  const result = codemod(folder, ['dry-run', ...args]);
  expect(snapshot(folder)).toEqual(before);
  return { ...result, folder };
}

/** The message of an expected stop: no stack, nothing on stdout, exit code 2. */
function stopOf(files: Files, args: readonly string[]): string {
  const { exitCode, stdout, stderr, folder } = inFolder(files, args);
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  expect(stderr).not.toMatch(/^ +at /m);
  return stderr.replaceAll(folder, '<folder>');
}

describe('configuration', () => {
  test.each<[string, Files, readonly string[], string]>([
    [
      'none',
      withoutConfig,
      [],
      'ssot-codemod: no configuration found in <folder>\n  ssot-codemod init writes one; --preset NAME needs none: websocket-manager, ',
    ],
    [
      'not valid JSON',
      { ...smallRepository, 'ssot.config.json': '{\n  "python": {,\n' },
      [],
      'ssot-codemod: <folder>/ssot.config.json:2:14: not valid JSON: value expected\n',
    ],
    [
      'not valid TOML',
      { ...withoutConfig, 'pyproject.toml': '[tool.ssot-codemod]\nextends = [\n' },
      [],
      'ssot-codemod: <folder>/pyproject.toml:3:1: not valid TOML: ',
    ],
    [
      'a module that fails',
      { ...withoutConfig, 'ssot.config.mjs': 'throw new Error("no such luck");\n' },
      [],
      'ssot-codemod: <folder>/ssot.config.mjs cannot be loaded: no such luck\n',
    ],
    [
      'empty',
      { ...smallRepository, 'ssot.config.json': '' },
      [],
      'ssot-codemod: <folder>/ssot.config.json holds no configuration for ssot-codemod\n  ssot-codemod init --force writes one\n',
    ],
    [
      'no object',
      { ...smallRepository, 'ssot.config.json': '[{ "python": {} }]' },
      [],
      'ssot-codemod: ssot.config.json is not a valid configuration:\n  the configuration: expected an object, found an array\n',
    ],
    [
      'everything that is wrong, at once, with what was likely meant',
      {
        ...smallRepository,
        'ssot.config.json':
          '{ "includes": [], "python": { "map": [{ "canonical": "a.b", "legacy": "c.d", "replace": true }], "uses": "renam" } }',
      },
      [],
      [
        'ssot-codemod: ssot.config.json is not a valid configuration:',
        '  python.map[0].legacy: expected an array, found "c.d"',
        '  python.map[0].replace: unknown key, did you mean "replaces"?',
        '  python.uses: expected "alias" or "rename", found "renam"',
        '  includes: unknown key, did you mean "include"?',
        '',
      ].join('\n'),
    ],
    [
      'no module path',
      {
        ...smallRepository,
        'ssot.config.json': '{ "python": { "map": [{ "canonical": "a/b.py", "legacy": [] }] } }',
      },
      [],
      'ssot-codemod: ssot.config.json is not a valid configuration:\n  python.map[0].canonical: expected a module or symbol such as "package.module" or "package.module:Name", found "a/b.py"\n',
    ],
    [
      'a Map that contradicts itself in several places',
      {
        ...smallRepository,
        'ssot.config.json': JSON.stringify({
          python: {
            map: [
              { canonical: 'a:X', legacy: ['c:X'] },
              { canonical: 'b:X', legacy: ['d:X', 'c:X', 'd'] },
              { canonical: 'c:X', legacy: ['d:X'] },
            ],
          },
          javascript: { map: [{ canonical: '@/a#X', legacy: ['@/b'] }], retarget: { '@/c': '@/d' } },
        }),
      },
      [],
      `ssot-codemod: the Map is not valid:
  ssot.config.json: python.map[1].legacy[1]: "c:X" has two canonical paths, "a:X" by python.map[0] and "b:X" here: keep one of them
  ssot.config.json: python.map[1].legacy[2]: "d" and its canonical path "b:X" are not of one kind: a module moves onto a module, a symbol onto a symbol, "module:*" onto "module:*"
  ssot.config.json: python.map[2].legacy[0]: "d:X" has two canonical paths, "b:X" by python.map[1] and "c:X" here: keep one of them
  ssot.config.json: javascript.map[0].legacy[0]: "@/b" and its canonical path "@/a#X" are not of one kind: a module moves onto a module, an export onto an export; "module#*" is the module as an object, which an export may become
  ssot.config.json: javascript.retarget: no entry of the presets has the canonical path "@/c": no preset is extended
`,
    ],
    [
      'backslashes, which would exclude nothing',
      {
        ...smallRepository,
        'ssot.config.json': String.raw`{ "exclude": ["app\\[id\\]/**", "app\\**"], "javascript": { "unmapped": ["a\\b#C"] } }`,
      },
      [],
      String.raw`ssot-codemod: ssot.config.json is not a valid configuration:
  exclude[1]: expected a glob with forward slashes such as "src/**/*.py", found "app\\**"
  javascript.unmapped[0]: expected an export such as "@/services/ws#Socket", found "a\\b#C"
`,
    ],
    [
      'tsconfigs that are not there',
      { ...smallRepository, 'ssot.config.json': '{ "javascript": { "tsconfig": ["web/tsconfig.json", "app"] } }' },
      [],
      'ssot-codemod: ssot.config.json: javascript.tsconfig[0]: no such file: web/tsconfig.json\nssot.config.json: javascript.tsconfig[1]: no such file: app\n  paths are relative to <folder>\n',
    ],
    [
      'an unknown preset in the file',
      { ...smallRepository, 'ssot.config.json': '{ "extends": ["websocket-manger"] }' },
      [],
      `ssot-codemod: ssot.config.json: unknown preset "websocket-manger"\n  presets are: ${presetNames.join(', ')}\n`,
    ],
    [
      'names that every object of JavaScript has are no presets',
      { ...smallRepository, 'ssot.config.json': '{ "extends": ["constructor", "websocket-manager", "__proto__"] }' },
      [],
      `ssot-codemod: ssot.config.json: unknown preset "constructor" and "__proto__"\n  presets are: ${presetNames.join(', ')}\n`,
    ],
    [
      'nor on the command line',
      smallRepository,
      ['--preset', 'toString'],
      `ssot-codemod: unknown preset "toString"\n  presets are: ${presetNames.join(', ')}\n`,
    ],
    [
      'an unknown preset on the command line',
      smallRepository,
      ['--preset', 'nope'],
      `ssot-codemod: unknown preset "nope"\n  presets are: ${presetNames.join(', ')}\n`,
    ],
    [
      'a file that does not exist',
      smallRepository,
      ['--config', 'nope.json'],
      'ssot-codemod: no such configuration file: <folder>/nope.json\n  paths are relative to the working folder\n',
    ],
    ['a folder', smallRepository, ['--config', 'app'], 'ssot-codemod: no such configuration file: <folder>/app\n'],
    [
      'a kind of file that is none',
      { ...smallRepository, 'config.yaml': 'python:\n' },
      ['--config', 'config.yaml'],
      'ssot-codemod: <folder>/config.yaml is no kind of configuration file\n  they end in .json, .toml, .ts, .js, .mjs\n',
    ],
  ])('%s', (_, files, args, message) => {
    const stderr = stopOf(files, args);
    expect(stderr.slice(0, message.length)).toBe(message);
  });

  test('one that may not be read is named', () => {
    // Permissions mean nothing to root, whom continuous integration often is.
    const preload = `
      import fs from 'node:fs';
      const { openSync } = fs;
      fs.openSync = (file, ...rest) => {
        if (!String(file).endsWith('ssot.config.json')) return openSync(file, ...rest);
        throw Object.assign(new Error("EACCES: permission denied, open '" + file + "'"), { syscall: 'open' });
      };`;
    const folder = makeFolder(smallRepository);
    for (const args of [[], ['--config', 'ssot.config.json']]) {
      const { exitCode, stderr } = codemod(folder, args, { preload });
      expect(stderr).toBe(
        `ssot-codemod: ${folder}/ssot.config.json cannot be read: EACCES: permission denied, open '${folder}/ssot.config.json'\n`,
      );
      expect(exitCode).toBe(2);
    }
  });

  test('the nearest configuration counts, and a file of another tool is none', () => {
    const folder = makeRepository({
      ...smallRepository,
      'app/package.json': '{ "name": "other" }',
      'app/pyproject.toml': '[tool.ruff]\nline-length = 100\n',
    });
    expect(codemod(path.join(folder, 'app'), ['-q', '--exit-code']).exitCode).toBe(1);
  });
});

test('a Map without entries is said to be empty', () => {
  const folder = makeFolder({ ...smallRepository, 'ssot.config.json': '{}' });
  expect(codemod(folder, ['check'])).toMatchObject({
    exitCode: 0,
    stderr:
      'ssot-codemod: the Map of ssot.config.json is empty: no path is legacy\nNo import on a legacy path in 7 files\n',
  });
});

describe('command line', () => {
  test.each<[readonly string[], string]>([
    [['--exclud', 'x'], 'ssot-codemod: unknown flag --exclud, did you mean --exclude?\n'],
    [['--xyzzy'], 'ssot-codemod: unknown flag --xyzzy\n'],
    [['--constructor=x'], 'ssot-codemod: unknown flag --constructor\n'],
    [['--pathc=x'], 'ssot-codemod: unknown flag --pathc, did you mean --patch?\n'],
    [['-x'], 'ssot-codemod: unknown flag -x\n'],
    // The flags of other tools, with what does the same here.
    [['--fix'], 'ssot-codemod: unknown flag --fix\n  ssot-codemod apply writes the edits'],
    [['--write'], 'ssot-codemod: unknown flag --write\n  ssot-codemod apply writes the edits'],
    [['-i'], 'ssot-codemod: unknown flag -i\n  ssot-codemod apply writes the edits'],
    [['--diff'], 'ssot-codemod: unknown flag --diff\n  ssot-codemod dry-run shows the diffs'],
    [['apply', '--dry-run'], 'ssot-codemod: unknown flag --dry-run\n  ssot-codemod dry-run shows the diffs'],
    [['check', '--watch'], 'ssot-codemod: unknown flag --watch\n  nothing waits for changes: ssot-codemod lsp'],
    [['-j', '0'], 'ssot-codemod: --jobs takes a whole number from 1 up, found 0\n'],
    [['-j', '1.5'], 'ssot-codemod: --jobs takes a whole number from 1 up, found 1.5\n'],
    [['-j', 'many'], 'ssot-codemod: --jobs takes a whole number from 1 up\n'],
    [['-j'], 'ssot-codemod: -j needs a value\n'],
    [['--config'], 'ssot-codemod: --config needs a value\n'],
    [['--config='], 'ssot-codemod: --config needs a value\n'],
    [['--include', ''], 'ssot-codemod: --include needs a value\n'],
    [['--exclude', 'a', '--exclude', ''], 'ssot-codemod: --exclude needs a value\n'],
    [['-c', 'a', '-c', 'b'], 'ssot-codemod: --config can be given only once\n'],
    [['-j', '1', '--jobs', '2'], 'ssot-codemod: --jobs can be given only once\n'],
    [['--format', 'json', '--format', 'json'], 'ssot-codemod: --format can be given only once\n'],
    [
      ['--format', 'xml'],
      'ssot-codemod: --format takes "text", "json", "jsonl", "markdown", "html", "sarif", "github"',
    ],
    [['--color', 'blue'], 'ssot-codemod: --color takes "auto", "always", "never", found "blue"\n'],
    [['nowhere'], 'ssot-codemod: no such file or folder: nowhere\n  paths are relative to <folder>\n'],
    [['app', 'app/nowhere.py'], 'ssot-codemod: no such file or folder: app/nowhere.py\n'],
    [['app/one.py/x'], 'ssot-codemod: no such file or folder: app/one.py/x\n'],
    [['..'], 'ssot-codemod: .. is outside of <folder>\n'],
    [['/'], 'ssot-codemod: / is outside of <folder>\n'],
    [['--include', '**/*.rs'], 'ssot-codemod: no file matched: **/*.rs below <folder>\n  see include and exclude in'],
    [['--exclude', '**'], 'ssot-codemod: no file matched: **/*.{py,pyi,pyw} below <folder>\n'],
    [
      // A shell makes this of a glob without quotes.
      ['--include', 'a.md', ...Array<string>(9).fill('app')],
      'ssot-codemod: no file matched: a.md below app, app, app, app, app and 4 more\n',
    ],
    [
      ['--exclude', 'app\\**'],
      'ssot-codemod: the command line is not a valid configuration:\n  exclude[0]: expected a glob with forward slashes such as "src/**/*.py", found "app\\\\**"\n',
    ],
    [
      ['--files-from', 'nowhere'],
      'ssot-codemod: the list of files cannot be read: <folder>/nowhere: there is no such file or folder\n',
    ],
    [['--files-from', 'app'], 'ssot-codemod: the list of files cannot be read: <folder>/app: it is a folder\n'],
    [['--files-from', '-', 'app'], 'ssot-codemod: --files-from selects the files: it takes no further paths\n'],
    [['-o', 'nowhere/x', '--format', 'json'], 'ssot-codemod: cannot write nowhere/x: '],
  ])('%j', (args, message) => {
    const files = { ...smallRepository, 'app/one.py': '', 'app/two.py': '', 'tests/test_three.py': '' };
    const stderr = stopOf(files, args);
    expect(stderr.slice(0, message.length)).toBe(message);
  });

  test.each<[string[], string]>([
    [['apply', '--plan', 'no/plan'], 'cannot read the plan no/plan: there is no such file or folder\n'],
    [['explain', 'no.py:1'], 'no.py cannot be read: there is no such file or folder\n'],
    [['hits', 'nowhere'], 'cannot read the hits in nowhere: there is no such file or folder\n'],
    [['plan', 'merge', 'no', '--save', 'x'], 'cannot read the shard no: there is no such file or folder\n'],
  ])('a wrong path is told in words: %j', (args, message) => {
    const { exitCode, stderr } = codemod(makeFolder(smallRepository), args);
    expect({ exitCode, stderr: stderr.slice(0, message.length + 14) }).toEqual({
      exitCode: 2,
      stderr: `ssot-codemod: ${message}`,
    });
  });

  test('a glob that is longer than an expression can be', () => {
    expect(stopOf(smallRepository, ['--include', 'a'.repeat(65_537)])).toMatch(
      /^ssot-codemod: the command line is not a valid configuration:\n {2}include\[0\]: expected a glob of at most 8192 characters, found "a{200}…"\n$/,
    );
  });

  test.each([
    ['aply', 'ssot-codemod apply'],
    ['rolback', 'ssot-codemod rollback'],
    ['help', 'ssot-codemod --help'],
  ])('%s is no command', (word, meant) => {
    const { exitCode, stderr } = codemod(makeFolder(smallRepository), [word]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(`ssot-codemod: no such file or folder: ${word}\n`);
    expect(stderr).toContain(`\n  did you mean ${meant}?\n`);
  });

  test.each([
    ['apply', '--stat'],
    ['plan', '--output-file'],
  ])('a flag of another command is unknown to %s: %s', (command, flag) => {
    const { exitCode, stderr } = codemod(makeFolder(smallRepository), [command, flag]);
    expect({ exitCode, stderr }).toEqual({
      exitCode: 2,
      stderr: `ssot-codemod: unknown flag ${flag}\n  ssot-codemod ${command} --help lists the flags of ${command}\n`,
    });
  });

  test('completion is a script for the shell, and asks the program for words', () => {
    const folder = makeFolder({});
    const { exitCode, stdout } = codemod(folder, ['completion']);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('###-begin-ssot-codemod-completions-###');
    const words = codemod(folder, ['--get-yargs-completions', 'ssot-codemod', 'apply', '--inc']).stdout;
    expect(words.split('\n')).toEqual(expect.arrayContaining(['--include', '--include-review']));
  });

  test('a command that does not come first', () => {
    const { exitCode, stderr } = codemod(makeFolder(smallRepository), ['-q', 'apply']);
    expect(exitCode).toBe(2);
    expect(stderr).toBe(
      'ssot-codemod: the command comes first: ssot-codemod apply …\n  a folder of that name is ./apply\n',
    );
  });

  test('--patch that cannot be written', () => {
    const { exitCode, stderr } = codemod(makeFolder(smallRepository), ['--patch', 'nowhere/x']);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/^ssot-codemod: cannot write nowhere\/x: its folder is not there/);
  });

  test('an empty folder', () => {
    const { exitCode, stderr } = codemod(makeFolder({}), ['--preset', 'websocket-manager']);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/^ssot-codemod: no file matched: /);
  });
});

describe('files', () => {
  const brackets = (depth: number): string => `x = ${'('.repeat(depth)}1${')'.repeat(depth)}\n`;
  const big = `DATA = [\n${`    ("row", 'it is important', 1),\n`.repeat(600_000)}]\n`;

  test('20 MB, brackets as deep as Python takes them, lines of a megabyte: read like all others', () => {
    expect(big.length).toBeGreaterThan(20_000_000);
    const folder = makeFolder({
      ...smallRepository,
      'odd/big.py': legacy + big,
      'odd/nested.py': legacy + brackets(150),
      'odd/long_line.py': `${legacy}x = "${'import '.repeat(150_000)}"\n`,
    });
    const { exitCode, stderr } = codemod(folder, ['apply']);
    expect(stderr).toMatch(/^6 of 10 files changed: 6 edits\n/);
    expect(exitCode).toBe(0);
    const head = readFileSync(path.join(folder, 'odd/big.py'), 'utf8');
    expect(head.startsWith('from app.core.unified import Manager as WebSocketManager\nDATA = [\n')).toBe(true);
    expect(head.endsWith(big)).toBe(true);
    expect(codemod(folder, ['--exit-code', '-q'])).toMatchObject({ exitCode: 0 });
  });

  test.each([
    ['never closed', `x = ${'['.repeat(50_000)}\n`],
    ['too deep for Python', brackets(50_000)],
  ])('brackets that are %s: for review', (_, text) => {
    const { stderr } = codemod(makeFolder({ ...smallRepository, 'odd/brackets.py': legacy + text }), []);
    expect(stderr).toContain(
      'Not applied, for review (--include-review applies them): 1 (1 unreadable-code)\n  odd/brackets.py:1:',
    );
  });

  test('a comment behind an import that says so holds nothing up', () => {
    const folder = makeFolder({
      ...smallRepository,
      'app/one.py': `${legacy.trimEnd()}  # import it\n${legacy.trimEnd()} as Again  # the import of it\n`,
    });
    expect(codemod(folder, ['dry-run'], { timeout: 20_000 }).stdout).toContain('+++ b/app/one.py');
  });

  test('binary files, empty files, NUL bytes, another kind of Unicode', () => {
    const bytes = Uint8Array.from({ length: 100_000 }, (_, k) => (k * 2654435761) >>> 13);
    const folder = makeFolder({
      ...smallRepository,
      'odd/binary.py': Buffer.concat([bytes, Buffer.from(`\n${legacy}`), bytes]),
      'odd/empty.py': '',
      'odd/mark.py': '\ufeff',
      'odd/nul.py': `${legacy}\0`,
      'odd/utf16.py': Buffer.from(`\ufeff${legacy}`, 'utf16le'),
      'odd/huge_name.py': `from app.core.manager import ${'x'.repeat(100_000)}\n`,
    });
    const before = snapshot(folder);
    const { exitCode, stderr } = codemod(folder, ['apply', '--strict']);
    expect(stderr).toMatch(/^3 of 13 files changed: 3 edits\n/);
    expect(stderr).toContain('  odd/binary.py unsupported-encoding: it is not valid UTF-8');
    expect(stderr).toContain('  odd/nul.py syntax-error: it holds NUL bytes');
    expect(exitCode).toBe(1);
    const changed = [...snapshot(folder)].filter(([file, content]) => before.get(file) !== content);
    expect(changed.map(([file]) => file)).toEqual(['app/one.py', 'app/two.py', 'tests/test_three.py']);
  });

  test('a file that may not be read is failed and named; the others are done', () => {
    const folder = makeFolder({ ...smallRepository, 'app/secret.py': legacy });
    // Permissions mean nothing to root, whom continuous integration often is.
    const preload = `
      import fs from 'node:fs';
      import { syncBuiltinESMExports } from 'node:module';
      const { openSync } = fs;
      fs.openSync = (file, ...rest) => {
        if (!String(file).endsWith('secret.py')) return openSync(file, ...rest);
        throw Object.assign(new Error("EACCES: permission denied, open 'secret.py'"), { code: 'EACCES' });
      };
      syncBuiltinESMExports();`;
    for (const command of ['dry-run', 'review']) {
      const { exitCode, stderr } = codemod(folder, [command], { preload });
      expect(stderr).toContain("Failed: 1\n  app/secret.py: EACCES: permission denied, open 'secret.py'\n");
      expect(exitCode).toBe(1);
    }
    expect(codemod(folder, ['apply'], { preload }).exitCode).toBe(1);
    expect(readFileSync(path.join(folder, 'app/secret.py'), 'utf8')).toBe(legacy);
    expect(readFileSync(path.join(folder, 'app/one.py'), 'utf8')).not.toBe(legacy);
  });

  const mayNameAnything = process.platform === 'linux' ? test : test.skip;
  mayNameAnything('a file whose name is not valid UTF-8 is failed and named, in a git repository, too', () => {
    const folder = makeFolder(smallRepository);
    writeFileSync(Buffer.concat([Buffer.from(`${folder}/app/odd-`), Buffer.from([0xff]), Buffer.from('.py')]), legacy);
    for (const isRepository of [false, true]) {
      if (isRepository) execFileSync('git', ['init', '--quiet'], { cwd: folder });
      const { exitCode, stderr } = codemod(folder, ['dry-run', '--stat']);
      expect(exitCode).toBe(1);
      expect(stderr).toContain('Failed: 1\n  app/odd-\ufffd.py: its name is not valid UTF-8\n');
    }
  });

  test('a file name that would play tricks on a terminal is shown harmless', () => {
    const folder = makeFolder(smallRepository);
    mkdirSync(path.join(folder, 'odd'));
    addFiles(folder, { 'odd/\x1b[31mred.py': `${legacy}x = (\n` });
    const { stderr } = codemod(folder, ['--stat']);
    expect(stderr).toContain('  odd/\\x1b[31mred.py:1:');
    expect(stderr).not.toContain('\x1b');
  });
});

// Windows keeps a folder that a process works in.
onlyWhere(process.platform !== 'win32').test('a working folder that is gone', () => {
  const folder = makeFolder(smallRepository);
  const script = 'mkdir gone && cd gone && rmdir ../gone && exec "$0" "$1" dry-run';
  const { exitCode, stdout, stderr } = run(folder, 'sh', ['-c', script, process.execPath, programFile]);
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  expect(stderr).toBe('ssot-codemod: the working folder is gone\n  change to one that exists\n');
});
