import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { storeOf } from '../../src/store/store-place.ts';
import { codemod, programFile } from '../support/program.ts';
import { makeFolder, snapshot } from '../support/repository.ts';
import { runFile, runIds } from '../support/runs.ts';
import { smallRepository } from '../support/small-repository.ts';

describe('interrupted', () => {
  test.each(['SIGINT', 'SIGTERM'] as const)('by %s: exit 130, resumable', async (signal) => {
    const folder = makeFolder(smallRepository);
    const before = snapshot(folder);
    const child = spawn(process.execPath, [programFile, 'apply', '--gate', 'sleep 60'], { cwd: folder });
    const ended = new Promise((resolve) => child.on('exit', resolve));
    while (runIds(folder).length === 0 || !existsSync(runFile(folder, 'gate.log')))
      await new Promise((resolve) => setTimeout(resolve, 20));
    child.kill(signal);
    expect(await ended).toBe(130);
    expect(existsSync(path.join(storeOf(folder).folder, 'lock'))).toBe(false);
    expect(codemod(folder, ['apply']).stderr).toContain('apply --resume finishes it');
    expect(codemod(folder, ['rollback']).exitCode).toBe(0);
    expect(snapshot(folder)).toEqual(before);
  });

  /** The program interrupts itself when so many files are written. */
  const interruptedAt = (files: number): string => `
    import fs from 'node:fs';
    import { syncBuiltinESMExports } from 'node:module';
    const { renameSync } = fs;
    let renamed = 0;
    fs.renameSync = (...args) => { renameSync(...args); if (++renamed === ${files}) process.kill(process.pid, 'SIGINT'); };
    syncBuiltinESMExports();`;

  test('between two files: those in hand are finished, and the others old', () => {
    const files: Record<string, string | Uint8Array> = { ...smallRepository };
    for (let k = 0; k < 300; k++) files[`app/m${k}.py`] = 'from app.core.manager import WebSocketManager\n';
    const folder = makeFolder(files);
    const before = snapshot(folder);
    const { exitCode, stderr } = codemod(folder, ['apply'], { preload: interruptedAt(30) });
    expect(exitCode).toBe(130);
    expect(stderr).toMatch(
      /interrupted with \d+ of 303 files done\n {2}ssot-codemod apply --resume writes all, ssot-codemod rollback --id \S+ undoes all\n/,
    );
    const now = snapshot(folder);
    expect([...now.keys()]).toEqual([...before.keys()]);
    expect([...now].filter(([file, content]) => before.get(file) !== content).length).toBeLessThan(250);
    expect(codemod(folder, ['apply', '--resume']).exitCode).toBe(0);
    expect(codemod(folder, ['dry-run', '--exit-code']).exitCode).toBe(0);
    const rollback = codemod(folder, ['rollback'], { preload: interruptedAt(30) });
    expect(rollback.exitCode).toBe(130);
    const [, hint = ''] = /files done\n {2}ssot-codemod (.+) finishes it\n/.exec(rollback.stderr) ?? [];
    expect(hint).toMatch(/^rollback --id \S+$/);
    expect(codemod(folder, hint.split(' ')).exitCode).toBe(0);
    expect(snapshot(folder)).toEqual(before);
  });
});
