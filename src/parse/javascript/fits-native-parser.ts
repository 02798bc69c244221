/**
 * The native parser shows the line of each error and counts the lines before it, so that a text that is made of errors takes
 * the square of its length. This many characters take a second at most.
 */
const LONGEST = 131_072;
/** Characters, times those of the longest line. */
const LONGEST_LINES = 60_000_000;

/** Can the native parser read the text in time, whatever is wrong with it? */
export function fitsNativeParser(text: string): boolean {
  return text.length <= LONGEST && text.length * longestLine(text) <= LONGEST_LINES;
}

function longestLine(text: string): number {
  // Too short for it to matter.
  if (text.length * text.length <= LONGEST_LINES) return 0;
  let longest = 0;
  for (let start = 0; start < text.length;) {
    const end = text.indexOf('\n', start);
    longest = Math.max(longest, (end < 0 ? text.length : end) - start);
    if (end < 0) break;
    start = end + 1;
  }
  return longest;
}
