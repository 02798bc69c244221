import { namesOf } from './import-items.ts';
import type { ImportCode, ImportItem } from './import-items.ts';
import { isInStandardLibrary } from '../python/standard-modules.ts';

/** An import with its place in isort's default order. */
export interface PlacedItem extends ImportItem {
  readonly code: ImportCode;
  /** 0 to 4: `__future__`, the standard library, installed packages, the project, relative imports. */
  readonly section: number;
  /** The edits made or changed it. */
  readonly isNew: boolean;
}

/** Is the top-level module one of the project? */
type IsOwn = (module: string) => boolean;

export function sectionOf({ module }: Pick<ImportCode, 'module'>, isOwn: IsOwn): number {
  const [top = ''] = module.split('.', 1);
  if (module.startsWith('.')) return 4;
  if (top === '__future__') return 0;
  if (isInStandardLibrary(top)) return 1;
  return isOwn(top) ? 3 : 2;
}

/** Do two neighbours stand in order, with a blank line between them if they are of two sections, and only then? */
export function areInOrder(before: PlacedItem | undefined, item: PlacedItem): boolean {
  if (before === undefined) return true;
  return compare(before, item) <= 0 && hasBlank(item) === (before.section !== item.section);
}

function hasBlank({ above }: ImportItem): boolean {
  return /^[ \t\f]*(?:\r\n?|\n)/m.test(above);
}

/**
 * The items with each new one at its place.
 * @param mayPass may the two statements, of which neither binds a name of the other, run in the other order?
 * @returns undefined where one cannot go there: it would pass one that it may not, or part a comment from its line
 */
export function insertedInOrder(
  items: readonly PlacedItem[],
  mayPass: (a: ImportCode, b: ImportCode) => boolean,
): PlacedItem[] | undefined {
  const result: PlacedItem[] = items.filter(({ isNew }) => !isNew);
  for (const item of items.filter(({ isNew }) => isNew)) {
    const place = result.findLastIndex((other) => compare(other, item) <= 0) + 1;
    result.splice(place, 0, item);
  }
  const places = new Map(items.map((item, k) => [item, k]));
  const placeOf = (item: PlacedItem): number => places.get(item) ?? 0;
  // A comment goes with the line below it, and may be the heading of a section.
  const partsComment = result.some((item, k) => item.above.includes('#') && result[k - 1] !== items[placeOf(item) - 1]);
  const isFree = result.every((item, k) =>
    result
      .slice(k + 1)
      .every((later) => placeOf(later) > placeOf(item) || (!collide(item, later) && mayPass(item.code, later.code))),
  );
  return isFree && !partsComment ? result : undefined;
}

/** Items in a new order, with a blank line between sections: those that were neighbours keep what stood between them. */
export function withBlankLines(
  items: readonly PlacedItem[],
  were: readonly PlacedItem[],
  lineEnding: string,
): PlacedItem[] {
  const places = new Map(were.map((item, k) => [item, k]));
  return items.map((item, k) => {
    const before = items[k - 1];
    const needsBlank = before !== undefined && before.section !== item.section;
    const isKept = before === were[(places.get(item) ?? 0) - 1] && hasBlank(item) === needsBlank;
    return isKept || item.above.includes('#') ? item : { ...item, above: needsBlank ? lineEnding : '' };
  });
}

/** May the two bind one name? */
function collide(a: PlacedItem, b: PlacedItem): boolean {
  const [one, other] = [bound(a.code), bound(b.code)];
  const isUnknown = [one, other].some((names) => names.length === 0 || names.includes('*'));
  return isUnknown || one.some((name) => other.includes(name));
}

/** The names that a statement binds; none where they are not known. */
function bound(code: ImportCode): string[] {
  return namesOf(code).map((name) => {
    const alias = name.split(' ').at(-1) ?? name;
    return code.kind === 'import' && !name.includes(' ') ? (name.split('.', 1)[0] ?? name) : alias;
  });
}

function compare(a: PlacedItem, b: PlacedItem): number {
  if (a.section !== b.section) return a.section - b.section;
  if (a.code.kind !== b.code.kind) return a.code.kind === 'import' ? -1 : 1;
  return (
    inNaturalOrder(moduleKey(a.code.module), moduleKey(b.code.module)) ||
    (a.code.kind === 'import' ? 0 : inNaturalOrder(nameKey(a.code), nameKey(b.code)))
  );
}

/** Fewer dots stand behind more of them. */
function moduleKey(module: string): string {
  const [dots = ''] = /^\.*/.exec(module) ?? [];
  return (dots === '' ? module : `${dots}_${module.slice(dots.length)}`).toLowerCase();
}

/** By the first name: constants, classes, other names; one with an alias behind the same one without. */
function nameKey(code: ImportCode): string {
  const [name = '', ...alias] = (namesOf(code)[0] ?? '').split(' ');
  const kind = /^[A-Z_\d]{2,}$/.test(name) ? 'A' : /^[A-Z]/.test(name) ? 'B' : 'C';
  return `${kind}${name} ${alias.join(' ')}`;
}

/** Digits count as the number that they are. */
function inNaturalOrder(a: string, b: string): number {
  if (!/\d/.test(a) || !/\d/.test(b)) return a === b ? 0 : a < b ? -1 : 1;
  const [left, right] = [a.split(/(\d+)/), b.split(/(\d+)/)];
  for (let k = 0; k < Math.min(left.length, right.length); k++) {
    const [one = '', other = ''] = [left[k], right[k]];
    if (one === other) continue;
    const difference = k % 2 === 1 ? Number(one) - Number(other) : 0;
    return difference || (one < other ? -1 : 1);
  }
  return left.length - right.length;
}
