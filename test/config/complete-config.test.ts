import { describe, expect, test } from '@jest/globals';
import { completeConfig, presetLayers } from '../../src/config/complete-config.ts';
import type { UserConfig, UserPythonConfig } from '../../src/index.ts';
import { formatTarget } from '../../src/model/config.ts';
import type { PythonConfig } from '../../src/model/config.ts';

/** Merges layers of configuration, the last one the user's own. */
function complete(...layers: readonly UserPythonConfig[]): PythonConfig {
  const named = layers.map((python, k) => ({
    name: k === layers.length - 1 ? 'mine' : `preset ${k}`,
    config: { python },
  }));
  return completeConfig('/', undefined, named).python;
}

/** `legacy → canonical` for every legacy path, sorted. */
function moves({ map }: PythonConfig): string[] {
  return map
    .flatMap(({ canonical, legacy }) => legacy.map((from) => `${formatTarget(from)} → ${formatTarget(canonical)}`))
    .sort();
}

describe('one configuration', () => {
  test('what it does not say', () => {
    const config = completeConfig('/r', undefined, []);
    expect(config).toMatchObject({
      root: '/r',
      include: ['**/*.{py,pyi,pyw}'],
      includesScripts: true,
      python: { sourceRoots: ['.', 'src'], map: [] },
    });
    expect(complete({ map: [{ canonical: 'b:X', legacy: ['a:X'] }] }).map[0]).toMatchObject({
      uses: 'alias',
      replaces: false,
      external: false,
    });
  });

  test('"uses" of the whole is the default of its entries', () => {
    const map = [
      { canonical: 'b:X', legacy: ['a:X'] },
      { canonical: 'b:Y', legacy: ['a:Y'], uses: 'alias' as const },
    ];
    expect(complete({ uses: 'rename', map }).map.map(({ uses }) => uses)).toEqual(['rename', 'alias']);
  });

  test('swaps and chains are fine', () => {
    const map = [
      { canonical: 'b:X', legacy: ['a:X'] },
      { canonical: 'a:X', legacy: ['b:X'] },
      { canonical: 'c:X', legacy: ['d:X'] },
    ];
    expect(moves(complete({ map }))).toEqual(['a:X → b:X', 'b:X → a:X', 'd:X → c:X']);
  });

  test('one legacy path under one canonical path twice is fine', () => {
    const map = [
      { canonical: 'b:X', legacy: ['a:X', 'a:X'] },
      { canonical: 'b:X', legacy: ['a:X'] },
    ];
    expect(() => complete({ map })).not.toThrow();
  });

  test.each<[string, UserPythonConfig['map'], string]>([
    [
      'two canonical paths',
      [
        { canonical: 'b:X', legacy: ['a:X'] },
        { canonical: 'c:X', legacy: ['d:X', 'a:X'] },
      ],
      'mine: python.map[1].legacy[1]: "a:X" has two canonical paths, "b:X" by python.map[0] and "c:X" here',
    ],
    [
      'a module onto a symbol',
      [{ canonical: 'b:X', legacy: ['a'] }],
      'mine: python.map[0].legacy[0]: "a" and its canonical path "b:X" are not of one kind',
    ],
    [
      'every name onto one',
      [{ canonical: 'b:X', legacy: ['a:*'] }],
      'mine: python.map[0].legacy[0]: "a:*" and its canonical path "b:X" are not of one kind',
    ],
    [
      'one name onto every name',
      [{ canonical: 'b:*', legacy: ['a:X'] }],
      'mine: python.map[0].legacy[0]: "a:X" and its canonical path "b:*" are not of one kind',
    ],
    [
      'a canonical path that no import can say',
      [{ canonical: 'b:None', legacy: ['a:X'] }],
      'mine: python.map: "b:None" cannot be imported: None is a keyword',
    ],
    [
      'a canonical module that is a keyword',
      [{ canonical: 'b.async', legacy: ['a'] }],
      'mine: python.map: "b.async" cannot be imported: async is a keyword',
    ],
  ])('%s is an error', (_, map, message) => {
    expect(() => complete({ map })).toThrow(message);
  });
});

