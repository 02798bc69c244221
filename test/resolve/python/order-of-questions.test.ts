import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { memoryProject } from '../../support/memory-project.ts';

const modules = ['m0', 'm1', 'm2', 'm3'];
const names = ['X', 'Y'];
const module = fc.constantFrom(...modules);
const name = fc.constantFrom(...names);
const simple = fc.oneof(
  fc.tuple(module, name).map(([from, imported]) => `from ${from} import ${imported}`),
  fc.tuple(module, name, name).map(([from, imported, as]) => `from ${from} import ${imported} as ${as}`),
  module.map((from) => `from ${from} import *`),
  fc.tuple(name, name).map(([to, from]) => `${to} = ${from}`),
  name.map((bound) => `class ${bound}: ...`),
);
const statement = fc.oneof(
  { weight: 4, arbitrary: simple },
  {
    weight: 1,
    arbitrary: fc
      .tuple(simple, simple)
      .map(([body, handler]) => `try:\n    ${body}\nexcept ImportError:\n    ${handler}`),
  },
  { weight: 1, arbitrary: simple.map((body) => `if flag:\n    ${body}`) },
);
const source = fc.array(statement, { maxLength: 3 }).map((statements) => `${statements.join('\n')}\n`);
const questions = modules.flatMap((from) => names.map((imported) => [from, imported] as const));

/** Threads ask in any order. */
test('what a name leads to does not depend on what was asked before', () => {
  fc.assert(
    fc.property(
      fc.tuple(source, source, source, source),
      fc.shuffledSubarray([...questions], { minLength: questions.length }),
      (sources, order) => {
        const files = Object.fromEntries(modules.map((m, k) => [`${m}.py`, sources[k] ?? '']));
        const { exports } = memoryProject(files);
        for (const [from, imported] of order) {
          expect(exports.define(from, imported)).toEqual(memoryProject(files).exports.define(from, imported));
        }
      },
    ),
    { numRuns: 3000 },
  );
});
