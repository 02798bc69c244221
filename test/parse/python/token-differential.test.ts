/** Tokens, string literals and logical lines against CPython's tokenize module. */
import { isAscii } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from '@jest/globals';
import { SourceBuffer } from '../../../src/native/source-buffer.ts';
import { stringLiterals } from '../../../src/parse/python/import-statements.ts';
import { decodeSource } from '../../../src/scan/decode.ts';
import { ask, describeJudged, libraryFiles } from '../../support/cpython.ts';
import type { Interpreter } from '../../support/cpython.ts';
import { pythonProgram } from '../../support/python-programs.ts';

/** The answer of judge_tokens.py: flat lists of triples. */
interface Answer {
  readonly tokens: (number | boolean)[];
  readonly strings: (number | boolean)[];
  readonly lines: (number | boolean)[];
}

interface Judged extends Answer {
  readonly name: string;
  readonly text: string;
}

const buffer = SourceBuffer.create();
const NEWLINE = 5;
/** One in so many files of the standard library: tokenize takes its time. */
const STRIDE = 3;

async function judge(python: Interpreter): Promise<Judged[]> {
  // Python 2 has an operator `<>`.
  const sample = libraryFiles(python).filter((file, k) => k % STRIDE === 0 && !file.includes('lib2to3'));
  const files = sample.flatMap((file) => {
    const source = decodeSource(file, 'python', readFileSync(file));
    return 'message' in source ? [] : [{ name: file, text: source.text }];
  });
  const programs = Array.from({ length: 2000 }, (_, seed) => {
    return { name: `program ${seed}`, text: pythonProgram(seed, python.minor).text };
  });
  // The tokenize of CPython 3.12.1 miscounts columns behind strings of several lines with characters beyond ASCII.
  const isTold = ({ text }: { readonly text: string }): boolean => python.minor !== 12 || isAscii(Buffer.from(text));
  const sources = [...files, ...programs].filter(isTold);
  const answers = await ask<Answer | string>(
    python,
    'judge_tokens.py',
    sources.map(({ text }) => ({ bytes: Buffer.from(text) })),
  );
  return sources.flatMap((source, k) => {
    const answer = answers[k];
    return answer === undefined || typeof answer === 'string' ? [] : [{ ...source, ...answer }];
  });
}

/** The first triples of two flat lists that differ, with the text that they stand for. */
function firstDifference(
  { name, text }: Judged,
  expected: readonly (number | boolean)[],
  actual: readonly (number | boolean)[],
): string | undefined {
  const length = Math.max(expected.length, actual.length);
  for (let at = 0; at < length; at++) {
    if (expected[at] === actual[at]) continue;
    const from = at - (at % 3);
    const show = (list: readonly (number | boolean)[]): string => list.slice(from, from + 3).join(' ');
    const place = Number(expected[from + 1] ?? actual[from + 1] ?? 0);
    const around = JSON.stringify(text.slice(Math.max(0, place - 40), place + 40));
    return `${name}: expected ${show(expected)}, got ${show(actual)} near ${around}`;
  }
  return undefined;
}

describeJudged('tokenize', (python) => {
  let sources: Judged[] = [];
  beforeAll(async () => {
    sources = await judge(python);
    expect(sources.length).toBeGreaterThan(1000);
  });

  function differences(compare: (source: Judged) => string | undefined): string[] {
    return sources
      .flatMap((source) => {
        buffer.set(Buffer.from(source.text));
        buffer.countUtf16();
        return compare(source) ?? [];
      })
      .slice(0, 20);
  }

  test('has the same string literals', () => {
    expect(
      differences((source) => {
        const ours = stringLiterals(buffer.scanStrings().records).flatMap(({ start, end, isFormatString }) => [
          start,
          end,
          isFormatString,
        ]);
        return firstDifference(source, source.strings, ours);
      }),
    ).toEqual([]);
  });

  // Before, an f-string is one token, and what is in it is not told.
  (python.minor >= 12 ? test : test.skip)('has the same tokens (needs Python 3.12)', () => {
    expect(
      differences((source) => {
        const { tokens, errorAt } = buffer.tokenize();
        expect(errorAt).toBe(-1);
        const ours: number[] = [];
        for (let at = 0; at < tokens.length; at += 3)
          if (tokens[at] !== NEWLINE) ours.push(...tokens.subarray(at, at + 3));
        return firstDifference(source, source.tokens, ours);
      }),
    ).toEqual([]);
  });

  test('has the same logical lines, in blocks of the same depth', () => {
    expect(
      differences((source) => {
        const { lines, errorAt } = buffer.outline();
        expect(errorAt).toBe(-1);
        const ours: number[] = [];
        const open: number[] = [0];
        for (let at = 0; at < lines.length; at += 3) {
          const [start = 0, end = 0, column = 0] = lines.subarray(at, at + 3);
          while ((open.at(-1) ?? 0) > column) open.pop();
          if ((open.at(-1) ?? 0) < column) open.push(column);
          ours.push(start, end, open.length - 1);
        }
        return firstDifference(source, source.lines, ours);
      }),
    ).toEqual([]);
  });
});
