import { printable } from '../model/printable.ts';
import { pruneKinds, pruneReasons, pruneTiers } from '../model/pruning.ts';
import type { Prunable, PruneTier, Pruning } from '../model/pruning.ts';
import { count, number } from './count.ts';
import { code, plainMarkdown, printableJson } from './escape.ts';

/** The context that a reporter gets besides the result. */
export interface PruneContext {
  /** The owners of files, by their paths, where CODEOWNERS names any. */
  readonly owners: Readonly<Record<string, string>>;
  readonly isVerbose: boolean;
}

type PruneReporter = (pruning: Pruning, context: PruneContext) => string;

export type PruneFormat = 'text' | 'json' | 'markdown';

/** The formats of `prune --format`. */
export const pruneReporters: Readonly<Record<PruneFormat, PruneReporter>> = { text, json, markdown };

/** Lines of a list that a terminal shows before it says how many more there are. */
const SHOWN = 20;

const titles: Readonly<Record<PruneTier, string>> = { safe: 'Can go', review: 'For review', refused: 'Stays' };

function text({ found }: Pruning, { owners, isVerbose }: PruneContext): string {
  const lines = pruneTiers.flatMap((tier) => {
    const own = found.filter((one) => one.tier === tier);
    if (own.length === 0) return [];
    const shown = isVerbose ? own : own.slice(0, SHOWN);
    const more = own.length - shown.length;
    return [
      `${titles[tier]}: ${extent(own)}, ${size(own)}${tallyOf(own)}`,
      ...shown.map((one) => `  ${named(one)} ${one.kind} ${one.reason}: ${one.because}`).map(printable),
      ...(more > 0 ? [`  … and ${number(more)} more (-v lists all)`] : []),
    ];
  });
  return [...lines, ...ownerLines(found, owners)].map((line) => `${line}\n`).join('');
}

/** `3 files, 1 name` */
function extent(own: readonly Prunable[]): string {
  const names = own.filter(({ name }) => name !== undefined).length;
  return [
    ...(own.length > names || names === 0 ? [count(own.length - names, 'file')] : []),
    ...(names > 0 ? [count(names, 'name')] : []),
  ].join(', ');
}

function named({ path, name }: Prunable): string {
  return name === undefined ? path : `${path}:${name}`;
}

/** ` (3 unreferenced, 1 named-in-text)` */
function tallyOf(own: readonly Prunable[]): string {
  const parts = pruneReasons.flatMap((reason) => {
    const times = own.filter((one) => one.reason === reason).length;
    return times === 0 ? [] : [`${number(times)} ${reason}`];
  });
  return ` (${parts.join(', ')})`;
}

function size(own: readonly Prunable[]): string {
  const bytes = own.reduce((sum, one) => sum + one.bytes, 0);
  if (bytes < 1000) return count(bytes, 'byte');
  return bytes < 1e6 ? `${(bytes / 1e3).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

/** Owners of the most first. */
function ownerLines(found: readonly Prunable[], owners: PruneContext['owners']): string[] {
  const byOwner = new Map<string, Prunable[]>();
  for (const one of found) {
    const owner = owners[one.path];
    if (owner === undefined || one.tier === 'refused') continue;
    byOwner.set(owner, [...(byOwner.get(owner) ?? []), one]);
  }
  if (byOwner.size === 0) return [];
  return [
    'By owner:',
    ...[...byOwner]
      .toSorted(([a, m], [b, n]) => n.length - m.length || (a < b ? -1 : 1))
      .map(([owner, own]) => `  ${printable(owner)}: ${count(own.length, 'file')}, ${size(own)}`),
  ];
}

/**
 * The closing summary for the terminal.
 * @param chosen what `--apply` would delete
 */
export function pruneSummary({ found, filesTracked }: Pruning, chosen: readonly Prunable[]): string {
  const of = (tier: PruneTier): Prunable[] => found.filter((one) => one.tier === tier);
  const kinds = pruneKinds
    .map((kind) => [kind, of('safe').filter((one) => one.kind === kind).length] as const)
    .filter(([, times]) => times > 0)
    .map(([kind, times]) => `${number(times)} ${kind}`);
  const lines = [
    `${extent(of('safe'))} of ${number(filesTracked)} can go, ${size(of('safe'))}${kinds.length === 0 ? '' : `: ${kinds.join(', ')}`}`,
    ...(of('review').length === 0
      ? []
      : [`${number(of('review').length)} more for review (--include-review takes them)`]),
    ...(of('refused').length === 0 ? [] : [`${number(of('refused').length)} could go by their kind, and stay`]),
    ...(chosen.length === 0 ? [] : [`With --apply, ${extent(chosen)} ${chosen.length === 1 ? 'is' : 'are'} deleted`]),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

/** For programs; its schema is schema/prune.json. Stable from run to run and machine to machine. */
function json({ commit, filesTracked, found }: Pruning, { owners }: PruneContext): string {
  const summary = Object.fromEntries(
    pruneTiers.map((tier) => {
      const own = found.filter((one) => one.tier === tier);
      return [tier, { files: own.length, bytes: own.reduce((sum, { bytes }) => sum + bytes, 0) }];
    }),
  );
  const deletions = found.map((one) => ({
    ...one,
    ...(owners[one.path] === undefined ? {} : { owner: owners[one.path] }),
  }));
  return printableJson({ schemaVersion: 1, commit, filesTracked, summary, deletions });
}

/** Rows of a table in Markdown: GitHub takes no comment of more than 65,536 characters. */
const ROWS = 200;

function markdown(pruning: Pruning, { isVerbose }: PruneContext): string {
  const { found } = pruning;
  const lines = ['# ssot-codemod prune', '', ...summaryRows(found)];
  for (const tier of pruneTiers) {
    const own = found.filter((one) => one.tier === tier);
    if (own.length === 0) continue;
    const shown = isVerbose ? own : own.slice(0, ROWS);
    lines.push(
      `## ${titles[tier]}: ${extent(own)}, ${size(own)}`,
      '',
      '| file | kind | reason | because |',
      '| --- | --- | --- | --- |',
      ...shown.map((one) => `| ${code(named(one))} | ${one.kind} | ${one.reason} | ${plainMarkdown(one.because)} |`),
      '',
      ...(own.length > shown.length ? [`… and ${number(own.length - shown.length)} more.`, ''] : []),
    );
  }
  return lines.map((line) => `${line}\n`).join('');
}

function summaryRows(found: readonly Prunable[]): string[] {
  if (found.length === 0) return ['Nothing can go.', ''];
  return [
    '| kind | can go | for review | stays |',
    '| --- | ---: | ---: | ---: |',
    ...pruneKinds
      .filter((kind) => found.some((one) => one.kind === kind))
      .map((kind) => {
        const cells = pruneTiers.map((tier) => found.filter((one) => one.kind === kind && one.tier === tier).length);
        return `| ${kind} | ${cells.map(number).join(' | ')} |`;
      }),
    '',
  ];
}
