import type { FileFacts } from '../model/file-facts.ts';
import type { Outcome } from '../model/outcome.ts';
import { isOwnDocument } from './own-document.ts';

/** The result of reading one file in full. */
export interface FileResult {
  /** It holds a word of the Map. */
  readonly isCandidate: boolean;
  /** Undefined when the file holds no Reference to a legacy path. */
  readonly outcome: Outcome | undefined;
  /** Undefined when it says nothing that concerns other files. */
  readonly facts: FileFacts | undefined;
}

/** The result for a file that is no candidate. */
export const nothingFound: FileResult = { isCandidate: false, outcome: undefined, facts: undefined };

/** The result for a file of an unknown language that names no legacy module, as far as can be seen. */
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
