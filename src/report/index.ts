import { markdown } from './markdown.ts';
import type { Reporter } from './report-format.ts';
import { json, jsonl } from './json.ts';

/** The formats of `--format`, but for `text`, which each command writes in its own way. */
export const reporters: Readonly<Record<'json' | 'jsonl' | 'markdown', Reporter>> = { json, jsonl, markdown };
