/** Characters that HFS+ ignores in names. */
const ignored = /[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/g;
/** The names of the files that the tool keeps beside the code, their short names on Windows, and its folder. */
const ownName = /^(?:ssot\.(?:config|review|baseline)\.|ssot(?:co|re|ba)~\d|\.ssot-codemod[. ]*$)/i;

/** Is a path that of a file which the tool itself keeps, on any disk? Some take its name in any case. */
export function isOwnFile(path: string): boolean {
  return path.split('/').some((part) => ownName.test(part.replace(ignored, '')));
}

/** The files that name modules, hold commands, and perhaps the configuration of this tool; and their short names on Windows. */
const manifestName = /^(?:package\.json|packag~\d\.jso|pyproject\.toml|pyproj~\d\.tom)[. ]*$/i;

/** Is the path a `package.json` or a `pyproject.toml`, whatever the file system makes of letters? */
export function isManifest(path: string): boolean {
  return manifestName.test(path.slice(path.lastIndexOf('/') + 1).replace(ignored, ''));
}
