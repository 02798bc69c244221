import { appendFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { codemod } from '../support/program.ts';
import { addFiles, makeFolder, makeRepository, read, snapshot } from '../support/repository.ts';
import { smallRepository } from '../support/small-repository.ts';

describe('a plan that was saved', () => {
  test('is applied as it was reviewed, from any folder', () => {
    const folder = makeRepository(smallRepository);
    const other = makeRepository(smallRepository);
    expect(codemod(folder, ['plan', '--save', 'the.plan']).exitCode).toBe(0);
    renameSync(path.join(folder, 'the.plan'), path.join(other, 'the.plan'));
    // Nothing that would be found now counts, only what was found then.
    addFiles(other, { 'app/later.py': 'from app.core.manager import WebSocketManager\n' });
    expect(codemod(path.join(other, 'app'), ['apply', '--plan', '../the.plan']).exitCode).toBe(0);
    expect(read(other, 'app/one.py')).toBe('from app.core.unified import Manager as WebSocketManager\n');
    expect(read(other, 'app/later.py')).toBe('from app.core.manager import WebSocketManager\n');
  });

  test('is refused as a whole when a file of it has changed, or the plan itself', () => {
    const folder = makeFolder(smallRepository);
    codemod(folder, ['plan', '--save', 'the.plan']);
    appendFileSync(path.join(folder, 'app/one.py'), '# later\n');
    const before = snapshot(folder);
    const { exitCode, stderr } = codemod(folder, ['apply', '--plan', 'the.plan']);
    expect(stderr).toContain('1 file is no longer as it was when the plan was made:\n  app/one.py\n');
    expect(exitCode).toBe(2);
    expect(snapshot(folder)).toEqual(before);
    writeFileSync(path.join(folder, 'app/one.py'), smallRepository['app/one.py'] ?? '');
    writeFileSync(
      path.join(folder, 'the.plan'),
      read(folder, 'the.plan').replace('app.core.unified import Manager', 'app.core.unified import Danger'),
    );
    expect(codemod(folder, ['apply', '--plan', 'the.plan']).stderr).toContain(
      'the.plan was changed after it was written',
    );
  });
});
