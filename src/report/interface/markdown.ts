import type { InterfacePair, InterfaceReport } from '../../model/interface.ts';
import { code, plainMarkdown } from '../escape.ts';
import { callsText, kindText, parameterRows, placeText, resultsText, verdictText } from './lines.ts';
import type { InterfaceContext } from './lines.ts';

const SHOWN = 20;

/** The pairs for an issue, a pull request or a page of a wiki. */
export function interfaceMarkdown({ pairs }: InterfaceReport, { isVerbose }: InterfaceContext): string {
  return ['# ssot-codemod interface', '', ...pairs.flatMap((pair) => pairMarkdown(pair, isVerbose ? Infinity : SHOWN))]
    .map((line) => `${line}\n`)
    .join('');
}

/** The lines about one pair, below a heading. */
export function pairMarkdown(pair: InterfacePair, shown: number): string[] {
  const { legacy, canonical, differences, results } = pair;
  const lacking = results.lacking ?? [];
  const cell = (text: string | null): string => (text === null || text === '' ? '' : code(text));
  return [
    `## ${code(legacy.symbol)} → ${code(canonical.symbol)}`,
    '',
    '| | legacy | canonical |',
    '| --- | --- | --- |',
    `| kind | ${plainMarkdown(kindText(legacy))} | ${plainMarkdown(kindText(canonical))} |`,
    ...parameterRows(pair).map(([one, other], k) => `| ${k + 1} | ${cell(one)} | ${cell(other)} |`),
    `| returns | ${cell(legacy.returns)} | ${cell(canonical.returns)} |`,
    '',
    ...differences.map(({ kind, message }) => `- **${kind}**: ${plainMarkdown(message)}`),
    `- ${plainMarkdown(verdictText(pair))}`,
    `- ${plainMarkdown(callsText(pair))}`,
    `- ${plainMarkdown(resultsText(pair))}`,
    '',
    ...(lacking.length === 0
      ? []
      : [
          '| lacking member | uses | first |',
          '| --- | --- | --- |',
          ...lacking
            .slice(0, shown)
            .map(
              ({ name, uses, places: [first] }) =>
                `| ${code(name)} | ${uses} | ${first ? code(placeText(first)) : ''} |`,
            ),
          ...(lacking.length > shown ? [`| … and ${lacking.length - shown} more | | |`] : []),
          '',
        ]),
  ];
}
