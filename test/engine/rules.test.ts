import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { decide, dependsOnLinks } from '../../src/engine/decide.ts';
import { edgeKey, noLinks } from '../../src/model/links.ts';
import type { Links } from '../../src/model/links.ts';
import { mockHolds } from '../../src/model/mock-hold.ts';
import type { Reference } from '../../src/model/reference.ts';
import type { Legacy } from '../../src/model/resolution.ts';
import { rules } from '../../transforms/rules/index.ts';

const move: Legacy = {
  kind: 'legacy',
  from: 'app.old:Old',
  to: { module: 'app.new', name: 'New' },
  tier: 'safe',
  because: 'both lead to app.new:New',
  reviews: [],
  chain: ['app.old:Old', 'app.new:New'],
  uses: 'alias',
  isReplacement: false,
};

function reference(changes: Partial<Reference> = {}): Reference {
  return { form: 'name', runsOn: 'import', importer: 'app.user', local: 'Old', base: move, evidence: {}, ...changes };
}

interface Case {
  readonly rule: string;
  readonly lowered: readonly [Partial<Reference>, Partial<Links>];
  readonly says: string;
  /** Each lacks one thing that the rule asks for. */
  readonly left: readonly (readonly [Partial<Reference>, Partial<Links>])[];
}

const cycles = new Map([[edgeKey('app.user', 'app.new'), ['app.new', 'app.user']]]);
const lookups = { symbols: new Set(['app.user:Old']), ends: [] };
const patches = new Map([['app.old:Old', 'the patch stays']]);
const loaded = new Set<string>();
const mocks = mockHolds([{ key: '/app/old.ts', name: 'Old', place: 'test/a.ts:3', isMock: true }]);
const effect = { module: 'app.signals', place: 'app/signals.py:3', loadedBy: ['app.main'] };

const forTypes = { ...move, isForTypes: true };

const cases: readonly Case[] = [
  {
    rule: 'type-checking-only',
    lowered: [{ base: forTypes }, {}],
    says: '',
    left: [[{}, {}]],
  },
  {
    rule: 'self-import',
    lowered: [{ importer: 'app.new' }, {}],
    says: 'would import itself',
    left: [[{ importer: 'app.new', form: 'string' }, {}]],
  },
  {
    rule: 'changed-interface',
    lowered: [{ evidence: { changedCall: 'it is called here (line 3), where it lands in mode' } }, {}],
    says: 'it is called here (line 3), where it lands in mode',
    left: [[{}, {}]],
  },
  {
    rule: 'import-cycle',
    lowered: [{}, { cycles }],
    says: 'it closes an import cycle: app.user → app.new → app.user',
    left: [
      [{ runsOn: 'call' }, { cycles }],
      [{ importer: 'app.other' }, { cycles }],
    ],
  },
  {
    rule: 'import-cycle',
    lowered: [{ runsOn: 'call', evidence: { cycle: 'it closes an import cycle: a.ts → b.ts → a.ts' } }, {}],
    says: 'a.ts → b.ts → a.ts',
    left: [[{ runsOn: 'call' }, {}]],
  },
  {
    rule: 'shadowed-name',
    lowered: [{ evidence: { shadowedBy: 'app.user.Old' } }, {}],
    says: 'it takes the name Old when it is loaded',
    left: [[{}, {}]],
  },
  {
    rule: 're-exported',
    lowered: [{ evidence: { changesForImporters: true } }, { lookups }],
    says: 'other files import app.user:Old, which becomes app.new:New',
    left: [
      [{}, { lookups }],
      [{ evidence: { changesForImporters: true }, local: 'Other' }, { lookups }],
    ],
  },
  {
    rule: 'nearer-module',
    lowered: [{ evidence: { nearer: 'tools/app' } }, {}],
    says: 'tools/app is nearer to this file',
    left: [[{}, {}]],
  },
  {
    rule: 'rebound-elsewhere',
    lowered: [{}, { reboundExports: new Map([['app.old:Old', 'app/setup.py:4']]) }],
    says: 'app/setup.py:4 binds app.old:Old to something else',
    left: [
      [{ runsOn: 'never' }, { reboundExports: new Map([['app.old:Old', 'app/setup.py:4']]) }],
      [{}, { reboundExports: new Map([['app.old:Other', 'app/setup.py:4']]) }],
    ],
  },
  {
    rule: 'lost-effects',
    lowered: [{ evidence: { lostEffect: 'app/old.py:2' } }, { loaded }],
    says: 'which does more than bind names (app/old.py:2)',
    left: [
      [{ evidence: { lostEffect: 'app/old.py:2' } }, { loaded: new Set(['app.old']) }],
      [{ evidence: { lostEffect: 'app/old.py:2' } }, {}],
    ],
  },
  {
    rule: 'lost-effects',
    lowered: [{}, { loaded, carried: new Map([['app.old', [effect]]]) }],
    says: 'which loads app.signals (app/signals.py:3 does more than bind names)',
    left: [
      [{ runsOn: 'never' }, { loaded, carried: new Map([['app.old', [effect]]]) }],
      [{}, { loaded: new Set(['app.main']), carried: new Map([['app.old', [effect]]]) }],
      [{}, { loaded, carried: new Map([['app.old', [{ ...effect, loadedBy: ['app.new'] }]]]) }],
    ],
  },
  {
    rule: 'lost-effects',
    lowered: [{ evidence: { lostLoad: { key: '/app/old.ts', label: 'app/old.ts', line: 2 } } }, {}],
    says: 'loading app/old.ts has an effect (line 2), and nothing would load it any more',
    left: [
      [
        { evidence: { lostLoad: { key: '/app/old.ts', label: 'app/old.ts', line: 2 } } },
        { loaded: new Set(['/app/old.ts']) },
      ],
    ],
  },
  {
    rule: 'suppressed',
    lowered: [{ evidence: { suppression: 'until the release' } }, {}],
    says: 'until the release',
    left: [[{}, {}]],
  },
  {
    rule: 'patched-at-call',
    lowered: [{ runsOn: 'call', evidence: { isPatchable: true } }, { patches }],
    says: 'a test may patch app.old:Old, and the patch stays',
    left: [
      [{ runsOn: 'call' }, { patches }],
      [{ runsOn: 'call', evidence: { isPatchable: true } }, { patches: new Map([['app.old:Old', undefined]]) }],
    ],
  },
  {
    rule: 'patched-at-call',
    lowered: [
      { runsOn: 'call', evidence: { isReplaceable: true } },
      { patches: new Map([['app.old:*', 'what replaces the module stays']]) },
    ],
    says: 'what replaces the module stays',
    left: [[{ runsOn: 'call', evidence: { isPatchable: true } }, { patches: new Map([['app.old:*', 'it stays']]) }]],
  },
  {
    rule: 'mocked-module',
    lowered: [{ evidence: { mockable: { key: '/app/old.ts', label: 'app/old.ts', names: ['Old'] } } }, { mocks }],
    says: 'a test replaces app/old.ts#Old by a mock, which does not move (test/a.ts:3)',
    left: [
      [{ evidence: { mockable: { key: '/app/old.ts', label: 'app/old.ts', names: ['Other'] } } }, { mocks }],
      [{ evidence: { mockable: { key: '/app/other.ts', label: 'app/other.ts', names: undefined } } }, { mocks }],
    ],
  },
  {
    rule: 'mocked-module',
    lowered: [{ evidence: { standIn: '__mocks__/old.ts' } }, {}],
    says: '__mocks__/old.ts stands in for the module, and nothing would',
    left: [[{}, { mocks }]],
  },
  {
    rule: 'unreadable-code',
    lowered: [{ evidence: { unbalancedLine: 7 } }, {}],
    says: 'do not balance, or nest too deep for Python (line 7)',
    left: [[{}, {}]],
  },
  {
    rule: 'unreadable-code',
    lowered: [{ evidence: { errorLine: 7 } }, {}],
    says: 'the file has an error (line 7)',
    left: [[{}, {}]],
  },
  {
    rule: 'doubtful-code',
    lowered: [{ evidence: { doubt: 'it is a comment' } }, {}],
    says: 'it is a comment',
    left: [[{}, {}]],
  },
];

