import type { TextEdit } from '../model/edit.ts';
import type { Changed } from '../model/outcome.ts';
import { plainRequest } from '../model/plan-request.ts';
import type { SourceFile } from '../model/source-file.ts';
import { changedOutcome } from './changed-outcome.ts';

/** The Outcome of a file with edits that no Reference asks for; undefined when its encoding lacks one of their characters. */
export function editedOutcome(
  source: SourceFile,
  textEdits: readonly TextEdit[],
  withDiffs: boolean,
): Changed | undefined {
  return changedOutcome(source, textEdits, {
    ...plainRequest,
    paths: [],
    files: undefined,
    contents: undefined,
    usesGitignore: true,
    jobs: undefined,
    withHashes: true,
    withDiffs,
  });
}
