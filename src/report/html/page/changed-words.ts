import { diffWordsWithSpace } from 'diff';

/** Offsets of a line, and where they end. */
export type Range = readonly [start: number, end: number];

/** Longer lines are not compared word by word. */
const LONGEST = 1000;

/** The parts of two lines that differ; none where hardly anything is alike. */
export function changedWords(before: string, after: string): { readonly old: Range[]; readonly now: Range[] } {
  const [old, now]: [Range[], Range[]] = [[], []];
  if (before.length > LONGEST || after.length > LONGEST) return { old, now };
  let [inOld, inNow, same] = [0, 0, 0];
  for (const { value, added, removed } of diffWordsWithSpace(before, after)) {
    const { length } = value;
    if (removed) old.push([inOld, inOld + length]);
    else if (added) now.push([inNow, inNow + length]);
    else same += value.trim().length;
    if (!added) inOld += length;
    if (!removed) inNow += length;
  }
  const isAlike = same * 3 > Math.max(before.trim().length, after.trim().length);
  return isAlike ? { old, now } : { old: [], now: [] };
}
