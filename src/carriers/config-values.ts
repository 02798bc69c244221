import type { Range } from '../model/range.ts';
import type { CodeBlock } from './code-blocks.ts';
import { commandNames } from './command-words.ts';
import type { CommandNames, Word } from './command-words.ts';
import { jsonScalars } from './json-scalars.ts';
import { useOfKey } from './known-keys.ts';
import { linesOf } from './lines.ts';
import { isPath } from './path-values.ts';
import type { PathValue, ValueUse } from './path-values.ts';
import { keyPath, placeOf } from './scalar.ts';
import type { Scalar } from './scalar.ts';
import { shellNames } from './shell-names.ts';

/** The paths and programs in scalars, with their places in the file. */
export interface NamedValues {
  readonly values: readonly PathValue[];
  readonly programs: readonly CodeBlock[];
}

/** The paths and programs in one scalar. @param file the name of the file */
export function namedIn(file: string, scalar: Scalar, text: string): NamedValues {
  const place = keyPath(scalar.keys);
  const use = useOfKey(file, scalar);
  const value = (range: Range, path: string, how: ValueUse): PathValue[] => {
    const at = placeOf(scalar, range);
    return at && isPath(path) ? [{ ...at, text: path, use: how, place }] : [];
  };
  const each = (pattern: RegExp, how: ValueUse): PathValue[] =>
    [...scalar.text.matchAll(pattern)].flatMap(({ index, 1: before = '', 2: path = '' }) => {
      const start = index + before.length;
      return value({ start, end: start + path.length }, path, how);
    });
  const ofCommand = ({ paths, programs }: CommandNames): NamedValues => ({
    values: paths.flatMap(({ start, end, text: path, use: how }) => value({ start, end }, path, how)),
    programs: programs.flatMap((program) => blockOf(scalar, program, text) ?? []),
  });
  const values = (found: readonly PathValue[]): NamedValues => ({ values: found, programs: [] });
  if (scalar.isKey && use === undefined) return values(sectionName(scalar, value));
  switch (use) {
    case undefined:
      return values(value({ start: 0, end: scalar.text.length }, scalar.text, 'path'));
    case 'names':
      return values([]);
    case 'import':
    case 'task':
    case 'logger':
      return values([
        ...value({ start: 0, end: scalar.text.length }, scalar.text, use),
        ...(use === 'import' ? each(beforeGlob, 'path') : []),
      ]);
    case 'list':
      return values([...each(listed, 'import'), ...each(beforeGlob, 'path')]);
    case 'entries':
      return values(each(entry, 'import'));
    case 'command':
      return ofCommand(shellNames(scalar.text));
    case 'options': {
      const words = [...scalar.text.matchAll(/\S+/g)].map(({ index, 0: word }): Word => ({
        text: word,
        start: index,
        end: index + word.length,
      }));
      return ofCommand(commandNames([{ text: 'pytest', start: 0, end: 0 }, ...words]));
    }
  }
}

/** The paths and programs in a script, or in a list of words in JSON that stands for one, as in a Dockerfile. */
export function namedInScript(script: Pick<Scalar, 'text' | 'pieces'>, text: string): NamedValues {
  const words = /^\s*\[[^]*\]\s*$/.test(script.text) ? jsonWords(script, text) : undefined;
  if (words) return namedInWords(words, text);
  const { paths, programs } = shellNames(script.text);
  return {
    values: paths.flatMap((path) => {
      const at = placeOf(script, path);
      return at ? [{ ...at, text: path.text, use: path.use, place: '' }] : [];
    }),
    programs: programs.flatMap((program) => blockOf(script, program, text) ?? []),
  };
}

/** The words of a list in JSON; undefined where it is none. */
function jsonWords({ text, pieces }: Pick<Scalar, 'text' | 'pieces'>, file: string): Scalar[] | undefined {
  const shift = pieces[0]?.at.start ?? 0;
  const before = file.slice(0, shift).replace(/[^\r\n]/g, ' ');
  try {
    return jsonScalars(before + text).map((scalar) => ({ ...scalar, keys: [] }));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Longer than any word of a command. */
const APART = 1 << 20;

/** A list that is one command, such as `["gunicorn", "app.main:app"]`: each word is a scalar. */
export function namedInWords(scalars: readonly Scalar[], text: string): NamedValues {
  const words = scalars.map((scalar, k): Word => ({ text: scalar.text, start: k * APART, end: k * APART }));
  const { paths, programs } = commandNames(words);
  const scalarAt = (start: number): Scalar | undefined => scalars[Math.floor(start / APART)];
  return {
    values: paths.flatMap(({ start, text: path, use }) => {
      const scalar = scalarAt(start);
      const from = start % APART;
      const at = scalar && placeOf(scalar, { start: from, end: from + path.length });
      return at ? [{ ...at, text: path, use, place: keyPath(scalar.keys) }] : [];
    }),
    programs: programs.flatMap((program) => {
      const scalar = scalarAt(program.start);
      return (scalar && blockOf(scalar, { ...program, start: 0 }, text)) ?? [];
    }),
  };
}

/** Paths with commas or blanks between them. */
const listed = /(^|[\s,|;])([\w.:]+)(?=$|[\s,|;])/g;
/** `a.b` in `a.b.*`: the glob may also match what stays. */
const beforeGlob = /(^|[\s,])([\w.]+)(?=\.\*(?:$|[\s,]))/g;
/** `name = module:object [extra]` */
const entry = /(^[\w.\s-]+=\s*|^)([\w.]+(?::[\w.]+)?)(?=\s*(?:\[|$))/g;

/** `[mypy-app.old.*]` */
function sectionName(
  { text, keys }: Scalar,
  value: (range: Range, path: string, how: ValueUse) => PathValue[],
): PathValue[] {
  const mypy = /^(mypy-)([\w.]+?)(\.\*)?$/.exec(text);
  if (mypy && keys.length === 1) {
    const start = 'mypy-'.length;
    const [, , path = '', glob] = mypy;
    return value({ start, end: start + path.length }, path, glob === undefined ? 'import' : 'path');
  }
  return text.includes('.') ? value({ start: 0, end: text.length }, text, 'path') : [];
}

/** A program of Python in a scalar; undefined where the file writes it in another way than it reads. */
export function blockOf(scalar: Pick<Scalar, 'pieces'>, program: Word, text: string): CodeBlock | undefined {
  const lines = linesOf(program.text);
  const placed = lines.flatMap((line) => {
    const at = placeOf(scalar, { start: program.start + line.start, end: program.start + line.end });
    if (at === undefined || text.slice(at.start, at.end) !== line.text) return [];
    const ending = line.ending === '' ? '' : (/^\r?\n/.exec(text.slice(at.end))?.[0] ?? '');
    return [{ ...at, text: line.text, ending }];
  });
  if (placed.length !== lines.length) return undefined;
  const [, second] = placed;
  const indent = second ? text.slice(text.lastIndexOf('\n', second.start - 1) + 1, second.start) : '';
  return { lines: placed, prefix: () => indent, isOneLine: lines.length === 1 };
}
