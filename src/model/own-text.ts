/**
 * The same text with memory of its own. What V8 slices off a long string is a view that keeps all of it, so that one name
 * of a file would hold the whole file for as long as the name is known.
 */
export function ownText(text: string): string {
  // Joining copies; the slice is a view of that short copy.
  return ` ${text}`.slice(1);
}

const names = new Map<string, string>();

/** Like `ownText`, for text that occurs again and again: returns the same string each time. */
export function ownName(name: string): string {
  const known = names.get(name);
  if (known !== undefined) return known;
  const own = ownText(name);
  names.set(own, own);
  return own;
}
