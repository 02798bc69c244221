const GENERATED_WITHIN = 2000;

/** Do the first lines of the file say `@generated`? Meta's tools and Phabricator read it so. */
export function isGenerated(text: string): boolean {
  const start = text.slice(0, GENERATED_WITHIN);
  return start.includes('@generated') && /@generated\b/.test(start);
}
