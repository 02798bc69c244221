import { noLoads, noPatches } from '../model/learned.ts';
import type { LoadFindings, PatchFindings } from '../model/learned.ts';
import type { Outcome } from '../model/outcome.ts';
import { isOwnDocument } from './own-document.ts';

/** What reading one file in full gave. */
export interface FileResult {
  /** It holds a word of the Map. */
  readonly isCandidate: boolean;
  /** Undefined when the file holds no Reference to a legacy path. */
  readonly outcome: Outcome | undefined;
  /** The names of legacy symbols that the file imports, or may look up, in other modules, each `module:Name`. */
  readonly imported: readonly string[];
  /** The names that the file binds to another object than before, or no more, where other files can import them: each `module:Name`. */
  readonly rebound: readonly string[];
  readonly patches: PatchFindings;
  readonly loads: LoadFindings;
}

/** Of a file that is no candidate. */
export const nothingFound: FileResult = {
  isCandidate: false,
  outcome: undefined,
  imported: [],
  rebound: [],
  patches: noPatches,
  loads: noLoads,
};

/** Of a file of a language that is not read, and that is not seen to name a legacy module. */
export function unknownLanguage(path: string, bytes: Buffer): FileResult {
  if (isOwnDocument(bytes)) return nothingFound;
  const outcome: Outcome = {
    path,
    status: 'skipped',
    reason: 'unknown-language',
    message: notRead(path),
    edits: [],
    refused: [],
    diagnostics: [],
  };
  return { ...nothingFound, outcome };
}

/** The configuration includes the file, and no language that is read has its ending. */
export function notRead(path: string): string {
  return `files of the kind *${path.slice(path.lastIndexOf('.'))} are not read`;
}
