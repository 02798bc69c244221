import picomatch from 'picomatch';
import type { EntryPlace, MapEntry } from '../model/config.ts';
import { remember } from './remember.ts';

/**
 * The entries of the Map that are for a file, by its path relative to the root: one list for all files that have the same. Undefined where
 * all entries are for all files.
 */
export function scopedEntries(map: readonly MapEntry[]): ((file: string) => readonly MapEntry[]) | undefined {
  if (map.every(({ where }) => where === undefined)) return undefined;
  const isFor = map.map(({ where }) => (where === undefined ? () => true : placeMatcher(where)));
  const listOf = remember((key: string) => map.filter((_, k) => key[k] === '1'));
  return (file) => listOf(isFor.map((matches) => (matches(file) ? '1' : '0')).join(''));
}

function placeMatcher({ only, except }: EntryPlace): (file: string) => boolean {
  const isIn = only === undefined ? () => true : picomatch([...only], { dot: true });
  const isOut = except.length === 0 ? () => false : picomatch([...except], { dot: true });
  return (file) => isIn(file) && !isOut(file);
}
