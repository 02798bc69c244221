/** More than the beginning is not needed to know one. */
const BEGINNING = 200;
const BRACE = 0x7b;
const beginning = /^\{\s*"schemaVersion"\s*:\s*\d+\s*,\s*"(?:files"\s*:\s*\{|command"\s*:\s*"[a-z-]+")/;

/**
 * Does a file begin as a baseline or a report in JSON of this tool does? Whatever it is called, it names legacy paths and
 * means them.
 */
export function isOwnDocument(bytes: Buffer): boolean {
  return bytes[0] === BRACE && beginning.test(bytes.toString('latin1', 0, BEGINNING));
}
