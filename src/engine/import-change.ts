import type { Edit } from '../model/edit.ts';
import type { ImportChange } from '../model/outcome.ts';

/**
 * Which modules a file stops and starts to import.
 * @param before modules of the Map that it imports before its Edits
 * @param after and after them
 */
export function importChange(
  edits: readonly Edit[],
  before: readonly string[],
  after: readonly string[],
): ImportChange {
  const targets = edits.flatMap(({ applied, to }) => (applied ? [to.replace(/[:#].*/s, '')] : []));
  const [had, has] = [new Set(before), new Set(after)];
  return {
    removed: [...had].filter((module) => !has.has(module)).toSorted(),
    added: [...new Set(targets)].filter((module) => !had.has(module)).toSorted(),
  };
}
