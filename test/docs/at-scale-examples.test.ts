import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { programFile, run } from '../support/program.ts';
import type { Run } from '../support/program.ts';
import { git, makeRepository, read, temporaryFolder, withGit } from '../support/repository.ts';
import { legacy, moved, smallRepository } from '../support/small-repository.ts';

const examples = fileURLToPath(new URL('../../examples/at-scale/', import.meta.url));

/** A folder with the program under its name, to be first on PATH. */
let bin = '';
beforeAll(() => {
  bin = temporaryFolder();
  symlinkSync(programFile, path.join(bin, 'ssot-codemod'));
});

/** Runs a command of an example, as its engine does. */
function shell(cwd: string, command: string, env: Readonly<Record<string, string>> = {}): Run {
  const PATH = `${bin}${path.delimiter}${process.env['PATH'] ?? ''}`;
  const identity = {
    GIT_AUTHOR_NAME: 'a',
    GIT_AUTHOR_EMAIL: 'a@b.c',
    GIT_COMMITTER_NAME: 'a',
    GIT_COMMITTER_EMAIL: 'a@b.c',
  };
  return run(cwd, 'sh', ['-c', command], { env: { ...identity, PATH, ...env } });
}

function document(file: string): unknown {
  return parse(readFileSync(path.join(examples, file), 'utf8'));
}

/** A repository inside of a folder of its own, as a checkout of CI has one above it. */
function checkout(): string {
  const folder = path.join(mkdtempSync(path.join(temporaryFolder(), 'ci-')), 'repository');
  mkdirSync(folder);
  cpSync(makeRepository(smallRepository), folder, { recursive: true });
  return folder;
}

test('each folder has a README, and the table names it', () => {
  const folders = readdirSync(examples, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const table = readFileSync(path.join(examples, 'README.md'), 'utf8');
  const isDescribed = ({ name }: { name: string }): boolean =>
    table.includes(`| \`${name}/\``) && existsSync(path.join(examples, name, 'README.md'));
  expect(folders.filter((entry) => !isDescribed(entry))).toEqual([]);
  expect(folders).toHaveLength(6);
});

withGit.describe('the commands of the examples (need git)', () => {
  interface Step {
    readonly run?: string;
    readonly id?: string;
    readonly env?: Readonly<Record<string, string>>;
  }

  test('github: reads in shards, merges them, and moves each batch on a branch', () => {
    const { jobs } = document('github/imports.yml') as { jobs: Record<string, { steps: Step[] }> };
    const root = checkout();
    mkdirSync(path.join(root, '../shards'));
    const commands = (job: string): string[] => jobs[job]?.steps.flatMap((step) => step.run ?? []) ?? [];
    for (const shard of ['1', '2', '3', '4'])
      for (const command of commands('read'))
        expect(
          shell(root, `${command.replaceAll('${{ matrix.shard }}', shard)} && mv shard-*.json ../shards`).exitCode,
        ).toBe(0);
    const env = { GITHUB_STEP_SUMMARY: '../summary.md', GITHUB_OUTPUT: '../output' };
    for (const command of commands('plan')) expect(shell(root, command, env)).toMatchObject({ exitCode: 0 });
    expect(read(root, '../summary.md')).toContain('3 of 7 files would change');
    const listed = JSON.parse(read(root, '../output').replace('batches=', '')) as { id: string }[];
    expect(listed.map(({ id }) => id)).toEqual(['package:app', 'package:.']);
    for (const { id } of listed)
      for (const command of commands('move').filter((line) => line.startsWith('ssot-codemod')))
        expect(shell(root, command.replace('npm test', 'true'), { BATCH: id })).toMatchObject({ exitCode: 0 });
    expect(git(root, 'branch', '--list', '--format', '%(refname:short)', 'ssot/*').trim().split('\n')).toHaveLength(2);
    expect(git(root, 'show', 'ssot/app:app/one.py')).toBe(moved);
  });

  test('gitlab: the shard of a job is its number', () => {
    const jobs = document('gitlab/imports.gitlab-ci.yml') as Record<string, { parallel: number; script: string[] }>;
    const [root, count] = [checkout(), jobs['read-imports']?.parallel ?? 0];
    for (let index = 1; index <= count; index++)
      for (const command of jobs['read-imports']?.script ?? [])
        expect(shell(root, command, { CI_NODE_INDEX: String(index), CI_NODE_TOTAL: String(count) }).exitCode).toBe(0);
    for (const command of jobs['plan-imports']?.script ?? [])
      expect(shell(root, command)).toMatchObject({ exitCode: 0 });
    expect(existsSync(path.join(root, 'moves.plan'))).toBe(true);
  });

  test('kubernetes: the Job has as many shards as completions', () => {
    const job = document('kubernetes/plan-job.yaml') as {
      apiVersion: string;
      kind: string;
      spec: {
        completionMode: string;
        completions: number;
        template: {
          spec: { restartPolicy: string; containers: { args: string[]; env: { name: string; value: string }[] }[] };
        };
      };
    };
    expect(job).toMatchObject({ apiVersion: 'batch/v1', kind: 'Job', spec: { completionMode: 'Indexed' } });
    const { completions, template } = job.spec;
    const [container] = template.spec.containers;
    expect(container?.env).toEqual([{ name: 'JOB_COMPLETIONS', value: String(completions) }]);
    const root = checkout();
    mkdirSync(path.join(root, '../shards'));
    for (let index = 0; index < completions; index++)
      expect(
        shell(root, container?.args[0] ?? '', {
          JOB_COMPLETION_INDEX: String(index),
          JOB_COMPLETIONS: String(completions),
        }),
      ).toMatchObject({ exitCode: 0 });
    expect(shell(root, 'ssot-codemod plan merge ../shards/shard-*.json --save ../moves.plan -q')).toMatchObject({
      exitCode: 0,
    });
  });

  test('multi-gitter and turbolift: the script leaves only the moved imports', () => {
    const root = checkout();
    git(root, 'rm', '-q', 'ssot.config.json');
    git(root, '-c', 'user.name=a', '-c', 'user.email=a@b.c', 'commit', '-q', '-m', 'no configuration');
    expect(shell(root, path.join(examples, 'multi-gitter/migrate.sh'))).toMatchObject({ exitCode: 0 });
    expect(git(root, 'status', '--porcelain').trim().split('\n')).toEqual(['M app/one.py', ' M tests/test_three.py']);
    expect(read(root, 'app/one.py')).toBe(moved);
  });

  test('batch-changes: the step leaves only the moved imports', () => {
    const { steps } = document('batch-changes/imports.batch.yaml') as { steps: { run: string }[] };
    const root = checkout();
    const map = path.join(examples, 'multi-gitter/ssot.config.json');
    git(root, 'rm', '-q', '--cached', 'ssot.config.json');
    expect(shell(root, (steps[0]?.run ?? '').replace('/ssot.config.json', map))).toMatchObject({ exitCode: 0 });
    expect(read(root, 'app/one.py')).not.toBe(legacy);
    expect(existsSync(path.join(root, 'ssot.config.json'))).toBe(false);
  });
});
