/** The import scanner, case by case: syntax that an installed Python may be too old for, and broken files. */
import { describe, expect, test } from '@jest/globals';
import { SourceBuffer } from '../../../src/native/source-buffer.ts';
import { importStatements } from '../../../src/parse/python/import-statements.ts';
import type { ImportStatement } from '../../../src/model/python.ts';
import { brokenCases, importCases, runCase, written } from '../../support/import-cases.ts';

const buffer = SourceBuffer.create();

function scan(text: string): ImportStatement[] {
  buffer.set(Buffer.from(text));
  return importStatements(buffer.scanImports().records, text);
}

test.each(importCases)('reads %s', (...importCase) => {
  const { actual, expected } = runCase(buffer, importCase);
  expect(actual).toEqual(expected);
});

test.each(brokenCases)('reads what it can of a file with %s', (...importCase) => {
  const { actual, expected } = runCase(buffer, importCase);
  expect(actual).toEqual(expected);
});

describe('an import statement', () => {
  test('has the ranges of its parts', () => {
    const text = 'from . .a \\\n .b import ( c as d , # )\n e )';
    const [statement] = scan(text);
    expect(statement).toMatchObject({ level: 2, module: 'a.b', open: text.indexOf('('), close: text.length - 1 });
    expect(text.slice(statement?.path.start, statement?.path.end)).toBe('. .a \\\n .b');
    expect(statement?.names.map(({ start, end }) => text.slice(start, end))).toEqual(['c as d', 'e']);
    expect(statement?.names.map(({ nameRange }) => text.slice(nameRange.start, nameRange.end))).toEqual(['c', 'e']);
  });

  test('says whether it has a star or parentheses', () => {
    const found = scan('from a import *\nfrom b import c\nfrom d import (e)');
    expect(found.map(({ isStar, open, close }) => [isStar, open, close])).toEqual([
      [true, -1, -1],
      [false, -1, -1],
      [false, 46, 48],
    ]);
  });

  test('does not go on into the file that was in the buffer before', () => {
    scan(`import a${'.b'.repeat(100)}`);
    expect(scan('import a').map(written)).toEqual(['import a']);
  });
});
