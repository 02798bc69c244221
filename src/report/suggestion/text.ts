import type { Suggestion } from '../../model/suggestion.ts';
import { count, number } from '../count.ts';
import { printable } from '../escape.ts';
import type { SuggestionContext } from './suggestion-context.ts';
import { suggestionLists } from './lists.ts';

/** The suggestion for a terminal. */
export function suggestionText(found: Suggestion, { top }: SuggestionContext): string {
  const lines = suggestionLists(found).flatMap(({ title, about, rows }) => [
    `${title}: ${number(rows.length)}`,
    about,
    ...rows.slice(0, top).flatMap(({ head, below }) => [`  ${head}`, ...below.map((line) => `    ${line}`)]),
    ...(rows.length > top ? [`  … and ${count(rows.length - top, 'more')}`.replace(/mores$/, 'more')] : []),
    '',
  ]);
  return lines.map((line) => `${printable(line)}\n`).join('');
}

/** The summary of a suggestion, in a few lines. */
export function suggestionSummary({ filesScanned, entries, unreadable }: Suggestion): string {
  const decided = entries.filter(({ isDecided }) => isDecided).length;
  const open = entries.length - decided;
  const lines = [
    `${count(filesScanned, 'file')} read: ${count(decided, 'entry').replace(/entrys$/, 'entries')} proposed, ${number(open)} for you to choose`,
    ...unreadable.map(({ path, message }) => `not read: ${path}: ${message}`),
  ];
  return lines.map((line) => `${printable(line)}\n`).join('');
}
