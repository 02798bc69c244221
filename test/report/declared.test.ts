import { afterEach, expect, test } from '@jest/globals';
import { rmSync } from 'node:fs';
import { codemod } from '../support/program.ts';
import { makeFolder } from '../support/repository.ts';

let root = '';
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

/** `one.py` moves because the Map says so, `two.py` because both names lead to one class. */
const files = {
  'ssot.config.json': JSON.stringify({
    python: {
      map: [
        { canonical: 'app.new:New', legacy: ['app.old:Old'], replaces: true },
        { canonical: 'app.new:Same', legacy: ['app.facade:Same'] },
      ],
    },
  }),
  'app/__init__.py': '',
  'app/new.py': 'class New: ...\nclass Same: ...\n',
  'app/old.py': 'class Old: ...\n',
  'app/facade.py': 'from app.new import Same\n',
  'one.py': 'from app.old import Old\n',
  'two.py': 'from app.facade import Same\n',
};

const because = 'the Map says that app.new:New replaces app.old:Old';

test.each([
  ['text', ['dry-run', '--stat'], 'Declared by the Map, not proven to keep behaviour: 1 edit (-v lists the moves)'],
  ['the long text', ['dry-run', '--stat', '-v'], 'app.old:Old → app.new:New: 1 edit'],
  ['JSON', ['dry-run', '--format', 'json'], '"declared": 1'],
  ['Markdown', ['dry-run', '--format', 'markdown'], '2 edits, 1 of them declared by the Map, not proven'],
  ['SARIF', ['dry-run', '--format', 'sarif'], '"tier": "declared"'],
  ['annotations', ['dry-run', '--format', 'github'], `(declared: ${because})`],
  ['check', ['check'], 'app.old:Old → app.new:New (declared)'],
  ['explain', ['explain', 'one.py:1'], `declared: ${because}`],
  ['review', ['review'], 'declared 1 edit in 1 file: app.old:Old → app.new:New'],
])('%s names what only the Map makes right', (_, args, said) => {
  root = makeFolder(files);
  const { stdout, stderr } = codemod(root, args);
  expect(stdout + stderr).toContain(said);
});

test('what is declared is applied, and what is proven is not called so', () => {
  root = makeFolder(files);
  const { summary, files: reported } = JSON.parse(codemod(root, ['apply', '--format', 'json']).stdout) as {
    summary: Record<string, number>;
    files: { path: string; edits: { tier: string; applied: boolean }[] }[];
  };
  expect(summary).toMatchObject({ edits: 2, safe: 1, declared: 1, review: 0 });
  expect(reported.map(({ path, edits: [edit] }) => [path, edit?.tier, edit?.applied])).toEqual([
    ['one.py', 'declared', true],
    ['two.py', 'safe', true],
  ]);
});
