import type { InterfaceReport } from '../../model/interface.ts';
import { printableJson } from '../escape.ts';
import type { InterfaceContext } from './lines.ts';
import { interfaceMarkdown } from './markdown.ts';
import { interfaceText } from './text.ts';

/** The formats of `interface --format`. The schema of JSON is schema/interface.json; it holds everything. */
export const interfaceReporters = {
  text: interfaceText,
  markdown: interfaceMarkdown,
  json: (report) => printableJson({ schemaVersion: 1, command: 'interface', ...report }),
} as const satisfies Readonly<Record<string, (report: InterfaceReport, context: InterfaceContext) => string>>;
