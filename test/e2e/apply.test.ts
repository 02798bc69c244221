import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  linkSync,
  lstatSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { applyPlan, makePlan } from '../../src/index.ts';
import { onlyWhere } from '../support/only-where.ts';
import { codemod } from '../support/program.ts';
import { addFiles, makeFolder, read, snapshot } from '../support/repository.ts';
import { legacy, moved, smallConfig, smallRepository, smallRepositoryAfter } from '../support/small-repository.ts';

const isRoot = process.getuid?.() === 0;

describe('apply', () => {
  test('writes the edits and nothing else; a second run finds nothing', () => {
    const folder = makeFolder(smallRepository);
    expect(codemod(folder, ['apply'])).toMatchObject({ exitCode: 0, stdout: '' });
    const expected = makeFolder({ ...smallRepository, ...smallRepositoryAfter });
    expect(snapshot(folder)).toEqual(snapshot(expected));
    const again = codemod(folder, ['apply']);
    expect(again).toMatchObject({ exitCode: 0, stdout: '' });
    expect(again.stderr).toMatch(/^0 of 7 files changed: 0 edits\n/);
    expect(snapshot(folder)).toEqual(snapshot(expected));
  });

  test('what a comment allows is left and listed, and is no failure', () => {
    const allowed = `${legacy.trimEnd()}  # ssot: allow[fragmented-import] the plugin API names it\n`;
    const folder = makeFolder({ ...smallRepository, 'app/one.py': allowed });
    const { exitCode, stderr } = codemod(folder, ['apply', '-v']);
    expect(stderr).toMatch(/^2 of 7 files changed: 2 edits\nRefused: 1 \(1 allowed-by-comment\)\n/);
    expect(stderr).toContain('app.core.manager:WebSocketManager: the plugin API names it\n');
    expect(read(folder, 'app/one.py')).toBe(allowed);
    expect(exitCode).toBe(0);
    expect(codemod(folder, ['dry-run', '--exit-code']).exitCode).toBe(0);
  });

  test('--format json says what was done', () => {
    const folder = makeFolder(smallRepository);
    const report = JSON.parse(codemod(folder, ['apply', '--format', 'json']).stdout) as object;
    expect(report).toMatchObject({ command: 'apply', summary: { filesChanged: 3, edits: 3, failed: 0 } });
  });

  test('-o as text has the summary, which standard error has, too', () => {
    const folder = makeFolder(smallRepository);
    const { stdout, stderr } = codemod(folder, ['apply', '-o', 'summary']);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^3 of 7 files changed: 3 edits\n/);
    expect(read(folder, 'summary')).toBe(stderr);
  });

  test('edits for review are left and listed, until they are asked for', () => {
    // The legacy name is another class here, and the Map does not say that it is replaced.
    const folder = makeFolder({
      ...smallRepository,
      'app/core/manager.py': 'class WebSocketManager:\n    pass\n',
      'app/one.py': legacy,
      'tests/test_three.py': '',
    });
    const first = codemod(folder, ['apply']);
    expect(first.stderr).toContain(
      'Not applied, for review (--include-review applies them): 1 (1 different-object)\n  app/one.py:1:',
    );
    expect(read(folder, 'app/one.py')).toBe(legacy);
    expect(codemod(folder, ['apply', '--include-review']).stderr).toMatch(/^1 of 7 files changed: 1 edit\n/);
    expect(read(folder, 'app/one.py')).toBe(moved);
  });

  test('keeps the mode of a file', () => {
    const folder = makeFolder(smallRepository);
    chmodSync(path.join(folder, 'app/one.py'), 0o755);
    chmodSync(path.join(folder, 'app/two.py'), 0o600);
    codemod(folder, ['apply']);
    expect(read(folder, 'app/one.py')).toBe(moved);
    expect(statSync(path.join(folder, 'app/one.py')).mode & 0o7777).toBe(0o755);
    expect(statSync(path.join(folder, 'app/two.py')).mode & 0o7777).toBe(0o600);
  });

  onlyWhere(isRoot).test('keeps the owner of a file (needs root)', () => {
    const folder = makeFolder(smallRepository);
    chownSync(path.join(folder, 'app/one.py'), 1234, 4321);
    codemod(folder, ['apply']);
    expect(read(folder, 'app/one.py')).toBe(moved);
    expect(statSync(path.join(folder, 'app/one.py'))).toMatchObject({ uid: 1234, gid: 4321 });
  });

  test('leaves no temporary file behind, whether it succeeds or not', () => {
    const folder = makeFolder(smallRepository);
    const preload = `
      import fs from 'node:fs';
      import { syncBuiltinESMExports } from 'node:module';
      const { renameSync } = fs;
      fs.renameSync = (from, to) => {
        if (to.endsWith('two.py')) throw new Error('no space left on the disk');
        renameSync(from, to);
      };
      syncBuiltinESMExports();`;
    const { exitCode, stderr } = codemod(folder, ['apply'], { preload });
    expect(stderr).toContain('Failed: 1\n  app/two.py: no space left on the disk\n');
    expect(exitCode).toBe(1);
    expect(read(folder, 'app/one.py')).toBe(moved);
    expect(read(folder, 'app/two.py')).toBe(smallRepository['app/two.py']);
    expect(readdirSync(path.join(folder, 'app')).toSorted()).toEqual(['__init__.py', 'core', 'one.py', 'two.py']);
  });

  test('leaves a file alone that changed after it was read', async () => {
    const root = makeFolder(smallRepository);
    const plan = await makePlan({ root, config: smallConfig });
    addFiles(root, { 'app/one.py': `${legacy}# written meanwhile\n` });
    const applied = await applyPlan(root, plan);
    expect(read(root, 'app/one.py')).toBe(`${legacy}# written meanwhile\n`);
    expect(read(root, 'app/two.py')).toBe(smallRepositoryAfter['app/two.py']);
    expect(applied.outcomes).toMatchObject([
      { path: 'app/one.py', status: 'skipped', reason: 'changed-on-disk', edits: [{ applied: false }] },
      { path: 'app/two.py', status: 'changed' },
      { path: 'tests/test_three.py', status: 'changed' },
    ]);
    expect(applied.summary).toMatchObject({ filesChanged: 2, skipped: 1, failed: 0 });
  });

  test('the hash of a Plan is that of the bytes on the disk', async () => {
    const bytes = Buffer.from(`# coding: latin-1\n# \xe9\n${legacy}`, 'latin1');
    const root = makeFolder({ ...smallRepository, 'app/one.py': bytes, 'app/two.py': `\ufeff${legacy}` });
    const { outcomes } = await makePlan({ root, config: smallConfig });
    expect(outcomes.map((outcome) => (outcome.status === 'changed' ? outcome.hash : ''))).toEqual(
      ['app/one.py', 'app/two.py', 'tests/test_three.py'].map((file) =>
        createHash('sha256')
          .update(readFileSync(path.join(root, file)))
          .digest('hex'),
      ),
    );
  });

  test('a file that was deleted, or became a link, after it was read is not made anew', async () => {
    const root = makeFolder({ ...smallRepository, 'app/three.py': legacy });
    const elsewhere = makeFolder({ 'target.py': legacy });
    const plan = await makePlan({ root, config: smallConfig });
    rmSync(path.join(root, 'app/one.py'));
    rmSync(path.join(root, 'app/three.py'));
    symlinkSync(path.join(elsewhere, 'target.py'), path.join(root, 'app/three.py'));
    const { outcomes, summary } = await applyPlan(root, plan);
    expect(existsSync(path.join(root, 'app/one.py'))).toBe(false);
    expect(read(elsewhere, 'target.py')).toBe(legacy);
    expect(summary).toMatchObject({ filesChanged: 2, skipped: 2 });
    expect(outcomes.map(({ status }) => status)).toEqual(['skipped', 'skipped', 'changed', 'changed']);
  });
});

