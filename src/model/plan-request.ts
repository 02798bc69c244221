import type { KnownFacts } from './known-facts.ts';
import type { ReviewChoice } from './review.ts';
import type { Shard } from './shard.ts';

/** The files to plan, and the details to record of each. */
export interface PlanRequest {
  /** Files and folders relative to the root. */
  readonly paths: readonly string[];
  /** Exactly these files instead, as they are named; undefined to look for files below `paths`. */
  readonly files: readonly string[] | undefined;
  /** Facts of files that are kept from earlier requests; not for other threads. */
  readonly known?: KnownFacts | undefined;
  /** The files are all in which something may be that counts. */
  readonly areFilesAll?: boolean | undefined;
  /** The content of files, by their names, instead of that on the disk; undefined to read all from the disk. */
  readonly contents: ReadonlyMap<string, Uint8Array> | undefined;
  /** Files without a given content are as the disk has them, and not of another version. */
  readonly readsOthers?: boolean | undefined;
  readonly usesGitignore: boolean;
  /** Read only the files of this part, for a Plan that is made of all parts later. */
  readonly shard?: Shard | undefined;
  /** Edits of tier `review` to apply, too. */
  readonly includesReview: ReviewChoice;
  /** Apply the Edits of these Shapes and no others, whatever their tier; undefined to go by the tier. */
  readonly selectedShapes: ReadonlySet<string> | undefined;
  /** Threads; undefined to choose by the number of files. */
  readonly jobs: number | undefined;
  /** Make the unified diff of each changed file. */
  readonly withDiffs: boolean;
  /** Give each Edit its text before and after, for whoever shows them; without, they are empty. */
  readonly withTexts: boolean;
  /**
   * Add the data of a review packet: the diff of each Shape alone, and the modules that a file starts and stops to
   * import.
   */
  readonly withReview: boolean;
  /** Hash the bytes of each changed file. */
  readonly withHashes: boolean;
  /** Search the files of all carriers that are off, and not only notebooks, to count those that name something legacy. */
  readonly countsOthers?: boolean | undefined;
}

/** A request for the files as they are on the disk, with their texts and nothing else. */
export const plainRequest = {
  includesReview: false,
  selectedShapes: undefined,
  withDiffs: false,
  withHashes: false,
  withTexts: true,
  withReview: false,
} as const satisfies Partial<PlanRequest>;

/** Are all files looked at that the configuration includes? */
export function isWhole({ files, areFilesAll, paths }: PlanRequest): boolean {
  return (files === undefined || areFilesAll === true) && paths.includes('.');
}
