import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Shape } from '../../src/review/shape.ts';
import { codemod } from '../support/program.ts';
import { addFiles, git, makeFolder, makeRepository, snapshot, withGit } from '../support/repository.ts';
import type { Files } from '../support/repository.ts';

const files: Files = {
  'ssot.config.json': JSON.stringify({
    python: {
      map: [
        { canonical: 'new:B', legacy: ['old:A', 'older:A'], replaces: true },
        { canonical: 'new:E', legacy: ['old:D'] },
      ],
    },
    javascript: {
      map: [
        { canonical: './new#b', legacy: ['old#a'], replaces: true },
        { canonical: './new#e', legacy: ['old#d'], replaces: true },
      ],
    },
  }),
  'new.py': 'class B: ...\nE = 1\n',
  'old.py': 'class A: ...\nD = 2\nC = 1\n',
  'older.py': 'A = 1\n',
  'new.ts': 'export const b = 1;\nexport const e = 1;\n',
  'old.ts': 'export const a = 1;\nexport const c = 1;\nexport const d = 1;\n',
  'one.py': 'from old import A, C, D\n',
  'two.py': 'from older import A\nfrom old import A\n',
  'three.py': 'from old import A\n',
  'four.ts': "import { a, c, d } from './old';\n",
  'five.ts': "export { a, d } from './old';\n",
};

/** The files that the patch of one Shape changes, as they are after it. */
const afterShape: Readonly<Record<string, Files>> = {
  'old:A new:B': {
    'one.py': 'from old import C, D\nfrom new import B as A\n',
    // With all shapes the second line goes; by itself it has to move.
    'two.py': 'from older import A\nfrom new import B as A\n',
    'three.py': 'from new import B as A\n',
  },
  'older:A new:B': { 'two.py': 'from new import B as A\nfrom old import A\n' },
  'old:D new:E': { 'one.py': 'from old import A, C\nfrom new import E as D\n' },
  'old#a ./new#b': {
    'four.ts': "import { c, d } from './old';\nimport { b as a } from './new';\n",
    'five.ts': "export { d } from './old';\nexport { b as a } from './new';\n",
  },
  'old#d ./new#e': {
    'four.ts': "import { a, c } from './old';\nimport { e as d } from './new';\n",
    'five.ts': "export { a } from './old';\nexport { e as d } from './new';\n",
  },
};

/** The Shapes of a repository, by what they move and the transform. */
function shapesOf(root: string): Shape[] {
  const { shapes } = JSON.parse(codemod(root, ['--format', 'json', '-q', '--include-review']).stdout) as {
    shapes: Shape[];
  };
  return shapes;
}

