/** Characters that the parser reads behind all comments of a text, in about half a second. */
const MOST_READ = 500_000_000;
/** Too short for it to matter. */
const SHORT = 50_000;
const lineBreak = /[\r\n\u2028\u2029]|$/g;

/**
 * Are there so many block comments on one line that Babel's parser would take seconds? Behind each it looks for the end of
 * its line.
 */
export function hasCrowdedComments(text: string): boolean {
  if (text.length < SHORT) return false;
  let read = 0;
  let lineEnd = -1;
  for (let at = text.indexOf('/*'); at >= 0; at = text.indexOf('/*', at + 2)) {
    if (at > lineEnd) {
      lineBreak.lastIndex = at;
      lineEnd = lineBreak.exec(text)?.index ?? text.length;
    }
    read += lineEnd - at;
  }
  return read > MOST_READ;
}
