import type { Suggestion } from '../../model/suggestion.ts';
import { printableJson } from '../escape.ts';
import { suggestionMarkdown } from './markdown.ts';
import { suggestionText } from './text.ts';

/** The context that a reporter gets besides the suggestion. */
export interface SuggestionContext {
  /** Rows of a list before it says how many more there are. */
  readonly top: number;
}

/** The formats of `suggest --format`. The schema of JSON is schema/suggest.json; it holds everything. */
export const suggestionReporters = {
  text: suggestionText,
  markdown: suggestionMarkdown,
  json: (suggestion) => printableJson({ schemaVersion: 1, command: 'suggest', ...suggestion }),
} as const satisfies Readonly<Record<string, (suggestion: Suggestion, context: SuggestionContext) => string>>;
