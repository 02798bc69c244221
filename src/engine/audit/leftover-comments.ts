import { leftoverRules } from '../../model/allow-comment.ts';
import type { AllowComment } from '../../model/allow-comment.ts';
import type { PlanRequest } from '../../model/plan-request.ts';
import { SourceBuffer } from '../../native/source-buffer.ts';
import { allowCommentsIn } from '../suppressions.ts';
import { readIntoBuffer } from '../read-file.ts';
import { remember } from '../remember.ts';

/**
 * The comment that allows a leftover, wherever it stands in the file; one with a reason, if there is one.
 * @param contents the content of files, instead of that on the disk
 */
export function leftoverComments(
  root: string,
  contents: PlanRequest['contents'],
): (path: string) => AllowComment | undefined {
  let buffer: SourceBuffer | undefined;
  return remember((path) => {
    buffer ??= SourceBuffer.create();
    if (readIntoBuffer(buffer, root, path, contents) !== 'read') return undefined;
    const comments = allowCommentsIn(buffer.bytes.toString('utf8')).filter(({ rules }) =>
      rules.some((rule) => leftoverRules.includes(rule)),
    );
    return comments.find(({ reason }) => reason !== '') ?? comments[0];
  });
}
