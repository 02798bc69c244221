import type { ManualEntry } from '../model/manual.ts';

/** Paragraphs of the docs, for a terminal: Markdown as it stands, without the targets of links. */
export function manualText(entries: readonly ManualEntry[]): string {
  return entries.map(({ id, section, text, page }) => `${id} (${section})\n\n${plain(text)}\n\n  ${page}\n`).join('\n');
}

function plain(text: string): string {
  return text.replaceAll(/\[([^[\]]+)\]\([^)\s]+\)/g, '$1');
}
