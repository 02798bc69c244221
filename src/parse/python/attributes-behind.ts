const attribute = /(?:[\s\\)]|#[^\r\n]*[\r\n])*\.(?:[\s\\]|#[^\r\n]*[\r\n])*([\p{ID_Start}_]\p{ID_Continue}*)/uy;

/** The attributes that the text goes on with at the offset, over lines, comments and closing parentheses: maybe too many. */
export function* attributesBehind(text: string, offset: number): Generator<string> {
  for (let at = offset; ;) {
    attribute.lastIndex = at;
    const [, name] = attribute.exec(text) ?? [];
    if (name === undefined) return;
    at = attribute.lastIndex;
    yield name;
  }
}
