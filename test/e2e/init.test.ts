import { chmodSync, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { codemod, programFile, run } from '../support/program.ts';
import type { Run } from '../support/program.ts';
import { addFiles, makeFolder, makeRepository, read, snapshot } from '../support/repository.ts';
import { legacy, smallRepository } from '../support/small-repository.ts';

const source = 'github:owner/name#0123abc';
/** The workflow and the hook need to be told what to install from. */
const init = (folder: string, ...args: readonly string[]): Run => {
  const needsSource = (args.includes('--github') || args.includes('--pre-commit')) && !args.includes('--source');
  return codemod(folder, ['init', ...args, ...(needsSource ? ['--source', source] : [])]);
};
const workflowFile = '.github/workflows/ssot-codemod.yml';
const hooksFile = '.pre-commit-config.yaml';

describe('init', () => {
  test('writes a configuration that works as it stands, and takes entries', () => {
    const { 'ssot.config.json': config = '', ...files } = smallRepository;
    const folder = makeFolder(files);
    expect(init(folder)).toMatchObject({
      exitCode: 0,
      stdout: '',
      stderr: 'ssot.config.json is written\nWrite your Map into it, then: ssot-codemod dry-run\n',
    });
    expect(codemod(folder, ['check']).exitCode).toBe(0);
    const text = read(folder, 'ssot.config.json');
    expect(text).toContain('// { "canonical": "app.core.unified:Manager"');
    const [entry] = (JSON.parse(config.toString()) as { python: { map: object[] } }).python.map;
    // The first comment in a map is where an entry goes.
    addFiles(folder, { 'ssot.config.json': text.replace(/\/\/ \{ "canonical": "app.*/, `${JSON.stringify(entry)},`) });
    expect(codemod(folder, ['check']).exitCode).toBe(1);
  });

  test('every example in the comments of the configuration is valid', () => {
    const folder = makeFolder({ 'a.py': '' });
    init(folder);
    const text = read(folder, 'ssot.config.json').split('\n');
    const uncommented = text
      .map((line, k) => (k > 2 ? line.replace(/^( +)\/\/ (?=\{ "|"\w+": |"[^"]+",$)/, '$1') : line))
      .join('\n');
    expect(uncommented).not.toBe(text.join('\n'));
    addFiles(folder, { 'ssot.config.json': uncommented, 'frontend/tsconfig.json': '{}', 'src/new.py': '' });
    // The examples speak of modules that are not there, which `check` would fail for.
    const result = codemod(folder, ['dry-run', '--stat']);
    expect(result.stderr).toContain('0 of 2 files would change');
    expect(result.exitCode).toBe(0);
  });

  test('finds the format commands of the repository', () => {
    const folder = makeFolder({ 'pyproject.toml': '[tool.black]\n' });
    expect(init(folder).exitCode).toBe(0);
    expect(read(folder, 'ssot.config.json')).toContain('\n  "format": ["black --quiet {files:*.py}"],\n');
    expect(codemod(folder, ['audit']).stderr).not.toContain('not a valid configuration');
  });

  test('extends a preset', () => {
    const folder = makeFolder({ 'a.py': 'from netra_backend.app.websocket_core.manager import WebSocketManager\n' });
    expect(init(folder, '--preset', 'websocket-manager').exitCode).toBe(0);
    expect(codemod(folder, ['check']).exitCode).toBe(1);
  });

  test.each<[readonly string[], Readonly<Record<string, string>>, string]>([
    [[], { 'ssot.config.json': '{}' }, 'ssot.config.json is there already, and nothing was written'],
    [[], { 'pyproject.toml': '[tool.ssot-codemod]\n' }, 'pyproject.toml is there already'],
    [[], { 'ssot.config.mjs': 'export default {};' }, 'ssot.config.mjs is there already'],
    [['--github'], { [workflowFile]: 'on: push\n' }, `${workflowFile} is there already`],
    [['--github', '--pre-commit'], { [hooksFile]: 'repos: []\n' }, `${hooksFile} is there already`],
    [['--github', '--pre-commit'], { '.github': '' }, `cannot write ${workflowFile}: .github is no folder`],
    [['--github', '--force'], { [`${workflowFile}/x`]: '' }, `cannot write ${workflowFile}: it is a folder`],
    [['--preset', 'nothing'], {}, 'unknown preset "nothing"'],
    [['--force'], { 'pyproject.toml': '[tool.ssot-codemod]\n' }, 'pyproject.toml holds the configuration, and nothing'],
    [['--force'], { 'ssot.config.ts': 'throw 1;' }, 'ssot.config.ts holds the configuration, and nothing'],
    [[], { 'ssot.config.json': '{}', 'pyproject.toml': '[tool.ssot-codemod]\n' }, 'both hold a configuration'],
    [['--github', '--source', 'ssot-codemod@1.0.0'], {}, 'need --source, what npm installs ssot-codemod from, found'],
    [['--github', '--source', 'github:owner/name'], {}, 'need --source'],
    [['--github', '--source', "x.tgz'; touch y"], {}, 'need --source'],
    [['--github', '--source', '../x.tgz'], {}, 'need --source'],
    [['--pre-commit', '--source', 'http://example.org/x.tgz'], {}, 'need --source'],
    [['folder'], {}, 'init takes no paths'],
    [['--baseline', 'x.json'], {}, '--baseline is for what'],
    [['--github', '--baseline', 'x; touch y'], {}, '--baseline takes a path'],
    [['--github', '--baseline', '../x'], {}, '--baseline takes a path'],
  ])('%j beside %j writes nothing', (args, files, message) => {
    const folder = makeFolder(files);
    const before = snapshot(folder);
    const result = init(folder, ...args);
    expect(result.exitCode).toBe(2);
    expect(result.stderr).toContain(message);
    expect(snapshot(folder)).toEqual(before);
  });

  test('--force writes anew what was asked for, and leaves the Map when that is the workflow', () => {
    const folder = makeRepository({ 'ssot.config.json': '{ "python": {} }', [workflowFile]: 'on: push\n' });
    expect(init(folder, '--github', '--force').exitCode).toBe(0);
    expect(read(folder, 'ssot.config.json')).toBe('{ "python": {} }');
    expect(parse(read(folder, workflowFile))).toHaveProperty('jobs.check');
    addFiles(folder, { 'ssot.config.json': '{ broken' });
    expect(init(folder).exitCode).toBe(2);
    expect(init(folder, '--force').exitCode).toBe(0);
    expect(read(folder, 'ssot.config.json')).toContain('// The Map.');
  });

  test('says what to give where the workflow and the hook have nothing to install from', () => {
    const { exitCode, stderr } = codemod(makeFolder({}), ['init', '--pre-commit']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('github:OWNER/NAME#COMMIT');
  });

  test('leaves the source roots as they are by default', () => {
    const folder = makeFolder({
      'src/app/new.py': 'class A:\n    pass\n',
      'src/app/old.py': 'from app.new import A\n',
      'src/use.py': 'from app.old import A\n',
    });
    init(folder);
    const entry = '{ "canonical": "app.new:A", "legacy": ["app.old:A"] },';
    addFiles(folder, {
      'ssot.config.json': read(folder, 'ssot.config.json').replace(/\/\/ \{ "canonical": "app.*/, entry),
    });
    expect(codemod(folder, ['dry-run', '--stat']).stdout).toContain('src/use.py');
  });

  test('follows no link', () => {
    const elsewhere = makeFolder({});
    const folder = makeRepository({ 'a.py': '' });
    symlinkSync(elsewhere, path.join(folder, '.github'));
    symlinkSync(path.join(elsewhere, 'x'), path.join(folder, 'ssot.config.json'));
    expect(init(folder, '--force').stderr).toContain('ssot.config.json is a link');
    rmSync(path.join(folder, 'ssot.config.json'));
    expect(init(folder, '--github').stderr).toContain('.github is a link');
    expect(snapshot(elsewhere).size).toBe(0);
    expect(existsSync(path.join(folder, 'ssot.config.json'))).toBe(false);
  });

  test('a write that fails leaves what was there', () => {
    const folder = makeRepository({ 'ssot.config.json': '{}' });
    const preload = `
      import fs from 'node:fs';
      import { syncBuiltinESMExports } from 'node:module';
      const write = fs.writeFileSync;
      fs.writeFileSync = (file, text, ...rest) => {
        if (!String(text).includes('sourceRoots')) return write(file, text, ...rest);
        write(file, text.slice(0, 9), ...rest);
        throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
      };
      syncBuiltinESMExports();`;
    const before = snapshot(folder);
    const result = codemod(folder, ['init', '--force'], { preload });
    expect(result.stderr).toContain('cannot write ssot.config.json: ENOSPC');
    expect(snapshot(folder)).toEqual(before);
  });

  test('the workflow and the hook are for the top of a repository', () => {
    const folder = makeRepository({ 'sub/a.py': '' });
    expect(init(path.join(folder, 'sub'), '--github').stderr).toContain('belong to the top folder');
  });
});

/** The part of a workflow that is looked at here. */
interface Workflow {
  readonly on: unknown;
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: { readonly check: { readonly steps: readonly Step[] } };
}
interface Step {
  readonly name?: string;
  readonly run?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly env?: Readonly<Record<string, string>>;
}

describe('the workflow', () => {
  /** A repository with the workflow, and programs that only write down how they were called. */
  function repository(files: Readonly<Record<string, string>>, ...args: readonly string[]) {
    const folder = makeRepository({ ...smallRepository, ...files });
    expect(init(folder, '--github', ...args).exitCode).toBe(0);
    const workflow = parse(read(folder, workflowFile)) as Workflow;
    const tools = makeFolder({});
    const tool = (name: string, script: string): void => {
      writeFileSync(path.join(tools, name), `#!/bin/sh\n${script}\n`);
      chmodSync(path.join(tools, name), 0o755);
    };
    tool('ssot-codemod', `exec "${process.execPath}" "${programFile}" "$@"`);
    tool('npm', `echo "npm $*" >> "${tools}/calls"`);
    tool('gh', `echo "gh $*" >> "${tools}/calls"; [ "$2" = --paginate ] && cat "${tools}/comments"; exit 0`);
    addFiles(tools, { comments: '', calls: '' });
    mkdirSync(path.join(tools, 'temp'));
    const env = {
      PATH: `${tools}:${process.env['PATH'] ?? ''}`,
      RUNNER_TEMP: path.join(tools, 'temp'),
      GITHUB_STEP_SUMMARY: path.join(tools, 'page.md'),
      GITHUB_REPOSITORY: 'owner/name',
      NUMBER: '7',
    };
    const step = (name: string, more: Readonly<Record<string, string>> = {}): Run => {
      const { run: script = '' } = workflow.jobs.check.steps.find((one) => one.name === name) ?? {};
      return run(folder, 'bash', ['-e', '-c', script], { env: { ...env, ...more } });
    };
    return { folder, tools, workflow, step };
  }

  test('runs on pull requests, may do no more than comment, and puts nothing of them into a script', () => {
    const { workflow } = repository({});
    expect(workflow.on).toBe('pull_request');
    expect(workflow.permissions).toEqual({ contents: 'read', 'pull-requests': 'write' });
    for (const { run: script = '', uses } of workflow.jobs.check.steps) {
      expect(script).not.toContain('${{');
      if (uses !== undefined) expect(uses).toMatch(/^actions\/[\w-]+@v\d+$/);
    }
  });

  test('fails with annotations, and posts the summary once, then edits it', () => {
    const { tools, step } = repository({});
    expect(step('Install').exitCode).toBe(0);
    const checked = step('Check');
    expect(checked.exitCode).toBe(1);
    expect(checked.stdout.match(/^::error file=/gm)).toHaveLength(3);
    expect(step('Summary').exitCode).toBe(0);
    expect(read(tools, 'page.md')).toMatch(/^# ssot-codemod check\n\n3 imports on legacy paths/);
    expect(step('Comment', { RESULT: 'failure' }).exitCode).toBe(0);
    expect(read(tools, 'temp/comment.md')).toMatch(/^<!-- ssot-codemod check -->\n# ssot-codemod check\n/);
    writeFileSync(path.join(tools, 'comments'), '41\n42\n');
    expect(step('Comment', { RESULT: 'success' }).exitCode).toBe(0);
    const calls = read(tools, 'calls')
      .split('\n')
      .filter((call) => !call.startsWith('gh api --paginate'));
    expect(calls).toEqual([
      `npm install --global ${source}`,
      `gh pr comment 7 --repo owner/name --body-file ${tools}/temp/comment.md`,
      `gh api --silent --method PATCH repos/owner/name/issues/comments/41 --field body=@${tools}/temp/comment.md`,
      '',
    ]);
  });

  test('passes without a comment where nothing is wrong, and keeps to the baseline', () => {
    const { folder, tools, step } = repository({}, '--baseline', 'known.json');
    codemod(folder, ['check', '--baseline', 'known.json', '--update-baseline', '--allow-growth']);
    expect(step('Check')).toMatchObject({ exitCode: 0, stdout: '' });
    expect(step('Summary').exitCode).toBe(0);
    expect(step('Comment', { RESULT: 'success' }).exitCode).toBe(0);
    expect(read(tools, 'page.md')).toContain('3 known to the baseline');
    expect(read(tools, 'calls')).not.toContain('gh pr comment');
    addFiles(folder, { 'app/new.py': legacy });
    expect(step('Check').exitCode).toBe(1);
  });

  test('a configuration that is broken fails each step', () => {
    const { folder, step } = repository({});
    addFiles(folder, { 'ssot.config.json': '{' });
    expect(step('Check').exitCode).toBe(2);
    expect(step('Summary').exitCode).not.toBe(0);
  });
});

describe('the hook', () => {
  /** Runs the hook for these files, as pre-commit would. */
  function hook(folder: string, document: string, files: readonly string[]): Run {
    const { repos } = parse(document) as { repos: { hooks: { entry: string; additional_dependencies: string[] }[] }[] };
    const [entry] = repos[0]?.hooks ?? [];
    expect(entry?.additional_dependencies).toEqual([source]);
    const [, ...args] = entry?.entry.split(' ') ?? [];
    return codemod(folder, [...args, ...files]);
  }

  test('checks the files that it is given, of any name', () => {
    const folder = makeRepository({ ...smallRepository, '-x.py': legacy, 'a b.py': legacy, 'c.py': 'import os\n' });
    expect(init(folder, '--pre-commit').exitCode).toBe(0);
    const document = read(folder, hooksFile);
    expect(hook(folder, document, ['c.py']).exitCode).toBe(0);
    const failed = hook(folder, document, ['-x.py', 'a b.py', 'c.py']);
    expect(failed.exitCode).toBe(1);
    expect(failed.stdout.match(/^\S.*→/gm)).toHaveLength(2);
  });

  test('keeps to the baseline', () => {
    const folder = makeRepository(smallRepository);
    const { exitCode, stderr } = init(folder, '--pre-commit', '--baseline', 'known.json');
    expect(exitCode).toBe(0);
    const making = ['check', '--baseline', 'known.json', '--update-baseline', '--allow-growth'];
    expect(stderr).toContain(`Make the baseline: ssot-codemod ${making.join(' ')}\n`);
    codemod(folder, making);
    expect(hook(folder, read(folder, hooksFile), ['app/one.py']).exitCode).toBe(0);
  });

  test('a tarball in the repository is installed by its path', () => {
    const folder = makeRepository(smallRepository);
    expect(init(folder, '--pre-commit', '--github', '--source', 'tools/x.tgz').exitCode).toBe(0);
    expect(read(folder, hooksFile)).toContain(
      'npm exec --yes --ignore-scripts --package=./tools/x.tgz -- ssot-codemod',
    );
    expect(read(folder, workflowFile)).toContain("npm install --global --ignore-scripts './tools/x.tgz'");
  });

  test('beside other hooks is printed, to be put there by hand', () => {
    const folder = makeRepository({ ...smallRepository, [hooksFile]: 'repos:\n  - repo: local\n    hooks: []\n' });
    const result = init(folder, '--pre-commit');
    expect(result.exitCode).toBe(2);
    const joined = parse(read(folder, hooksFile) + result.stdout) as { repos: object[] };
    expect(joined.repos).toHaveLength(2);
    expect(hook(folder, `repos:\n${result.stdout}`, ['app/one.py']).exitCode).toBe(1);
  });
});
