import type { File } from '@babel/types';
import type { ParserOptions } from 'oxc-parser';
import { rangeAt, unionOf } from '../../model/range.ts';
import type { Range } from '../../model/range.ts';
import { toBabelShape } from './babel-shape.ts';
import type { EstreeNode } from './babel-shape.ts';
import { fitsNativeParser } from './fits-native-parser.ts';
import { fitsStack } from './fits-stack.ts';
import { nativeParser } from './native-parser.ts';
import type { NativeResult } from './native-parser.ts';
import type { Dialect } from './syntax-tree.ts';

/** Flow is not known to this parser. */
const languages = { ts: 'ts', tsx: 'tsx', babel: 'jsx', flow: undefined } as const;

/**
 * Parse a program with oxc-parser, which is native, and keep of the tree what may name a module: the statements that import
 * or export from one, and the top-level statements and comments around some places. Only they become objects, which would
 * take most of the time.
 * @param places where specifiers stand; undefined to keep everything
 * @returns in the shape that Babel's parser gives it; undefined when the program has errors, or cannot be judged: it may nest too deep, or be too long
 */
export function nativeTree(text: string, dialect: Dialect, places: readonly Range[] | undefined): File | undefined {
  const parsed = fitsNativeParser(text) ? parse(text, dialect) : undefined;
  if (parsed === undefined || parsed.result.errors.length > 0) return undefined;
  const { result: whole, program } = parsed;
  if (places === undefined) return babelFile(text, bodyOf(program), whole.comments);
  const { staticImports, staticExports } = whole.module;
  const statements: readonly Range[] = [
    ...staticImports,
    ...staticExports.filter(({ entries }) => entries.some(({ moduleRequest }) => moduleRequest !== null)),
  ];
  const covered = unionOf(statements);
  const others = places.filter(({ start, end }) => end > (rangeAt(covered, start)?.end ?? 0));
  if (others.length === 0) {
    // A part of what the parser has just read nests no deeper.
    const part = parseFitting(onlyRanges(text, statements), dialect, true);
    return part && babelFile(text, bodyOf(part.program), part.result.comments);
  }
  const kept = [...statements, ...others].toSorted((a, b) => a.start - b.start || a.end - b.end);
  const isKept = (range: Range): boolean => (firstFrom(kept, range.start)?.end ?? Infinity) <= range.end;
  return babelFile(text, bodyOf(program).filter(isKept), whole.comments.filter(isKept));
}

/**
 * The imports and exports of a program, without its tree, which takes several times as long to make.
 * @returns undefined when the program has errors or cannot be judged, because it may nest too deeply or is too long
 */
export function nativeModule(text: string, dialect: Dialect): NativeResult['module'] | undefined {
  const parsed = fitsNativeParser(text) ? parse(text, dialect, false) : undefined;
  return parsed === undefined || parsed.result.errors.length > 0 ? undefined : parsed.result.module;
}

/**
 * The errors that this parser finds in a program that was valid before it was edited. They include names that are
 * declared twice.
 * @returns undefined when the program cannot be judged, because it may nest too deeply
 */
export function nativeErrors(text: string, dialect: Dialect): string[] | undefined {
  return parse(text, dialect)?.result.errors.map(({ message }) => message);
}

function parse(
  text: string,
  dialect: Dialect,
  showSemanticErrors = true,
): { readonly result: NativeResult; readonly program: string } | undefined {
  return fitsStack(text) ? parseFitting(text, dialect, showSemanticErrors) : undefined;
}

function parseFitting(text: string, dialect: Dialect, showSemanticErrors: boolean): ReturnType<typeof parse> {
  const lang = languages[dialect];
  if (lang === undefined) return undefined;
  const options: ParserOptions = { lang, sourceType: 'module', preserveParens: false, showSemanticErrors };
  const result = nativeParser()?.parseSync('', text, options);
  // The tree stays in memory until it is taken, whether it is looked at or not.
  return result && { result, program: result.program };
}

function bodyOf(program: string): EstreeNode[] {
  return (JSON.parse(program) as { readonly node: { readonly body: EstreeNode[] } }).node.body;
}

function babelFile(text: string, body: EstreeNode[], comments: NativeResult['comments']): File {
  const nodes = [...body, ...comments.map((comment): EstreeNode => ({ ...comment }))];
  for (const node of nodes) toBabelShape(node, text);
  const program = { type: 'Program', start: 0, end: text.length, body };
  return { type: 'File', program, comments: nodes.slice(body.length) } as unknown as File;
}

/** The first of the ranges, which stand in order, that starts at the offset or behind it. */
function firstFrom(ranges: readonly Range[], offset: number): Range | undefined {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ranges[middle]?.start ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return ranges[low];
}

/** The text up to the last of the ranges, which stand where they stood, on lines of their own; the rest is blank. */
function onlyRanges(text: string, ranges: readonly Range[]): string {
  let kept = '';
  for (const { start, end } of ranges.toSorted((a, b) => a.start - b.start)) {
    if (start < kept.length) continue; // An import whose names are exported counts as an export, too.
    if (start > kept.length) kept += `${' '.repeat(start - kept.length - 1)}\n`;
    kept += text.slice(start, end);
  }
  return kept;
}
