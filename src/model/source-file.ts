import { carrierOf } from './carrier.ts';
import { isJavaScript } from './javascript-endings.ts';

/** The files of each language, by their names: files without an ending are scripts of Python; `carried` for files of carriers. */
const claims = [
  ['carried', (path: string) => carrierOf(path) !== undefined],
  ['python', (path: string) => /(?:^|\/)(?:[^/]+\.py[iwx]?|\.?[^/.]+)$/.test(path)],
  ['javascript', isJavaScript],
] as const;

/** A language that is read; `unknown` for a file that none of them claims. */
export type LanguageId = (typeof claims)[number][0] | 'unknown';

/** One file of the repository, decoded. */
export interface SourceFile {
  /** Relative to the root, with forward slashes. */
  readonly path: string;
  readonly language: LanguageId;
  /** The exact text, without a byte order mark, with its own line endings. */
  readonly text: string;
  /** Name of the encoding, as iconv-lite knows it; `utf8` for most files. */
  readonly encoding: string;
  readonly hasByteOrderMark: boolean;
  /** The first line ending of the file; `\n` where it has none. */
  readonly lineEnding: '\n' | '\r\n' | '\r';
}

/** The language of a file, by its name. */
export function languageOf(path: string): LanguageId {
  if (path.endsWith('.py')) return 'python';
  return claims.find(([, isOf]) => isOf(path))?.[0] ?? 'unknown';
}
