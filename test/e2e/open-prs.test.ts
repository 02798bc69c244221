import { chmodSync, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { authorEnvironment, manyFolders } from '../support/git-author.ts';
import { codemod } from '../support/program.ts';
import type { Run } from '../support/program.ts';
import { addFiles, git, makeRepository, temporaryFolder, withGit } from '../support/repository.ts';
import type { Files } from '../support/repository.ts';

/** A stand-in for a program of a forge: it notes its arguments, and answers as that does. */
const standIn = `#!/bin/sh
{ printf '%s\\n' "$(basename "$0")" "$@"; printf -- '--\\n'; } >> "$FORGE_LOG"
case "$*" in
  *x-web*) echo 'pull request create failed: no commits' >&2; exit 1;;
esac
for word in "$@"; do case "$word" in *.md) cat "$word" >> "$FORGE_LOG.bodies";; esac; done
echo "Creating pull request" >&2
echo "https://forge.example/pull/$(grep -c '^--$' "$FORGE_LOG")"
`;

interface Scene {
  readonly folder: string;
  readonly remote: string;
  readonly log: string;
  readonly apply: (...args: readonly string[]) => Run;
}

/** A repository with a remote at an address, and stand-ins on the PATH. */
function makeScene(files: Files, forges: readonly string[], address = 'https://github.com/a/b.git'): Scene {
  const folder = makeRepository(files);
  const remote = temporaryFolder();
  git(remote, 'init', '--bare', '-q');
  git(folder, 'remote', 'add', 'origin', address);
  git(folder, 'config', `url.${remote}.pushInsteadOf`, address);
  const bin = temporaryFolder();
  for (const name of forges) {
    addFiles(bin, { [name]: standIn });
    chmodSync(path.join(bin, name), 0o755);
  }
  const log = path.join(temporaryFolder(), 'log');
  const env = { ...authorEnvironment, PATH: `${bin}:${process.env['PATH'] ?? ''}`, FORGE_LOG: log };
  const options = ['apply', '--batch-by', 'directory', '--branch-per-batch', 'x-', '--open-prs'];
  return { folder, remote, log, apply: (...args) => codemod(folder, [...options, ...args], { env }) };
}

const withoutWeb = Object.fromEntries(Object.entries(manyFolders).filter(([file]) => !file.startsWith('web/')));

withGit.describe('apply --open-prs (needs git)', () => {
  test('pushes each branch, and opens a pull request with the summary of its files', () => {
    const { folder, remote, log, apply } = makeScene(withoutWeb, ['gh']);
    const base = git(folder, 'branch', '--show-current').trim();
    const { exitCode, stdout, stderr } = apply('--format', 'json');
    expect([exitCode, stderr]).toEqual([0, expect.stringContaining('Opened x-app: https://forge.example/pull/1\n')]);
    expect(git(remote, 'branch', '--format=%(refname:short)')).toBe('x-app\nx-jobs\nx-tests\n');
    expect(git(remote, 'rev-parse', 'x-app')).toBe(git(folder, 'rev-parse', 'x-app'));
    const calls = readFileSync(log, 'utf8').split('--\n').slice(0, -1);
    expect(calls).toHaveLength(3);
    expect(calls[0]?.split('\n').slice(0, 9)).toEqual([
      'gh',
      'pr',
      'create',
      '--head',
      'x-app',
      '--base',
      base,
      '--title',
      'Move imports onto their canonical paths (app)',
    ]);
    const bodies = readFileSync(`${log}.bodies`, 'utf8');
    expect(bodies).toMatch(/^# ssot-codemod apply\n\n2 of \d+ files changed: 2 edits/);
    expect(bodies).toContain(`git revert ${git(folder, 'rev-parse', 'x-jobs').trim()}`);
    const { run } = JSON.parse(stdout) as { run: { batches: object[] } };
    expect(run.batches[1]).toMatchObject({ branch: 'x-jobs', pullRequest: 'https://forge.example/pull/2' });
    expect(git(folder, 'status', '--porcelain')).toBe('');
  });

  test('goes on when one cannot be opened, and shows the commands that open it', () => {
    const { log, apply } = makeScene(manyFolders, ['gh']);
    const { exitCode, stderr } = apply();
    expect(exitCode).toBe(1);
    expect(stderr).toContain('Opened x-tests: https://forge.example/pull/3\n');
    expect(stderr).toContain('Not opened: x-web: pull request create failed: no commits\n');
    const [, file = ''] =
      /git push origin x-web && gh pr create --head x-web .* --body-file (\S+)\n/.exec(stderr) ?? [];
    expect(readFileSync(file, 'utf8')).toMatch(/2 of \d+ files changed/);
    expect(existsSync(log)).toBe(true);
  });

  test('calls glab for a remote on GitLab', () => {
    const { log, apply } = makeScene(withoutWeb, ['gh', 'glab'], 'git@gitlab.example:a/b.git');
    expect(apply().exitCode).toBe(0);
    const [first = ''] = readFileSync(log, 'utf8').split('\n--\n');
    expect(first).toMatch(/^glab\nmr\ncreate\n--source-branch\nx-app\n--target-branch\n/);
    expect(first).toContain('\n--description\n# ssot-codemod apply\n');
  });

  test.each<[string, readonly string[], string | undefined, string]>([
    ['no program', [], undefined, '--open-prs needs gh on the PATH'],
    [
      'one of two, and nothing to tell by',
      ['gh', 'glab'],
      'https://code.example/a.git',
      'cannot tell whether gh or glab',
    ],
  ])('%s: nothing is written', (_, forges, address, message) => {
    const { folder, apply } = makeScene(manyFolders, forges, address);
    const { exitCode, stderr } = apply();
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining(message)]);
    expect(git(folder, 'branch', '--list', 'x-*')).toBe('');
  });

  test('needs branches, a remote, and a branch that is checked out', () => {
    const { folder, apply } = makeScene(manyFolders, ['gh']);
    const without = codemod(folder, ['apply', '--open-prs'], { env: authorEnvironment });
    expect([without.exitCode, without.stderr]).toEqual([2, expect.stringContaining('needs --branch-per-batch')]);
    git(folder, 'checkout', '-q', '--detach');
    expect(apply().stderr).toContain('--open-prs needs a branch');
    git(folder, 'checkout', '-q', '-');
    git(folder, 'remote', 'remove', 'origin');
    expect(apply().stderr).toContain('there is no remote origin');
  });
});
