import type { Suggestion } from '../../model/suggestion.ts';
import { number } from '../count.ts';
import { plainMarkdown } from '../escape.ts';
import type { SuggestionContext } from './suggestion-context.ts';
import { suggestionLists } from './lists.ts';

/** The suggestion for an issue, a pull request or a page of a wiki. */
export function suggestionMarkdown(found: Suggestion, { top }: SuggestionContext): string {
  const lines = suggestionLists(found).flatMap(({ title, about, rows }) => [
    `## ${title} (${number(rows.length)})`,
    '',
    about,
    '',
    ...rows
      .slice(0, top)
      .flatMap(({ head, below }) => [
        `- ${plainMarkdown(head)}`,
        ...below.map((line) => `  - ${plainMarkdown(line.trim())}`),
      ]),
    ...(rows.length > top ? [`- … and ${rows.length - top} more`] : []),
    '',
  ]);
  return ['# ssot-codemod suggest', '', ...lines].map((line) => `${line}\n`).join('');
}