describe('links', () => {
  test('a file is changed once, however many links inside the root lead to it, and the links stay', () => {
    const folder = makeFolder(smallRepository);
    symlinkSync('one.py', path.join(folder, 'app/linked.py'));
    symlinkSync('core', path.join(folder, 'app/linked_folder'));
    const { exitCode, stderr } = codemod(folder, ['apply']);
    expect(stderr).toMatch(/^3 of 7 files changed: 3 edits\n/);
    expect(exitCode).toBe(0);
    expect(read(folder, 'app/one.py')).toBe(moved);
    expect(lstatSync(path.join(folder, 'app/linked.py')).isSymbolicLink()).toBe(true);
    expect(lstatSync(path.join(folder, 'app/linked_folder')).isSymbolicLink()).toBe(true);
  });

  test('a link that leads out of the root is refused, not followed', () => {
    const outside = makeFolder({ 'outside.py': legacy });
    const folder = makeFolder(smallRepository);
    symlinkSync(path.join(outside, 'outside.py'), path.join(folder, 'app/outside.py'));
    const { exitCode, stderr } = codemod(folder, ['apply']);
    expect(stderr).toContain(
      'Skipped: 1\n  app/outside.py outside-root: it is a link that leads out of the root, or below one\n',
    );
    expect(exitCode).toBe(1);
    expect(read(outside, 'outside.py')).toBe(legacy);
    expect(lstatSync(path.join(folder, 'app/outside.py')).isSymbolicLink()).toBe(true);
    expect(read(folder, 'app/one.py')).toBe(moved);
  });

  test('a folder that is a link out of the root is not looked into', () => {
    const outside = makeFolder({ 'outside.py': legacy });
    const folder = makeFolder(smallRepository);
    symlinkSync(outside, path.join(folder, 'elsewhere'));
    codemod(folder, ['apply']);
    expect(read(outside, 'outside.py')).toBe(legacy);
  });

  test('of two hard links both are seen, and both become what they should', () => {
    const folder = makeFolder(smallRepository);
    // Written at the same time: replacing one changes the times of the others.
    const links = Array.from({ length: 12 }, (_, k) => `app/other_${k}.py`);
    for (const link of links) linkSync(path.join(folder, 'app/one.py'), path.join(folder, link));
    expect(codemod(folder, ['apply'])).toMatchObject({ exitCode: 0 });
    for (const file of ['app/one.py', ...links]) expect(read(folder, file)).toBe(moved);
    expect(codemod(folder, ['--exit-code'])).toMatchObject({ exitCode: 0 });
  });
});

