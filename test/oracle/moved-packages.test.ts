import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { expect, test } from '@jest/globals';
import { applyPlan, planMove } from '../../src/index.ts';
import type { MoveConcern } from '../../src/index.ts';
import { python, withPython } from '../support/python.ts';
import { makeFolder } from '../support/repository.ts';
import { generateMovedPackages } from './moved-packages.ts';
import type { MovedPackage } from './moved-packages.ts';

const program = readFileSync(new URL('import_alone.py', import.meta.url), 'utf8');

/** The content of the modules of a tree after a start, or why it fails. */
type Answer = Readonly<Record<string, Readonly<Record<string, string>> | string>>;

/** A generated tree on the disk. */
interface Laid {
  readonly generated: MovedPackage;
  readonly root: string;
  /** The modules to import, in order; each start in a fresh process. */
  readonly starts: readonly (readonly string[])[];
  readonly concerns: readonly MoveConcern[];
}

const COUNT = 330;
/** So many trees with a circle are moved with --lazy-init. */
const CIRCLES = 60;
/** So many trees have an interpreter for each start. */
const FRESH = 5;

withPython.describe('moved packages, imported by CPython before and after', () => {
  test('each module that could be imported first still can, and holds the same objects', async () => {
    const { faults, held, inVain, isFresh } = await judged(generateMovedPackages(COUNT, 1), false);
    expect(faults).toEqual([]);
    expect(isFresh).toBe(true);
    // Moves are seldom held back for nothing, or nobody would look at them.
    expect({ held: held > 5, inVain: inVain <= COUNT / 20 }).toEqual({ held: true, inVain: true });
  }, 600_000);

  test('the same where packages import what leaves them when somebody asks', async () => {
    const circles = generateMovedPackages(COUNT, 1)
      .filter(({ title }) => title.endsWith('circle'))
      .slice(0, CIRCLES);
    const lazy = await judged(circles, true);
    expect(lazy.faults).toEqual([]);
    const plain = await Promise.all(
      circles.map(({ files, move }) => planMove({ root: makeFolder(files), moves: [move] })),
    );
    const held = plain.filter(({ concerns }) => concerns.some(({ reason }) => reason === 'import-order'));
    // No circle is left that could be in the way.
    expect({ isMany: circles.length === CIRCLES, plain: held.length > 5, lazy: lazy.held }).toEqual({
      isMany: true,
      plain: true,
      lazy: 0,
    });
  }, 600_000);
});

/** The answers of CPython to moves of trees. */
interface Verdict {
  readonly faults: readonly string[];
  readonly held: number;
  /** Held back, and nothing would have failed. */
  readonly inVain: number;
  /** An interpreter for each start gives the same as a forked process. */
  readonly isFresh: boolean;
}

async function judged(packages: readonly MovedPackage[], lazyInit: boolean): Promise<Verdict> {
  const laid: Laid[] = [];
  const before = observe(
    packages.map((generated) => {
      const root = makeFolder(generated.files);
      const starts = startsOf(generated);
      laid.push({ generated, root, starts, concerns: [] });
      return { root, starts };
    }),
  );
  const moved: Laid[] = [];
  for (const tree of laid) {
    const { plan, concerns } = await planMove({ root: tree.root, moves: [tree.generated.move], lazyInit });
    await applyPlan(tree.root, plan);
    const starts = tree.starts.map((start) => start.map(tree.generated.after));
    moved.push({ ...tree, starts, concerns });
  }
  const after = observe(moved);
  const sample = moved.slice(0, FRESH);
  const fresh = sample.map(({ root, starts }) => starts.map((start) => observe([{ root, starts: [start] }])[0]?.[0]));
  const faults: string[] = [];
  let [held, inVain] = [0, 0];
  for (const [k, tree] of moved.entries()) {
    const wrong = differences(tree, before[k] ?? [], after[k] ?? []);
    if (tree.concerns.length > 0) held++;
    if (tree.concerns.length > 0 && wrong.length === 0) inVain++;
    if (tree.concerns.length === 0)
      faults.push(...wrong.slice(0, 2).map((fault) => `${k} ${tree.generated.title}: ${fault}`));
  }
  return { faults, held, inVain, isFresh: isDeepStrictEqual(fresh, after.slice(0, FRESH)) };
}

/** Each module alone; what moves before and after the package that it leaves. */
function startsOf({ modules, move }: MovedPackage): string[][] {
  const own = move.from.replace(/\.py$/, '').replaceAll('/', '.');
  const around = own.slice(0, Math.max(0, own.lastIndexOf('.')));
  return [...modules.map((module) => [module]), [around, own], [own, around], ['script', own], [own, 'script']];
}

function observe(trees: readonly Pick<Laid, 'root' | 'starts'>[]): Answer[][] {
  const input = JSON.stringify(trees.map(({ root, starts }) => ({ root, starts })));
  return JSON.parse(python(program, [], input)) as Answer[][];
}

function differences({ generated, starts }: Laid, before: readonly Answer[], after: readonly Answer[]): string[] {
  return starts.flatMap((start, k): string[] => {
    const [old, now] = [before[k] ?? {}, after[k] ?? {}];
    if ('error' in old) return [];
    if ('error' in now) return [`import ${start.join(', ')}: ${JSON.stringify(now['error'])}`];
    return Object.entries(old).flatMap(([module, names]) => {
      const held = now[generated.after(module)];
      // A package around what moved need not be loaded any more.
      if (held === undefined || typeof names === 'string') return [];
      return Object.entries(names).flatMap(([name, mark]) => {
        // `import top.a.m` binds `top`, a namespace perhaps; another statement takes its place, and its uses are followed.
        if (name === 'top' && (mark === 'module top' || mark === 'module ?')) return [];
        const found = (held as Readonly<Record<string, string>>)[name];
        return found === mark ? [] : [`import ${start.join(', ')}: ${module}.${name} is ${String(found)}, was ${mark}`];
      });
    });
  });
}
