import { readIfThere } from './read-if-there.ts';
import { replaceFile } from './replace-file.ts';

/** The file of a root that says which Shapes are accepted. */
export const REVIEW_FILE = 'ssot.review.json';

/** Its text; undefined when there is none. @throws ExpectedStop when it cannot be read */
export function readReviewFile(root: string): string | undefined {
  return readIfThere(root, REVIEW_FILE);
}

/** @throws ExpectedStop when it cannot be written */
export function writeReviewFile(root: string, text: string): Promise<void> {
  return replaceFile(root, REVIEW_FILE, text);
}
