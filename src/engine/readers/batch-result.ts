import type { FileFacts } from '../../model/file-facts.ts';
import type { Outcome } from '../../model/outcome.ts';
import type { FileResult } from '../file-result.ts';

/** The result of looking at some files: plain data, so that a worker thread can send it. */
export interface BatchResult {
  readonly filesScanned: number;
  readonly filesCandidate: number;
  /** Files that hold a Reference to a legacy path, or could not be looked at. */
  readonly outcomes: readonly Outcome[];
  /** The facts in them that concern other files. */
  readonly facts: readonly FileFacts[];
  /** Files that may look names up in others which come to mean other objects: see lookups-elsewhere.ts. */
  readonly lookingUp?: readonly string[] | undefined;
  /** Files that may hold longer names which such names are a part of. */
  readonly holdingLonger?: readonly string[] | undefined;
  /**
   * Warnings about anything besides the files that makes the result less certain, such as a configuration that cannot
   * be read.
   */
  readonly warnings?: readonly string[] | undefined;
}

/**
 * Reads files and collects the results.
 * @param read undefined for a file that no longer exists, which does not count
 */
export function readBatch<File>(files: readonly File[], read: (file: File) => FileResult | undefined): BatchResult {
  const results = files.flatMap((file) => read(file) ?? []);
  const isOfNoLanguage = ({ outcome }: FileResult): boolean =>
    outcome?.status === 'skipped' && outcome.reason === 'unknown-language';
  return {
    filesScanned: results.filter((result) => !isOfNoLanguage(result)).length,
    filesCandidate: results.filter(({ isCandidate }) => isCandidate).length,
    outcomes: results.flatMap(({ outcome }) => outcome ?? []),
    facts: results.flatMap(({ facts }) => facts ?? []),
  };
}
