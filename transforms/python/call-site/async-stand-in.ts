/** The longest call of a patch that is looked at. */
const LONGEST = 4000;

/**
 * Does a patch put something in the place of its target that has to be awaited: an `AsyncMock`, or an `async def` of the file?
 * @param end of the string that names the target
 */
export function isAsyncStandIn(text: string, end: number): boolean {
  const rest = argumentsBehind(text, end);
  if (/\bAsyncMock\b/.test(rest)) return true;
  const names = rest.match(/(?<![.\w])[A-Za-z_]\w*(?!\s*=[^=])/g) ?? [];
  return names.some((name) => new RegExp(String.raw`\basync\s+def\s+${name}\b`).test(text));
}

/** The text up to the parenthesis that closes the call. */
function argumentsBehind(text: string, start: number): string {
  let depth = 0;
  const last = Math.min(text.length, start + LONGEST);
  for (let at = start; at < last; at++) {
    const character = text.charAt(at);
    if ('([{'.includes(character)) depth++;
    if (')]}'.includes(character) && --depth < 0) return text.slice(start, at);
  }
  return text.slice(start, last);
}
