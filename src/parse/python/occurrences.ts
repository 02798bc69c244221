/**
 * Where an identifier, or dotted name, stands in a text other than behind a dot, as a whole: in code, comments and strings
 * alike. In order.
 */
export function* occurrences(text: string, name: string): Generator<number> {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length)) {
    const before = text.slice(Math.max(0, at - 2), at);
    const end = at + name.length;
    if (!/[\p{ID_Continue}.]$/u.test(before) && !/^\p{ID_Continue}/u.test(text.slice(end, end + 2))) yield at;
  }
}
