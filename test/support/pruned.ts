import { readFileSync } from 'node:fs';
import { expect } from '@jest/globals';
import { Ajv } from 'ajv';
import { codemodAsAuthor as codemod } from './git-author.ts';
import type { Files } from './repository.ts';

/** A Map with modules that can go. */
export const pruneConfig = {
  python: {
    map: [
      {
        canonical: 'app.core.unified:Manager',
        legacy: ['app.core.manager:Manager', 'app.core.old_manager:OldManager'],
      },
      { canonical: 'app.core.events', legacy: ['app.old_events'] },
    ],
  },
};

/** A repository with them. */
export const prunableFiles: Files = {
  'ssot.config.json': JSON.stringify(pruneConfig),
  'app/__init__.py': '',
  'app/core/__init__.py': '',
  'app/core/unified.py': 'class Manager:\n    pass\n',
  'app/core/events.py': 'NAME = 1\n',
  'app/core/manager.py': 'from app.core.unified import Manager\n',
  'app/core/old_manager.py': 'from app.core.unified import Manager as OldManager\n',
  'app/old_events.py': 'from app.core.events import *\n',
  'app/main.py': 'from app.core.unified import Manager\n\nprint(Manager)\n',
};

/** A file or name in the report of `prune`. */
export interface Deletion {
  readonly name?: string;
  readonly path: string;
  readonly kind: string;
  readonly tier: string;
  readonly reason: string;
  readonly because: string;
  readonly places: readonly string[];
  readonly deleted?: boolean;
}

const validate = new Ajv({ allErrors: true }).compile(
  JSON.parse(readFileSync(new URL('../../schema/prune.json', import.meta.url), 'utf8')) as object,
);

/** By path, what `prune` says; the report must be of its schema. */
export function pruned(folder: string, ...args: readonly string[]): Map<string, Deletion> {
  const { stdout, stderr } = codemod(folder, ['prune', '--format', 'json', ...args]);
  expect(stderr).not.toContain('bug');
  const report = JSON.parse(stdout) as { deletions: Deletion[] };
  validate(report);
  expect(validate.errors ?? []).toEqual([]);
  return new Map(report.deletions.filter((one) => one.name === undefined).map((one) => [one.path, one]));
}

/** The same in a line each. */
export function verdicts(folder: string, ...args: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    Array.from(pruned(folder, ...args), ([file, { kind, tier, reason }]) => [file, `${kind} ${tier} ${reason}`]),
  );
}
