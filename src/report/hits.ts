import { hitKinds } from '../model/hits.ts';
import type { HitKind, Hits, HitSite, NeverHit } from '../model/hits.ts';
import { printable } from '../model/printable.ts';
import { count, number } from './count.ts';
import { code, plainMarkdown, printableJson } from './escape.ts';

/** The context that a reporter gets besides the result. */
export interface HitsContext {
  /** The owners of files, by their paths, where CODEOWNERS names any. */
  readonly owners: Readonly<Record<string, string>>;
  readonly isVerbose: boolean;
}

export type HitsFormat = 'text' | 'json' | 'markdown';

/** The formats of `hits --format`. */
export const hitsReporters: Readonly<Record<HitsFormat, (hits: Hits, context: HitsContext) => string>> = {
  text,
  json,
  markdown,
};

/** Rows that a list shows before it says how many more there are. */
const SHOWN = 20;

const titles: Readonly<Record<HitKind, string>> = {
  planned: 'Used, and apply moves it or says why not',
  dynamic: 'Used, and no reference shows it: only the run does',
  unmapped: 'Used, and without a canonical path',
  outside: 'Used from outside of the repository',
};
const never = 'Never used, as far as was recorded';

/** The sites of each kind with most hits first, and the references that nothing used. */
function sections(
  { sites, neverHit }: Hits,
  { owners, isVerbose }: HitsContext,
): { title: string; rows: string[][]; more: number }[] {
  const owner = ({ path }: NeverHit): string[] => (owners[path] === undefined ? [] : [owners[path]]);
  const place = ({ path, line, legacy }: NeverHit): string[] => [`${path}:${line}`, legacy];
  const section = (title: string, rows: string[][]): { title: string; rows: string[][]; more: number } => {
    const shown = isVerbose ? rows : rows.slice(0, SHOWN);
    return { title: `${title}: ${count(rows.length, 'place')}`, rows: shown, more: rows.length - shown.length };
  };
  const used = hitKinds.map((kind) => {
    const own = sites.filter((site) => site.kind === kind).toSorted((a, b) => b.hits - a.hits);
    return section(
      titles[kind],
      own.map((site) => [...place(site), `≥ ${number(site.hits)}`, ...owner(site)]),
    );
  });
  return [
    ...used,
    section(
      never,
      neverHit.map((one) => [...place(one), ...owner(one)]),
    ),
  ].filter(({ rows }) => rows.length > 0);
}

function text(hits: Hits, context: HitsContext): string {
  return [
    ...sections(hits, context).flatMap(({ title, rows, more }) => [
      title,
      ...rows.map((cells) => `  ${cells.join('  ')}`),
      ...(more > 0 ? [`  … and ${number(more)} more (-v lists all)`] : []),
    ]),
    ...burnDown(hits),
  ]
    .map((line) => `${printable(line)}\n`)
    .join('');
}

/** A line for each of the last days. */
function burnDown({ days }: Hits): string[] {
  const last = days.slice(-SHOWN);
  const most = Math.max(1, ...last.map(({ sites }) => sites));
  return last.length < 2
    ? []
    : [
        'Places recorded by day',
        ...last.map(({ day, sites }) => `  ${day}  ${'█'.repeat(Math.ceil((sites / most) * BAR))} ${number(sites)}`),
      ];
}

const BAR = 40;

/** The closing summary for the terminal. */
export function hitsSummary({ sites, neverHit, processes, unreadable }: Hits): string {
  const hits = sites.reduce((sum, site) => sum + site.hits, 0);
  return [
    `${count(sites.length, 'place')} used legacy names, at least ${number(hits)} times in ${number(processes)} process${processes === 1 ? '' : 'es'}; ${count(neverHit.length, 'reference')} never`,
    ...(unreadable === 0
      ? []
      : [`${count(unreadable, 'line')} could not be read, as where a process was killed while it wrote`]),
  ]
    .map((line) => `${line}\n`)
    .join('');
}

/** For programs; its schema is schema/hits.json. */
function json({ sites, neverHit, ...hits }: Hits, { owners }: HitsContext): string {
  const owned = <T extends HitSite | NeverHit>(one: T): T & { owner?: string | undefined } =>
    owners[one.path] === undefined ? one : { ...one, owner: owners[one.path] };
  return printableJson({ schemaVersion: 1, ...hits, sites: sites.map(owned), neverHit: neverHit.map(owned) });
}

function markdown(hits: Hits, context: HitsContext): string {
  return [
    '# ssot-codemod hits',
    '',
    plainMarkdown(hitsSummary(hits).trimEnd()),
    '',
    ...sections(hits, context).flatMap(({ title, rows, more }) => [
      `## ${title}`,
      '',
      '| place | legacy | |',
      '| --- | --- | --- |',
      ...rows.map(
        ([place = '', legacy = '', ...rest]) =>
          `| ${code(place)} | ${code(legacy)} | ${plainMarkdown(rest.join(', '))} |`,
      ),
      ...(more > 0 ? ['', `… and ${number(more)} more.`] : []),
      '',
    ]),
  ]
    .map((line) => `${line}\n`)
    .join('');
}
