import { expect, test } from '@jest/globals';
import { codemod } from '../support/program.ts';
import { makeFolder, read } from '../support/repository.ts';
import type { Files } from '../support/repository.ts';

/** A class that moved for a reason, and a function that is gone. */
const files: Files = {
  'ssot.config.json': JSON.stringify({
    python: {
      map: [
        { canonical: 'app.new:Store', legacy: ['app.old:Store'], reason: 'one store for all' },
        { legacy: ['app.old:later'], message: 'call the function itself' },
      ],
    },
  }),
  'app/__init__.py': '',
  'app/new.py': 'class Store: ...\n',
  'app/old.py': 'from app.new import Store\n\n\ndef later(): ...\n',
  'one.py': 'from app.old import Store, later\n',
};

test('the reason and the message are said by check, explain, docs and reports', () => {
  const folder = makeFolder(files);
  const check = codemod(folder, ['check', '--format', 'json']);
  const { fragmented: imports } = JSON.parse(check.stdout) as { fragmented: { ruleId: string; message: string }[] };
  expect([check.exitCode, imports.map(({ ruleId, message }) => `${ruleId} ${message}`)]).toEqual([
    1,
    [
      'fragmented-import app.old:Store is a legacy path, the canonical one is app.new:Store; the Map says: one store for all',
      'removed-symbol app.old:later is removed: call the function itself',
    ],
  ]);
  expect(codemod(folder, ['check']).stdout).toContain('call the function itself');
  const explained = codemod(folder, ['explain', 'one.py:1']).stdout;
  expect(explained).toContain('  why    one store for all\n');
  expect(explained).toContain('app.old:later is removed: call the function itself');
  const docs = codemod(folder, ['docs']).stdout;
  expect(docs).toContain('- `app.old:Store`: one store for all\n');
  expect(docs).toContain(
    '### Removed\n\nNothing stands for these any more:\n\n- `app.old:later`: call the function itself\n',
  );
  const report = codemod(folder, ['dry-run', '--format', 'json']);
  expect(report.stdout).toContain('"mapReason": "one store for all"');
  expect(codemod(folder, ['dry-run']).stderr).toContain('Removed, to be changed by hand: 1');
});

test('what is removed is never edited, and a baseline knows it', () => {
  const folder = makeFolder(files);
  expect(codemod(folder, ['apply', '--include-review']).exitCode).toBe(0);
  expect(read(folder, 'one.py')).toBe('from app.old import later\nfrom app.new import Store\n');
  expect(codemod(folder, ['check', '--baseline', 'b.json', '--update-baseline', '--allow-growth']).exitCode).toBe(0);
  expect(codemod(folder, ['check', '--baseline', 'b.json']).exitCode).toBe(0);
});

test('a saved plan keeps the reasons', () => {
  const folder = makeFolder(files);
  expect(codemod(folder, ['plan', '--save', 'the.plan']).exitCode).toBe(0);
  expect(codemod(folder, ['report', '--from', 'the.plan', '--format', 'json']).stdout).toContain('one store for all');
});

test('--map moves without a configuration', () => {
  const others = Object.fromEntries(Object.entries(files).filter(([file]) => file !== 'ssot.config.json'));
  const folder = makeFolder(others);
  const { exitCode, stdout } = codemod(folder, ['dry-run', '--map', 'app.old:Store=app.new:Store']);
  expect([exitCode, stdout.includes('+from app.new import Store')]).toEqual([0, true]);
  expect(codemod(folder, ['check', '--map=app.old:Store=app.new:Store']).exitCode).toBe(1);
  expect(codemod(folder, ['explain', 'one.py:1', '--map', 'app.old:Store=app.new:Store']).stdout).toContain(
    'app.old:Store → app.new:Store',
  );
  expect(codemod(folder, ['docs', '--map', 'app.old:Store=app.new:Store']).stdout).toContain('### `app.new:Store`');
});
