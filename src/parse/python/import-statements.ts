import { detachedString } from '../../model/detached-string.ts';
import type { ImportedName, ImportStatement } from '../../model/python.ts';
import type { Range } from '../../model/range.ts';
import { slicer } from '../../model/slicer.ts';
import type { Slice } from '../../model/slicer.ts';

/** The record layout and the flags of native/assembly/imports.ts. */
const HEADER_LENGTH = 9;
const NAME_LENGTH = 4;
const Flag = {
  from: 1,
  star: 2,
  lazy: 4,
  parenthesised: 8,
  spaced: 16,
  unsure: 32,
  string: 64,
  format: 128,
  package: 256,
} as const;

/** A statement record, read in place: for a first look at many, without an object for each. */
export interface ImportRecord {
  readonly isFrom: boolean;
  readonly isLazy: boolean;
  readonly isStar: boolean;
  /** It may bind a name to a package around a word of the search. */
  readonly bindsPackage: boolean;
  readonly level: number;
  /** The module behind the dots; empty in `import …`. */
  readonly module: string;
  /** The imported names; dotted in `import …`. */
  readonly names: readonly string[];
  /** The alias of each name, or undefined. */
  readonly aliases: readonly (string | undefined)[];
  readonly start: number;
}

/**
 * Reads the imports of the statements, without their places.
 * @param slice the text of a range, in the unit of the records
 */
export function* readImports(records: Int32Array, slice: Slice): Generator<ImportRecord> {
  for (let at = 0; at < records.length;) {
    const flags = records[at] ?? 0;
    if ((flags & Flag.string) !== 0) {
      at += HEADER_LENGTH;
      continue;
    }
    const level = records[at + 3] ?? 0;
    const isFrom = (flags & Flag.from) !== 0;
    const count = records[at + 8] ?? 0;
    const isSpaced = (flags & Flag.spaced) !== 0;
    const textOf = slicer(slice, { start: records[at + 1] ?? 0, end: records[at + 2] ?? 0 });
    const names: string[] = [];
    const aliases: (string | undefined)[] = [];
    for (let k = 0, name = at + HEADER_LENGTH; k < count; k++, name += NAME_LENGTH) {
      const alias = records[name + 2] ?? -1;
      names.push(identifier(textOf(records[name] ?? 0, records[name + 1] ?? 0), isSpaced));
      aliases.push(alias < 0 ? undefined : identifier(textOf(alias, records[name + 3] ?? 0), false));
    }
    const path = isFrom ? identifier(textOf(records[at + 4] ?? 0, records[at + 5] ?? 0), isSpaced) : '';
    yield {
      isFrom,
      isLazy: (flags & Flag.lazy) !== 0,
      isStar: (flags & Flag.star) !== 0,
      bindsPackage: (flags & Flag.package) !== 0,
      level,
      module: path.slice(level),
      names,
      aliases,
      start: records[at + 1] ?? 0,
    };
    at += HEADER_LENGTH + count * NAME_LENGTH;
  }
}

/** The names that the statement binds to modules, each with its module. */
export function boundModules({ isFrom, module, names, aliases }: ImportRecord): { local: string; module: string }[] {
  return names.map((name, k) => {
    const alias = aliases[k];
    if (isFrom) return { local: alias ?? name, module: `${module}.${name}` };
    const root = name.split('.', 1)[0] ?? name;
    return { local: alias ?? root, module: alias === undefined ? root : name };
  });
}

/**
 * The import statements of a file, in order.
 * @param records counted in UTF-16 code units of `text`
 */
export function importStatements(records: Int32Array, text: string): ImportStatement[] {
  const statements: ImportStatement[] = [];
  const field = (at: number): number => records[at] ?? -1;
  for (let at = 0; at < records.length;) {
    const flags = field(at);
    if ((flags & Flag.string) !== 0) {
      at += HEADER_LENGTH;
      continue;
    }
    const path = { start: field(at + 4), end: field(at + 5) };
    const isFrom = (flags & Flag.from) !== 0;
    const isSpaced = (flags & Flag.spaced) !== 0;
    const level = field(at + 3);
    const namesEnd = at + HEADER_LENGTH + field(at + 8) * NAME_LENGTH;
    const names: ImportedName[] = [];
    for (let name = at + HEADER_LENGTH; name < namesEnd; name += NAME_LENGTH) {
      const nameRange = { start: field(name), end: field(name + 1) };
      const hasAlias = field(name + 2) >= 0;
      names.push({
        start: nameRange.start,
        end: hasAlias ? field(name + 3) : nameRange.end,
        name: detachedString(identifier(text.slice(nameRange.start, nameRange.end), isSpaced)),
        nameRange,
        alias: hasAlias ? detachedString(identifier(text.slice(field(name + 2), field(name + 3)), false)) : undefined,
      });
    }
    statements.push({
      kind: isFrom ? 'from' : 'import',
      isLazy: (flags & Flag.lazy) !== 0,
      isStar: (flags & Flag.star) !== 0,
      isUnsure: (flags & Flag.unsure) !== 0,
      start: field(at + 1),
      end: field(at + 2),
      level,
      module: isFrom ? detachedString(identifier(text.slice(path.start, path.end), isSpaced).slice(level)) : '',
      path,
      open: field(at + 6),
      close: field(at + 7),
      names,
    });
    at = namesEnd;
  }
  return statements;
}

/** The dotted names of a first look that stand outside of what reads as import statements. */
export function* readMentions(records: Int32Array, slice: Slice): Generator<string> {
  for (let at = 0; at < records.length; at += HEADER_LENGTH + (records[at + 8] ?? 0) * NAME_LENGTH) {
    if (((records[at] ?? 0) & Flag.string) !== 0) yield slice(records[at + 1] ?? 0, records[at + 2] ?? 0);
  }
}

/** A string literal, without its prefix. */
export interface StringLiteral extends Range {
  /** An f-string or a t-string: its text is not one constant. */
  readonly isFormatString: boolean;
  /** Behind a string that does not end, so that it may be code. */
  readonly isUnsure: boolean;
}

/** The string literals among the records, in order. */
export function stringLiterals(records: Int32Array): StringLiteral[] {
  const literals: StringLiteral[] = [];
  for (let at = 0; at < records.length; at += HEADER_LENGTH + (records[at + 8] ?? 0) * NAME_LENGTH) {
    const flags = records[at] ?? 0;
    if ((flags & Flag.string) === 0) continue;
    literals.push({
      start: records[at + 1] ?? 0,
      end: records[at + 2] ?? 0,
      isFormatString: (flags & Flag.format) !== 0,
      isUnsure: (flags & Flag.unsure) !== 0,
    });
  }
  return literals;
}

/** An identifier as the compiler sees it: NFKC (reference manual 2.3); a dotted one without blanks or continuations. */
function identifier(text: string, isSpaced: boolean): string {
  const joined = isSpaced ? text.replace(/\\(?:\r\n?|\n)|[ \t\f]/g, '') : text;
  return /[\u0080-\uffff]/.test(joined) ? joined.normalize('NFKC') : joined;
}
