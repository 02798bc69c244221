import { readFileSync } from 'node:fs';
import path from 'node:path';
import { allowCommentFor, allowComments } from '../parse/allow-comments.ts';
import type { AllowComment } from '../parse/allow-comments.ts';
import type { Finding } from '../model/finding.ts';
import { remember } from './remember.ts';

/**
 * Tells the reason for which a comment allows a finding: empty where it gives none, undefined where there is no comment.
 * Only files that are asked about are read.
 * @param contents what files hold, instead of what stands on the disk
 */
export function allowanceReader(
  root: string,
  contents: ReadonlyMap<string, Uint8Array> | undefined,
): (finding: Finding) => string | undefined {
  const commentsOf = remember((file: string): readonly AllowComment[] => {
    const bytes = Buffer.from(contents?.get(file) ?? readBytes(path.join(root, file)));
    return bytes.includes('ssot:') ? allowComments(bytes.toString('utf8')) : [];
  });
  return (finding) => allowCommentFor(commentsOf(finding.path), finding.ruleId, finding)?.reason;
}

/** Nothing of a file that is gone or cannot be read: the Plan says so. */
function readBytes(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch {
    return new Uint8Array();
  }
}
