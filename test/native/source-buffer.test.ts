import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { SourceBuffer } from '../../src/native/source-buffer.ts';
import { Random } from '../support/random.ts';
import { stringLiterals } from '../../src/parse/python/import-statements.ts';

const buffer = SourceBuffer.create();
const text = fc.string({ unit: fc.constantFrom('a', ' ', '"', '#', 'é', '字', '𝒳', '\ufb01', '\n'), maxLength: 200 });

test('counts UTF-16 code units as JavaScript does, with and without a byte order mark', () => {
  fc.assert(
    fc.property(text, fc.boolean(), (before, hasMark) => {
      const source = `${before.replaceAll('"', "'").replaceAll("'", '_')}\n"a"\n'b'`;
      buffer.set(Buffer.from((hasMark ? '\ufeff' : '') + source));
      buffer.countUtf16();
      const literals = stringLiterals(buffer.scanStrings().records).map(({ start, end }) => source.slice(start, end));
      expect(literals).toEqual(['"a"', "'b'"]);
    }),
  );
});

test('takes a byte order mark that a text begins with for a part of it', () => {
  const source = `\ufeff# é\n"a"\n'b'`;
  buffer.setText(source);
  const literals = stringLiterals(buffer.scanStrings().records).map(({ start, end }) => source.slice(start, end));
  expect(literals).toEqual(['"a"', "'b'"]);
});

test('knows whether all bytes are ASCII, and whether one is NUL', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 70 }), fc.boolean(), (bytes, isPlain) => {
      const file = Buffer.from(isPlain ? bytes.map((byte) => byte & 127 || 1) : bytes);
      buffer.set(Buffer.alloc(100));
      buffer.set(file);
      expect(buffer.isAscii()).toBe(file.every((byte) => byte < 128));
      expect(buffer.holdsNul()).toBe(file.includes(0));
      expect(buffer.bytes.equals(file)).toBe(true);
    }),
  );
});

test('finds a mark wherever it stands, and not behind the end', () => {
  const part = fc.string({ unit: fc.constantFrom('s', 'o', 't', ':', ' '), maxLength: 40 });
  fc.assert(
    fc.property(part, fc.constantFrom('', 'ssot:'), part, (before, mark, after) => {
      const file = before + mark + after;
      buffer.set(Buffer.from('ssot:'.repeat(30)));
      buffer.set(Buffer.from(file));
      expect(buffer.holdsMark('ssot:')).toBe(file.includes('ssot:'));
    }),
  );
  expect(() => buffer.holdsMark('mar')).toThrow(RangeError);
});

test('finds the same words whatever was looked for before, and however many there are', () => {
  const fresh = SourceBuffer.create();
  fresh.setWords([
    { word: 'legacy_core', kind: 'part', parent: 'app' },
    { word: 'OldManager', kind: 'name' },
  ]);
  const line = fc.constantFrom(
    'from app.legacy_core import OldManager as x',
    'import app.legacy_core',
    'patch("app.legacy_core.OldManager")',
    'x = "no app legacy_core"',
    'self.legacy_core = app.legacy_core',
    'import (',
    'pass',
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 12 }), fc.constantFrom(1, 300), (lines, times) => {
      const file = Buffer.from(`${lines.join('\n')}\n`.repeat(times));
      const alone = <T>(look: () => T): T => {
        fresh.set(file);
        return look();
      };
      const holds = alone(() => fresh.holdsWord());
      const quickScan = [...alone(() => fresh.quickScan())];
      const scan = [...alone(() => fresh.scanWords().records)];
      expect(fresh.holdsWord()).toBe(holds);
      expect([...fresh.quickScan()]).toEqual(quickScan);
      expect([...fresh.scanWords().records]).toEqual(scan);
      expect(stringLiterals(Int32Array.from(scan))).toHaveLength(
        times * lines.filter((text) => text.includes('"app.legacy_core')).length,
      );
    }),
    { numRuns: 60 },
  );
});

test('takes files of any length', () => {
  const fresh = SourceBuffer.create();
  const file = Buffer.from(`${'x = 1\n'.repeat(2_000_000)}import a`);
  let at = 0;
  // Like read(2), it gives as much as there is room for, and less at the end of the file.
  const length = fresh.fill((target, offset, room) => {
    const count = file.copy(target, offset, at, Math.min(file.length, at + room));
    at += count;
    return count;
  });
  expect(length).toBe(file.length);
  expect(fresh.bytes.equals(file)).toBe(true);
  expect(fresh.scanImports().records[1]).toBe(file.length - 'import a'.length);
  fresh.set(Buffer.from('import b'));
  expect(fresh.scanImports().records[1]).toBe(0);
});

test('takes files with more records than bytes', () => {
  const fresh = SourceBuffer.create();
  fresh.set(Buffer.from('a;'.repeat(2_500_000)));
  const { tokens } = fresh.tokenize();
  expect(tokens.length).toBe(3 * 5_000_000);
  expect(tokens.subarray(-3)).toEqual(Int32Array.of(4, 4_999_999, 5_000_000));
});

