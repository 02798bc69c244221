import { createHash } from 'node:crypto';
import path from 'node:path';
import { ExpectedStop, isTooDeep } from '../model/errors.ts';
import { appliedOperation } from '../model/file-operation.ts';
import type { Changed, Outcome, Plan } from '../model/outcome.ts';
import { isManifest, isOwnFile } from '../model/own-file.ts';
import { inWords } from '../model/in-words.ts';
import { LARGEST_PLAN, readRegularFile } from '../regular-file.ts';
import { readCurrent } from './current-file.ts';
import { isPlainPath } from './plain-path.ts';
import { parsePackedPlan } from './plan-schema.ts';
import type { PackedOutcome, PackedPlan } from './plan-schema.ts';
import { findRepository } from './repository.ts';
import { foldersAbove, isTaken } from './run-folders.ts';

const FORMAT = 2;

/** A Plan in a file. */
interface SavedPlan {
  readonly ssotCodemodPlan: number;
  /** The root of the Plan, relative to that of its git repository, or, outside of one, to itself; with forward slashes. */
  readonly root: string;
  /** SHA-256 of the Plan as JSON, in hexadecimal: what was reviewed is what is applied. */
  readonly hash: string;
  readonly plan: PackedPlan;
}

/** A Plan as a document that `readPlan` takes, with all that reports show of it. */
export function planDocument(root: string, plan: Plan): string {
  const packed: PackedPlan = { ...plan, outcomes: plan.outcomes.map(pack) };
  const saved: SavedPlan = { ssotCodemodPlan: FORMAT, root: rootIn(root), hash: hashOf(packed), plan: packed };
  return `${JSON.stringify(saved, null, 1)}\n`;
}

/** The way to a root from that of its repository, with forward slashes; empty outside of one. */
function rootIn(root: string): string {
  return path
    .relative(findRepository(root)?.root ?? root, root)
    .split(path.sep)
    .join('/');
}

export function pack(outcome: Outcome): PackedOutcome {
  const { alone, ...rest } = outcome;
  return {
    ...rest,
    ...(outcome.status === 'changed' ? { diff: packBytes(outcome.diff) } : {}),
    ...(alone === undefined ? {} : { alone: mapValues(alone, packBytes) }),
  } as PackedOutcome;
}

/** The order of the keys stays, so that a Plan is saved as it was read. */
export function unpack(packed: PackedOutcome): Outcome {
  const { diff, alone } = packed;
  return {
    ...packed,
    ...(diff === undefined ? {} : { diff: Buffer.from(diff, 'latin1') }),
    ...(alone === undefined ? {} : { alone: mapValues(alone, (text) => Buffer.from(text, 'latin1')) }),
  } as Outcome;
}

function packBytes(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1');
}

function mapValues<T, U>(record: Readonly<Record<string, T>>, map: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([key, value]): [string, U] => [key, map(value)]));
}

/**
 * Read a Plan that was saved. Whoever wrote the file may be anybody: it is checked, and never says where to write.
 * @param file relative to `cwd`
 * @returns the Plan, and the root that it was made for, relative to that of a repository; to be compared, not to be used
 * @throws ExpectedStop when the file is no Plan, was changed, or names a path that leads out of its root or is one of the tool's own
 */
export function readPlan(cwd: string, file: string): { madeFor: string; plan: Plan } {
  let saved: Partial<SavedPlan> | null;
  try {
    saved = JSON.parse(
      readRegularFile(path.resolve(cwd, file), LARGEST_PLAN).toString('utf8'),
    ) as Partial<SavedPlan> | null;
  } catch (error) {
    throw new ExpectedStop(`cannot read the plan ${file}: ${inWords(error)}`);
  }
  if (saved?.ssotCodemodPlan !== FORMAT)
    throw new ExpectedStop(`${file} is no plan of this version`, 'ssot-codemod plan --save FILE writes one');
  const { root, hash, plan } = saved;
  if (typeof root !== 'string' || plan === undefined || !hasHash(plan, hash))
    throw new ExpectedStop(
      `${file} was changed after it was written`,
      'make the plan again, and have it reviewed again',
    );
  const parsed = parsePackedPlan(plan);
  if (typeof parsed === 'string') throw new ExpectedStop(`${file} is no plan: ${parsed}`, 'find out who made it');
  const { outcomes } = parsed;
  const unpacked = outcomes.map(unpack);
  refuseOddPaths(file, unpacked);
  const odd = unpacked.find((outcome) => !fitsOperation(outcome));
  if (odd !== undefined)
    throw new ExpectedStop(
      `${file} is no plan: ${odd.path} has edits, and comes or goes as a whole`,
      'find out who made it',
    );
  return { madeFor: root, plan: { ...parsed, outcomes: unpacked } };
}

