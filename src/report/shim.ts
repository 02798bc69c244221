import type { Outcome } from '../model/outcome.ts';
import { printable } from '../model/printable.ts';
import { shimTiers } from '../model/shim.ts';
import type { Shimmable, ShimFinding, Shimming, ShimTier } from '../model/shim.ts';
import { count } from './count.ts';
import { code, plainMarkdown, printableJson } from './escape.ts';

export type ShimFormat = 'text' | 'json' | 'markdown';

/** The formats of `shim --format`. */
export const shimReporters: Readonly<Record<ShimFormat, (shimming: Shimming, isVerbose: boolean) => string>> = {
  text,
  json,
  markdown,
};

/** The same for `shim --check`. */
export const shimCheckReporters: Readonly<Record<ShimFormat, (findings: readonly ShimFinding[]) => string>> = {
  text: (findings) => findings.map(({ path, because }) => `${printable(`${path}: ${because}`)}\n`).join(''),
  json: (findings) => printableJson({ schemaVersion: 1, findings }),
  markdown: (findings) =>
    [
      '# ssot-codemod shim --check',
      '',
      ...table(findings, ['file', 'because'], ({ path, because }) => [code(path), plainMarkdown(because)]),
    ]
      .map((line) => `${line}\n`)
      .join(''),
};

const titles: Readonly<Record<ShimTier, string>> = {
  safe: 'Safe',
  declared: 'Declared by the Map',
  review: 'For review',
  refused: 'No shim',
};

function text({ found }: Shimming, isVerbose: boolean): string {
  return shimTiers
    .flatMap((tier) => {
      const own = found.filter((one) => one.tier === tier);
      if (own.length === 0) return [];
      return [
        `${titles[tier]}: ${count(own.length, 'module')}`,
        ...own.flatMap((one) => [
          `  ${one.path} ${one.reason}: ${one.because}`,
          ...(one.old === undefined ? [] : [`    old code: ${one.old}`]),
          ...(isVerbose && one.names.length > 0 ? [`    names: ${one.names.join(', ')}`] : []),
        ]),
      ];
    })
    .map((line) => `${printable(line)}\n`)
    .join('');
}

/** The closing summary for the terminal. */
export function shimSummary({ found }: Shimming, outcomes: readonly Outcome[]): string {
  const written = outcomes.filter(({ status }) => status === 'changed').map(({ path }) => path);
  const review = found.filter(({ tier }) => tier === 'review').length;
  return [
    ...(written.length === 0
      ? ['Nothing to write']
      : [
          `With --apply, ${count(written.length, 'file')} ${written.length === 1 ? 'is' : 'are'} written: ${written.join(', ')}`,
        ]),
    ...(review === 0 ? [] : [`${count(review, 'module')} for review (--include-review takes them)`]),
  ]
    .map((line) => `${printable(line)}\n`)
    .join('');
}

/** For programs; its schema is schema/shim.json. Stable from run to run and machine to machine. */
function json({ found }: Shimming): string {
  const summary = Object.fromEntries(shimTiers.map((tier) => [tier, found.filter((one) => one.tier === tier).length]));
  return printableJson({ schemaVersion: 1, summary, modules: found });
}

function markdown({ found }: Shimming): string {
  const row = ({ path, tier, reason, because }: Shimmable): string[] => [
    code(path),
    tier,
    reason,
    plainMarkdown(because),
  ];
  return ['# ssot-codemod shim', '', ...table(found, ['module', 'tier', 'reason', 'because'], row)]
    .map((line) => `${line}\n`)
    .join('');
}

function table<T>(rows: readonly T[], head: readonly string[], cells: (row: T) => readonly string[]): string[] {
  if (rows.length === 0) return ['Nothing was found.'];
  const line = (texts: readonly string[]): string => `| ${texts.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map((row) => line(cells(row)))];
}
