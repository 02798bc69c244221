import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import type { InterfacePair, InterfaceReport } from '../../src/model/interface.ts';
import { codemod } from '../support/program.ts';
import { makeFolder } from '../support/repository.ts';
import type { Files } from '../support/repository.ts';

const schema = JSON.parse(readFileSync(new URL('../../schema/interface.json', import.meta.url), 'utf8')) as object;
const validate = new Ajv({ allErrors: true }).compile(schema);

const config = JSON.stringify({
  python: { map: [{ canonical: 'app.new:New', legacy: ['app.old:Old'], replaces: true, differs: 'known' }] },
});

/** The report on files, which must be of the schema. */
function reportOn(files: Files): InterfaceReport {
  const folder = makeFolder({ 'app/__init__.py': '', 'ssot.config.json': config, ...files });
  const { stdout, stderr, exitCode } = codemod(folder, ['interface', '--format', 'json']);
  expect([exitCode, stderr.includes('ssot-codemod:')]).toEqual([0, false]);
  const report = JSON.parse(stdout) as InterfaceReport;
  validate(report);
  expect(validate.errors ?? []).toEqual([]);
  return report;
}

function pairOf(old: string, next: string, use = ''): InterfacePair {
  const [pair] = reportOn({ 'app/old.py': old, 'app/new.py': next, 'use.py': use }).pairs;
  if (pair === undefined) throw new Error('there is no pair');
  return pair;
}

const body = 'def __init__(self, one=1):\n        self.one = one\n';
const newClass = `class Base:\n    shared = 1\n\n\nclass New(Base):\n    ${body}\n    def send(self): pass\n`;
const oldClass = `class Old:\n    ${body}`;

describe('interface', () => {
  test('one object is counted, and nothing else', () => {
    const { pairs, same } = reportOn({ 'app/new.py': newClass, 'app/old.py': 'from app.new import New as Old\n' });
    expect([pairs, same]).toEqual([[], 1]);
  });

  test('the reason of the entry is told', () => {
    expect(pairOf(oldClass, newClass)).toMatchObject({ replaces: true, differs: 'known', differences: [] });
  });

  test.each([
    ['a name', 'from app.old import Old\nx = Old()\nx.gone()\nx.send()\n', ['gone']],
    ['an alias', 'from app.old import Old as Other\nx = Other()\nx.gone()\n', ['gone']],
    ['a module', 'import app.old\nx = app.old.Old()\nx.gone()\n', ['gone']],
    ['a module under an alias', 'import app.old as old\nx = old.Old()\nx.gone()\n', ['gone']],
    ['a module of a package', 'from app import old\nx = old.Old()\nx.gone()\n', ['gone']],
    ['what is awaited', 'from app.old import Old\nasync def f():\n    x = await Old()\n    x.gone()\n', ['gone']],
    ['a chain', 'from app.old import Old\nOld(one=1).gone()\n', ['gone']],
    ['a parameter', 'from app.old import Old\ndef f(x: Old):\n    return x.gone\n', ['gone']],
    [
      'an optional one',
      'from typing import Optional\nfrom app.old import Old\ndef f(x: Optional[Old] = None):\n    x.gone\n',
      ['gone'],
    ],
    [
      'an attribute',
      'from app.old import Old\nclass A:\n    def a(self):\n        self.x = Old()\n    def b(self):\n        self.x.gone()\n',
      ['gone'],
    ],
    ['what the base has', 'from app.old import Old\nx = Old()\nx.shared\nx.one\n', []],
    ['what is set', 'from app.old import Old\nx = Old()\nx.extra = 1\n', []],
    ['a name with two values', 'from app.old import Old\nx = Old()\nx = other()\nx.gone()\n', []],
    ['another of its name', 'from app.other import Old\nx = Old()\nx.gone()\n', []],
  ])('members of results: %s', (_, use, lacking) => {
    expect(pairOf(oldClass, newClass, use).results.lacking?.map(({ name }) => name)).toEqual(lacking);
  });

  test('members of a class that answers for any are not known', () => {
    const { results } = pairOf(oldClass, 'class New:\n    def __getattr__(self, name): return 1\n');
    expect([results.lacking, results.unread]).toEqual([null, 'it answers for any member (__getattr__)']);
  });

  test('calls are counted', () => {
    const use = 'from app.old import Old\nOld(1)\nOld(one=1)\nOld(*[])\nasync def f():\n    await Old()\n';
    expect(pairOf(oldClass, newClass, use).calls).toEqual({ all: 4, positional: 2, awaited: 1, files: 1 });
  });

  test.each([
    [
      'every call raises',
      'class Old:\n    def __new__(cls, *given):\n        log(given)\n        raise RuntimeError\n',
      true,
    ],
    [
      'a call may return',
      'class Old:\n    def __new__(cls, given):\n        if given: return 1\n        raise RuntimeError\n',
      false,
    ],
    ['a function', 'def Old():\n    raise NotImplementedError\n', true],
    ['a generator', 'def Old():\n    yield 1\n    raise NotImplementedError\n', false],
  ])('raises always: %s', (_, old, raises) => {
    expect(pairOf(old, newClass).legacy.raisesAlways !== null).toBe(raises);
  });

  test.each([
    ['the name is not there', 'x = 1\n', /app\.old:Old is not there/],
    [
      'its module imports what is gone',
      `from app.gone import thing\n${oldClass}`,
      /app\/old\.py:1 imports thing from app\.gone/,
    ],
  ])('broken on import: %s', (_, old, message) => {
    expect(pairOf(old, newClass).legacy.brokenOnImport).toMatch(message);
  });

  test('an import that may fail breaks nothing', () => {
    const old = `try:\n    from app.gone import thing\nexcept ImportError:\n    thing = None\n${oldClass}`;
    expect(pairOf(old, newClass).legacy.brokenOnImport).toBeNull();
  });

  test.each([
    ['a decorator', 'from elsewhere import odd\n@odd\ndef Old(a): pass\n', 'the decorator odd may change them'],
    [
      'a base',
      'from elsewhere import Base\nclass Old(Base): pass\n',
      'the base class elsewhere:Base is not in the sources',
    ],
    [
      'a metaclass',
      'from enum import EnumMeta\nclass Old(metaclass=EnumMeta): pass\n',
      'the metaclass enum:EnumMeta is not in the sources',
    ],
    ['a value', 'Old = make()\n', 'it is a value that is computed'],
  ])('what is not known is not guessed: %s', (_, old, unread) => {
    const { legacy, differences } = pairOf(old, newClass);
    expect([legacy.parameters, legacy.unread, differences]).toEqual([null, unread, []]);
  });

  test('text and Markdown show both sides', () => {
    const folder = makeFolder({
      'app/__init__.py': '',
      'app/old.py': oldClass,
      'app/new.py': newClass,
      'ssot.config.json': config,
    });
    for (const format of ['text', 'markdown'])
      expect(codemod(folder, ['interface', '--format', format]).stdout).toMatch(/app\.old:Old.*→.*app\.new:New/);
  });

  test('a configuration without files is a mistake', () => {
    expect(codemod(makeFolder({ 'ssot.config.json': config }), ['interface']).exitCode).toBe(2);
  });
});
