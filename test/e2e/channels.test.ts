import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { onlyWhere } from '../support/only-where.ts';
import { run } from '../support/program.ts';
import { commitAll, makeFolder, makeRepository, temporaryFolder } from '../support/repository.ts';
import { smallRepository } from '../support/small-repository.ts';

const project = fileURLToPath(new URL('../../', import.meta.url));
const read = (file: string): string => readFileSync(path.join(project, file), 'utf8');
const { version } = JSON.parse(read('package.json')) as { version: string };

/** The programs of an environment of Python in which the wheel and pre-commit are installed. */
const programs = process.env['SSOT_TEST_CHANNELS'] ?? '';
const withChannels = onlyWhere(programs !== '');

withChannels.describe('the wheel (needs SSOT_TEST_CHANNELS: .ci/run makes it)', () => {
  test('python -m ssot_codemod does the demo', () => {
    const demo = [path.join(project, 'dist/scripts/demo.js'), path.join(programs, 'python'), '-m', 'ssot_codemod'];
    const { exitCode, stdout } = run(temporaryFolder(), process.execPath, demo);
    expect(stdout).toContain('Nothing is left: every import is on its canonical path.');
    expect(exitCode).toBe(0);
  });

  test('it brings its own Node', () => {
    const { stdout, exitCode } = run(temporaryFolder(), path.join(programs, 'ssot-codemod'), ['--version'], {
      env: { PATH: '/nowhere' },
    });
    expect({ stdout, exitCode }).toEqual({ stdout: `${version}\n`, exitCode: 0 });
  });

  test('exit codes and messages are those of the program', () => {
    const { stderr, exitCode } = run(makeFolder({}), path.join(programs, 'python'), [
      '-m',
      'ssot_codemod',
      '--nonsense',
    ]);
    expect(stderr).toContain('ssot-codemod: unknown flag --nonsense\n');
    expect(exitCode).toBe(2);
  });
});

withChannels.describe('the tree of a release (needs SSOT_TEST_CHANNELS: .ci/run makes it)', () => {
  const tree = path.join(temporaryFolder(), 'tree');
  beforeAll(() => {
    expect(run(project, process.execPath, ['dist/scripts/release-tree.js', tree])).toMatchObject({ exitCode: 0 });
    commitAll(tree);
  });

  test('pre-commit installs the hook from it, which fails and passes', () => {
    const root = makeRepository({ ...smallRepository, '.pre-commit-config.yaml': 'repos: []\n' });
    const env = { PRE_COMMIT_HOME: temporaryFolder() };
    const hook = (): ReturnType<typeof run> =>
      run(root, path.join(programs, 'pre-commit'), ['try-repo', tree, 'ssot-codemod', '--all-files'], { env });
    const first = hook();
    expect(first.stdout).toMatch(/imports on canonical paths\.+Failed/);
    expect(first.stdout).toContain('app/one.py:1:1 app.core.manager:WebSocketManager → app.core.unified:Manager');
    expect(run(root, process.execPath, [path.join(project, 'dist/cli/bin.js'), 'apply', '-q'])).toMatchObject({
      exitCode: 0,
    });
    expect(hook()).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/imports on canonical paths\.+Passed/) });
  });

  test('the Action installs three packages into it, and builds nothing', () => {
    const { runs } = parse(readFileSync(path.join(tree, 'action.yml'), 'utf8')) as {
      runs: { steps: { id?: string; run?: string }[] };
    };
    const script = runs.steps.find(({ id }) => id === 'install')?.run ?? 'false';
    const before = readFileSync(path.join(tree, 'dist/cli/main.js'));
    expect(run(tree, 'bash', ['-e', '-c', script], { env: { SOURCE: tree } })).toMatchObject({ exitCode: 0 });
    expect(readFileSync(path.join(tree, 'dist/cli/main.js')).equals(before)).toBe(true);
    expect(existsSync(path.join(tree, 'node_modules/esbuild'))).toBe(false);
    expect(
      run(makeFolder(smallRepository), process.execPath, [path.join(tree, 'dist/cli/bin.js'), '--stat']),
    ).toMatchObject({
      stderr: '3 of 7 files would change: 3 edits\n',
    });
  });
});

test('the hook that pre-commit finds is the one that init writes', () => {
  const [hook] = parse(read('.pre-commit-hooks.yaml')) as Record<string, unknown>[];
  expect(hook).toMatchObject({ id: 'ssot-codemod', language: 'node', require_serial: true });
  expect(read('src/init/documents.ts')).toContain(`types_or: [${(hook?.['types_or'] as string[]).join(', ')}]`);
});

test('the release workflow and the Dockerfile run what is there', () => {
  const { scripts, bin } = JSON.parse(read('package.json')) as { scripts: object; bin: object };
  const named = ['.github/workflows/release.yml', 'Dockerfile', '.ci/run', 'docs/releasing.md'].map(read).join('\n');
  const commands = [...named.matchAll(/npm run (?:-s )?([\w:-]+)/g)].map(([, name = '']) => name);
  expect(commands.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
  expect(commands).toContain('wheel');
  const programsOfOurs = [...named.matchAll(/dist\/scripts\/([\w-]+)\.js/g)].map(([, name = '']) => name);
  expect(programsOfOurs.filter((name) => !existsSync(path.join(project, 'scripts', `${name}.ts`)))).toEqual([]);
  expect(programsOfOurs).toContain('release-tree');
  expect(read('Dockerfile')).toContain(`ENTRYPOINT ["${Object.keys(bin)[0] ?? ''}"]`);
});

test('the wheel starts the file that npm starts', () => {
  const { bin } = JSON.parse(read('package.json')) as { bin: Readonly<Record<string, string>> };
  const parts = (bin['ssot-codemod'] ?? '').replace('./', '').split('/');
  expect(read('python/ssot_codemod/__main__.py')).toContain(
    `"package", ${parts.map((part) => `"${part}"`).join(', ')}`,
  );
});
