/**
 * Where an identifier, or dotted name, stands in a text other than behind a dot, as a whole: in code, comments and strings
 * alike. In order.
 */
export function* occurrences(text: string, name: string): Generator<number> {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length)) {
    const end = at + name.length;
    const before = text.charCodeAt(at - 1);
    const after = text.charCodeAt(end);
    if (
      before < ASCII ? before === DOT || isPart(before) : /\p{ID_Continue}$/u.test(text.slice(Math.max(0, at - 2), at))
    )
      continue;
    if (after < ASCII ? isPart(after) : /^\p{ID_Continue}/u.test(text.slice(end, end + 2))) continue;
    yield at;
  }
}

const ASCII = 128;
const DOT = 46;

/** Is the ASCII character one that identifiers are made of? */
function isPart(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 95;
}
