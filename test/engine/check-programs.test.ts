import { describe, expect, test } from '@jest/globals';
import { checkPrograms } from '../../src/engine/javascript/check-programs.ts';
import type { TextEdit } from '../../src/model/edit.ts';
import { parseProgram } from '../../src/parse/javascript/program.ts';
import { scriptBlocks } from '../../src/parse/javascript/script-blocks.ts';

/** Check a text of which the first `from` becomes `to`. */
function check(path: string, text: string, from: string, to: string): void {
  const start = text.indexOf(from);
  const edits: TextEdit[] = [{ start, end: start + from.length, text: to }];
  checkPrograms(
    { path, text },
    edits,
    scriptBlocks(path, text).map((block) => parseProgram(block, undefined)),
  );
}

describe('what edits make of programs', () => {
  const text = "import { a } from './old';\nimport { b } from './b';\n/** @type {import('./old').T} */\nlet c;\n";

  test.each([
    ['another specifier', './old', '@/new'],
    ['another name', '{ a }', '{ x as a }'],
    ['a specifier with a quote, escaped', './old', String.raw`it\'s`],
    ['another statement', "import { b } from './b';", "import { b } from './b';\nimport { d } from './d';"],
  ])('may be %s', (_, from, to) => {
    expect(() => {
      check('a.ts', text, from, to);
    }).not.toThrow();
  });

  test.each([
    ['a name that is imported twice', '{ a }', '{ b }'],
    ['no statement', ' from', ''],
    ['a string that does not end', './old', "it's"],
    ['a specifier without its quotes', "'./old'", './new'],
    ['a string that goes on', "./old'", './new'],
    ['a comment that ends too soon', "import('./old').T", "import('*/').T"],
  ])('must not be %s', (_, from, to) => {
    expect(() => {
      check('a.ts', text, from, to);
    }).toThrow('the edits would break the file');
  });

  test('is looked at in each script of a component', () => {
    const component = '<script>\nlet a;\n</script>\n<script setup>\nlet b;\n</script>\n';
    expect(() => {
      check('a.vue', component, 'let b', 'let c');
    }).not.toThrow();
    expect(() => {
      check('a.vue', component, 'let b', 'let');
    }).toThrow('the edits would break the file');
    expect(() => {
      check('a.vue', component, '<script setup>', '');
    }).toThrow('the edits would break the file: a script of it is gone');
  });

  test('is not judged where the program had an error before', () => {
    expect(() => {
      check('a.ts', 'let a;\nlet a;\nlet b;\n', 'b', '');
    }).not.toThrow();
  });
});
