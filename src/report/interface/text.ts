import type { InterfacePair, InterfaceReport } from '../../model/interface.ts';
import { printable } from '../escape.ts';
import { callsText, kindText, lackingText, parameterRows, placeText, resultsText, verdictText } from './lines.ts';
import type { InterfaceContext } from './lines.ts';

/** Rows of a list before it says how many more there are. */
const SHOWN = 10;

/** The pairs for a terminal. */
export function interfaceText({ pairs }: InterfaceReport, { isVerbose }: InterfaceContext): string {
  return pairs
    .flatMap((pair) => [...pairLines(pair, isVerbose), ''])
    .map((line) => `${printable(line).trimEnd()}\n`)
    .join('');
}

/** The lines about one pair. */
export function pairLines(pair: InterfacePair, isVerbose: boolean): string[] {
  const { legacy, canonical, differences, results } = pair;
  const rows = [
    [legacy.symbol, canonical.symbol] as const,
    [kindText(legacy), kindText(canonical)] as const,
    [legacy.place ? placeText(legacy.place) : '', canonical.place ? placeText(canonical.place) : ''] as const,
    ...parameterRows(pair),
    [
      legacy.returns === null ? '' : `→ ${legacy.returns}`,
      canonical.returns === null ? '' : `→ ${canonical.returns}`,
    ] as const,
  ].filter(([one, other]) => one !== '' || other !== '');
  const width = Math.max(...rows.map(([one]) => one.length));
  const lacking = results.lacking ?? [];
  const shown = isVerbose ? Infinity : SHOWN;
  return [
    ...rows.map(([one, other], k) =>
      k === 0 ? `${one.padEnd(width + 2)} → ${other}` : `  ${one.padEnd(width)} | ${other}`,
    ),
    ...differences.map(({ kind, message }) => `  ! ${kind}: ${message}`),
    `  ${verdictText(pair)}`,
    `  ${callsText(pair)}`,
    `  ${resultsText(pair)}`,
    ...lacking.slice(0, shown).map((member) => `    ${lackingText(member, isVerbose ? Infinity : 3)}`),
    ...(lacking.length > shown ? [`    … and ${lacking.length - shown} more (-v lists all)`] : []),
  ];
}
