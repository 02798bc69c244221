/** A word as a POSIX shell takes it: in quotes where it needs them. */
export function shellWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

/** The path of a file as a POSIX shell takes it. One that begins like a flag is none behind `./`. */
export function shellPath(file: string): string {
  return shellWord(file.startsWith('-') ? `./${file}` : file);
}
