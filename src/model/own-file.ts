/** Characters that HFS+ ignores in names. */
const ignored = /[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/g;
/** The names of the files that the tool keeps beside the code, their short names on Windows, and its folder. */
const ownName = /^(?:ssot\.(?:config|review|baseline)\.|ssot(?:co|re|ba)~\d|\.ssot-codemod[. ]*$)/i;

/** Is a path that of a file which the tool itself keeps, on any disk? Some take its name in any case. */
export function isOwnFile(path: string): boolean {
  return path.split('/').some((part) => ownName.test(part.replace(ignored, '')));
}
