import { chmodSync, cpSync, existsSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from '@jest/globals';
import { fetchPackage } from '../../scripts/foreign-packages.ts';
import type { ForeignPackage } from '../../scripts/foreign-packages.ts';
import { codeBlocks, runDocumentedCommands } from '../support/documented-commands.ts';
import { authorEnvironment } from '../support/git-author.ts';
import { onlyWhere } from '../support/only-where.ts';
import { codemod, run } from '../support/program.ts';
import { addFiles, commitAll, git, temporaryFolder } from '../support/repository.ts';
import type { Files } from '../support/repository.ts';

/*
 * The way of docs/formatters.md on repositories of other people, with their own settings: after an apply with the format command,
 * their checks find nothing that they did not find before, and their hooks let the commit pass.
 */

const project = fileURLToPath(new URL('../../', import.meta.url));
/** `.ci/run` installs ruff, black, isort and pytest in `python`, and prettier and eslint in `npm`. */
const tools = process.env['SSOT_TEST_FORMATTERS'] ?? path.join(project, 'node_modules/.cache/formatters');
const bins = [path.join(tools, 'python/bin'), path.join(tools, 'npm/node_modules/.bin')];
const withTools = onlyWhere(bins.every(existsSync));
if (!bins.every(existsSync))
  process.stderr.write(`No formatters are installed in ${tools}: the way of docs/formatters.md is not walked.\n`);
const env = { ...authorEnvironment, PATH: [...bins, process.env['PATH'] ?? ''].join(path.delimiter) };

const page = readFileSync(path.join(project, 'docs/formatters.md'), 'utf8');

/** A repository of somebody else, and a module whose names get another path. */
interface Foreign {
  readonly fetched: ForeignPackage;
  /** The folder of the unpacked release. */
  readonly folder: string;
  readonly files: Files;
  /** A check of theirs, as a shell command; it may print, and fail. */
  readonly check: string;
  readonly format: string;
  readonly tests?: string;
}

const names = ['Cookies', 'Headers', 'Request', 'Response'];
const errors = ['DenyConnection', 'InvalidChannelLayerError', 'StopConsumer'];
const utilities = ['assign', 'shallowDiffers'];
const facade = (from: string, list: readonly string[]): string =>
  `from ${from} import ${list.join(', ')}\n\n__all__ = [${list.map((name) => `"${name}"`).join(', ')}]\n`;
const configOf = (
  language: string,
  include: string,
  list: readonly string[],
  paths: readonly [string, string],
): string =>
  JSON.stringify({
    include: [include],
    [language]: { map: list.map((name) => ({ canonical: paths[0] + name, legacy: [paths[1] + name] })) },
  });

/** Lines that only count what others list. */
const isTotal = /^✖|potentially fixable|Code style issues|warning: Invalid/;

const foreign: readonly (readonly [string, Foreign])[] = [
  [
    'ruff',
    {
      fetched: { kind: 'sdist', name: 'httpx', version: '0.28.1' },
      folder: 'httpx-0.28.1',
      files: {
        'httpx/_names_of_requests_and_responses.py': facade('._models', names),
        'ssot.config.json': configOf('python', 'httpx/**/*.py', names, [
          'httpx._names_of_requests_and_responses:',
          'httpx._models:',
        ]),
      },
      check: 'ruff check --quiet --no-cache .; ruff format --quiet --no-cache --check httpx',
      format: 'ruff check --quiet --select I --fix {files:*.py} && ruff format --quiet {files:*.py}',
      tests:
        'python -m pytest -q -p no:cacheprovider tests/models/test_cookies.py tests/models/test_headers.py | sed "s/ in .*//"',
    },
  ],
  [
    'black and isort',
    {
      fetched: { kind: 'sdist', name: 'channels', version: '4.1.0' },
      folder: 'channels-4.1.0',
      files: {
        'channels/names_of_the_exceptions_of_channels.py': facade('.exceptions', errors),
        'ssot.config.json': configOf('python', 'channels/**/*.py', errors, [
          'channels.names_of_the_exceptions_of_channels:',
          'channels.exceptions:',
        ]),
      },
      check: 'isort --quiet --check . && black --quiet --check .',
      format: 'isort --quiet {files:*.py} && black --quiet {files:*.py}',
    },
  ],
  [
    'prettier and eslint',
    {
      fetched: { kind: 'npm', name: 'preact', version: '10.19.3' },
      folder: 'package',
      files: {
        // The release leaves out these two: the indentation is that of its repository, its preset needs a parser of that time.
        '.editorconfig': 'root = true\n\n[*]\nindent_style = tab\n',
        'eslint.config.mjs':
          'export default [{ languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } }, rules: { "sort-imports": ["error", { ignoreDeclarationSort: true, ignoreCase: true }] } }];\n',
        'compat/src/names-of-the-utilities-of-the-compat-layer.js':
          "export { assign, shallowDiffers } from './util';\n",
        'ssot.config.json': configOf('javascript', 'compat/src/**/*.js', utilities, [
          './compat/src/names-of-the-utilities-of-the-compat-layer#',
          './compat/src/util#',
        ]),
        '.gitignore': 'node_modules\n',
      },
      check: "prettier --check 'compat/src/**/*.js'; eslint compat/src",
      format: 'eslint --fix {files:*.js}; prettier --log-level warn --write {files:*.js}',
    },
  ],
];

withTools.test.each(foreign)(
  'a repository with %s passes its own checks after an apply with the command',
  (_, scene) => {
    const release = fetchPackage(scene.fetched, tools);
    if (release === undefined) throw new Error(`${scene.fetched.name} cannot be fetched from its registry`);
    const folder = temporaryFolder();
    cpSync(path.join(release, scene.folder), folder, { recursive: true });
    symlinkSync(path.join(tools, 'npm/node_modules'), path.join(folder, 'node_modules'));
    addFiles(folder, { '.gitignore': 'node_modules\n__pycache__\n.ruff_cache\n', ...scene.files });
    commitAll(folder);
    const result = (command: string): string[] => {
      const { exitCode, stdout, stderr } = run(folder, 'sh', ['-c', command], { env });
      return [`exit ${exitCode}`, ...stdout.split('\n'), ...stderr.split('\n')].filter((line) => !isTotal.test(line));
    };
    const [before, tested] = [result(scene.check), scene.tests && result(scene.tests)];

    addFiles(folder, { '.git/hooks/pre-commit': `#!/bin/sh\n${scene.check.replaceAll(';', ' &&')} >/dev/null 2>&1\n` });
    const hasCleanChecks = before[0] === 'exit 0';
    if (hasCleanChecks) chmodSync(path.join(folder, '.git/hooks/pre-commit'), 0o755);
    const { exitCode, stderr } = codemod(
      folder,
      ['apply', '--include-review', '--commit', '--format-command', scene.format],
      { env },
    );
    expect([exitCode, stderr]).toEqual([0, expect.stringMatching(/^[1-9]\d* of \d+ files changed/m)]);
    expect(stderr).not.toContain('the format command fails');
    const news = (lines: readonly string[]): string[] => lines.filter((line) => !before.includes(line));
    expect(news(result(scene.check))).toEqual([]);
    expect(scene.tests && result(scene.tests)).toEqual(tested);
    expect(git(folder, 'status', '--porcelain')).toBe('');
  },
);

withTools.test('the way of docs/formatters.md, command by command', () => {
  const folder = temporaryFolder();
  const sections = page.split(/^## /m);
  const way = sections.find((section) => section.startsWith('The whole way')) ?? '';
  const files = codeBlocks(way, 'python').map((code): [string, string] => [/^# (\S+)/.exec(code)?.[1] ?? '', code]);
  const [toml = ''] = codeBlocks(way, 'toml');
  addFiles(folder, { ...Object.fromEntries(files), 'pyproject.toml': toml });
  commitAll(folder);
  expect(runDocumentedCommands(way, folder, env)).toBeGreaterThan(3);
});
