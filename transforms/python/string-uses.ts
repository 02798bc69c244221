import type { DottedString } from '../../src/parse/python/dotted-strings.ts';
import { stringPlaces } from '../../src/parse/python/string-place.ts';
import type { StringPlace } from '../../src/parse/python/string-place.ts';
import type { Token } from '../../src/parse/python/tokens.ts';
import type { PythonFile } from './python-file.ts';
import { assignedName, importedAs, stringUse, useOfConstant } from './string-use.ts';
import type { StringUse } from './string-use.ts';

/** For each of them all of the file is searched; more are taken for what they are without that. */
const MOST_NAMES = 100;
/** How far before a string the name stands that it is assigned to. */
const NEAR = 200;
const text = { use: 'text', isWhole: false, partOf: undefined } as const;

export interface UseOfString {
  /** `text` where it is no dotted path. */
  readonly use: StringUse;
  /** It is all of the path. */
  readonly isWhole: boolean;
  /** The use of the whole that it is a part of. */
  readonly partOf: StringUse | undefined;
}

/** Tells what the strings of one file are for. */
export class StringUses {
  readonly #file: PythonFile;
  /** The logical line that was asked for last. */
  #line: { readonly tokens: readonly Token[]; readonly place: ReturnType<typeof stringPlaces> } | undefined;
  /** The uses of constants, by their names. */
  readonly #constants = new Map<string, StringUse | undefined>();
  /** The original names of imports with another local name. */
  readonly #imported = new Map<string, string | undefined>();

  constructor(file: PythonFile) {
    this.#file = file;
  }

  of(string: DottedString): UseOfString {
    const { lines, source, syntax } = this.#file;
    // Text that is no path, nor a part of one, need not be looked at.
    if (string.whole === undefined && !string.hasFields && /\s/.test(source.text.slice(string.start, string.end)))
      return text;
    const line = syntax.tokens(lines.range(lines.at(string.start)));
    if (this.#line?.tokens !== line) this.#line = { tokens: line, place: stringPlaces(line) };
    const place = this.#line.place(string.start);
    if (place === undefined || place.isStatement || place.isAnnotation) return text;
    const use = this.#constantUse(string, place) ?? stringUse(place, this.#importedAs);
    const isWhole = string.whole !== undefined && place.isWholeValue;
    const partOf = string.hasFields || !place.isWholeValue ? use : undefined;
    return { use: isWhole || (partOf !== undefined && isImport(partOf)) ? use : 'text', isWhole, partOf };
  }

  readonly #importedAs = (local: string): string | undefined => {
    if (!this.#imported.has(local) && this.#imported.size < MOST_NAMES)
      this.#imported.set(local, importedAs(this.#file.source.text, local));
    return this.#imported.get(local);
  };

  #constantUse({ start, whole }: DottedString, { brackets, isWholeValue }: StringPlace): StringUse | undefined {
    if (whole === undefined || brackets.length > 0 || !isWholeValue) return undefined;
    const { text } = this.#file.source;
    const name = assignedName(text.slice(Math.max(0, start - NEAR), start));
    if (name === undefined) return undefined;
    if (!this.#constants.has(name) && this.#constants.size < MOST_NAMES)
      this.#constants.set(name, useOfConstant(text, name));
    return this.#constants.get(name);
  }
}

/** Is a module imported by the string, or put in the place of one? */
export function isImport(use: StringUse): boolean {
  return use === 'import' || use === 'package' || use === 'replace';
}
