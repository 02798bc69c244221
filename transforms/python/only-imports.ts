/** Is the stretch of a text nothing but imports, each on a line, and comments, so that what stands behind it is bound as if it stood before? */
export function holdsOnlyImports(text: string): boolean {
  return text
    .split(/\r\n?|\n/)
    .every((line) => /^\s*(?:#.*|(?:lazy\s+)?(?:import|from\s+[\w.]+\s+import)\s[\w\s.,]*(?:#.*)?)?$/.test(line));
}
