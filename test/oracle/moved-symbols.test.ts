import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { ExpectedStop, applyPlan, planSymbolMove } from '../../src/index.ts';
import type { MoveConcern } from '../../src/index.ts';
import { python, withPython } from '../support/python.ts';
import { makeFolder } from '../support/repository.ts';
import { generateMovedSymbols } from './moved-symbols.ts';
import type { MovedSymbols } from './moved-symbols.ts';

const program = readFileSync(new URL('import_alone.py', import.meta.url), 'utf8');

/** The content of the modules of a tree after a start, or why it fails. */
type Answer = Readonly<Record<string, Readonly<Record<string, string>> | string>>;

interface Laid {
  readonly generated: MovedSymbols;
  readonly root: string;
  readonly starts: readonly (readonly string[])[];
}

const COUNT = 220;
/** So many trees have an interpreter for each start. */
const FRESH = 5;

withPython.describe('moved symbols, imported by CPython before and after', () => {
  test('each module that could be imported first still can, and holds the same objects', async () => {
    const laid = generateMovedSymbols(COUNT, 1).map((generated): Laid => {
      const [{ module, to }] = generated.symbols;
      const others = [
        [module, to],
        [to, module],
        ['script', to],
        [module, 'script'],
      ];
      return {
        generated,
        root: makeFolder(generated.files),
        starts: [...generated.modules.map((one) => [one]), ...others],
      };
    });
    const before = observe(laid);
    const results: { readonly concerns: readonly MoveConcern[]; readonly refused: string | undefined }[] = [];
    for (const { generated, root } of laid)
      try {
        const { plan, concerns } = await planSymbolMove({ root, ...generated });
        await applyPlan(root, plan);
        results.push({ concerns, refused: undefined });
      } catch (error) {
        if (!(error instanceof ExpectedStop)) throw error;
        results.push({ concerns: [], refused: error.message });
      }
    const after = observe(laid);
    const faults: string[] = [];
    const sample = laid.slice(0, FRESH);
    expect(
      sample.map(({ root, starts }) => starts.map((start) => observe([{ root, starts: [start] }])[0]?.[0])),
    ).toEqual(after.slice(0, FRESH));
    let [made, held, refused] = [0, 0, 0];
    for (const [k, tree] of laid.entries()) {
      const { concerns = [], refused: why } = results[k] ?? {};
      const wrong = differences(tree, before[k] ?? [], after[k] ?? []);
      if (why !== undefined) refused++;
      else if (concerns.length > 0) held++;
      else made++;
      if (concerns.length === 0)
        faults.push(...wrong.slice(0, 2).map((fault) => `${k} ${tree.generated.title}: ${fault}`));
    }
    expect(faults).toEqual([]);
    // Refusals and moves that are held back do not hide that most are made.
    expect({ isMade: made > COUNT / 2, isHeld: held > 5, isRefused: refused > 5 }).toEqual({
      isMade: true,
      isHeld: true,
      isRefused: true,
    });
  }, 600_000);
});

function observe(trees: readonly Pick<Laid, 'root' | 'starts'>[]): Answer[][] {
  const input = JSON.stringify(trees.map(({ root, starts }) => ({ root, starts })));
  return JSON.parse(python(program, [], input)) as Answer[][];
}

function differences({ generated, starts }: Laid, before: readonly Answer[], after: readonly Answer[]): string[] {
  const [{ module: from, to }] = generated.symbols;
  return starts.flatMap((start, k): string[] => {
    const [old, now] = [before[k] ?? {}, after[k] ?? {}];
    if ('error' in old) return [];
    if ('error' in now) return [`import ${start.join(', ')}: ${JSON.stringify(now['error'])}`];
    return Object.entries(old).flatMap(([module, names]) => {
      const held = now[module];
      if (held === undefined || typeof names === 'string' || typeof held === 'string') return [];
      return Object.entries(names).flatMap(([name, mark]) => {
        const isGone = module === from && held[name] === undefined;
        const entered = now[to];
        const found = isGone && typeof entered === 'object' ? entered[name] : held[name];
        if (isGone && (entered === undefined || /^(?:Kind|make_|LIMIT_)/.test(name))) return [];
        // A star that brings nothing which the module uses may go.
        const isStar = /import \*/.test(String(generated.files[`${module.replaceAll('.', '/')}.py`]));
        if (isStar && held[name] === undefined) return [];
        return found === mark || mark.startsWith('module ')
          ? []
          : [`import ${start.join(', ')}: ${module}.${name} is ${String(found)}, was ${mark}`];
      });
    });
  });
}
