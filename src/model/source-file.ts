export type Language = 'python' | 'javascript';

/** One file of the repository, decoded. */
export interface SourceFile {
  /** Relative to the root, with forward slashes. */
  readonly path: string;
  readonly language: Language;
  /** The exact text, without a byte order mark; line endings are those of the file. */
  readonly text: string;
  /** Name of the encoding, as iconv-lite knows it; `utf8` for most files. */
  readonly encoding: string;
  readonly hasByteOrderMark: boolean;
  /** The first line ending of the file; `\n` where it has none. */
  readonly lineEnding: '\n' | '\r\n' | '\r';
}

/** The language of a file, by its name: files without an ending are scripts of Python. */
export function languageOf(path: string): Language {
  return /(?:^|\/)(?:[^/]+\.py[iwx]?|\.?[^/.]+)$/.test(path) ? 'python' : 'javascript';
}

/** Is the file of no language that can be read? */
export function isOfUnknownLanguage(path: string): boolean {
  return languageOf(path) === 'javascript' && !/\.(?:[mc]?[jt]s|[jt]sx|vue|svelte)$/.test(path);
}

/** Files in the order in which they stand, those of each language apart. */
export function byLanguage(paths: readonly string[]): Readonly<Record<Language, readonly string[]>> {
  const files: Record<Language, string[]> = { python: [], javascript: [] };
  for (const path of paths) files[path.endsWith('.py') ? 'python' : languageOf(path)].push(path);
  return files;
}
