import { readFileSync } from 'node:fs';
import type { ManualEntry } from '../model/manual.ts';

/** The pages whose paragraphs explain reasons, each below a heading of its name. */
const pages = ['refusals', 'reviews', 'prune', 'shims', 'move', 'audit'] as const;

/** All paragraphs of the docs about a reason, as they come with the program. */
export function readManual(): ManualEntry[] {
  return pages.flatMap((page) => entriesOf(`docs/${page}.md`, readFileSync(fileOf(page), 'utf8')));
}

/** The file of a page, as it stands from here and from the bundle. */
function fileOf(page: string): URL {
  return new URL(`../../docs/${page}.md`, import.meta.url);
}

function entriesOf(page: string, text: string): ManualEntry[] {
  const title = /^# (.*)$/m.exec(text)?.[1] ?? page;
  return text.split(/^(?=## )/m).flatMap((part) =>
    [...part.matchAll(/^### `?([a-z][a-z/-]*)`?\n\n([^]*?)(?=\n###? |$(?![^]))/gm)].map(
      ([, id = '', paragraph = '']) => ({
        ...{ id, page, title },
        section: /^## (.*)$/m.exec(part)?.[1] ?? title,
        text: paragraph.trim(),
      }),
    ),
  );
}
