import { expect, test } from '@jest/globals';
import { backupsNamed } from '../../src/prune/backups.ts';

const isLive = (): boolean => false;

/** Milliseconds of processor time. */
function timeOf(run: () => void): number {
  const start = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

test('the first line that names a backup counts, whatever marks it has', () => {
  const text = 'cp a.py x\ncp a.py.bak b.orig.py\nrm a.py.bak\n\nmv b.orig.py c\nrm d/b.orig.py,\n';
  const byName = new Map([
    ['a.py.bak', ['app/a.py.bak', 'lib/a.py.bak']],
    ['b.orig.py', ['d/b.orig.py']],
  ]);
  expect([...backupsNamed(text, ['.bak', '.orig'], byName, isLive)]).toEqual([
    ['app/a.py.bak', 2],
    ['lib/a.py.bak', 2],
    ['d/b.orig.py', 2],
  ]);
});

test('a long list of backups is read once', () => {
  const names = Array.from({ length: 60_000 }, (_, k) => `file_${k}.py.bak`);
  const byName = new Map(names.map((name) => [name, [`app/${name}`]]));
  let found = new Map<string, number>();
  const time = timeOf(() => {
    found = backupsNamed(`${names.join('\n')}\n`, ['.bak'], byName, isLive);
  });
  expect(found.get('app/file_59999.py.bak')).toBe(60_000);
  expect(time).toBeLessThan(3000);
});

test('a name that many backups have is looked up once', () => {
  const byName = new Map([['a.py.bak', Array.from({ length: 5000 }, (_, k) => `app/folder_${k}/a.py.bak`)]]);
  const time = timeOf(() => {
    backupsNamed('x/a.py.bak '.repeat(30_000), ['.bak'], byName, isLive);
  });
  expect(time).toBeLessThan(3000);
});
