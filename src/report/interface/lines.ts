import type {
  Callable,
  CodePlace,
  InterfacePair,
  InterfaceReport,
  LackingMember,
  Parameter,
} from '../../model/interface.ts';
import { count, number } from '../count.ts';
import { printable } from '../escape.ts';

/** The context that a reporter gets besides the report. */
export interface InterfaceContext {
  /** Shorten no list. */
  readonly isVerbose: boolean;
}

/** The kind of a callable, in a few words. */
export function kindText({ kind, isAsync, raisesAlways, brokenOnImport }: Callable): string {
  return [
    isAsync ? `async ${kind}` : kind,
    ...(raisesAlways === null ? [] : [`every call raises (${placeText(raisesAlways)})`]),
    ...(brokenOnImport === null ? [] : [`fails on import: ${brokenOnImport}`]),
  ].join(', ');
}

/** A parameter as a signature writes it. */
export function parameterText({ name, kind, default: value }: Parameter): string {
  const mark = kind === 'var-positional' ? '*' : kind === 'var-keyword' ? '**' : '';
  const note = kind === 'keyword-only' ? ' (keyword only)' : kind === 'positional-only' ? ' (position only)' : '';
  return `${mark}${name}${value === null ? '' : `=${value.replace(/\s+/g, ' ')}`}${note}`;
}

/** One row for each parameter of the two sides, in order. */
export function parameterRows({ legacy, canonical }: InterfacePair): (readonly [string, string])[] {
  const [old, next] = [legacy.parameters ?? [], canonical.parameters ?? []];
  const rows = Array.from({ length: Math.max(old.length, next.length) }, (_, k): readonly [string, string] => {
    const [one, other] = [old[k], next[k]];
    return [one === undefined ? '' : parameterText(one), other === undefined ? '' : parameterText(other)];
  });
  const unread = (callable: Callable): string => (callable.unread === null ? '' : `not known: ${callable.unread}`);
  const isUnread = legacy.unread !== null || canonical.unread !== null;
  return isUnread ? [[unread(legacy), unread(canonical)], ...rows] : rows;
}

/** Is there something that a caller has to know before calls of the one become calls of the other? */
export function isNotable({ legacy, canonical, differences, results }: InterfacePair): boolean {
  const fails =
    canonical.brokenOnImport !== null || [legacy, canonical].some(({ raisesAlways }) => raisesAlways !== null);
  return differences.length > 0 || fails || (results.lacking ?? []).length > 0;
}

export function placeText({ path, line }: CodePlace): string {
  return `${path}:${line}`;
}

/** Who calls the legacy symbol, and with what. */
export function callsText({ calls: { all, positional, awaited, files } }: InterfacePair): string {
  return `${count(all, 'call')} in ${count(files, 'file')}: ${positional} with arguments by position, ${awaited} awaited`;
}

/** The members of results that the canonical side lacks, in a sentence. */
export function resultsText({ results: { members, uses, lacking, unread, canonicalClass } }: InterfacePair): string {
  if (members === 0) return 'no member of a result is used';
  const all = `${count(members, 'member')} of results ${members === 1 ? 'is' : 'are'} used in ${count(uses, 'place')}`;
  if (lacking === null) return `${all}; whether the canonical side has them is not known: ${unread ?? ''}`;
  const own = canonicalClass ?? 'the canonical side';
  if (lacking.length === 0) return `${all}; ${own} has them all`;
  return `${all}; ${own} lacks ${number(lacking.length)} of them, used in ${count(
    lacking.reduce((total, each) => total + each.uses, 0),
    'place',
  )}`;
}

export function lackingText({ name, uses, places }: LackingMember, shown: number): string {
  const at = places.slice(0, shown).map(placeText);
  return `${name}: ${uses} (${at.join(', ')}${places.length > at.length ? ', …' : ''})`;
}

/** The verdict on the differences. */
export function verdictText({ differences, replaces, differs }: InterfacePair): string {
  if (differences.length === 0) return 'calls are alike, as far as both could be read';
  if (differs !== null) return `differs, with a reason: ${differs}`;
  return replaces ? 'differs, and the entry gives no reason: "differs": "…"' : 'differs';
}

/** The summary of the report, in a few lines. */
export function interfaceSummary({ filesScanned, pairs, same, unreadable }: InterfaceReport): string {
  const different = pairs.filter(({ differences }) => differences.length > 0).length;
  const lines = [
    `${count(filesScanned, 'file')} read: ${count(pairs.length, 'pair')} of different objects, ${different} not called alike; ${same} lead to one object`,
    ...unreadable.map(({ path, message }) => `not read: ${path}: ${message}`),
  ];
  return lines.map((line) => `${printable(line)}\n`).join('');
}
