const GENERATED_WITHIN = 2000;

/** As Meta's tools and Phabricator read it: the first lines of the file say `@generated`. */
export function isGenerated(text: string): boolean {
  const start = text.slice(0, GENERATED_WITHIN);
  return start.includes('@generated') && /@generated\b/.test(start);
}