/** @throws ExpectedStop when a path leads out of the root or is one of the tool's own, is named twice, or lies below one that is a file */
function refuseOddPaths(file: string, outcomes: readonly Outcome[]): void {
  const named = outcomes.flatMap(({ path: own, operation }) =>
    operation?.kind === 'rename' ? [own, operation.to] : [own],
  );
  const moved = outcomes.flatMap(({ path: own, operation }) =>
    operation === undefined ? [] : operation.kind === 'rename' ? [own, operation.to] : [own],
  );
  const astray =
    named.find((own: unknown) => !isPlainPath(own) || isOwnFile(own)) ?? moved.find((own) => isManifest(own));
  if (astray !== undefined)
    throw new ExpectedStop(
      `${file} names a file that no plan may change: ${JSON.stringify(astray)}`,
      'nothing was written; find out who made the plan',
    );
  const paths = new Set<string>();
  for (const own of named) {
    if (paths.has(own)) throw new ExpectedStop(`${file} is no plan: it names ${own} twice`, 'find out who made it');
    paths.add(own);
  }
  const below = named.find((own) => foldersAbove(own).some((folder) => paths.has(folder)));
  if (below !== undefined)
    throw new ExpectedStop(`${file} is no plan: it names ${below} and a file on the way to it`, 'find out who made it');
}

/** A file that comes or goes as a whole has no text to edit, and one that comes has no bytes before. */
function fitsOperation(outcome: Outcome): boolean {
  if (outcome.status !== 'changed') return true;
  const kind = appliedOperation(outcome)?.kind;
  const isWhole = kind === 'create' || kind === 'delete';
  return (!isWhole || outcome.textEdits.length === 0) && (kind !== 'create' || outcome.hash === '');
}

/** @throws ExpectedStop when a Plan was made for another root than the one that it is to be applied in */
export function refuseOtherRoot(root: string, file: string, madeFor: string): void {
  const own = rootIn(root);
  if (madeFor === own) return;
  const named = (place: string): string => (place === '' ? 'the top of its repository' : JSON.stringify(place));
  throw new ExpectedStop(
    `${file} was made for ${named(madeFor)}, and this is ${named(own)}: ${root}`,
    'nothing was written; run it in the folder that the plan was made in, with the same --config',
  );
}

/** A document that nests too deep to be written was not written by a plan. */
export function hasHash(document: unknown, hash: unknown): boolean {
  try {
    return hashOf(document) === hash;
  } catch (error) {
    if (isTooDeep(error)) return false;
    throw error;
  }
}

/** SHA-256 of a document as JSON, in hexadecimal. */
export function hashOf(document: unknown): string {
  return createHash('sha256').update(JSON.stringify(document)).digest('hex');
}

/** @throws ExpectedStop when a file that changes is no longer as it was when the Plan was made, or cannot be read */
export function refuseDrift(root: string, { outcomes }: Plan): void {
  const drifted = outcomes.flatMap((outcome) => {
    const drift = outcome.status === 'changed' ? driftOf(root, outcome) : undefined;
    return drift === undefined ? [] : `${outcome.path}${drift}`;
  });
  if (drifted.length > 0) {
    throw new ExpectedStop(
      `${drifted.length === 1 ? '1 file is no longer as it was' : `${drifted.length} files are no longer as they were`} when the plan was made:\n  ${drifted.join('\n  ')}`,
      'nothing was written; make the plan again, and have it reviewed again',
    );
  }
}

/** The words behind the name of a file that changed since the Plan was made; undefined for a file that did not. */
function driftOf(root: string, outcome: Outcome & Changed): string | undefined {
  const operation = appliedOperation(outcome);
  const { path: own, hash } = outcome;
  const made = operation?.kind === 'rename' ? operation.to : own;
  if (operation !== undefined && operation.kind !== 'delete' && isTaken(root, made))
    return `: something is at ${made} by now`;
  if (operation?.kind === 'create') return undefined;
  try {
    const current = readCurrent(path.join(root, own));
    if ('message' in current) return `: ${current.message}`;
    return current.hash === hash ? undefined : '';
  } catch (error) {
    return `: it cannot be read: ${inWords(error)}`;
  }
}
