/** The errors that a wrong path leads to. Those of the disk keep their code, by which they are looked up. */
const words: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of its path is no folder',
};

/** The message of an error, as the end of a sentence about a file. */
export function inWords(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code = '', message } = error as NodeJS.ErrnoException;
  return Object.hasOwn(words, code) ? (words[code] ?? message) : message;
}
