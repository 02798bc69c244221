import { atPlace } from '../model/carrier-place.ts';
import type { Edit } from '../model/edit.ts';
import { shownPath } from '../model/file-operation.ts';
import type { Outcome, Plan } from '../model/outcome.ts';
import { allReasons } from '../model/review.ts';
import { count, number } from './count.ts';
import { printable } from './escape.ts';
import { operationsText, operationText, pendingOperation } from './operations.ts';
import { leftOutText, notReadText } from './left-out.ts';

/** Lines of a list that a terminal shows before it says how many more there are. */
const SHOWN = 20;

const verbs = { 'dry-run': 'would change', apply: 'changed', 'apply on branches': 'changed on branches' } as const;

/** The closing summary for the terminal. `isVerbose` lists everything that was left. */
export function summaryText(
  plan: Plan,
  command: 'dry-run' | 'apply' | 'apply on branches',
  isVerbose: boolean,
): string {
  const { summary, outcomes } = plan;
  const applied = outcomes.flatMap((outcome) => outcome.edits).filter((edit) => edit.applied);
  const waiting = outcomes.flatMap(pendingEdits);
  // Edits that need no review are left only when shapes were chosen.
  const isChosen = waiting.some(({ tier }) => tier !== 'review');
  const operations = outcomes.flatMap((outcome) => pendingOperation(outcome) ?? []);
  const pending = isChosen ? 0 : waiting.length + operations.length;
  const verb = verbs[command];
  const lines = [
    `${number(summary.filesChanged)} of ${count(summary.filesScanned, 'file')} ${verb}: ${count(applied.length, 'edit')}${operationsText(summary)}`,
    ...declaredLines(applied, isVerbose),
    ...(isChosen
      ? [`Not taken: ${count(waiting.length, 'edit')} of other shapes, or that move only together with those`]
      : []),
    ...section(
      'Not applied, for review (--include-review applies them)',
      outcomes,
      pendingLines,
      isVerbose,
      pending,
      tally([
        ...waiting.flatMap(({ reviews }) => reviews.map(({ reason }) => reason)),
        ...operations.map(({ rule }) => rule),
      ]),
    ),
    ...section(
      'Refused',
      outcomes,
      refusedLines,
      isVerbose,
      summary.refused,
      tally(outcomes.flatMap(({ refused }) => refused.map(({ reason }) => reason))),
    ),
    ...section('Skipped', outcomes, skippedLines, isVerbose, summary.skipped),
    ...section('Failed', outcomes, failedLines, true, summary.failed),
    ...leftOutText(plan.leftOut ?? []),
    ...notReadText(plan.notRead ?? [], isVerbose),
    ...section('Removed, to be changed by hand', outcomes, removedLines, isVerbose, removedCount(outcomes)),
    ...(summary.unmapped > 0
      ? [`Known to the Map, without a canonical path yet: ${count(summary.unmapped, 'reference')}`]
      : []),
    ...(isVerbose
      ? section('Text with legacy paths, left as it is', outcomes, mentionLines, true, summary.textMentions)
      : summary.textMentions > 0
        ? [`Text with legacy paths, left as it is: ${count(summary.textMentions, 'string')} (-v lists them)`]
        : []),
  ];
  return `${lines.join('\n')}\n`;
}

/** The edits that only the word of a person makes right, by their move; nothing when there are none. */
function declaredLines(applied: readonly Edit[], isVerbose: boolean): string[] {
  const declared = applied.filter(({ tier }) => tier === 'declared');
  const [ofMap, ofOthers] = [declared.filter(isOfMap), declared.filter((edit) => !isOfMap(edit))];
  return [
    ...declaredBy('the Map', 'moves', ofMap, isVerbose),
    ...declaredBy(ofOwners(ofOthers), 'changes', ofOthers, isVerbose),
  ];
}

/** Our own transforms are named for a language or a command. */
export function isOfMap({ transform }: Edit): boolean {
  return /^(?:python|javascript|move|shim)\//.test(transform);
}

function ofOwners(edits: readonly Edit[]): string {
  const names = [...new Set(edits.map(({ transform }) => printable(transform)))];
  return `the ${names.length === 1 ? 'transform' : 'transforms'} ${names.join(', ')}`;
}

function declaredBy(owner: string, noun: string, edits: readonly Edit[], isVerbose: boolean): string[] {
  if (edits.length === 0) return [];
  const moves = tallied(edits.map(({ from, to }) => `${from} → ${to}`));
  return [
    `Declared by ${owner}, not proven to keep behaviour: ${count(edits.length, 'edit')}${isVerbose ? '' : ` (-v lists the ${noun})`}`,
    ...(isVerbose ? moves.map(([move, times]) => `  ${printable(move)}: ${count(times, 'edit')}`) : []),
  ];
}

/** The files whose edits nobody knows; empty when there are none. */
export function failedText({ summary, outcomes }: Plan): string {
  return section('Failed', outcomes, failedLines, true, summary.failed)
    .map((line) => `${line}\n`)
    .join('');
}

/**
 * The changed lines of each file, in the form of `git diff --stat`.
 * @param columns the width of the terminal, in which each line fits; undefined for names as long as they are
 */
