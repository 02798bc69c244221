import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach } from '@jest/globals';
import { applyPlan, makePlan } from '../../src/index.ts';
import type { AppliedPlan, Plan, UserConfig, UserMapEntry } from '../../src/index.ts';

/** A folder of JavaScript for each test, and what the program makes of it. */
export interface JavaScriptTree {
  /** Absolute path of the folder of the test that runs. */
  readonly root: () => string;
  readonly write: (files: Readonly<Record<string, string>>) => void;
  readonly read: (file: string) => string;
  /** The Plan for the Map, without writing it. */
  readonly plan: (map: readonly UserMapEntry[], more?: Omit<UserConfig, 'extends'>) => Promise<Plan>;
  /** Apply the Map to the tree. */
  readonly run: (map: readonly UserMapEntry[], more?: Omit<UserConfig, 'extends'>) => Promise<AppliedPlan>;
}

/** Has a folder of its own made for each test of the suite that calls it, and removed behind it. */
export function javascriptTree(): JavaScriptTree {
  let root = '';
  beforeEach(() => {
    root = realpathSync(mkdtempSync(path.join(tmpdir(), 'ssot-tree-')));
  });
  afterEach(() => {
    rmSync(root, { recursive: true });
  });
  return {
    root: () => root,
    write: (files) => {
      for (const [file, text] of Object.entries(files)) {
        mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
        writeFileSync(path.join(root, file), text);
      }
    },
    read: (file) => readFileSync(path.join(root, file), 'utf8'),
    plan: (map, more = {}) => makePlan({ root, config: configOf(map, more), gitignore: false }),
    run: async (map, more = {}) =>
      applyPlan(root, await makePlan({ root, config: configOf(map, more), gitignore: false })),
  };
}

function configOf(map: readonly UserMapEntry[], more: UserConfig): UserConfig {
  return { ...more, javascript: { ...more.javascript, map } };
}

/** The refusals, each `path:line reason from`. */
export function refusals({ outcomes }: Plan): string[] {
  return outcomes.flatMap(({ path: file, refused }) =>
    refused.map(({ line, reason, from }) => `${file}:${line} ${reason} ${from}`),
  );
}

/** The edits, made or for review, each `path:line tier from → to`. */
export function moves({ outcomes }: Plan): string[] {
  return outcomes.flatMap(({ path: file, edits }) =>
    edits.map(({ line, tier, from, to }) => `${file}:${line} ${tier} ${from} → ${to}`),
  );
}
