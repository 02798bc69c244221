import { expect, test } from '@jest/globals';
import { systemStop } from '../../src/model/system-stop.ts';

test('knows an error of the system by its code', () => {
  const error = Object.assign(new Error("EROFS: read-only file system, rmdir 'a'"), { code: 'EROFS' });
  expect(systemStop(error)?.hint).toMatch(/^the disk is read-only: /);
});

test('knows an error of rmSync in Node 24, which has no code', () => {
  const error = Object.assign(new Error(", Unknown error: Read-only file system '/tmp/a'"), { code: '', errno: -4094 });
  expect(systemStop(error)?.hint).toMatch(/^the disk is read-only: /);
});

test.each([
  'the disk is read-only',
  ", Unknown error: toString '/tmp/a'",
  ", Unknown error: Stale file handle '/tmp/a'",
])('leaves any other error alone: %s', (message) => {
  expect(systemStop(new Error(message))).toBeUndefined();
});
