import { callLines } from '../model/call-binding.ts';
import type { Edit, Refusal, Span } from '../model/edit.ts';
import type { Explanation } from '../model/explanation.ts';
import { printable, printableJson } from './escape.ts';

/** Nobody would read more of the things that were looked for. */
const SHOWN = 10;

/** The explanation of a line, for programs. */
export function explanationJson(explanation: Explanation): string {
  return printableJson({ schemaVersion: 1, command: 'explain', ...explanation });
}

/** The same for people. */
export function explanationText(explanation: Explanation): string {
  const { path, edits, refused, diagnostics, uses } = explanation;
  const place = (span: Span): string =>
    `${path}:${span.line}:${span.column}${span.place === undefined ? '' : ` (${span.place})`}`;
  const parts = [
    ...edits.map((edit, k) => [
      `${place(edit)} ${edit.from} → ${edit.to}`,
      field('form', edit.transform),
      field('tier', `${edit.tier}: ${edit.because}`),
      ...edit.reviews.slice(1).map(({ message }) => field('also', message)),
      ...(edit.mapReason === undefined ? [] : [field('why', edit.mapReason)]),
      ...(edit.chain.length > 1 ? [field('chain', edit.chain.join(' → '))] : []),
      field('edit', edit.applied ? 'apply makes it' : `apply makes it with --include-review${reasonsTaken(edit)}`),
      ...(edit.call === undefined ? [] : callLines(edit.call).map((line, j) => field(j === 0 ? 'binds' : '', line))),
      ...(isSameChange(edit, edits[k + 1]) ? [] : change(edit)),
    ]),
    ...refused.map((refusal) => [`${place(refusal)} ${refusal.from}`, ...refusalFields(refusal)]),
    ...diagnostics.map((diagnostic) => [`${place(diagnostic)} ${diagnostic.ruleId}`, `  ${diagnostic.message}`]),
    ...(uses ? [[`${path}:${explanation.line} uses of a name that moves get its new name`, ...change(uses)]] : []),
  ];
  return (parts.length === 0 ? [nothing(explanation)] : parts)
    .map((lines) => lines.map((line) => `${printable(line)}\n`).join(''))
    .join('\n');
}

/** `=patched,import-cycle`, to take no others. */
function reasonsTaken({ reviews }: Edit): string {
  const reasons = [...new Set(reviews.map(({ reason }) => reason))];
  return reasons.length === 0 ? '' : `=${reasons.join(',')}`;
}

function field(name: string, value: string): string {
  return `  ${name.padEnd(6)} ${value}`;
}

function refusalFields({ transform, reason, message, mapReason }: Refusal): string[] {
  return [
    field('form', transform),
    field('left', `${reason}: ${message}`),
    ...(mapReason === undefined ? [] : [field('why', mapReason)]),
  ];
}

/** Names of one statement share their change, which is shown with the last of them. */
function isSameChange(edit: Edit, next: Edit | undefined): boolean {
  return next?.before === edit.before && next.after === edit.after;
}

/** The change in the form of a diff, without its header. */
function change({ before, after }: Pick<Edit, 'before' | 'after'>): string[] {
  const lines = (mark: string, text: string): string[] => text.split(/\r\n?|\n/).map((line) => `  ${mark} ${line}`);
  return [...lines('-', before), ...(after === '' ? [] : lines('+', after))];
}

function nothing({ path, line, unread, lookedFor }: Explanation): string[] {
  if (unread !== undefined) return [`${path} is not looked at: ${unread}`];
  const more = lookedFor.length - SHOWN;
  return [
    `${path}:${line} holds no reference to a legacy path`,
    `  looked for, in imports, attributes of modules and strings:`,
    ...lookedFor.slice(0, SHOWN).map((legacy) => `    ${legacy}`),
    ...(more > 0 ? [`    … and ${more} more`] : []),
  ];
}
