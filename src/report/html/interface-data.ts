import type { InterfacePair } from '../../model/interface.ts';
import {
  callsText,
  isNotable,
  kindText,
  parameterRows,
  placeText,
  resultsText,
  verdictText,
} from '../interface/lines.ts';
import type { InterfaceData } from './report-data.ts';

/** The pairs to look at as the page takes them, those that are called most first. */
export function interfaceData(pairs: readonly InterfacePair[]): InterfaceData[] {
  return pairs
    .filter(isNotable)
    .toSorted((a, b) => b.calls.all - a.calls.all)
    .map((pair) => {
      const { legacy, canonical, differences, results } = pair;
      return {
        legacy: legacy.symbol,
        canonical: canonical.symbol,
        rows: [
          ['kind', kindText(legacy), kindText(canonical)],
          ...parameterRows(pair).map(([one, other], k) => [String(k + 1), one, other] as const),
          ['returns', legacy.returns ?? '', canonical.returns ?? ''],
        ],
        notes: [
          ...differences.map(({ kind, message }) => `${kind}: ${message}`),
          verdictText(pair),
          callsText(pair),
          resultsText(pair),
        ],
        lacking: (results.lacking ?? []).map(
          ({ name, uses, places: [first] }) => [name, uses, first ? placeText(first) : ''] as const,
        ),
      };
    });
}
