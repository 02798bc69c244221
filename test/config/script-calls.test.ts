import { describe, expect, test } from '@jest/globals';
import { completeConfig } from '../../src/config/complete-config.ts';
import { validateConfig } from '../../src/config/validate.ts';
import type { MapEntry } from '../../src/model/config.ts';

/** One entry with a rule for its calls, as a person writes it. */
function complete(calls: unknown, legacy = './old#f', canonical = './new#g'): readonly MapEntry[] {
  const config = validateConfig({ javascript: { map: [{ canonical, legacy: [legacy], calls }] } }, 'mine');
  return completeConfig('/', undefined, [{ name: 'mine', config }]).javascript.map;
}

describe('rules for calls of JavaScript', () => {
  test('what a rule does not say', () => {
    expect(complete({})[0]?.scriptCalls).toEqual({
      canonical: { module: './new', name: 'g' },
      args: undefined,
      drop: [],
      new: 'keep',
      await: 'keep',
    });
  });

  test('a canonical path of its own', () => {
    expect(complete({ canonical: './make#make' })[0]?.scriptCalls?.canonical).toEqual({
      module: './make',
      name: 'make',
    });
  });

  test.each([
    [{ args: [0, 0] }, 'argument 0 is taken twice'],
    [{ args: [1], drop: [1] }, 'argument 1 is taken twice'],
    [{ args: [{ fields: { a: 0 } }, '0.url'] }, 'argument 0 is taken as a whole and by a field'],
    [{ drop: ['0.url'] }, 'a field of an argument can only go where "args" takes its other fields'],
    [{ args: [{ value: 'now()' }] }, '"now()" is no constant'],
    [{ canonical: './old#f' }, 'calls go to "./old#f", which is legacy, too'],
    [{ canonical: './new' }, 'an export such as'],
    [{ args: ['url'] }, 'the field of an argument, such as "0.url"'],
    [{ args: [-1] }, 'args'],
    [{ signature: '(a)' }, 'signature'],
    ['inline', 'calls'],
  ])('%j is wrong: %s', (calls, message) => {
    expect(() => complete(calls)).toThrow(message);
  });

  test('only exports are called', () => {
    expect(() => complete({}, './old', './new')).toThrow('only exports are called, and "./new" is none');
  });
});
