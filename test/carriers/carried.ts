import { parse } from 'node:path';
import { makeFolder, read } from '../support/repository.ts';
import type { Files } from '../support/repository.ts';
import { applyPlan, makePlan } from '../../src/index.ts';
import type { Plan, UserConfig } from '../../src/index.ts';

/** A package whose legacy names are aliases of the canonical ones. */
export const carriedPackage: Files = {
  'app/__init__.py': '',
  'app/unified.py': 'class Unified:\n    pass\n\n\ndef make():\n    pass\n',
  'app/old.py':
    'from app.unified import Unified, make\n\nManager = Unified\nbuild = make\n\n\ndef stays():\n    pass\n',
  'app/events.py': 'class Event:\n    pass\n',
  'app/legacy_events.py': 'from app.events import *\nfrom app.events import Event\n',
};

const map = [
  { canonical: 'app.unified:Unified', legacy: ['app.old:Manager'] },
  { canonical: 'app.unified:make', legacy: ['app.old:build', 'app.old:make'] },
  { canonical: 'app.events', legacy: ['app.legacy_events'] },
];

/** The result of a run on one file. */
export interface Carried {
  readonly text: string;
  readonly plan: Plan;
  /** Each edit by its tier, its place and what moves. */
  readonly edits: readonly string[];
  readonly refused: readonly string[];
  readonly notes: readonly string[];
}

/** Applies a Map to a file of a carrier in a folder of its own; a second run must find nothing. */
export async function carry(
  file: string,
  content: string,
  carriers: UserConfig['carriers'],
  python: Omit<NonNullable<UserConfig['python']>, 'map'> & { readonly includeReview?: boolean } = {},
): Promise<Carried> {
  const { includeReview = false, ...section } = python;
  const root = makeFolder({ ...carriedPackage, [file]: content });
  const config: UserConfig = { carriers, python: { map, ...section } };
  const plan = await makePlan({ root, config, includeReview });
  const outcome = plan.outcomes.find(({ path }) => path === file);
  const failed = plan.outcomes.find(({ status }) => status === 'failed');
  if (failed?.status === 'failed') throw new Error(failed.error);
  await applyPlan(root, plan);
  const again = await makePlan({ root, config, includeReview });
  if (again.outcomes.some(({ edits }) => edits.some(({ applied }) => applied)))
    throw new Error(`a second run of ${parse(file).base} finds something`);
  const at = ({ line, place }: { readonly line: number; readonly place?: string | undefined }): string =>
    place ?? String(line);
  return {
    text: read(root, file),
    plan,
    edits: (outcome?.edits ?? []).map((edit) => `${edit.tier} ${at(edit)} ${edit.from} → ${edit.to}`),
    refused: (outcome?.refused ?? []).map((refusal) => `${refusal.reason} ${at(refusal)} ${refusal.from}`),
    notes: (outcome?.diagnostics ?? []).map((note) => `${note.ruleId} ${at(note)}`),
  };
}
