import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { replaceFile } from './replace-file.ts';

/** The file of a root that says which Shapes are accepted. */
export const REVIEW_FILE = 'ssot.review.json';

/** Its text; undefined when there is none. */
export function readReviewFile(root: string): string | undefined {
  const file = path.join(root, REVIEW_FILE);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

/** @throws ExpectedStop when it cannot be written */
export function writeReviewFile(root: string, text: string): Promise<void> {
  return replaceFile(root, REVIEW_FILE, text);
}
