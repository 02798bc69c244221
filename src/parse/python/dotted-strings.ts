import { detachedString } from '../../model/detached-string.ts';
import { rangeAt } from '../../model/range.ts';
import type { Range } from '../../model/range.ts';
import { computedPath } from './computed-paths.ts';
import type { StringLiteral } from './import-statements.ts';
import { joinedStrings } from './joined-strings.ts';

/** A string literal that holds a dotted path of interest. Its range includes the prefix. */
export interface DottedString extends Range {
  /** The first such path in it. */
  readonly path: string;
  /** Where the path stands, when it is all that the string says; undefined in a longer text. */
  readonly whole: Range | undefined;
  /** Other parts are filled in, or joined to it, when the code runs. */
  readonly hasFields: boolean;
  /** Behind a string that does not end, so that it may be code. */
  readonly isUnsure: boolean;
}

const name = String.raw`[\p{ID_Start}_]\p{ID_Continue}*`;
/** From the start of a word on: in a long one, no other place is tried. */
const dotted = new RegExp(String.raw`(?<!\p{ID_Continue})${name}(?:\.${name})+`, 'gu');
/** A path alone, with a dot or not, or as entry points write it: `module:name.attribute`. */
const wholePath = new RegExp(String.raw`^${name}(?:\.${name})*(?::${name}(?:\.${name})*)?$`, 'u');

/**
 * The literals that hold a path of interest.
 * @param literals of `text`, counted in its UTF-16 code units
 * @param isOfInterest of a dotted path that is all of a string
 * @param isMentioned of one in a longer text
 * @param valueOf the string that a name is bound to, which may be joined to the rest of a path; undefined where that
 * cannot be told
 */
export function dottedStrings(
  literals: readonly StringLiteral[],
  text: string,
  isOfInterest: (path: string) => boolean,
  isMentioned = isOfInterest,
  valueOf: (name: string) => string | undefined = () => undefined,
): DottedString[] {
  return literals.flatMap((literal) => {
    const prefix = prefixBefore(text, literal.start);
    const whole = { start: literal.start - prefix.length, end: literal.end };
    const computed = (value: string): string | undefined => computedPath({ ...whole, text, value }, valueOf);
    const found = readString(text.slice(literal.start, literal.end), isOfInterest, isMentioned, computed);
    if (found === undefined) return [];
    const { path, quotes, isWhole, isComputed } = found;
    const content = { start: literal.start + quotes, end: literal.end - quotes };
    return [
      {
        ...whole,
        path: detachedString(path),
        whole: isWhole && !/b/i.test(prefix) ? content : undefined,
        hasFields: isComputed || (literal.isFormatString && /\{/.test(text.slice(content.start, content.end))),
        isUnsure: literal.isUnsure,
      },
    ];
  });
}

/** Does the text put a path of interest together of several strings? */
export function joinsPath(
  text: string,
  isOfInterest: (path: string) => boolean,
  valueOf: (name: string) => string | undefined,
): boolean {
  return withJoinedStrings([], text, isOfInterest, valueOf).length > 0;
}

/** The same strings, and the paths that the text puts together of several, each in the place of its parts. */
export function withJoinedStrings(
  strings: readonly DottedString[],
  text: string,
  isOfInterest: (path: string) => boolean,
  valueOf: (name: string) => string | undefined,
): readonly DottedString[] {
  const joined = joinedStrings(text, valueOf).flatMap(({ start, end, value }): DottedString[] => {
    const path = value.replace(':', '.');
    if (!wholePath.test(value) || !isOfInterest(path)) return [];
    return [{ start, end, path, whole: undefined, hasFields: true, isUnsure: false }];
  });
  if (joined.length === 0) return strings;
  const alone = strings.filter(({ start }) => rangeAt(joined, start) === undefined);
  return [...alone, ...joined].toSorted((a, b) => a.start - b.start);
}

/** The letters before the quote at the offset, which most strings do not have. */
function prefixBefore(text: string, quote: number): string {
  if (!/[a-z]/i.test(text.charAt(quote - 1))) return '';
  return /(?<!\p{ID_Continue})[a-zA-Z]{0,2}$/u.exec(text.slice(Math.max(0, quote - 3), quote))?.[0] ?? '';
}

/** Does a string hold a path of interest? The same question for one that is given without its prefix. */
export function holdsDottedPath(literal: string, isOfInterest: (path: string) => boolean): boolean {
  return readString(literal, isOfInterest, isOfInterest) !== undefined;
}

function readString(
  literal: string,
  isOfInterest: (path: string) => boolean,
  isMentioned: (path: string) => boolean,
  computed: (value: string) => string | undefined = () => undefined,
):
  | { readonly path: string; readonly quotes: number; readonly isWhole: boolean; readonly isComputed: boolean }
  | undefined {
  const quotes = /^(?:"""|''')/.test(literal) && literal.length >= 6 ? 3 : 1;
  const value = literal.slice(quotes, -quotes);
  if (wholePath.test(value)) {
    const path = value.replace(':', '.');
    return isOfInterest(path) ? { path, quotes, isWhole: true, isComputed: false } : undefined;
  }
  // The letter of an escape does not belong to the path behind it.
  for (const [path] of value.replace(/\\[a-z]/g, '  ').matchAll(dotted))
    if (isMentioned(path)) return { path, quotes, isWhole: false, isComputed: false };
  const path = computed(value);
  return path !== undefined && isOfInterest(path) ? { path, quotes, isWhole: false, isComputed: true } : undefined;
}
