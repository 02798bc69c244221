/**
 * Tells whether some file looks a symbol up, `module:Name`.
 * @param imported what files look up; of some only the end of the module's path is known, `.module:Name`
 */
export function lookUpsIn(imported: ReadonlySet<string>): (symbol: string) => boolean {
  const ends = [...imported].filter((symbol) => symbol.startsWith('.'));
  return (symbol) => imported.has(symbol) || ends.some((end) => symbol.endsWith(end));
}
