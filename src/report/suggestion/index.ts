import type { Suggestion } from '../../model/suggestion.ts';
import { printableJson } from '../escape.ts';
import type { SuggestionContext } from './suggestion-context.ts';
import { suggestionMarkdown } from './markdown.ts';
import { suggestionText } from './text.ts';

/** The formats of `suggest --format`. The schema of JSON is schema/suggest.json; it holds everything. */
export const suggestionReporters = {
  text: suggestionText,
  markdown: suggestionMarkdown,
  json: (suggestion) => printableJson({ schemaVersion: 1, command: 'suggest', ...suggestion }),
} as const satisfies Readonly<Record<string, (suggestion: Suggestion, context: SuggestionContext) => string>>;
