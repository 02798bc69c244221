import { describe, expect, test } from '@jest/globals';
import { codemod } from '../support/program.ts';
import { makeFolder, read } from '../support/repository.ts';

/** A test patches what the legacy module uses itself, and the canonical module is not there to be looked at. */
const patched = {
  'ssot.config.json': JSON.stringify({
    python: { map: [{ canonical: 'vendor.boxes:Box', legacy: ['boxes:Box'], external: true, replaces: true }] },
  }),
  'boxes.py': 'class Box:\n    pass\n\n\ndef pack():\n    return Box()\n',
  'use.py': 'from boxes import Box\n',
  'test_boxes.py':
    'from unittest.mock import patch\n\nimport boxes\n\n\n@patch("boxes.Box")\ndef test(box):\n    boxes.pack()\n',
};

describe('reasons for a review', () => {
  test('are all said, the gravest first', () => {
    const folder = makeFolder(patched);
    const { stdout, stderr } = codemod(folder, ['explain', 'test_boxes.py:6']);
    expect(stderr).toBe('');
    expect(stdout).toMatch(
      /tier {3}review: boxes looks Box up itself \(line 6\), and stays\n +also +whether vendor\.boxes exports Box/,
    );
    expect(stdout).toContain('apply makes it with --include-review=patched,unverified-export');
    const summary = codemod(folder, ['--stat', '-v']).stderr;
    expect(summary).toContain('(--include-review applies them): 2 (2 unverified-export, 1 patched)');
    expect(summary).toMatch(/: boxes looks Box up itself \(line 6\), and stays; whether vendor\.boxes exports Box /);
    const { files } = JSON.parse(codemod(folder, ['--format', 'json', '-q']).stdout) as {
      files: { path: string; edits: { reviews: { reason: string }[] }[] }[];
    };
    const reasons = files.map(({ path, edits }) => [
      path,
      ...edits.flatMap(({ reviews }) => reviews.map((r) => r.reason)),
    ]);
    expect(reasons).toEqual([
      ['test_boxes.py', 'patched', 'unverified-export'],
      ['use.py', 'unverified-export'],
    ]);
  });

  test.each<[string, readonly string[], readonly string[]]>([
    ['none', [], []],
    ['all', ['--include-review'], ['test_boxes.py', 'use.py']],
    ['those for one reason', ['--include-review=unverified-export'], ['use.py']],
    ['those for two', ['--include-review=unverified-export,patched'], ['test_boxes.py', 'use.py']],
    ['none for another reason', ['--include-review=import-cycle'], []],
    ['all but those for one', ['--no-review=patched'], ['use.py']],
    ['all but those for the other', ['--include-review', '--no-review=unverified-export'], []],
  ])('choose what apply writes: %s', (_, flags, changed) => {
    const folder = makeFolder(patched);
    codemod(folder, ['apply', ...flags]);
    const files = Object.entries(patched).filter(([file, text]) => read(folder, file) !== text);
    expect(files.map(([file]) => file).toSorted()).toEqual(changed);
    expect(codemod(folder, ['--exit-code', '-q', ...flags]).exitCode).toBe(0);
  });

  test('one that is none is said, with the one that was likely meant', () => {
    const { stderr, exitCode } = codemod(makeFolder(patched), ['--include-review=unverified-exports']);
    expect(stderr).toContain(
      'no reason for a review is called unverified-exports, did you mean unverified-export?\n  the reasons are ambiguous-definition, ',
    );
    expect(exitCode).toBe(2);
  });
});
