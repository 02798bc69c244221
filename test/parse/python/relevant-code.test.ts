import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { SourceBuffer } from '../../../src/native/source-buffer.ts';
import { LogicalLines } from '../../../src/parse/python/logical-lines.ts';
import { relevantCode } from '../../../src/parse/python/relevant-code.ts';
import type { RelevantCode } from '../../../src/parse/python/relevant-code.ts';
import { Scopes } from '../../../src/parse/python/scopes.ts';
import { describeJudged, libraryFiles } from '../../support/cpython.ts';
import { readFixtures } from '../../support/fixtures.ts';

const buffer = SourceBuffer.create();

/** Undefined where brackets or strings do not balance. */
function relevant(text: string, names: readonly string[]): RelevantCode | undefined {
  buffer.set(Buffer.from(text));
  if (!buffer.isAscii()) buffer.countUtf16();
  const { lines, errorAt } = buffer.outline();
  return errorAt < 0 ? relevantCode(text, new LogicalLines(lines.slice(), text), names) : undefined;
}

/** The parts of a text that are read. */
function shown(text: string, ...names: readonly string[]): string {
  const code = relevant(text, names);
  return code?.ranges.map(({ start, end }) => code.text.slice(start, end)).join('') ?? '';
}

/** All that the scopes say of some names. */
function factsOf(scopes: Scopes, names: readonly string[]): string[] {
  return [...scopes.bindings()]
    .filter(({ name }) => names.includes(name))
    .map((binding) => {
      const { name, scope, sites, uses, unsureUses } = binding;
      const places = [
        ...sites.map(({ start, kind }) => `${kind} ${start}`),
        ...uses.map(({ start }) => `use ${start}`),
      ];
      const lookups = scopes.dynamicLookups(binding).map(({ start }) => `dynamic ${start}`);
      return [
        name,
        scope.kind,
        scope.parent ? scope.range.start : 0,
        ...places.sort(),
        ...lookups,
        unsureUses.length,
      ].join(' ');
    })
    .sort();
}

/** Files for which the part says other than the whole. */
function differences(texts: readonly { readonly file: string; readonly text: string }[]): string[] {
  return texts.flatMap(({ file, text }) => {
    const whole = Scopes.read(text);
    const names = [...whole.bindings()].map(({ name }) => name).filter((_, k) => k % 7 === 3);
    const code = relevant(text, names.slice(0, 2));
    if (whole.errors.length > 0 || code === undefined) return [];
    const part = Scopes.read(text, code);
    const isSame =
      part.errors.length === 0 &&
      code.text.length === text.length &&
      JSON.stringify(factsOf(part, names.slice(0, 2))) === JSON.stringify(factsOf(whole, names.slice(0, 2)));
    return isSame ? [] : [`${file}: ${names.slice(0, 2).join(' ')} ${part.errors[0]?.start ?? ''}`];
  });
}

describe('what is read of a file to follow some names', () => {
  test('definitions without them are left out, with their decorators', () => {
    const text = '@a\n@b\ndef f():\n    return 1\n\n\ndef g():\n    x = 2\n    y = 3\n    return Old\n';
    expect(shown(text, 'Old')).toBe('\ndef g():\n    return Old');
  });

  test('what opens the blocks around a name is read, and one statement of the other clauses', () => {
    const text =
      'class C:\n    a = 1\n    def m(self):\n        if a:\n            b\n            c\n        else:\n            d\n            Old\n';
    expect(shown(text, 'Old')).toBe(
      'class C:\n    def m(self):\n        if a:\n            b\n        else:\n            Old',
    );
  });

  test('statements without them are left out, with all of their clauses', () => {
    const text = 'try:\n    a\nexcept E: b\nelse:\n    c\nfinally: d\nfor x in y: z\nelse:\n    b\nOld\n';
    expect(shown(text, 'Old')).toBe('\nOld');
  });

  test('the cases of a match are all read', () => {
    const text = 'match Old:\n    case 1:\n        a\n    case b:\n        c\n';
    expect(shown(text, 'Old')).toBe(text.trimEnd());
  });

  test('a block that holds nothing else keeps a statement', () => {
    expect(shown('class Old:\n    @a\n    def m(self):\n        return 1\n    x = 1\n', 'Old')).toBe(
      'class Old:\n    pass',
    );
  });

  test('imports of the module, and what looks names up when it runs, are always read', () => {
    const text = 'import a\nx = 1\nx = 2\nfrom b import *\nx = 3\ndef f():\n    return locals()\n';
    expect(shown(text, 'Old')).toBe('import a\nfrom b import *\ndef f():\n    return locals()');
    expect(shown('if a:\n    from .import*\n', 'Old')).toBe('if a:\n    from .import*');
  });

  test('a name that only holds one of them is none', () => {
    expect(shown('x = 1\nMyOld = 1\nOlder = 2\nb.Old\nOld.b\n', 'Old')).toBe('\nOld.b');
  });
});

test('the fixtures mean the same in part', () => {
  const texts = readFixtures('python').map(({ name, input }) => ({ file: name, text: input.toString() }));
  expect(texts.length).toBeGreaterThan(300);
  expect(differences(texts)).toEqual([]);
});

describeJudged('the standard library', (python) => {
  test('means the same in part', () => {
    const files = libraryFiles(python).filter((_, k) => k % 12 === 0);
    const texts = files
      .map((file) => ({ file, text: readFileSync(file, 'utf8') }))
      .filter(({ text }) => text.length < 100_000);
    expect(differences(texts)).toEqual([]);
  }, 120_000);
});
