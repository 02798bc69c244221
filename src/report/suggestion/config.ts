import type { ProposedEntry } from '../../model/suggestion.ts';
import { printable } from '../escape.ts';

/** A configuration with the entries. Entries that somebody has to choose are commented out. */
export function suggestedConfig(entries: readonly ProposedEntry[]): string {
  const sections = (['python', 'javascript'] as const).flatMap((section) => {
    const own = entries.filter((entry) => entry.section === section);
    if (own.length === 0) return [];
    return [`  "${section}": {`, '    "map": [', ...own.flatMap(entryLines), '    ],', '  },'];
  });
  return [
    '// Proposed by `ssot-codemod suggest`. Read each entry before you use it: which path stays is your decision.',
    '// An entry that is commented out has no clear winner. Keep the entries that you agree with, and delete the rest.',
    '{',
    ...sections,
    '}',
    '',
  ].join('\n');
}

function entryLines(entry: ProposedEntry): string[] {
  const { canonical, legacy, class: kind, isDecided, evidence, others, mayBeAbsent } = entry;
  const fields = [
    `"canonical": ${JSON.stringify(canonical)}`,
    `"legacy": [${legacy.map((path) => JSON.stringify(path)).join(', ')}]`,
    ...(mayBeAbsent ? ['"absent": "ok"'] : []),
  ];
  const choice = others.length === 0 ? '' : ` Or: ${others.join(', ')}.`;
  return [
    `      // ${comment(`${kind}: ${evidence}.${choice}`)}`,
    `      ${isDecided ? '' : '// '}{ ${fields.join(', ')} },`,
  ];
}

/** Text from the repository ends no comment. */
function comment(text: string): string {
  return printable(text).replace(/[\r\n]/g, ' ');
}
