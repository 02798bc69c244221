import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decodeSource, encodeSource } from '../../src/scan/decode.ts';
import type { SourceFile } from '../../src/model/source-file.ts';
import { python, withPython } from '../support/python.ts';

function decode(bytes: Buffer): SourceFile {
  const source = decodeSource('a.py', 'python', bytes);
  if ('message' in source) throw new Error(source.message);
  return source;
}

const bytesOf = (text: string): Buffer => Buffer.from(text, 'latin1');

test('gives back the bytes of every file that it decodes', () => {
  const cookies = [
    'utf-8',
    'latin-1',
    'cp1252',
    'iso-8859-15',
    'koi8-r',
    'shift_jis',
    'euc-jp',
    'gbk',
    'big5',
    'ascii',
  ];
  const file = fc.tuple(
    fc.boolean(),
    fc.constantFrom('', ...cookies.map((name) => `# coding: ${name}\n`)),
    fc.uint8Array({ maxLength: 30 }),
  );
  let decoded = 0;
  fc.assert(
    fc.property(file, ([hasMark, cookie, rest]) => {
      const bytes = Buffer.concat([Buffer.from(hasMark ? '\ufeff' : ''), Buffer.from(cookie), rest]);
      const source = decodeSource('a.py', 'python', bytes);
      if ('message' in source) return;
      decoded++;
      expect(encodeSource(source.text, source)?.equals(bytes)).toBe(true);
    }),
    { numRuns: 3000 },
  );
  expect(decoded).toBeGreaterThan(300);
});

const encodings: [name: string, text: string, bytes: Buffer][] = [
  ['utf-8', 'é字𝒳', Buffer.from('é字𝒳')],
  ['latin-1', 'é£\u0081', bytesOf('\xe9\xa3\x81')],
  ['ISO_8859-1', 'é', bytesOf('\xe9')],
  ['iso-8859-15', '€é', bytesOf('\xa4\xe9')],
  ['cp1252', '“€”', bytesOf('\x93\x80\x94')],
  ['windows-1252', '“€”', bytesOf('\x93\x80\x94')],
  ['cp1251', 'Привет', bytesOf('\xcf\xf0\xe8\xe2\xe5\xf2')],
  ['koi8-r', 'Привет', bytesOf('\xf0\xd2\xc9\xd7\xc5\xd4')],
  ['shift_jis', '表示', bytesOf('\x95\x5c\x8e\xa6')],
  ['euc-jp', '字', bytesOf('\xbb\xfa')],
  ['gbk', '字', bytesOf('\xd7\xd6')],
  ['big5', '字', bytesOf('\xa6\x72')],
];
const inFile = (name: string, bytes: Buffer): Buffer =>
  Buffer.concat([Buffer.from(`# coding: ${name}\nx = "`), bytes, Buffer.from('"\nimport a\n')]);

test.each(encodings)('reads %s', (name, text, bytes) => {
  const file = inFile(name, bytes);
  const source = decode(file);
  expect(source.text).toBe(`# coding: ${name}\nx = "${text}"\nimport a\n`);
  expect(encodeSource(source.text, source)?.equals(file)).toBe(true);
});

withPython.test('reads them as Python does (needs python3)', () => {
  const program =
    'import ast, json, sys\n' +
    'print(json.dumps([ast.parse(file.encode("latin-1")).body[0].value.value for file in json.load(sys.stdin)]))';
  const files = encodings.map(([name, , bytes]) => inFile(name, bytes).toString('latin1'));
  expect(JSON.parse(python(program, [], JSON.stringify(files)))).toEqual(encodings.map(([, text]) => text));
});

describe('finds the encoding (PEP 263)', () => {
  test.each([
    ['nothing', 'import a\n', 'utf8'],
    ['a comment', '# coding: latin-1\n', 'latin1'],
    ['the comment of Emacs', '# -*- coding: latin-1 -*-\n', 'latin1'],
    ['the comment of Vim', '# vim: set fileencoding=latin-1 :\n', 'latin1'],
    ['a comment in the second line', '#!/usr/bin/python\n# coding: latin-1\n', 'latin1'],
    ['a comment behind an empty line', '\n \t# coding=latin-1\n', 'latin1'],
    ['a comment in the second line, CR LF', '#!/usr/bin/python\r\n# coding: latin-1\r\n', 'latin1'],
    ['a comment in the second line, CR', '#!/usr/bin/python\r# coding: latin-1\r', 'latin1'],
    ['a comment in the third line', '\n\n# coding: latin-1\n', 'utf8'],
    ['a comment behind code', 'import a\n# coding: latin-1\n', 'utf8'],
    ['a comment on the line of code', 'import a # coding: latin-1\n', 'utf8'],
    ['a string', '"# coding: latin-1"\n', 'utf8'],
    ['a blank before the colon', '# coding : latin-1\n', 'utf8'],
    ['UTF-8 by another name', '# coding: UTF_8\n', 'utf8'],
    ['UTF-8 with a line ending of Emacs', '# coding: utf-8-unix\n', 'utf8'],
    ['Latin-1 with a line ending of Emacs', '# coding: iso-8859-1-dos\n', 'latin1'],
  ])('from %s', (_, text, encoding) => {
    expect(decode(Buffer.from(text)).encoding).toBe(encoding);
  });

  test('in Python files only', () => {
    expect(decodeSource('a.js', 'javascript', Buffer.from('# coding: latin-1\n'))).toMatchObject({ encoding: 'utf8' });
  });
});

test.each([
  ['bytes that are not UTF-8', bytesOf('x = "\xe9"\n'), 'not valid UTF-8'],
  ['a surrogate in UTF-8', bytesOf('x = "\xed\xa0\x80"\n'), 'not valid UTF-8'],
  ['a byte order mark and another encoding', Buffer.from('\ufeff# coding: latin-1\n'), 'byte order mark'],
  ['an encoding that nobody knows', Buffer.from('# coding: klingon\n'), 'klingon is not known'],
  ['bytes that are not ASCII', bytesOf('# coding: ascii\nx = "\xe9"\n'), 'not valid ascii'],
  ['half a character', bytesOf('# coding: shift_jis\nx = "\x95'), 'not valid shift_jis'],
  ['a byte that the code page lacks', bytesOf('# coding: cp1253\nx = "\xff"\n'), 'not valid cp1253'],
  [
    'a comment that is not in the encoding it names',
    Buffer.from('# coding: utf-16\nimport a\n'),
    'not written in utf-16',
  ],
  ['an encoding that is none of text', Buffer.from('# coding: base64\nimport a\n'), 'not written in base64'],
])('refuses %s', (_, bytes, message) => {
  const source = decodeSource('a.py', 'python', bytes);
  expect('message' in source ? source.message : source.text).toContain(message);
});

test('does not write what the encoding of a file lacks', () => {
  for (const encoding of ['latin1', 'ascii', 'shift_jis', 'cp1252'])
    expect(encodeSource('import 𝒳', { encoding, hasByteOrderMark: false })).toBeUndefined();
  expect(encodeSource('import a', { encoding: 'utf8', hasByteOrderMark: true })).toEqual(Buffer.from('\ufeffimport a'));
});

test.each([
  ['a\r\nb\n', '\r\n'],
  ['a\rb\n', '\r'],
  ['a\nb\r\n', '\n'],
  ['a', '\n'],
])('knows the first line ending of %j', (text, ending) => {
  expect(decode(Buffer.from(text)).lineEnding).toBe(ending);
});
