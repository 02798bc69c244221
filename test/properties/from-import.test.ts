import { cpSync, readFileSync } from 'node:fs';
import { expect } from '@jest/globals';
import fc from 'fast-check';
import { applyTextEdits } from '../../src/edit/apply-text-edits.ts';
import { makePlan } from '../../src/index.ts';
import { fixtureRepository } from '../support/fixtures.ts';
import { python, withPython } from '../support/python.ts';
import { addFiles, temporaryFolder } from '../support/repository.ts';

const judge = readFileSync(new URL('judge_rewrites.py', import.meta.url), 'utf8');
const config = JSON.parse(
  readFileSync(new URL('../../__testfixtures__/python/ssot.config.json', import.meta.url), 'utf8'),
) as object;

/** Where the names of app.core.manager go that are safe to move; the others stay. */
const moves = {
  Manager: 'app.core.unified:Manager',
  OldManager: 'app.core.unified:Manager',
  Mode: 'app.core.types:Mode',
  Connection: 'app.core.types:Connection',
  create_manager: 'app.core.factory:get_manager',
};
const staying = ['KEPT', 'ALSO_KEPT', 'Missing', 'Factory'];

const oneOf = <T>(...values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
const maybe = (text: fc.Arbitrary<string>): fc.Arbitrary<string> => fc.oneof(fc.constant(''), text);

const name = oneOf(...Object.keys(moves), ...staying);
const imported = fc
  .tuple(name, maybe(oneOf(' as a', ' as b', ' as Manager', '  as  c')))
  .map(([imported, alias]) => imported + alias);
/** Comments are told apart by their number. */
const comment = fc
  .tuple(
    oneOf('# noqa: F401 ', '# type: ignore ', '# plain ', '# odd, comment) '),
    fc.integer({ min: 0, max: 999_999 }),
  )
  .map(([text, number]) => text + String(number));

/** A list of names in parentheses, with line ends and comments wherever Python takes them. */
const inParentheses = (indentation: string): fc.Arbitrary<string> => {
  const lineEnd = maybe(comment).chain((text) =>
    fc
      .tuple(maybe(fc.constant(`\n`)), oneOf(indentation, `${indentation}    `, '  '))
      .map(([blank, next]) => `${text === '' ? '' : `  ${text}`}\n${blank}${next}`),
  );
  const gap = fc.oneof({ arbitrary: oneOf('', ' '), weight: 2 }, { arbitrary: lineEnd, weight: 2 });
  const broken = fc
    .tuple(name, fc.oneof(lineEnd, oneOf(' ', ' \\\n ')), gap, oneOf('a', 'Manager'))
    .map(([imported, before, behind, alias]) => `${imported}${before} as ${behind}${alias}`);
  const member = fc.oneof({ arbitrary: imported, weight: 4 }, { arbitrary: broken, weight: 1 });
  const item = fc.tuple(member, gap, gap).map(([text, before, behind]) => `${text}${before},${behind}`);
  return fc
    .tuple(gap, fc.array(item, { maxLength: 4 }), member, gap, maybe(fc.constant(',')), gap)
    .map(([first, items, last, before, comma, end]) => `(${first}${items.join('')}${last}${before}${comma}${end})`);
};
const onOneLine = fc
  .tuple(fc.array(imported, { minLength: 1, maxLength: 4 }), oneOf(', ', ',', ' , ', ', \\\n  '))
  .map(([names, comma]) => names.join(comma));

/** One statement or several on a line, without indentation; a comment may follow. */
const line = (indentation: string): fc.Arbitrary<string> =>
  fc
    .tuple(
      maybe(oneOf('x = 1; ', 'f(); ')),
      oneOf('from app.core.manager import ', 'from app.core.manager\\\n import ', 'from  app.core.manager  import '),
      fc.oneof(onOneLine, inParentheses(indentation)),
      maybe(oneOf('; y = 2', ';', ' ')),
      maybe(comment.map((text) => `  ${text}`)),
    )
    .map((parts) => parts.join(''));

const block = (header: string, indentation: string): fc.Arbitrary<string> =>
  fc
    .array(
      fc.oneof({ arbitrary: line(indentation), weight: 3 }, { arbitrary: oneOf('z = 3', 'use(Manager)'), weight: 1 }),
      {
        minLength: 1,
        maxLength: 4,
      },
    )
    .map((lines) => `${header}${lines.map((text) => `${indentation}${text}\n`).join('')}`);

const program = fc
  .tuple(
    fc.array(
      fc.oneof(
        block('', ''),
        block('def f():\n', '    '),
        block('class A:\n', '\t'),
        block('try:\n', '  ').map((text) => `${text}except ImportError:\n  pass\n`),
        line('').map((text) => `if x: ${text}\n`),
      ),
      { minLength: 1, maxLength: 3 },
    ),
    oneOf('\n', '\n', '\n', '\r\n', '\r'),
    fc.boolean(),
  )
  .map(([parts, ending, hasFinal]) => {
    const text = parts.join('');
    return (hasFinal ? text : text.replace(/\n$/, '')).replaceAll('\n', ending);
  });

/** The texts after a run over a repository that holds each of them as a file of its own. */
async function rewrite(folder: string, texts: readonly string[]): Promise<string[]> {
  addFiles(folder, Object.fromEntries(texts.map((text, k) => [`case_${k}.py`, text])));
  const { outcomes } = await makePlan({ root: folder, config });
  const byPath = new Map(outcomes.map((outcome) => [outcome.path, outcome]));
  return texts.map((text, k) => {
    const outcome = byPath.get(`case_${k}.py`);
    return outcome?.status === 'changed' ? applyTextEdits(text, outcome.textEdits) : text;
  });
}

withPython.test('rewrites of programs made at random bind the same names (needs python3)', async () => {
  const folder = temporaryFolder();
  cpSync(fixtureRepository('python'), folder, { recursive: true });
  const before = fc.sample(program, { numRuns: 1000, seed: 11 });
  const after = await rewrite(folder, before);
  expect(await rewrite(folder, after)).toEqual(after);
  const texts = before.map((text, k) => [text, after[k] ?? '']);
  const map = Object.fromEntries(Object.entries(moves).map(([name, to]) => [`app.core.manager:${name}`, to]));
  const verdicts = JSON.parse(python(judge, [], JSON.stringify({ map, texts }))) as (string | null)[];
  const wrong = verdicts.flatMap((verdict, k) =>
    verdict === null ? [] : [[verdict, ...(texts[k] ?? [])].join('\n---\n')],
  );
  expect(wrong.toSorted((a, b) => a.length - b.length).slice(0, 3)).toEqual([]);
  expect(before.filter((text, k) => text !== after[k]).length).toBeGreaterThan(700);
});
