import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { run } from '../support/program.ts';
import { makeFolder, makeRepository, temporaryFolder } from '../support/repository.ts';
import { smallConfig, smallRepository, smallRepositoryAfter } from '../support/small-repository.ts';

const project = fileURLToPath(new URL('../../', import.meta.url));

interface Step {
  readonly name?: string;
  readonly id?: string;
  readonly uses?: string;
  readonly shell?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly 'working-directory'?: string;
  readonly with?: Readonly<Record<string, string | number>>;
}

interface Action {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default: string }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}

const action = parse(readFileSync(path.join(project, 'action.yml'), 'utf8')) as Action;
const { steps } = action.runs;

/** The result of the shell steps of the action, each run in its own bash, as a runner does it. */
interface Job {
  readonly exitCodes: Readonly<Record<string, number>>;
  readonly log: string;
  readonly summary: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly temp: string;
}

/** The context that GitHub gives for a pull request from the repository itself. */
const ownPullRequest = {
  'github.event_name': 'pull_request',
  'github.repository': 'owner/name',
  'github.event.pull_request.head.repo.full_name': 'owner/name',
};

function runAction(
  workspace: string,
  given: Readonly<Record<string, string>> = {},
  event: Readonly<Record<string, string>> = {},
): Job {
  const temp = temporaryFolder();
  const outputs: Record<string, string> = {};
  const exitCodes: Record<string, number> = {};
  const inputs = Object.fromEntries(
    Object.entries(action.inputs).map(([name, input]) => [name, given[name] ?? input.default]),
  );
  const values: Record<string, string> = {
    'github.action_path': project,
    'runner.temp': temp,
    ...ownPullRequest,
    ...event,
  };
  for (const [name, value] of Object.entries(inputs)) values[`inputs.${name}`] = value;
  const filled = (text: string): string =>
    text.replace(/\$\{\{ ([\w.-]+) \}\}/g, (_, name: string) => {
      const value = values[name];
      if (value === undefined) throw new Error(`nothing gives ${name}`);
      return value;
    });
  const files = { GITHUB_OUTPUT: path.join(temp, 'output'), GITHUB_STEP_SUMMARY: path.join(temp, 'summary.md') };
  let log = '';
  for (const { name = '', id = '', run: script, env = {}, 'working-directory': folder = '.' } of steps) {
    if (script === undefined) continue;
    writeFileSync(files.GITHUB_OUTPUT, '');
    writeFileSync(path.join(temp, 'step.sh'), filled(script));
    const own = Object.fromEntries(Object.entries(env).map(([key, value]) => [key, filled(value)]));
    const result = run(
      path.join(workspace, filled(folder)),
      'bash',
      ['--noprofile', '--norc', '-eo', 'pipefail', path.join(temp, 'step.sh')],
      {
        env: { ...files, ...own, RUNNER_TEMP: temp },
      },
    );
    log += result.stdout + result.stderr;
    exitCodes[name] = result.exitCode;
    for (const [, key = '', value = ''] of readFileSync(files.GITHUB_OUTPUT, 'utf8').matchAll(/^([^=\n]+)=(.*)$/gm)) {
      outputs[key] = value;
      values[`steps.${id}.outputs.${key}`] = value;
    }
    if (result.exitCode !== 0) break;
  }
  const summary = existsSync(files.GITHUB_STEP_SUMMARY) ? readFileSync(files.GITHUB_STEP_SUMMARY, 'utf8') : '';
  return { exitCodes, log, summary, outputs, temp };
}

