import { formatExport, formatTarget } from '../model/config.ts';
import type { Config, MapEntry, RemovedSymbol, Target } from '../model/config.ts';
import { code, fenced, plainMarkdown } from './escape.ts';

/** How a language writes the Map's paths, and imports of them. */
interface LanguageSyntax {
  readonly name: string;
  readonly fence: string;
  readonly comment: string;
  readonly format: (target: Target) => string;
  readonly statement: (target: Target) => string;
}

const python: LanguageSyntax = {
  name: 'Python',
  fence: 'python',
  comment: '#',
  format: formatTarget,
  statement: ({ module, name }) => {
    if (name === undefined) return `import ${module}`;
    return `from ${module} import ${name === '*' ? 'name' : name}`;
  },
};

const javascript: LanguageSyntax = {
  name: 'JavaScript and TypeScript',
  fence: 'ts',
  comment: '//',
  format: formatExport,
  statement: ({ module, name }) => {
    const from = `from '${module}';`;
    if (name === undefined) return `import { name } ${from}`;
    return name === 'default' ? `import name ${from}` : `import { ${name} } ${from}`;
  },
};

/**
 * The guideline of a Map for a team, as Markdown: which imports to write, which to avoid, and how to handle the rest.
 */
export function guideline({ file, python: py, javascript: js }: Config): string {
  const sections = [
    { syntax: python, ...py },
    { syntax: javascript, ...js },
  ].filter(({ map, unmapped }) => map.length + unmapped.length > 0);
  const lines = [
    '# How we import',
    '',
    `Each symbol below has one path, the canonical one. ${file === undefined ? 'The Map' : code(file)} says which; \`ssot-codemod docs\` writes this page from it.`,
    '',
    ...sections.flatMap(({ syntax, map, unmapped, removed }) => [
      `## ${syntax.name}`,
      '',
      ...byCanonical(map, syntax).flatMap((entries) => entrySection(entries, syntax)),
      ...removedSection(removed, syntax),
      ...unmappedSection(
        unmapped.filter((target) => !removed.some(({ symbol }) => syntax.format(symbol) === syntax.format(target))),
        syntax,
      ),
    ]),
    ...howTo(sections[0]?.syntax ?? python),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

/** The entries with one canonical path, in the order of the Map. */
function byCanonical(map: readonly MapEntry[], { format }: LanguageSyntax): MapEntry[][] {
  const groups = new Map<string, MapEntry[]>();
  for (const entry of map) {
    const key = format(entry.canonical);
    groups.set(key, [...(groups.get(key) ?? []), entry]);
  }
  return [...groups.values()];
}

function entrySection(entries: readonly MapEntry[], syntax: LanguageSyntax): string[] {
  const [first] = entries;
  if (first === undefined) return [];
  const { canonical } = first;
  const [fence = '', ...rest] = fenced(syntax.statement(canonical));
  const legacy = entries.flatMap((entry) => entry.legacy.map((target) => ({ target, entry })));
  return [
    `### ${code(syntax.format(canonical))}`,
    '',
    ...scope(canonical),
    `${fence}${syntax.fence}`,
    ...rest,
    '',
    'Not:',
    '',
    ...legacy.map(
      ({ target, entry }) =>
        `- ${code(syntax.format(target))}${entry.replaces ? ' (another object, which this one replaces)' : ''}${entry.reason === undefined ? '' : `: ${plainMarkdown(entry.reason)}`}`,
    ),
    '',
  ];
}

/** The extent of an entry that is not about one symbol. */
function scope({ name }: Target): string[] {
  if (name === undefined) return ['The module, with everything that it holds and all modules under it.', ''];
  return name === '*' ? ['Every name of the module.', ''] : [];
}

function removedSection(removed: readonly RemovedSymbol[], { format }: LanguageSyntax): string[] {
  if (removed.length === 0) return [];
  return [
    '### Removed',
    '',
    'Nothing stands for these any more:',
    '',
    ...removed.map(({ symbol, message }) => `- ${code(format(symbol))}: ${plainMarkdown(message)}`),
    '',
  ];
}

function unmappedSection(unmapped: readonly Target[], { format }: LanguageSyntax): string[] {
  if (unmapped.length === 0) return [];
  return [
    '### Not decided yet',
    '',
    'These are known and have no canonical path so far. Leave them as they are, and add no new ones:',
    '',
    ...unmapped.map((target) => `- ${code(format(target))}`),
    '',
  ];
}

function howTo({ comment, fence }: LanguageSyntax): string[] {
  return [
    '## How to move an import',
    '',
    '    ssot-codemod dry-run             # show what would change',
    '    ssot-codemod apply               # write what is safe',
    '    ssot-codemod apply path/to/file  # only there',
    '    ssot-codemod rollback            # undo the last apply, byte for byte',
    '',
    'What is correct but not provably the same is listed for review: look at it, then `ssot-codemod apply --include-review`.',
    'What is refused has to be changed by hand; the message says why.',
    '',
    '## How it is checked',
    '',
    '`ssot-codemod check` fails when an import is on a path under "Not", with its place and the fix. Before a commit,',
    '`ssot-codemod check --staged` looks at what is staged; in a pull request, `ssot-codemod check --since main` at what',
    'changed. Where there is a baseline, `--baseline FILE` lets pass what it knows: it only shrinks, and once it is empty',
    'it can go. After a fix, `--update-baseline` takes the entry out.',
    '',
    '## How to let one be',
    '',
    'Say why, on the line of the import. Reports show the reason:',
    '',
    `\`\`\`${fence}`,
    `${comment} ssot: allow[fragmented-import] the reason`,
    '```',
  ];
}
