import ignore from 'ignore';

/** One line of CODEOWNERS. */
export interface OwnerLine {
  readonly pattern: string;
  readonly owners: readonly string[];
  /** Does the pattern match a path? Paths are relative to the repository, with forward slashes. */
  readonly matches: (file: string) => boolean;
}

/** A section of GitLab, such as `[Documentation]`, `^[Tests]` or `[Database][2] @dba`, with the owners of its lines. */
const section = /^\^?\[[^\]]+\](?:\[\d+\])?(?=\s|$)/;

/**
 * The lines of a CODEOWNERS file in the order of the file; the last one that matches a path names its owners. Patterns are
 * those of .gitignore.
 * @see https://docs.github.com/articles/about-code-owners and https://docs.gitlab.com/user/project/codeowners/reference/
 */
export function parseOwners(text: string): OwnerLine[] {
  const lines: OwnerLine[] = [];
  let ofSection: readonly string[] = [];
  for (const line of text.split(/\r?\n/)) {
    const content = line.replace(/(?:^|\s)#.*/, '').trim();
    const head = section.exec(content)?.[0];
    if (head !== undefined) {
      ofSection = words(content.slice(head.length));
      continue;
    }
    const [pattern, ...owners] = words(content);
    if (pattern === undefined) continue;
    const rules = ignore().add(pattern);
    lines.push({ pattern, owners: owners.length > 0 ? owners : ofSection, matches: (file) => rules.ignores(file) });
  }
  return lines;
}

function words(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}