describe.each(cases)('$rule', ({ rule, lowered: [changes, known], says, left }) => {
  const only = rules.filter(({ id }) => id === rule);

  test('lowers a Verdict', () => {
    const verdict = decide(reference(changes), { ...noLinks, ...known }, only);
    const isLowered =
      verdict.kind === 'refused' ||
      verdict.kind === 'unrelated' ||
      (verdict.kind === 'legacy' && verdict.tier === 'review');
    expect(isLowered).toBe(true);
    const because = verdict.kind === 'refused' ? verdict.message : verdict.kind === 'legacy' ? verdict.because : '';
    expect(because).toContain(says);
  });

  test.each(left)('leaves others as they are: %j', (others, links) => {
    expect(decide(reference(others), { ...noLinks, ...links }, only)).toBe(move);
  });

  test('leaves what does not move', () => {
    const base = { kind: 'unmapped', from: 'app.old:Old' } as const;
    expect(decide(reference({ ...changes, base }), { ...noLinks, ...known }, only)).toBe(base);
  });
});

test('an entry for type checking moves an import that does not run', () => {
  expect(decide(reference({ base: forTypes, runsOn: 'never' }), noLinks)).toBe(forTypes);
});

test('each rule has a case, and a paragraph of the documents, in order', () => {
  const page = readFileSync(new URL('../../docs/rules.md', import.meta.url), 'utf8');
  const ids = rules.map(({ id }) => id);
  expect([...page.matchAll(/^### `([\w-]+)`$/gm)].map(([, id]) => id)).toEqual(ids);
  expect([...new Set(cases.map(({ rule }) => rule))]).toEqual(ids);
});

test('a file is edited again where other files lower a Verdict, and only there', () => {
  expect(dependsOnLinks(reference(), { ...noLinks, cycles })).toBe(true);
  expect(dependsOnLinks(reference({ importer: 'app.other' }), { ...noLinks, cycles })).toBe(false);
  expect(dependsOnLinks(reference({ evidence: { unbalancedLine: 7 } }), noLinks)).toBe(false);
});