describe('a configuration over a preset', () => {
  const preset: UserPythonConfig = {
    sourceRoots: ['lib'],
    map: [
      { canonical: 'core:A', legacy: ['old:A', 'older:A'], replaces: true },
      { canonical: 'core:B', legacy: ['old:B'] },
    ],
    unmapped: ['old:C', 'old:D'],
  };

  test('adds to it', () => {
    const config = complete(preset, { map: [{ canonical: 'mine:Z', legacy: ['old:Z'] }], unmapped: ['old:E'] });
    expect(moves(config)).toEqual(['old:A → core:A', 'old:B → core:B', 'old:Z → mine:Z', 'older:A → core:A']);
    expect(config.unmapped.map(formatTarget)).toEqual(['old:C', 'old:D', 'old:E']);
    expect(config.sourceRoots).toEqual(['lib']);
  });

  test('takes single legacy paths out of it', () => {
    const config = complete(preset, {
      sourceRoots: ['.'],
      map: [{ canonical: 'mine:A', legacy: ['older:A', 'old:C'] }],
    });
    expect(moves(config)).toEqual(['old:A → core:A', 'old:B → core:B', 'old:C → mine:A', 'older:A → mine:A']);
    expect(config.unmapped.map(formatTarget)).toEqual(['old:D']); // it has a canonical path now
    expect(config.sourceRoots).toEqual(['.']);
  });

  test('retargets it by one line: the path that was canonical becomes legacy', () => {
    const config = complete(preset, { retarget: { 'core:A': 'elsewhere:A' } });
    expect(moves(config)).toEqual([
      'core:A → elsewhere:A',
      'old:A → elsewhere:A',
      'old:B → core:B',
      'older:A → elsewhere:A',
    ]);
    expect(
      config.map.filter(({ canonical }) => canonical.module === 'elsewhere').every(({ replaces }) => replaces),
    ).toBe(true);
  });

  test('retargets it back onto a legacy path, which no longer is one', () => {
    expect(moves(complete(preset, { retarget: { 'core:A': 'old:A' } }))).toEqual([
      'core:A → old:A',
      'old:B → core:B',
      'older:A → old:A',
    ]);
  });

  test('retargets onto itself: nothing changes', () => {
    expect(moves(complete(preset, { retarget: { 'core:A': 'core:A' } }))).toEqual(moves(complete(preset)));
  });

  test('retargeting what is not there is an error that says what is', () => {
    expect(() => complete(preset, { retarget: { 'core:Typo': 'x:A', 'core:B': 'x:B', 'core:C': 'x:C' } })).toThrow(
      'mine: python.retarget: no entry of the presets has the canonical path "core:Typo" or "core:C": they have core:A, core:B',
    );
  });

  test.each([
    ['core:A', 'elsewhere'],
    ['core:A', 'elsewhere:*'],
    ['whole', 'elsewhere:A'],
    ['every:*', 'elsewhere'],
  ])('retargeting %s onto %s is an error: they are not of one kind', (from, to) => {
    const more = [
      { canonical: 'whole', legacy: ['old.whole'] },
      { canonical: 'every:*', legacy: ['old.every:*'] },
    ];
    expect(() => complete({ map: [...(preset.map ?? []), ...more] }, { retarget: { [from]: to } })).toThrow(
      `mine: python.retarget: "${from}" and "${to}" are not of one kind: `,
    );
  });

  test('"#*" of a module of JavaScript is the module', () => {
    const layer = (javascript: UserConfig['javascript']) => ({ name: '', config: { javascript } });
    const { javascript } = completeConfig('/', undefined, [
      layer({ map: [{ canonical: '@/a', legacy: ['@/b#*'] }] }),
      layer({ retarget: { '@/a#*': '@/c' } }),
    ]);
    expect(javascript.map).toMatchObject([
      { canonical: { module: '@/c' }, legacy: [{ module: '@/b' }, { module: '@/a' }] },
    ]);
  });
});

