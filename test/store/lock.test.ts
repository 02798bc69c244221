import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { lockStore } from '../../src/store/lock.ts';
import type { Store } from '../../src/store/store-place.ts';
import { onlyWhere } from '../support/only-where.ts';
import { temporaryFolder } from '../support/repository.ts';

interface Holder {
  readonly pid: number;
  readonly host: string;
  readonly processStart: string;
}

function newStore(): Store {
  const base = temporaryFolder();
  return { folder: path.join(base, 'store'), base, above: [] };
}

const lockOf = ({ folder }: Store): string => path.join(folder, 'lock');

/** A lock as another process would have left it. */
function leaveLock(store: Store, changes: Partial<Holder>): void {
  const release = lockStore(store, 'apply');
  const own = JSON.parse(readFileSync(lockOf(store), 'utf8')) as Holder;
  release();
  mkdirSync(store.folder, { recursive: true });
  writeFileSync(lockOf(store), JSON.stringify({ ...own, ...changes }));
}

function deadProcess(): number {
  return spawnSync(process.execPath, ['--version']).pid;
}

describe('lockStore', () => {
  test('one holds it, the other is told who; afterwards nothing is left', () => {
    const store = newStore();
    const release = lockStore(store, 'apply');
    expect(() => lockStore(store, 'rollback')).toThrow(
      new RegExp(`^another apply is running here: process ${process.pid}, since \\d{4}-\\d\\d-\\d\\dT`),
    );
    release();
    expect(existsSync(store.folder)).toBe(false);
    lockStore(store, 'rollback')();
  });

  test('the lock of a process that has died is taken over', () => {
    const store = newStore();
    leaveLock(store, { pid: deadProcess() });
    lockStore(store, 'apply')();
    expect(existsSync(store.folder)).toBe(false);
  });

  onlyWhere(process.platform === 'linux').test('so is one whose process number was given out again (Linux)', () => {
    const store = newStore();
    leaveLock(store, { processStart: '1' });
    lockStore(store, 'apply')();
  });

  test('a process of another machine may live', () => {
    const store = newStore();
    leaveLock(store, { pid: deadProcess(), host: `not-${hostname()}` });
    expect(() => lockStore(store, 'apply')).toThrow(`on not-${hostname()}`);
  });

  test.each(['', '{"pid": 1'])('a lock whose process died while it wrote %j is taken over', (content) => {
    const store = newStore();
    mkdirSync(store.folder);
    writeFileSync(lockOf(store), content);
    lockStore(store, 'apply')();
  });

  test('nothing but the lock is deleted', () => {
    const store = newStore();
    mkdirSync(path.join(store.folder, 'runs'), { recursive: true });
    lockStore(store, 'apply')();
    expect(readdirSync(store.folder)).toEqual(['runs']);
  });
});