describe('files that are left as a whole', () => {
  test.each([
    ['generated-file', `# @generated by a tool\n${legacy}`],
    ['unsupported-encoding', Buffer.from(`${legacy}# \xe9\n`, 'latin1')],
    ['unsupported-encoding', `# coding: klingon\n${legacy}`],
    ['syntax-error', `${legacy}x = "\0"\n`],
  ])('%s', (reason, content) => {
    const folder = makeFolder({ ...smallRepository, 'app/left.py': content });
    const { exitCode, stderr } = codemod(folder, ['apply', '--strict']);
    expect(stderr).toContain(`  app/left.py ${reason}: `);
    expect(stderr).toContain(`  app/left.py:${typeof content === 'string' && content.startsWith('#') ? 2 : 1}:`);
    expect(exitCode).toBe(1);
    expect(readFileSync(path.join(folder, 'app/left.py'))).toEqual(Buffer.from(content));
    expect(read(folder, 'app/one.py')).toBe(moved);
  });

  test('a file without a legacy import is no reason to complain', () => {
    const folder = makeFolder({ ...smallRepository, 'app/left.py': Buffer.from('x = "\xe9\0"\n', 'latin1') });
    expect(codemod(folder, ['apply'])).toMatchObject({ exitCode: 0 });
  });
});

describe('the exit code of apply', () => {
  const star = { ...smallRepository, 'app/star.py': 'from app.core.manager import *\nWebSocketManager\nlocals()\n' };
  const unreadable = {
    ...smallRepository,
    'app/odd.py': Buffer.from('# \xff\nfrom app.core.manager import WebSocketManager\n', 'latin1'),
  };

  test.each([
    ['nothing is left', smallRepository, 0],
    ['a reference is refused', star, 1],
    ['a file is skipped', unreadable, 1],
  ])('is 0 where all that could be applied was; with --strict, if %s, %#', (_, files, strict) => {
    expect(codemod(makeFolder(files), ['apply']).exitCode).toBe(0);
    expect(codemod(makeFolder(files), ['apply', '--strict']).exitCode).toBe(strict);
  });

  test('is 1 with --strict where something waits for a review', () => {
    const folder = makeFolder({ ...smallRepository, 'tests/test_other.py': 'from app.core.manager import Absent\n' });
    addFiles(folder, {
      'ssot.config.json': JSON.stringify({
        python: { map: [{ canonical: 'app.core.unified:Manager', legacy: ['app.core.manager:make_id'] }] },
      }),
    });
    const { exitCode, stderr } = codemod(folder, ['apply']);
    expect([exitCode, stderr]).toEqual([0, expect.stringContaining('for review')]);
    expect(codemod(folder, ['apply', '--strict']).exitCode).toBe(1);
  });
});
