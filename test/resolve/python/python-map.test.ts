import { describe, expect, test } from '@jest/globals';
import { completeConfig } from '../../../src/config/complete-config.ts';
import type { UserMapEntry } from '../../../src/index.ts';
import { formatTarget } from '../../../src/model/config.ts';
import { PythonMap } from '../../../src/resolve/python/python-map.ts';

function mapOf(map: readonly UserMapEntry[], unmapped: readonly string[] = []): PythonMap {
  const layers = [{ name: 'test', config: { python: { map, unmapped } } }];
  return new PythonMap(completeConfig('/', undefined, layers).python);
}

/** Where the Map sends a symbol. */
function sent(map: PythonMap, module: string, name: string): string | undefined {
  const mapping = map.symbol(module, name);
  return mapping && formatTarget(mapping.to);
}

describe('symbols', () => {
  test('go where their entry says, others nowhere', () => {
    const map = mapOf([{ canonical: 'new:A', legacy: ['old:A', 'older:B'] }], ['old:C']);
    expect(sent(map, 'old', 'A')).toBe('new:A');
    expect(sent(map, 'older', 'B')).toBe('new:A');
    expect(sent(map, 'old', 'B')).toBeUndefined();
    expect(sent(map, 'old.A', 'A')).toBeUndefined();
    expect(map.isCanonical('new', 'A')).toBe(true);
    expect(map.isCanonical('old', 'A')).toBe(false);
    expect(map.isUnmapped('old', 'C')).toBe(true);
    expect(map.isUnmapped('old', 'A')).toBe(false);
  });

  test('entries apply at once: a swap swaps, a chain does not go on', () => {
    const map = mapOf([
      { canonical: 'b:X', legacy: ['a:X'] },
      { canonical: 'a:X', legacy: ['b:X'] },
      { canonical: 'c:Y', legacy: ['b:Y'] },
      { canonical: 'b:Y', legacy: ['a:Y'] },
    ]);
    expect(sent(map, 'a', 'X')).toBe('b:X');
    expect(sent(map, 'b', 'X')).toBe('a:X');
    expect(sent(map, 'a', 'Y')).toBe('b:Y');
    expect(sent(map, 'b', 'Y')).toBe('c:Y');
  });

  test('the closest entry wins: symbol, every name, innermost module', () => {
    const map = mapOf([
      { canonical: 'one:A', legacy: ['old.part:A'] },
      { canonical: 'two:*', legacy: ['old.part:*'] },
      { canonical: 'three', legacy: ['old.part'] },
      { canonical: 'four', legacy: ['old'] },
    ]);
    expect(sent(map, 'old.part', 'A')).toBe('one:A');
    expect(sent(map, 'old.part', 'B')).toBe('two:B');
    expect(sent(map, 'old.part.below', 'A')).toBe('three.below:A');
    expect(sent(map, 'old.other', 'A')).toBe('four.other:A');
    expect(sent(map, 'old', 'A')).toBe('four:A');
  });
});

describe('modules', () => {
  const map = mapOf([{ canonical: 'app.core.events', legacy: ['app.events'] }]);
  test.each([
    ['app.events', 'app.core.events'],
    ['app.events.queue.deep', 'app.core.events.queue.deep'],
    ['app.eventsource', undefined],
    ['app', undefined],
    ['my.app.events', undefined],
    ['app.core.events', undefined],
  ])('%s moves to %s', (module, target) => {
    const mapping = map.module(module);
    expect(mapping && formatTarget(mapping.to)).toBe(target);
    expect(map.hasSymbolsOf(module)).toBe(target !== undefined);
  });

  test('legacy and canonical modules are those that entries name', () => {
    const mixed = mapOf(
      [
        { canonical: 'new:A', legacy: ['old:A', 'older:A'] },
        { canonical: 'new:*', legacy: ['star:*'] },
        { canonical: 'moved', legacy: ['whole'] },
      ],
      ['known:B'],
    );
    expect([...mixed.legacyModules].sort()).toEqual(['known', 'old', 'older', 'star', 'whole']);
    expect([...mixed.canonicalModules].sort()).toEqual(['moved', 'new']);
  });
});