withGit.describe('the patch of a shape (needs git)', () => {
  const root = makeRepository(files);
  const shapes = shapesOf(root);

  test('there is one shape for each decision', () => {
    const moves = shapes.map(({ from, to }) => `${from} ${to}`);
    expect([...new Set(moves)].toSorted()).toEqual(Object.keys(afterShape).toSorted());
  });

  test.each(Object.entries(afterShape))('%s: git apply makes these edits and no others', (move, after) => {
    const ids = shapes.filter(({ from, to }) => move === `${from} ${to}`).map(({ id }) => id);
    const patch = path.join(root, '.git', 'shape.patch');
    const flags = ids.flatMap((id) => ['--shape', id]);
    expect(codemod(root, [...flags, '--patch', patch, '-q']).exitCode).toBe(0);
    git(root, 'apply', patch);
    const changed = git(root, 'diff', '--name-only').trim().split('\n');
    const now = Object.fromEntries(changed.map((file) => [file, readFileSync(path.join(root, file), 'utf8')]));
    git(root, 'checkout', '-q', '.');
    expect(now).toEqual(after);
  });

  test('what is written is what the patch says, and no more is applied', () => {
    const [shape] = shapes.filter(({ from, to }) => `${from} ${to}` === 'old:D new:E');
    const { stdout } = codemod(root, ['apply', '--shape', shape?.id ?? '', '--format', 'json', '-q']);
    const diff = git(root, 'diff', '--stat');
    git(root, 'checkout', '-q', '.');
    const { shapes: reported } = JSON.parse(stdout) as { shapes: Shape[] };
    expect(reported.filter(({ applied }) => applied > 0).map(({ id, applied }) => [id, applied])).toEqual([
      [shape?.id, 1],
    ]);
    expect(diff).toMatch(/^ one\.py .*\n 1 file changed/);
  });

  test('a shape that nothing has is a wrong usage', () => {
    const { exitCode, stderr } = codemod(root, ['--shape', 'zzzzzzzz']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('nothing here has the shape zzzzzzzz');
  });
});

describe('a shape of which some edits move only with others', () => {
  const root = makeFolder({
    'ssot.config.json': JSON.stringify({
      python: { map: [{ canonical: 'new:B', legacy: ['old:A'], replaces: true }] },
    }),
    'new.py': 'class B: ...\n',
    'old.py': 'class A: ...\n',
    'service.py': 'def run():\n    from old import A\n    return A()\n',
    'test_service.py': 'from unittest.mock import patch\n\n\n@patch("old.A")\ndef test(a): ...\n',
  });
  test('what looks the name up is not taken without the patch that is for it', () => {
    const before = snapshot(root);
    const shapes = shapesOf(root).map(({ id, transform }) => [transform, id]);
    const id = String(new Map(shapes as [string, string][]).get('python/from-import'));
    const { exitCode, stderr } = codemod(root, ['apply', '--shape', id]);
    expect(stderr).toContain(`1 of the 1 edits of the shape ${id} move only with others\n`);
    expect(stderr).toContain('take these along:');
    expect(exitCode).toBe(2);
    expect(snapshot(root)).toEqual(before);
  });

  const loaded = { 'plugins.py': 'Plugin = import_string("old.A")\n' };

  test.each([
    ['all', {}, '1 of the 1 edits'],
    ['not all', loaded, '1 of the 2 edits'],
  ])('%s: nothing is written, and the message says what to take along', (_, files, count) => {
    addFiles(root, files);
    const before = snapshot(root);
    const shapes = shapesOf(root).map(({ id, transform }) => [transform, id]);
    const id = String(new Map(shapes as [string, string][]).get('python/string-target'));
    const { exitCode, stderr } = codemod(root, ['apply', '--shape', id]);
    expect(stderr).toContain(`${count} of the shape ${id} move only with others\n`);
    expect(exitCode).toBe(2);
    expect(snapshot(root)).toEqual(before);
    const [, flags = ''] = /take these along: (.+)\n/.exec(stderr) ?? [];
    expect(flags.match(/\b\w{8}\b/g)?.toSorted()).toEqual(shapes.map(([, each]) => each).toSorted());
    expect(codemod(root, flags.split(' ')).stdout).toContain('+@patch("new.B")');
  });
});

test('a shape that is for review because of a patch in another file is taken', () => {
  const root = makeFolder({
    'ssot.config.json': JSON.stringify({ python: { map: [{ canonical: 'app.new:New', legacy: ['app.old:Old'] }] } }),
    'app/__init__.py': '',
    'app/new.py': 'class New: ...\n',
    'app/old.py': 'from app.new import New as Old\n\n\ndef make():\n    return Old()\n',
    'app/user.py': 'def use():\n    from app.old import Old\n    return Old()\n',
    'test_app.py': 'from unittest.mock import patch\n\nwith patch("app.old.Old"):\n    pass\n',
  });
  const { shapes } = JSON.parse(codemod(root, ['dry-run', '--format', 'json']).stdout) as { shapes: readonly Shape[] };
  const held = shapes.find(({ transform, tier }) => transform === 'python/from-import' && tier === 'review');
  expect(codemod(root, ['--shape', held?.id ?? '']).stdout).toContain('+    from app.new import New as Old\n');
});
