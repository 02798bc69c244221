import type { Carrier } from './carrier.ts';
import { isCodeDirective, languageOfDirective } from './block-language.ts';
import { examplesIn } from './code-blocks.ts';
import type { CodeBlock } from './code-blocks.ts';
import { documentParts } from './document.ts';
import { lineFrom, linesOf } from './lines.ts';
import type { Line } from './lines.ts';

/** reStructuredText: blocks of Python, interactive sessions, and roles of Sphinx. Prose is not edited. */
export const rst: Carrier = {
  id: 'rst',
  isOf: (path) => path.endsWith('.rst'),
  parts: ({ text }) => documentParts(text, rstBlocks(linesOf(text))),
};

/** It may begin an item of a list. */
const directive = /^([ \t]*(?:(?:[-*+]|#\.|\d+\.)[ \t]+)*)\.\.[ \t]+([\w-]+)::[ \t]*(\S*)/;

/** The code of a document: the content of directives, and examples of the interpreter wherever they stand. */
export function rstBlocks(lines: readonly Line[]): CodeBlock[] {
  const blocks: CodeBlock[] = [];
  const others: Line[] = [];
  for (let k = 0; k < lines.length; k++) {
    const line = lines[k];
    if (line === undefined) break;
    const [, indent = '', name = '', argument = ''] = directive.exec(line.text) ?? [];
    const language = isCodeDirective(name) ? languageOfDirective(name, argument) : 'other';
    if (language !== 'python') {
      others.push(line);
      continue;
    }
    const end =
      k + 1 + lines.slice(k + 1).findIndex(({ text }) => text.trim() !== '' && depthOf(text) <= indent.length);
    const content = lines.slice(k + 1, end === k ? lines.length : end);
    blocks.push(...directiveCode(content));
    k += content.length;
  }
  return [...blocks, ...examplesIn(others)].toSorted((a, b) => (a.lines[0]?.start ?? 0) - (b.lines[0]?.start ?? 0));
}

/** The content of a directive: what stands behind its options and a blank line. */
function directiveCode(content: readonly Line[]): CodeBlock[] {
  const options = content.findIndex(({ text }) => !/^[ \t]+:[\w-]+:/.test(text));
  const body = content.slice(options < 0 ? content.length : options);
  const first = body.find(({ text }) => text.trim() !== '');
  if (first === undefined) return [];
  const last = body.findLastIndex(({ text }) => text.trim() !== '');
  const written = body.slice(0, last + 1);
  const column = Math.min(
    ...written.filter(({ text }) => text.trim() !== '').map(({ text }) => text.length - text.trimStart().length),
  );
  if (/^[ \t]*>>>/.test(first.text)) return examplesIn(written);
  const prefix = first.text.slice(0, column);
  return [{ lines: written.map((line) => lineFrom(line, column)), prefix: () => prefix }];
}

function depthOf(text: string): number {
  return text.length - text.trimStart().length;
}
