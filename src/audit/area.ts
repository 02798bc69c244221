import picomatch from 'picomatch';
import type { Area } from '../model/audit.ts';
import { mayTakeLong, withinSeconds } from '../model/within-seconds.ts';

/**
 * `a.py.backup`, `a.py.backup.20250914`, `a.py.bak`, `a.orig`, `a_backup.py`, `a.py.ssot_backup`, `a.py~`; and, behind the ending of a
 * kind of file, what takes it out of use: `a.py.skip`, `a.py.disabled`, `a.py.recovered`, `a.py.SSOT_CONSOLIDATED`.
 */
const backupName =
  /\.(?:bak|orig|original|old|save)\d*$|\.[a-z]\w{0,4}\.(?:skip|skipped|disabled|recovered|retired|removed|unused|SSOT_\w+)$|\.(?:[\w-]*_)?backup(?:[._-][^/]*|\d*)?$|(?:^|[/_-])backup(?:_\d[\d_]*)?\.\w+$|~$/i;
/** A backup by its ending can be the test of one: `test_backup.py` is no backup. */
const testName = /(?:^|\/)test_[^/.]*\.\w+$/;
const backupFolder = /(?:^|\/)\.?(?:backup|backups|old_backups?|backup_[^/]+)\//i;

/** Is the file a copy that somebody kept, by its name or by a folder that it is in? Says by which. */
export function backupBecause(path: string): string | undefined {
  const [folder] = backupFolder.exec(path) ?? [];
  if (folder !== undefined) return `it is in ${folder.replace(/^\/|\/$/g, '')}/, a folder of backups`;
  const [ending] = backupName.exec(path) ?? [];
  if (ending === undefined || testName.test(path)) return undefined;
  return `its name ends in ${ending.replace(/^\//, '')}`;
}

/** @throws ExpectedStop when one of the globs of test files takes too long for some path */
export function refuseSlowGlobs(tests: readonly string[], paths: readonly string[]): void {
  const slow = tests.filter(mayTakeLong);
  if (slow.length === 0) return;
  const areaOf = areas(slow);
  withinSeconds(
    () => paths.map(areaOf),
    () => `a glob of audit.tests (${slow.join(', ')})`,
  );
}

/** Tells the area of a file. @param tests globs of test files */
export function areas(tests: readonly string[]): (path: string) => Area {
  const patterns = tests.map((glob) => picomatch.makeRe(glob, { dot: true }));
  return (path) => {
    if (backupBecause(path) !== undefined) return 'leftovers';
    return patterns.some((pattern) => pattern.test(path)) ? 'tests' : 'production';
  };
}