test('refuses words that it cannot search for', () => {
  const fresh = SourceBuffer.create();
  const set = (words: readonly string[]): void => {
    fresh.setWords(words.map((word) => ({ word, kind: 'part' })));
  };
  expect(() => {
    set(['ab']);
  }).toThrow(RangeError);
  expect(() => {
    set(['a'.repeat(127)]);
  }).toThrow(RangeError);
  expect(() => {
    set(Array.from({ length: 2049 }, (_, k) => `word${k}`));
  }).toThrow(RangeError);
  set(['a'.repeat(126)]);
  fresh.set(Buffer.from('a'.repeat(126)));
  expect(fresh.holdsWord()).toBe(true);
});

test('finds each of many words, and nothing that only looks like one', () => {
  const random = new Random(7);
  const letter = (): string => 'abcdez_09'.charAt(random.below(9));
  const name = (): string => `w${Array.from({ length: 2 + random.below(9) }, letter).join('')}`;
  const words = [...new Set(Array.from({ length: 1500 }, name))];
  const buffer = SourceBuffer.create();
  buffer.setWords(words.map((word) => ({ word, kind: 'anywhere' })));
  const isWord = new Set(words);
  for (const text of [...words, ...Array.from({ length: 1500 }, name), ...words.map((word) => `${word}x`)]) {
    buffer.set(Buffer.from(`x = (${text}, 1)`));
    expect([text, buffer.holdsWord()]).toEqual([text, isWord.has(text)]);
  }
});

// Files of JavaScript and packages of npm have hyphens in their names: such words are no identifiers.
test.each([3, 32, 33, 200])('finds each of %s words with hyphens', (count) => {
  const words = Array.from({ length: count }, (_, k) => `shared-module-${k}`);
  const searched = [...words.slice(1), 'plain'].map((word) => ({ word, kind: 'part' }) as const);
  for (const isKept of [false, true]) {
    if (isKept) buffer.setWords([]);
    buffer.setWords(searched);
    for (const word of words) {
      buffer.set(Buffer.from(`import { a } from './${word}.ts';`));
      expect([word, buffer.holdsWord()]).toEqual([word, word !== 'shared-module-0']);
    }
  }
});

test('decodes UTF-8 as Node does, without a byte order mark', () => {
  const fresh = SourceBuffer.create();
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), fc.boolean(), (text, hasByteOrderMark) => {
      fresh.set(Buffer.from((hasByteOrderMark ? '\ufeff' : '') + text));
      expect(fresh.text()).toBe(Buffer.from(text).toString());
    }),
    { numRuns: 1000 },
  );
  fresh.set(Buffer.from('é𝄞'.repeat(3_000_000)));
  expect(fresh.text()).toBe('é𝄞'.repeat(3_000_000));
});

// Files that do not parse, or are not Python: whatever the bytes are, the scanner ends, and stays within them.
test('looks at any bytes without error', () => {
  const pieces = [
    '"""',
    "f'{",
    '"',
    "'",
    '{',
    '}',
    ':',
    '!',
    '\\',
    '\n',
    '\r',
    '#',
    'f"',
    '(',
    ')',
    'import',
    'from',
    ' a',
    '\ufeff',
  ];
  const soup = fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'binary', maxLength: 3 })), {
    maxLength: 60,
  });
  fc.assert(
    fc.property(soup, (parts) => {
      const file = Buffer.from(parts.join(''));
      buffer.set(file);
      const found = [buffer.scanImports().records, buffer.scanStrings().records].flatMap((records) => [
        ...stringLiterals(records),
      ]);
      expect(found.every(({ start, end }) => 0 <= start && start < end && end <= file.length)).toBe(true);
      const { lines } = buffer.outline();
      for (let at = 3; at < lines.length; at += 3) expect(lines[at]).toBeGreaterThanOrEqual(lines[at - 2] ?? 0);
      const { tokens } = buffer.tokenize();
      for (let at = 3; at < tokens.length; at += 3) expect(tokens[at + 1]).toBeGreaterThanOrEqual(tokens[at - 2] ?? 0);
    }),
    { numRuns: 2000 },
  );
});

const brokenPieces = [
  ...['f"{', 'f"""{', "f'{x:{", 'f"\\N{', 'f"""{"""', 'f"""{(', `f'''{f"""{`, `f"{'"`, 'f"{\n'],
  ...['"""', 'x."', '(', 'a = [\ndef f', '\\\n', '\r'],
  ...[
    'import ',
    'import a.',
    'x import ',
    '. import ',
    '\\\nimport ',
    'import (',
    'from a import (\n',
    'from . ',
    'lazy ',
  ],
];

test.each(brokenPieces)('takes time in proportion to a file of many %j', (piece) => {
  // The best of three, so that a busy machine does not count.
  const time = (count: number): number => {
    buffer.set(Buffer.from(piece.repeat(count)));
    const times = [0, 1, 2].map(() => {
      const start = performance.now();
      buffer.scanStrings();
      buffer.outline();
      buffer.tokenize();
      return performance.now() - start;
    });
    return Math.min(...times);
  };
  time(1000);
  // Eight times the text: 64 times the time where it is quadratic.
  expect(time(160_000)).toBeLessThan(30 * Math.max(time(20_000), 1));
});
