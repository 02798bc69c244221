import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { configSchemaText } from '../../scripts/config-schema.ts';
import { validateConfig } from '../../src/config/validate.ts';
import { presetNames } from '../../transforms/presets/index.ts';
import { presetOf } from '../../src/config/preset-of.ts';

const text = readFileSync(new URL('../../schema/config.json', import.meta.url), 'utf8');
const bySchema = new Ajv({ strictTypes: false }).compile(JSON.parse(text) as object);

function byValidator(config: unknown): boolean {
  try {
    validateConfig(config, 'test');
    return true;
  } catch {
    return false;
  }
}

test('schema/config.json is what `npm run schemas` writes', () => {
  expect(text).toBe(configSchemaText());
});

const entry = { canonical: 'new:A', legacy: ['old:A'] };

describe('validator and schema take the same', () => {
  test.each<unknown>([
    {},
    { $schema: './node_modules/ssot-codemod/schema/config.json' },
    { extends: ['websocket-manager'], include: ['**/*.py'], exclude: ['backup/**'] },
    { python: {} },
    { python: { sourceRoots: ['.', 'src'], uses: 'rename', map: [{ ...entry, replaces: true, external: false }] } },
    { python: { map: [{ canonical: 'a.b', legacy: [] }, { canonical: 'a:*', legacy: ['b:*'] }] } },
    { python: { map: [{ canonical: 'größe.ñ:Ünï', legacy: ['_a._b:_c', 'a1.b2:C3'] }] } },
    { python: { retarget: { 'a:B': 'c:D', 'e.f': 'g.h' }, unmapped: ['a.b:C'] } },
    { javascript: { retarget: { '@/a#B': '@/c#D' }, unmapped: ['@/a#E'] } },
    ...presetNames.map(presetOf),
  ])('%j', (config) => {
    expect(byValidator(config)).toBe(true);
    expect(bySchema(config)).toBe(true);
  });
});

describe('validator and schema refuse the same', () => {
  test.each<unknown>([
    null,
    [],
    'websocket-manager',
    { pyton: {} },
    { $schema: 1 },
    { extends: 'websocket-manager' },
    { extends: [null] },
    { include: [''] },
    { exclude: {} },
    { python: [] },
    { python: null },
    { python: { sourceRoots: '.' } },
    { python: { sourceRoots: ['app\0'] } },
    { javascript: { tsconfig: ['\0'] } },
    { python: { uses: 'keep' } },
    { python: { map: {} } },
    { python: { map: [[]] } },
    { python: { map: [{ legacy: [] }] } },
    { python: { map: [{ canonical: 'a:B' }] } },
    { python: { map: [{ ...entry, replace: true }] } },
    { python: { map: [{ ...entry, replaces: 'yes' }] } },
    { python: { map: [{ ...entry, canonical: 'a:B:C' }] } },
    { python: { map: [{ ...entry, canonical: 'a..b' }] } },
    { python: { map: [{ ...entry, canonical: 'a:b.c' }] } },
    { python: { map: [{ ...entry, canonical: '' }] } },
    { python: { map: [{ ...entry, legacy: ['1a:B'] }] } },
    { python: { map: [{ ...entry, legacy: ['a/b:C'] }] } },
    { python: { map: [{ ...entry, legacy: ['a:B\n'] }] } },
    { python: { retarget: [] } },
    { python: { retarget: { 'a b': 'c:D' } } },
    { python: { retarget: { 'a:B': '' } } },
    { javascript: { retarget: [] } },
    { javascript: { retarget: ['x'] } },
    { python: { unmapped: ['a.b'] } },
    { python: { unmapped: ['a.b:*'] } },
  ])('%j', (config) => {
    expect(byValidator(config)).toBe(false);
    expect(bySchema(config)).toBe(false);
  });
});

test.each([8192, 8193])('validator and schema agree on a glob of %i characters', (length) => {
  const config = { exclude: ['a'.repeat(length)] };
  expect(bySchema(config)).toBe(byValidator(config));
});

test('validator and schema agree on configurations made at random', () => {
  const target = fc.constantFrom('a:B', 'a.b', 'a:*', 'a:', ':B', 'a b', '');
  const anything = fc.oneof(target, fc.boolean(), fc.integer(), fc.constant(null), fc.constant([]), fc.constant({}));
  const mostly = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<unknown> =>
    fc.oneof({ arbitrary, weight: 9 }, { arbitrary: anything, weight: 1 });
  const keyed = (keys: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<unknown> =>
    mostly(fc.record({ ...keys, other: anything }, { requiredKeys: [] }).map((made) => withoutRarely(made)));
  const uses = mostly(fc.constantFrom('alias', 'rename'));
  const list = (item: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> => mostly(fc.array(mostly(item), { maxLength: 3 }));
  const python = keyed({
    sourceRoots: list(fc.string()),
    map: list(keyed({ canonical: target, legacy: list(target), uses, replaces: fc.boolean(), external: fc.boolean() })),
    retarget: mostly(fc.dictionary(target, target, { maxKeys: 2 })),
    unmapped: list(target),
    uses,
  });
  const config = keyed({ extends: list(fc.string()), include: list(fc.string()), exclude: list(fc.string()), python });
  const verdicts = { taken: 0, refused: 0 };
  fc.assert(
    fc.property(config, (made) => {
      verdicts[byValidator(made) ? 'taken' : 'refused']++;
      expect(bySchema(made)).toBe(byValidator(made));
    }),
    { numRuns: 1000, seed: 7 },
  );
  expect(verdicts.taken).toBeGreaterThan(50);
  expect(verdicts.refused).toBeGreaterThan(50);
});

/** Without the key that is not known, but for one time in some. */
function withoutRarely(made: Record<string, unknown>): Record<string, unknown> {
  const { other, ...known } = made;
  return other === true ? made : known;
}