export function statText({ outcomes }: Plan, columns?: number): string {
  const changed = outcomes.flatMap((outcome) => (outcome.status === 'changed' ? [outcome] : []));
  const counts = changed.map(({ lines: { added, deleted } }) => number(added + deleted));
  const digits = longest(counts);
  const room =
    columns === undefined ? Infinity : Math.max(SHORTEST_NAME, columns - digits - MARKS_AT_LEAST - ' '.length * 5);
  const names = changed.map((outcome) => shortened(printable(shownPath(outcome)), room));
  const width = longest(names);
  const places = columns === undefined ? MARKS : Math.min(MARKS, columns - width - digits - ' '.length * 5);
  const rows = changed.map(
    ({ lines: { added, deleted } }, k) =>
      ` ${(names[k] ?? '').padEnd(width)} | ${(counts[k] ?? '').padStart(digits)} ${marks(added, deleted, places)}`,
  );
  const total = (key: 'added' | 'deleted'): number => changed.reduce((sum, { lines }) => sum + lines[key], 0);
  return [
    ...rows,
    ` ${count(changed.length, 'file')} changed, ${count(total('added'), 'insertion')}(+), ${count(total('deleted'), 'deletion')}(-)`,
  ]
    .map((row) => `${row}\n`)
    .join('');
}

const MARKS = 40;
/** In a narrow terminal, the columns that stay for marks, and those of the shortest name. */
const [MARKS_AT_LEAST, SHORTEST_NAME] = [10, 20];

function longest(texts: readonly string[]): number {
  return texts.reduce((width, text) => Math.max(width, text.length), 0);
}

/** A path without its start, which is that of many. */
function shortened(name: string, room: number): string {
  return name.length <= room ? name : `…${name.slice(name.length - room + 1)}`;
}

function marks(added: number, deleted: number, places: number): string {
  const scale = Math.min(1, (places - 1) / Math.max(1, added + deleted));
  return '+'.repeat(Math.ceil(added * scale)) + '-'.repeat(Math.ceil(deleted * scale));
}

/** The reason for the path that the owner of the Map gives. */
function reasonText({ mapReason }: { readonly mapReason?: string | undefined }): string {
  return mapReason === undefined ? '' : `; the Map says: ${mapReason}`;
}

type Lister = (outcome: Outcome) => string[];

/** Edits that wait for a decision, without those of files that could not be written. */
function pendingEdits({ status, edits }: Outcome): readonly Edit[] {
  return status === 'skipped' || status === 'failed' ? [] : edits.filter((edit) => !edit.applied);
}

const pendingLines: Lister = (outcome) => {
  const operation = pendingOperation(outcome);
  return [
    ...(operation ? [`${outcome.path} ${operationText(operation)}: ${operation.because}`] : []),
    ...pendingEdits(outcome).map(
      (edit) =>
        `${outcome.path}:${edit.line}:${edit.column} ${atPlace(edit, edit.from)} → ${edit.to}: ${allReasons(edit)}${reasonText(edit)}`,
    ),
  ];
};
const refusedLines: Lister = ({ path, refused }) =>
  refused.map(
    (refusal) =>
      `${path}:${refusal.line}:${refusal.column} ${atPlace(refusal, refusal.reason)} ${refusal.from}: ${refusal.message}${reasonText(refusal)}`,
  );
const skippedLines: Lister = (outcome) =>
  outcome.status === 'skipped' ? [`${outcome.path} ${outcome.reason}: ${outcome.message}`] : [];
const removedLines: Lister = ({ path, diagnostics }) =>
  diagnostics
    .filter(({ ruleId }) => ruleId.endsWith('/removed-symbol'))
    .map((note) => `${path}:${note.line}:${note.column} ${atPlace(note, note.message)}`);
const removedCount = (outcomes: readonly Outcome[]): number =>
  outcomes.reduce((sum, outcome) => sum + removedLines(outcome).length, 0);
const mentionLines: Lister = ({ path, diagnostics }) =>
  diagnostics
    .filter(({ ruleId }) => ruleId.endsWith('/text-mention'))
    .map((note) => `${path}:${note.line}:${note.column} ${atPlace(note, note.message)}`);
const failedLines: Lister = (outcome) => (outcome.status === 'failed' ? [`${outcome.path}: ${outcome.error}`] : []);

function section(
  title: string,
  outcomes: readonly Outcome[],
  lister: Lister,
  isVerbose: boolean,
  total: number,
  details = '',
): string[] {
  if (total === 0) return [];
  const all = outcomes.flatMap(lister);
  const shown = isVerbose ? all : all.slice(0, SHOWN);
  const more = all.length - shown.length;
  return [
    `${title}: ${number(total)}${details}`,
    ...shown.map((line) => `  ${printable(line)}`),
    ...(more > 0 ? [`  … and ${number(more)} more (-v lists all)`] : []),
  ];
}

/** ` (3 star-import, 1 self-import)` */
function tally(values: readonly string[]): string {
  const parts = tallied(values).map(([value, times]) => `${number(times)} ${value}`);
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`;
}

/** How often each value occurs, the most frequent first. */
function tallied(values: readonly string[]): [value: string, times: number][] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
}
