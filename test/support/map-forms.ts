import { expect } from '@jest/globals';
import { applyPlan, makePlan } from '../../src/index.ts';
import type { UserConfig } from '../../src/index.ts';
import { makeFolder, read } from './repository.ts';
import type { Files } from './repository.ts';

/** A form of entry: a tree, its configuration, and the files as they are to be. */
export interface MapForm {
  readonly config: UserConfig;
  readonly files: Files;
  /** The files that change. */
  readonly after: Readonly<Record<string, string>>;
  /** The reasons of what is refused, in the order of the report. */
  readonly refused?: readonly string[];
}

/**
 * Applies the form to its tree. Other files stay, and a second run finds nothing.
 * @param judge called with the folder before and after; both answers have to be the same
 */
export async function expectForm(
  { config, files, after, refused }: MapForm,
  judge: (folder: string) => string,
): Promise<void> {
  const folder = makeFolder(files);
  const before = judge(folder);
  const plan = await makePlan({ root: folder, config, gitignore: false });
  if (refused !== undefined)
    expect(plan.outcomes.flatMap((outcome) => outcome.refused.map(({ reason }) => reason))).toEqual(refused);
  await applyPlan(folder, plan);
  const now = Object.fromEntries(Object.keys(files).map((file) => [file, read(folder, file)]));
  expect(now).toEqual({ ...files, ...after });
  expect(judge(folder)).toBe(before);
  const again = await makePlan({ root: folder, config, gitignore: false });
  expect(again.outcomes.filter(({ edits }) => edits.some(({ applied }) => applied))).toEqual([]);
}