describe.each(['websocket-manager', 'websocket-manager-calls'])('the preset %s', (name) => {
  const hasCalls = name.endsWith('-calls');
  const core = 'netra_backend.app.websocket_core';
  const manager = `${core}.unified_manager:UnifiedWebSocketManager`;
  const withOwn = (own: UserConfig): PythonConfig =>
    completeConfig('/', undefined, [...presetLayers([name], undefined), { name: 'mine', config: own }]).python;
  const config = withOwn({});

  test.each([
    [`${core}:WebSocketManager`, manager],
    [`${core}.manager:WebSocketManager`, manager],
    [`${core}.websocket_manager:WebSocketManager`, manager],
    [`${core}.websocket_manager:UnifiedWebSocketManager`, manager],
    [`${core}.canonical_imports:UnifiedWebSocketManager`, manager],
    [`${core}.unified_manager:_UnifiedWebSocketManagerImplementation`, manager],
    ['shared.websocket.manager:WebSocketManager', manager],
    ['netra_backend.app.services.websocket_manager:WebSocketManager', manager],
    [`${core}:get_websocket_manager`, `${core}.websocket_manager:get_websocket_manager`],
    [`${core}:create_test_user_context`, `${core}.websocket_manager:create_test_user_context`],
    [`${core}.websocket_manager:WebSocketManagerMode`, `${core}.types:WebSocketManagerMode`],
    [`${core}.unified_manager:_serialize_message_safely`, `${core}.types:_serialize_message_safely`],
    [`${core}:WebSocketManagerProtocol`, `${core}.protocols:WebSocketManagerProtocol`],
  ])('%s goes to %s', (legacy, canonical) => {
    expect(moves(config)).toContain(`${legacy} → ${canonical}`);
  });

  test('nothing is legacy and canonical, mapped and unmapped, or listed twice', () => {
    const legacy = config.map.flatMap((entry) => entry.legacy.map(formatTarget));
    const canonical = new Set(config.map.map((entry) => formatTarget(entry.canonical)));
    expect(legacy.filter((path, k) => legacy.indexOf(path) !== k)).toEqual([]);
    // The canonical class itself is called, and its calls go to the accessor.
    expect(legacy.filter((path) => canonical.has(path))).toEqual(hasCalls ? [manager] : []);
    expect(config.unmapped.map(formatTarget).filter((path) => legacy.includes(path) || canonical.has(path))).toEqual(
      [],
    );
  });

  test('what replaces another object says how it differs, and has a rule for its calls in the preset of calls', () => {
    const replacing = config.map.filter(({ replaces }) => replaces);
    expect(replacing.length).toBeGreaterThan(0);
    expect(
      replacing.filter(({ calls, differs }) => (calls !== undefined) !== hasCalls || differs === undefined),
    ).toEqual([]);
  });

  test.each(['WebSocketManagerFactory', 'get_websocket_manager_factory'])(
    '%s makes managers by its methods',
    (factory) => {
      const symbol = `${core}:${factory}`;
      const rule = config.map.find(({ legacy }) => legacy.map(formatTarget).includes(symbol));
      expect(rule?.calls?.creates?.includes('create_manager')).toBe(hasCalls ? true : undefined);
      expect(config.unmapped.map(formatTarget).includes(symbol)).toBe(!hasCalls);
    },
  );

  test('one line retargets the whole migration', () => {
    const retargeted = withOwn({ python: { retarget: { [manager]: `${core}.manager:WebSocketManager` } } });
    const chosen = `${core}.manager:WebSocketManager`;
    const isMove = (move: string): boolean => new Set(move.split(' → ')).size === 2;
    const swapped = moves(config)
      .filter(isMove)
      .map((move) => (move === `${chosen} → ${manager}` ? `${manager} → ${chosen}` : move))
      .map((move) => move.replace(new RegExp(` → ${manager}$`), ` → ${chosen}`));
    expect(moves(retargeted).filter(isMove)).toEqual(swapped.sort());
  });

  test('calls follow a retargeted accessor', () => {
    const [from, to] = [`${core}.websocket_manager:get_websocket_manager`, 'own.accessor:get_manager'];
    const retargeted = withOwn({ python: { retarget: { [from]: to } } });
    const targets = retargeted.map.flatMap(({ calls }) => (calls === undefined ? [] : [formatTarget(calls.canonical)]));
    expect([...new Set(targets)]).toEqual(hasCalls ? [to] : []);
  });
});
