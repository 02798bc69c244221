import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import picomatch from 'picomatch';
import { completeConfig } from '../../src/config/complete-config.ts';
import { selectFiles } from '../../src/scan/select-files.ts';

const globs = [
  '**/*.py',
  '**/*.pyi',
  '**/*.{ts,tsx}',
  '**/venv/**',
  '**/.venv/**',
  '**/node_modules/**',
  'a/**',
  'a/*.py',
  '**/v.nv/**',
  '!a/**',
  '+(a|b)/*.py',
  '{a,b}/**',
  'a/[xy].py',
];
const part = fc.constantFrom('a', 'b', 'venv', '.venv', 'vxnv', 'v.nv', 'node_modules', 'my-venv', 'venv2');
const name = fc.constantFrom('x.py', 'y.pyi', '.py', 'x.py.ts', 'z.tsx', 'venv', '.venv', 'setup.cfg');
const file = fc.tuple(fc.array(part, { maxLength: 3 }), name).map(([parts, last]) => [...parts, last].join('/'));
const someGlobs = fc.subarray(globs);

test('the quick ways to match say what picomatch says', () => {
  fc.assert(
    fc.property(fc.array(file, { maxLength: 20 }), someGlobs, someGlobs, (files, include, exclude) => {
      const config = { ...completeConfig('/', undefined, []), include, exclude };
      const [isIncluded, isExcluded] = [include, exclude].map((list) => picomatch(list, { dot: true }));
      const expected = files.filter((path) => isIncluded?.(path) === true && isExcluded?.(path) !== true);
      expect(selectFiles(files, config)).toEqual(expected);
    }),
    { numRuns: 2000 },
  );
});

test.each([
  [['**/*.py'], ['gen/**'], ['gen/n\nl.py', 'a\r\n.py'], ['a\r\n.py']],
  [['**/a.py'], [], ['new\nline/a.py', 'new\nline/b.py'], ['new\nline/a.py']],
  [['**/*.py'], ['**/gen/**'], ['\n/gen/a.py', 'gen\n/a.py'], ['gen\n/a.py']],
])('names with line ends: of include %j, exclude %j', (include, exclude, files, expected) => {
  expect(selectFiles(files, { ...completeConfig('/', undefined, []), include, exclude })).toEqual(expected);
});
