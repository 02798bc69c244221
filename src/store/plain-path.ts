/** Names of git's folder, as some disks take them, too: they ignore case, blanks and dots at the end, and have short names. */
const gitFolder = /^(?:\.git|git~1)[. ]*$/i;
/** Characters that HFS+ ignores in names. */
const ignored = /[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/g;

/**
 * Is a path that somebody else may have written one of a file below the root: relative, with forward slashes, each part a
 * name, and none of them that of git's folder?
 */
export function isPlainPath(text: unknown): text is string {
  if (typeof text !== 'string' || text.includes('\0')) return false;
  // On Windows, backslashes and colons lead elsewhere.
  if (process.platform === 'win32' && /[\\:]/.test(text)) return false;
  return text
    .split('/')
    .every((part) => part !== '' && part !== '.' && part !== '..' && !gitFolder.test(part.replace(ignored, '')));
}
