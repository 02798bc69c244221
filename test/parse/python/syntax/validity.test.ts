/** The border between Python and invalid code, against CPython's own parser. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { parseModule } from '../../../../src/parse/python/syntax/parse.ts';
import { decodeSource } from '../../../../src/scan/decode.ts';
import { ask, describeJudged, libraryFiles } from '../../../support/cpython.ts';
import type { Interpreter } from '../../../support/cpython.ts';
import { pythonProgram } from '../../../support/python-programs.ts';
import { Random } from '../../../support/random.ts';

const MUTANTS = 1000;

/** The error that our parser finds in a text that CPython accepts. */
function falseAlarm(name: string, text: string): string[] {
  const [error] = parseModule(text).errors;
  if (error === undefined) return [];
  return [`${name}: ${JSON.stringify(text.slice(Math.max(0, error.start - 40), error.end + 20))}`];
}

function library(python: Interpreter, stride: number): { readonly name: string; readonly text: string }[] {
  return libraryFiles(python)
    .filter((_, k) => k % stride === 0)
    .flatMap((name) => {
      const source = decodeSource(name, 'python', readFileSync(name));
      return 'message' in source ? [] : [{ name, text: source.text }];
    });
}

/** The text with one token left out, doubled, or replaced by another one of the text. */
function mutant(text: string, random: Random): string {
  const tokens = text.match(/\w+|[ \t]+|\s|[^\w\s]/gu) ?? [];
  const at = random.below(tokens.length);
  const token = tokens[at] ?? '';
  tokens[at] = ['', token + token, tokens[random.below(tokens.length)] ?? ''][random.below(3)] ?? '';
  return tokens.join('');
}

// 15 has what no released Python knows: lazy imports.
test.each([11, 12, 14, 15])('programs made from the grammar of 3.%i have no error', (minor) => {
  const wrong = Array.from({ length: 1000 }, (_, seed) => {
    return falseAlarm(`program ${seed}`, pythonProgram(seed, minor).text);
  });
  expect(wrong.flat()).toEqual([]);
});

describeJudged('ast', (python) => {
  async function judge(texts: readonly string[]): Promise<(string | null)[]> {
    return ask<string | null>(
      python,
      'judge_syntax.py',
      texts.map((text) => ({ bytes: Buffer.from(text) })),
    );
  }

  test('the standard library has no error where CPython finds none', async () => {
    const files = library(python, 4);
    const answers = await judge(files.map(({ text }) => text));
    const valid = files.filter((_, k) => answers[k] === null);
    expect(valid.length).toBeGreaterThan(300);
    expect(valid.flatMap(({ name, text }) => falseAlarm(name, text))).toEqual([]);
  });

  test('of files with one token changed, the invalid ones are found, and no others', async () => {
    const random = new Random(1);
    const files = library(python, 9).filter(({ text }) => text.length > 500 && text.length < 15_000);
    const texts = Array.from({ length: MUTANTS }, () => mutant(files[random.below(files.length)]?.text ?? '', random));
    const answers = await judge(texts);
    const errors = texts.map((text) => parseModule(text).errors.length);
    const isInvalid = (k: number): boolean => answers[k] !== null;
    expect(texts.filter((_, k) => !isInvalid(k) && errors[k] !== 0)).toEqual([]);
    const rejected = texts.filter((_, k) => isInvalid(k)).length;
    const missed = answers.filter((_, k) => isInvalid(k) && errors[k] === 0);
    expect(rejected).toBeGreaterThan(MUTANTS / 4);
    // Such as an escape that stands for no character: the syntax around it is all right.
    expect(missed.length).toBeLessThan(rejected / 100);
  });
});