describe('action.yml', () => {
  test('is a composite action in which each input is explained, and no script holds one', () => {
    expect(action.runs.using).toBe('composite');
    for (const { description } of Object.values(action.inputs)) expect(description).toMatch(/\S/);
    for (const { run: script, shell } of steps) {
      if (script === undefined) continue;
      expect(shell).toBe('bash');
      expect(script).not.toContain('${{');
    }
  });

  test('attaches what the report step writes', () => {
    const upload = steps.find(({ uses }) => uses?.startsWith('actions/upload-artifact@') === true);
    const { outputs, temp } = runAction(makeRepository(smallRepository));
    const attached = String(upload?.with?.['path'])
      .trim()
      .split('\n')
      .map((file) => file.trim().replace('${{ runner.temp }}', temp));
    expect(attached).toContain(outputs['report']);
    for (const file of attached) expect(existsSync(file)).toBe(true);
    expect(readFileSync(outputs['report'] ?? '', 'utf8')).toMatch(/^<!doctype html>/);
  });

  test('fails on a fragmented import, with annotations and a summary', () => {
    const { exitCodes, log, summary, outputs } = runAction(makeRepository(smallRepository));
    expect(exitCodes).toMatchObject({ Check: 0, Report: 0, Result: 1 });
    expect(outputs['exit-code']).toBe('1');
    expect(log).toMatch(/^::error file=app\/one\.py,line=1,/m);
    expect(summary).toContain('# ssot-codemod dry-run\n\n3 of 7 files would change: 3 edits, 2 shapes.\n');
  });

  test('passes where every import is on its canonical path', () => {
    const { exitCodes, summary } = runAction(makeRepository({ ...smallRepository, ...smallRepositoryAfter }));
    expect(exitCodes['Result']).toBe(0);
    expect(summary).toContain('0 of 7 files would change');
  });

  test('fails with its code where the configuration is wrong', () => {
    const { outputs } = runAction(makeFolder({ ...smallRepository, 'ssot.config.json': '{' }));
    expect(outputs['exit-code']).toBe('2');
  });

  test('takes a folder, a configuration and a baseline, whatever their names hold', () => {
    const name = "a b';touch x;$(touch y)";
    const root = makeFolder(
      Object.fromEntries(
        Object.entries(smallRepository).map(([file, text]) => [`${name}/${file.replace('ssot.config', name)}`, text]),
      ),
    );
    const flags = { 'working-directory': name, config: `${name}.json` };
    expect(runAction(root, flags).exitCodes['Result']).toBe(1);
    run(path.join(root, name), process.execPath, [
      path.join(project, 'dist/cli/bin.js'),
      'check',
      '-c',
      `${name}.json`,
      '--baseline',
      'known.json',
      '--update-baseline',
      '--allow-growth',
    ]);
    expect(runAction(root, { ...flags, baseline: 'known.json' }).exitCodes['Result']).toBe(0);
    expect([existsSync(path.join(root, name, 'x')), existsSync(path.join(root, name, 'y'))]).toEqual([false, false]);
  });

  const fork = { 'github.event.pull_request.head.repo.full_name': 'stranger/name' };
  const gone = { 'github.event.pull_request.head.repo.full_name': '' };
  test.each<[string, string, Readonly<Record<string, string>>, boolean]>([
    ['auto', 'a pull request of its own', {}, true],
    ['auto', 'a pull request from a fork', fork, false],
    ['auto', 'a pull request from a fork that is gone', gone, false],
    ['auto', 'a comment on a pull request', { ...gone, 'github.event_name': 'issue_comment' }, false],
    ['auto', 'a push', { ...gone, 'github.event_name': 'push' }, true],
    ['true', 'a pull request from a fork', fork, true],
    ['false', 'a push', { ...gone, 'github.event_name': 'push' }, false],
  ])('config-code: %s, for %s', (choice, _, event, runs) => {
    const code = `require('node:fs').writeFileSync('ran', ''); module.exports = ${JSON.stringify(smallConfig)};`;
    const workspace = makeRepository({ ...smallRepository, ...smallRepositoryAfter, 'ssot.config.js': code });
    rmSync(path.join(workspace, 'ssot.config.json'));
    const { exitCodes, log } = runAction(workspace, { 'config-code': choice }, event);
    expect(existsSync(path.join(workspace, 'ran'))).toBe(runs);
    expect(exitCodes['Result']).toBe(runs ? 0 : undefined);
    if (!runs) expect(log).toContain('ssot.config.js is code, and SSOT_CODEMOD_NO_CONFIG_CODE lets none run');
  });
});
