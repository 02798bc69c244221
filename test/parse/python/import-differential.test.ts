/** The import scanner against CPython's own parser. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { SourceBuffer } from '../../../src/native/source-buffer.ts';
import { readImports } from '../../../src/parse/python/import-statements.ts';
import { decodeSource } from '../../../src/scan/decode.ts';
import { ask, describeJudged, importsOfAst, libraryFiles } from '../../support/cpython.ts';
import type { AstAnswer } from '../../support/cpython.ts';
import { pythonProgram } from '../../support/python-programs.ts';
import { difference, scannedImports } from '../../support/scanned-imports.ts';

const buffer = SourceBuffer.create();

/** The difference between the scanner and the judge for a file that parses; undefined when they agree. */
function judge(bytes: Buffer, answer: Exclude<AstAnswer, string>): string | undefined {
  const source = decodeSource('a.py', 'python', bytes);
  if ('message' in source) return source.message;
  if (source.encoding === 'utf8') buffer.set(bytes);
  else buffer.set(Buffer.from(source.text));
  return difference(importsOfAst(answer, source.text), scannedImports(buffer, source.text));
}

describe('the import scanner finds what a generated program was given', () => {
  const programs = Array.from({ length: 4000 }, (_, seed) => pythonProgram(seed, 15));

  // Lazy imports and t-strings, too, which the Python that is found may be too old to judge.
  test('in the text, with the syntax of Python 3.15', () => {
    const differences: string[] = [];
    for (const [seed, program] of programs.entries()) {
      buffer.set(program.isUtf8 ? program.bytes : Buffer.from(program.text));
      const found = difference(program.imports, scannedImports(buffer, program.text));
      if (found !== undefined) differences.push(`program ${seed}: ${found}`);
    }
    expect(differences).toEqual([]);
  });

  // The first look at a file counts bytes, of UTF-8 files with their byte order mark.
  test('in its bytes', () => {
    for (const { bytes, text, imports } of programs.filter(({ isUtf8 }) => isUtf8)) {
      buffer.set(bytes);
      const mark = bytes.length - Buffer.byteLength(text);
      const expected = imports.map(({ kind, isLazy, start, level, module, names }) => ({
        isFrom: kind === 'from',
        isLazy,
        isStar: names[0]?.name === '*',
        bindsPackage: false,
        level,
        module,
        names: names.map(({ name }) => name),
        aliases: names.map(({ alias }) => alias),
        start: mark + Buffer.byteLength(text.slice(0, start)),
      }));
      expect([...readImports(buffer.scanImports().records, buffer.identifierAt)]).toEqual(expected);
    }
  });
});

describeJudged('the import scanner agrees with ast', (python) => {
  test('over the standard library and its tests', async () => {
    const files = libraryFiles(python);
    const answers = await ask<AstAnswer>(
      python,
      'judge_imports.py',
      files.map((path) => ({ path })),
    );
    const differences: string[] = [];
    let parsed = 0;
    let imports = 0;
    for (const [k, file] of files.entries()) {
      const answer = answers[k];
      if (answer === undefined || typeof answer === 'string') continue;
      parsed++;
      imports += answer.length;
      const found = judge(readFileSync(file), answer);
      if (found !== undefined) differences.push(`${file}: ${found}`);
    }
    expect(differences).toEqual([]);
    expect(parsed).toBeGreaterThan(500);
    expect(imports).toBeGreaterThan(5000);
  });

  test('over 20,000 programs made from a grammar', async () => {
    // CPython 3.12.1 rejects three in a hundred: `#` in the specification of a field with `=`.
    const programs = Array.from({ length: 20_800 }, (_, seed) => pythonProgram(seed, python.minor));
    const answers = await ask<AstAnswer>(python, 'judge_imports.py', programs);
    const differences: string[] = [];
    let parsed = 0;
    for (const [seed, { bytes }] of programs.entries()) {
      const answer = answers[seed];
      if (answer === undefined || typeof answer === 'string') continue;
      parsed++;
      const found = judge(bytes, answer);
      if (found !== undefined) differences.push(`program ${seed}: ${found}`);
    }
    expect(differences).toEqual([]);
    expect(parsed).toBeGreaterThanOrEqual(20_000);
  });
});
