/**
 * The same text with memory of its own. What V8 slices off a long string is a view that keeps all of it, so that one name
 * of a file would hold the whole file for as long as the name is known.
 */
export function detachedString(text: string): string {
  // Joining copies; the slice is a view of that short copy.
  return ` ${text}`.slice(1);
}
