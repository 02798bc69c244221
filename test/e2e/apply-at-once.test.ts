import { spawn } from 'node:child_process';
import { expect, test } from '@jest/globals';
import { addHook, authorEnvironment, codemodAsAuthor, manyFolders } from '../support/git-author.ts';
import { codemod, programFile } from '../support/program.ts';
import { addFiles, git, makeFolder, makeRepository, read, snapshot, withGit } from '../support/repository.ts';
import type { Files } from '../support/repository.ts';
import { runIds } from '../support/runs.ts';
import { legacy, moved, smallRepository } from '../support/small-repository.ts';

/** Start the program, and wait for its end. */
function start(folder: string, args: readonly string[]): Promise<{ exitCode: number | null; stderr: string }> {
  const child = spawn(process.execPath, [programFile, ...args], {
    cwd: folder,
    env: { ...process.env, ...authorEnvironment },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  return new Promise((resolve) => {
    child.on('close', (exitCode) => {
      resolve({ exitCode, stderr });
    });
  });
}

test.each([
  ['apply', 'apply', 'apply', 'apply'],
  ['apply', 'rollback', 'apply', 'apply --resume'],
])('at once in one folder: %s, %s, %s, %s: one works, others say so, and no file is torn', async (...commands) => {
  const files: Record<string, Files[string]> = { ...smallRepository };
  for (let k = 0; k < 200; k++) files[`app/m${k}.py`] = legacy;
  const folder = makeFolder(files);
  const before = snapshot(folder);
  const single = makeFolder(files);
  codemod(single, ['apply']);
  const after = snapshot(single);
  for (let round = 0; round < 3; round++) {
    const ended = await Promise.all(commands.map((command) => start(folder, command.split(' '))));
    for (const { exitCode, stderr } of ended) {
      expect([0, 1, 2]).toContain(exitCode);
      expect(stderr).not.toMatch(/is a bug|node:internal/);
      // Who lost found another one at work, or nothing to do, or files that the other one had changed meanwhile.
      if (exitCode === 2) expect(stderr).toMatch(/is running|is unfinished|nothing to (?:resume|roll back)/);
      if (exitCode === 1) expect(stderr).toMatch(/changed-on-disk|was interrupted/);
    }
    const now = snapshot(folder);
    const torn = [...now].filter(([file, content]) => content !== before.get(file) && content !== after.get(file));
    expect(torn).toEqual([]);
    expect([...now.keys()]).toEqual([...before.keys()]);
  }
  codemod(folder, ['apply']);
  expect(snapshot(folder)).toEqual(after);
  while (runIds(folder).length > 0 && codemod(folder, ['rollback']).exitCode === 0);
});

withGit.describe('somebody edits while a run is under way (needs git)', () => {
  test('between two batches that are committed: the file is left alone, named, and not committed', () => {
    const folder = makeRepository(manyFolders);
    addHook(folder, 'post-commit', 'test -e .git/edited || { touch .git/edited; echo "# edited" >> web/a.py; }');
    const { exitCode, stderr } = codemodAsAuthor(folder, ['apply', '--batch-by', 'directory', '--commit']);
    expect(stderr).toMatch(/Skipped: 1\n {2}web\/a\.py changed-on-disk/);
    expect(exitCode).toBe(1);
    expect(read(folder, 'web/a.py')).toBe(`${legacy}# edited\n`);
    expect(git(folder, 'show', '--format=', '--name-only', 'HEAD')).toBe('web/b.py\n');
    expect(git(folder, 'status', '--porcelain')).toBe(' M web/a.py\n');
  });

  test('between two batches that a gate judges', () => {
    const folder = makeFolder({
      ...manyFolders,
      'gate.sh': 'test -e edited || { touch edited; echo "# edited" >> web/a.py; }\n',
    });
    const { exitCode, stderr } = codemod(folder, ['apply', '--batch-by', 'directory', '--gate', 'sh gate.sh']);
    expect(stderr).toMatch(/Skipped: 1\n {2}web\/a\.py changed-on-disk/);
    expect(exitCode).toBe(1);
    expect(read(folder, 'web/a.py')).toBe(`${legacy}# edited\n`);
    expect(read(folder, 'jobs/c.py')).toBe(moved);
    addFiles(folder, { 'jobs/c.py': `${moved}# mine\n` });
    const rollback = codemod(folder, ['rollback']);
    expect(rollback.stderr).toContain('jobs/c.py');
    expect(read(folder, 'jobs/c.py')).toBe(`${moved}# mine\n`);
    expect(read(folder, 'web/a.py')).toBe(`${legacy}# edited\n`);
  });

  test('while the branch of a batch is made', () => {
    const folder = makeRepository(manyFolders);
    addHook(
      folder,
      'post-commit',
      'test -e .git/edited || { touch .git/edited; echo "# edited" >> "$GIT_WORK_TREE/web/a.py"; }',
    );
    const { stderr } = codemodAsAuthor(folder, ['apply', '--batch-by', 'directory', '--branch-per-batch', 'x-']);
    expect(read(folder, 'web/a.py')).toBe(`${legacy}# edited\n`);
    expect(stderr).toContain('web/a.py');
    expect(git(folder, 'status', '--porcelain')).toBe(' M web/a.py\n');
  });
});
