import { createHash } from 'node:crypto';
import { appendFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { codemod } from '../support/program.ts';
import { addFiles, makeFolder, makeRepository, read, snapshot } from '../support/repository.ts';
import { outcomeDiff } from '../../src/store/outcome-diff.ts';
import { smallConfig, smallRepository } from '../support/small-repository.ts';

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

  test('is refused when files of it are gone or cannot be read, which are named', () => {
    const folder = makeFolder(smallRepository);
    codemod(folder, ['plan', '--save', 'the.plan']);
    rmSync(path.join(folder, 'app/two.py'));
    // Permissions mean nothing to root, whom continuous integration often is.
    const preload = `
      import fs from 'node:fs';
      import { syncBuiltinESMExports } from 'node:module';
      const { openSync } = fs;
      fs.openSync = (file, ...rest) => {
        if (!String(file).endsWith('one.py')) return openSync(file, ...rest);
        throw Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES' });
      };
      syncBuiltinESMExports();`;
    const before = snapshot(folder);
    const { exitCode, stderr } = codemod(folder, ['apply', '--plan', 'the.plan'], { preload });
    expect(stderr).toBe(
      `ssot-codemod: 2 files are no longer as they were when the plan was made:
  app/one.py: it cannot be read: EACCES: permission denied
  app/two.py: it was deleted
  nothing was written; make the plan again, and have it reviewed again
`,
    );
    expect(exitCode).toBe(2);
    expect(snapshot(folder)).toEqual(before);
  });

  test.each([
    ['null', 'is no plan of this version'],
    ['[]', 'is no plan of this version'],
    ['{"ssotCodemodPlan":1}', 'is no plan of this version'],
    ['{"ssotCodemodPlan":2}', 'was changed after it was written'],
    ['{"ssotCodemodPlan":2,"root":"","plan":null}', 'was changed after it was written'],
    ['{"ssotCodemodPlan":2,"root":null,"plan":{}}', 'was changed after it was written'],
    ['{', 'cannot read the plan'],
    [`{"ssotCodemodPlan":2,"root":"","plan":${'['.repeat(1e5)}${']'.repeat(1e5)}}`, 'was changed after it was written'],
  ])('is refused where the file holds %.60s', (text, message) => {
    const folder = makeFolder({ ...smallRepository, 'the.plan': text });
    for (const args of [
      ['apply', '--plan', 'the.plan'],
      ['report', '--from', 'the.plan'],
    ]) {
      const { exitCode, stderr } = codemod(folder, args);
      expect(stderr).toContain(message);
      expect(exitCode).toBe(2);
    }
  });

  const forge = (
    folder: string,
    change: (saved: { root: string; plan: { outcomes: Record<string, unknown>[] } }) => void,
  ): void => {
    const saved = JSON.parse(read(folder, 'the.plan')) as Parameters<typeof change>[0];
    change(saved);
    const hash = createHash('sha256').update(JSON.stringify(saved.plan)).digest('hex');
    writeFileSync(path.join(folder, 'the.plan'), JSON.stringify({ ...saved, hash }));
  };

  /** The diff of an outcome as it is now, so that nothing but its edits is odd. */
  const diffOf = (folder: string, outcome: Record<string, unknown>): Uint8Array =>
    outcomeDiff(outcome as never, Buffer.from(read(folder, String(outcome['path'])))) ?? new Uint8Array();

  test('is applied where the command runs, and never where the plan says', () => {
    const folder = makeFolder({ 'work/ssot.config.json': JSON.stringify(smallConfig) });
    addFiles(path.join(folder, 'work'), smallRepository);
    const work = path.join(folder, 'work');
    codemod(work, ['plan', '--save', 'the.plan']);
    for (const root of ['..', '../..', folder, 'app', './']) {
      forge(work, (saved) => {
        saved.root = root;
      });
      const before = snapshot(folder);
      const { exitCode, stderr } = codemod(work, ['apply', '--plan', 'the.plan']);
      expect(stderr).toContain(
        `the.plan was made for ${JSON.stringify(root)}, and this is the top of its repository: `,
      );
      expect(exitCode).toBe(2);
      expect(snapshot(folder)).toEqual(before);
    }
  });

  test.each([
    '../outside.py',
    '/etc/outside.py',
    '.git/hooks/pre-commit',
    'app/.GIT/config',
    'ssot.config.ts',
    'app/SSOT.Config.mjs',
    'ssot.config.ts. ',
    'ssot.review.json',
    'app/ssot.baseline.json',
    '.ssot-codemod/runs/1/journal',
    'app//one.py',
    './app/one.py',
    '',
  ])('is refused where it names the file %j', (file) => {
    const folder = makeFolder(smallRepository);
    codemod(folder, ['plan', '--save', 'the.plan']);
    forge(folder, ({ plan }) => {
      for (const outcome of plan.outcomes) if (outcome['path'] === 'app/one.py') outcome['path'] = file;
    });
    const before = snapshot(folder);
    const { exitCode, stderr } = codemod(folder, ['apply', '--plan', 'the.plan']);
    expect(stderr).toContain(`the.plan names a file that no plan may change: ${JSON.stringify(file)}\n`);
    expect(exitCode).toBe(2);
    expect(snapshot(folder)).toEqual(before);
  });

  test.each(['textEdits', 'edits', 'hash', 'diff', 'path', 'diagnostics'])(
    'is refused where %s is something else',
    (key) => {
      const folder = makeFolder(smallRepository);
      codemod(folder, ['plan', '--save', 'the.plan']);
      forge(folder, ({ plan }) => {
        for (const outcome of plan.outcomes) outcome[key] = [{ start: 5, end: 2, text: 'x' }, null];
      });
      for (const args of [
        ['apply', '--plan', 'the.plan'],
        ['report', '--from', 'the.plan'],
      ]) {
        const { exitCode, stderr } = codemod(folder, args);
        expect(stderr).toMatch(/: the\.plan is no plan: outcomes\.0\.\w+.* is not what a plan has there\n/);
        expect(exitCode).toBe(2);
      }
    },
  );

  test('is refused where its edits overlap, or a file is named twice, in words that say so', () => {
    const folder = makeFolder(smallRepository);
    codemod(folder, ['plan', '--save', 'the.plan']);
    const saved = read(folder, 'the.plan');
    forge(folder, ({ plan }) => {
      Object.assign(plan.outcomes[1] ?? {}, { textEdits: [1, 2].map((end) => ({ start: 0, end, text: 'x' })) });
    });
    const overlapping = codemod(folder, ['apply', '--plan', 'the.plan']);
    expect(overlapping.stderr).toContain(
      'the.plan is no plan: outcomes.1.textEdits has edits that overlap, or are not in order\n',
    );
    writeFileSync(path.join(folder, 'the.plan'), saved);
    forge(folder, ({ plan }) => plan.outcomes.push(plan.outcomes[0] ?? {}));
    const twice = codemod(folder, ['apply', '--plan', 'the.plan']);
    expect(twice.stderr).toContain('the.plan is no plan: it names app/one.py twice\n');
    expect([overlapping.exitCode, twice.exitCode]).toEqual([2, 2]);
  });

  test('is refused where its edits lie behind the end of the file', () => {
    const folder = makeFolder(smallRepository);
    codemod(folder, ['plan', '--save', 'the.plan']);
    forge(folder, ({ plan }) => {
      Object.assign(plan.outcomes[0] ?? {}, { textEdits: [{ start: 5, end: 10_000, text: 'x' }] });
    });
    const before = snapshot(folder);
    const { exitCode, stderr } = codemod(folder, ['apply', '--plan', 'the.plan', 'app/one.py']);
    expect(stderr).not.toContain('bug');
    expect(exitCode).toBeLessThan(3);
    expect(snapshot(folder).get('app/one.py')).toBe(before.get('app/one.py'));
  });

  test('is refused when its root is no path', () => {
    const folder = makeFolder(smallRepository);
    codemod(folder, ['plan', '--save', 'the.plan']);
    writeFileSync(path.join(folder, 'the.plan'), read(folder, 'the.plan').replace('"root": "",', '"root": 1,'));
    const { exitCode, stderr } = codemod(folder, ['apply', '--plan', 'the.plan']);
    expect(stderr).toContain('the.plan was changed after it was written');
    expect(exitCode).toBe(2);
  });

  const manifests = {
    ...smallRepository,
    'ssot.config.json': JSON.stringify({ ...smallConfig, carriers: ['config'] }),
    'package.json': `{
  "name": "app",
  "scripts": { "start": "python -m app.core.manager --port 1", "once": "python -c 'from app.core.manager import WebSocketManager'" },
  "ssot-codemod-of-old": { "format": ["black"] }
}
`,
    'pyproject.toml': `[project.scripts]
run = "app.core.manager:WebSocketManager"

[tool.black]
line-length = 88
`,
  };
  const replaced = (text: string, from: string, to: string) => {
    const start = text.indexOf(from);
    return { textEdits: [{ start, end: start + from.length, text: to }] };
  };

  test('may change paths in a manifest', () => {
    const folder = makeRepository(manifests);
    codemod(folder, ['plan', '--save', '.git/the.plan', '--include-review']);
    const { exitCode, stderr } = codemod(folder, ['apply', '--plan', '.git/the.plan']);
    expect(stderr).not.toContain('the.plan changes');
    expect(exitCode).toBe(0);
    expect(read(folder, 'pyproject.toml')).toContain('run = "app.core.unified:Manager"');
    expect(read(folder, 'package.json')).toContain('from app.core.unified import Manager as WebSocketManager');
  });

  test.each([
    ['pyproject.toml', '[tool.black]', '[tool.ssot-codemod]', 'tool.black'],
    ['pyproject.toml', '[tool.black]\nline-length = 88', '[tool.ssot-codemod]\nformat = "touch gone"', 'tool.black'],
    ['pyproject.toml', 'line-length = 88', 'line-length = 88\n[tool.ssot-codemod]\nformat = "x"', 'tool'],
    ['pyproject.toml', '88', '89', 'tool.black.line-length'],
    ['pyproject.toml', '[tool.black]', '[tool.black', 'it cannot be parsed'],
    ['package.json', 'ssot-codemod-of-old', 'ssot-codemod', 'ssot-codemod-of-old'],
    ['package.json', '"name": "app"', '"name": "app", "ssot-codemod": { "format": "x" }', 'its top level'],
    ['package.json', '"start"', '"postinstall": "touch gone", "start"', 'scripts'],
    ['package.json', '--port 1', '--port 1; touch gone', 'scripts.start'],
    ['package.json', '--port 1', '--port 1 touch', 'scripts.start'],
  ])('may change nothing else in a manifest: in %s, %j to %j', (file, from, to, place) => {
    const folder = makeFolder(manifests);
    codemod(folder, ['plan', '--save', 'the.plan', '--include-review']);
    forge(folder, ({ plan }) => {
      for (const outcome of plan.outcomes)
        if (outcome['path'] === file) {
          Object.assign(outcome, replaced(read(folder, file), from, to));
          outcome['diff'] = Buffer.from(diffOf(folder, outcome)).toString('latin1');
        }
    });
    const before = snapshot(folder);
    const { exitCode, stderr } = codemod(folder, ['apply', '--plan', 'the.plan']);
    expect(stderr).toContain(`the.plan changes more than paths in ${file}: ${place}\n`);
    expect(exitCode).toBe(2);
    expect(snapshot(folder)).toEqual(before);
  });

  test.each(['package.json', 'web/PACKAGE.json', 'lib/pyproject.toml'])(
    'may not bring, rename or delete %s',
    (file) => {
      const folder = makeFolder({ ...smallRepository, 'lib/pyproject.toml': '', 'app/data.json': '{}' });
      const planned = { rule: 'x', tier: 'safe', applied: true, because: '', mode: '100644' };
      for (const operation of [
        { ...planned, kind: 'create', content: '' },
        { ...planned, kind: 'delete' },
        { ...planned, kind: 'rename', to: 'app/other.json' },
      ]) {
        codemod(folder, ['plan', '--save', 'the.plan']);
        forge(folder, ({ plan }) => {
          Object.assign(plan.outcomes[0] ?? {}, { path: file, operation, textEdits: [] });
        });
        const { exitCode, stderr } = codemod(folder, ['apply', '--plan', 'the.plan']);
        expect(stderr).toContain(`the.plan names a file that no plan may change: ${JSON.stringify(file)}\n`);
        expect(exitCode).toBe(2);
      }
      codemod(folder, ['plan', '--save', 'the.plan']);
      forge(folder, ({ plan }) => {
        const operation = { ...planned, kind: 'rename', to: file };
        Object.assign(plan.outcomes[0] ?? {}, { path: 'app/data.json', operation, textEdits: [] });
      });
      expect(codemod(folder, ['apply', '--plan', 'the.plan']).stderr).toContain(JSON.stringify(file));
    },
  );

  test('is refused where its diff shows other edits', () => {
    const folder = makeFolder(smallRepository);
    codemod(folder, ['plan', '--save', 'the.plan']);
    forge(folder, ({ plan }) => {
      for (const outcome of plan.outcomes)
        if (outcome['path'] === 'app/one.py')
          (outcome['textEdits'] as { text: string }[]).push({ start: 46, end: 46, text: 'import evil\n' } as never);
    });
    const before = snapshot(folder);
    const { exitCode, stderr } = codemod(folder, ['apply', '--plan', 'the.plan']);
    expect(stderr).toContain('the.plan shows another change of app/one.py than it would make\n');
    expect(exitCode).toBe(2);
    expect(snapshot(folder)).toEqual(before);
  });

  test('may not change the configuration that is named', () => {
    const folder = makeFolder({ ...manifests, 'tools/map.json': JSON.stringify(smallConfig) });
    codemod(folder, ['plan', '--save', 'the.plan']);
    forge(folder, ({ plan }) => {
      for (const outcome of plan.outcomes) if (outcome['path'] === 'app/one.py') outcome['path'] = 'tools/map.json';
    });
    const { exitCode, stderr } = codemod(folder, ['apply', '--plan', 'the.plan', '--config', 'tools/map.json']);
    expect(stderr).toMatch(/map\.json/);
    expect(exitCode).toBe(2);
  });
});
