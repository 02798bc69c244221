import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { baselineOf, baselineText, compare, parseBaseline } from '../../src/check/baseline.ts';
import type { Baseline } from '../../src/check/baseline.ts';
import type { FragmentedImport } from '../../src/check/import-findings.ts';
import { hostileTexts } from '../support/hostile-texts.ts';

function at(path: string, from: string, line = 1): FragmentedImport {
  return {
    path,
    line,
    column: 1,
    endLine: line,
    endColumn: 9,
    ruleId: 'fragmented-import',
    severity: 'error',
    message: '',
    fix: '',
    allowedBecause: undefined,
    from,
    to: 'b:X',
    after: '',
    tier: 'safe',
  };
}

const everywhere = (): boolean => true;
const counts = (imports: readonly FragmentedImport[], baseline: Baseline): object => {
  const { fresh, freshCount, known, stale } = compare(imports, baseline, everywhere);
  return { fresh: fresh.length, freshCount, known: known.length, stale: stale.length };
};
const two = [at('a.py', 'm:X'), at('a.py', 'm:X', 5)];

describe('compare', () => {
  test.each<[string, readonly FragmentedImport[], readonly FragmentedImport[], object]>([
    ['nothing', [], [], { fresh: 0, freshCount: 0, known: 0, stale: 0 }],
    ['the same', two, two, { fresh: 0, freshCount: 0, known: 2, stale: 0 }],
    [
      'other lines',
      two,
      [at('a.py', 'm:X', 90), at('a.py', 'm:X', 70)],
      { fresh: 0, freshCount: 0, known: 2, stale: 0 },
    ],
    ['one more', two, [...two, at('a.py', 'm:X', 9)], { fresh: 3, freshCount: 1, known: 0, stale: 0 }],
    ['one less', two, two.slice(1), { fresh: 0, freshCount: 0, known: 1, stale: 1 }],
    ['one symbol for another', two, [at('a.py', 'm:Y')], { fresh: 1, freshCount: 1, known: 0, stale: 1 }],
    ['the same in another file', two, [at('b.py', 'm:X')], { fresh: 1, freshCount: 1, known: 0, stale: 1 }],
  ])('%s', (_, before, now, expected) => {
    expect(counts(now, baselineOf(before))).toEqual(expected);
  });

  test('a file that seems to have another name is named', () => {
    const { stale } = compare([at('b/a.py', 'm:X'), at('b/a.py', 'm:X')], baselineOf(two), everywhere);
    expect(stale).toEqual([{ path: 'a.py', from: 'm:X', count: 2, found: 0, movedTo: 'b/a.py' }]);
  });

  test('of files that were not looked at, nothing is stale', () => {
    expect(compare([], baselineOf(two), (path) => path !== 'a.py').stale).toEqual([]);
  });
});

describe('a baseline is the same on every machine', () => {
  const imports = fc.array(
    fc
      .tuple(
        fc.constantFrom('a.py', 'b/c d.py', 'é/z.py', '__proto__', '12', ...hostileTexts),
        fc.constantFrom('m:X', 'm', '__proto__:a'),
      )
      .map(([path, from]) => at(path, from)),
    { maxLength: 30 },
  );

  test('whatever the order in which things are found', () => {
    fc.assert(
      fc.property(imports, fc.infiniteStream(fc.double()), (found, random) => {
        const shuffled = found
          .map((item) => [random.next().value as number, item] as const)
          .toSorted((a, b) => a[0] - b[0]);
        const text = baselineText({ imports: baselineOf(found) });
        expect(baselineText({ imports: baselineOf(shuffled.map(([, item]) => item)) })).toBe(text);
        expect(counts(found, parseBaseline(text, 'b').imports ?? new Map<string, never>())).toEqual({
          fresh: 0,
          freshCount: 0,
          known: found.length,
          stale: 0,
        });
      }),
      { seed: 1 },
    );
  });

  test('with the separators, the line ends, the byte order mark and the letters of another system', () => {
    const found = [at('é/b/c.py', 'm:X')];
    const text = baselineText({ imports: baselineOf(found) });
    const foreign = `\ufeff${text.replace('é/b/c.py', String.raw`e\u0301\\b\\c.py`).replaceAll('\n', '\r\n')}`;
    expect(counts(found, parseBaseline(foreign, 'b').imports ?? new Map<string, never>())).toEqual({
      fresh: 0,
      freshCount: 0,
      known: 1,
      stale: 0,
    });
    expect(baselineText(parseBaseline(foreign, 'b'))).toBe(text);
  });

  test('one line for each symbol of a file', () => {
    expect(baselineText({ imports: baselineOf([at('b.py', 'm:Y'), ...two, at('a.py', 'm:A')]) })).toBe(`{
  "schemaVersion": 1,
  "files": {
    "a.py": {
      "m:A": 1,
      "m:X": 2
    },
    "b.py": {
      "m:Y": 1
    }
  }
}
`);
  });
});

test.each([
  ['', 'JSON'],
  ['{', 'JSON'],
  ['[]', 'it is no object'],
  ['null', 'it is no object'],
  ['{}', 'schemaVersion is undefined'],
  ['{"schemaVersion":2,"files":{}}', 'schemaVersion is 2'],
  ['{"schemaVersion":1}', 'files is no object'],
  ['{"schemaVersion":1,"files":[]}', 'files is no object'],
  ['{"schemaVersion":1,"files":{"a":1}}', 'files["a"] is no object'],
  ['{"schemaVersion":1,"files":{"a":{"b":0}}}', 'files["a"]["b"] is no count'],
  ['{"schemaVersion":1,"files":{"a":{"b":1.5}}}', 'files["a"]["b"] is no count'],
  ['{"schemaVersion":1,"files":{"a":{"b":"1"}}}', 'files["a"]["b"] is no count'],
  ['{\n<<<<<<< ours\n', 'merge conflict'],
])('%j is no baseline', (text, message) => {
  expect(() => parseBaseline(text, 'b.json')).toThrow(`b.json is no valid baseline: `);
  expect(() => parseBaseline(text, 'b.json')).toThrow(message);
});
