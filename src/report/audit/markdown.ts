import type { Audit, Place } from '../../model/audit.ts';
import { code, plainMarkdown } from '../escape.ts';
import { number } from '../count.ts';
import { leftOutBecause, notReadText } from '../left-out.ts';
import { isNotable } from '../interface/lines.ts';
import { pairMarkdown } from '../interface/markdown.ts';
import { figures, openRisks, percent, rateDefinition, severities } from './figures.ts';

/** Rows of a list before it says how many more there are: an issue on GitHub holds 65,536 characters. */
const SHOWN = 20;

type Row = readonly string[];

/** The audit for an issue, a pull request or a page of a wiki. `isVerbose` lists everything. */
export function auditMarkdown(audit: Audit, isVerbose: boolean): string {
  const shown = isVerbose ? Infinity : SHOWN;
  const risks = openRisks(audit)
    .filter(({ area }) => area === 'production')
    .toSorted((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity));
  const allowed = audit.isolationRisks.filter(({ allowedBecause }) => allowedBecause !== undefined);
  const lines = [
    '# ssot-codemod audit',
    '',
    ...summaryLines(audit),
    ...table(
      'Implementations',
      ['class', 'kind', 'place', 'why'],
      shown,
      audit.implementations
        .filter(({ counts }) => counts)
        .map((one) => [code(one.name), one.kind, placeOf(one), plainMarkdown(one.because)]),
    ),
    ...table(
      'Import paths',
      ['symbol', 'imported from', 'production', 'tests', 'canonical'],
      shown,
      audit.symbols.flatMap(({ symbol, paths, canonicalShare }) =>
        paths.map((path, k) => [
          k === 0 ? code(symbol) : '',
          code(path.from) + (path.isDangling ? ', dangling' : ''),
          number(path.production.bindings),
          number(path.tests.bindings),
          k > 0 || canonicalShare === undefined ? '' : percent({ rate: canonicalShare }),
        ]),
      ),
    ),
    ...table(
      'Imports by paths that the Map does not know',
      ['place', 'import', 'canonical'],
      shown,
      (audit.undeclaredPaths ?? []).map((one) => [placeOf(one), code(one.from), code(one.to)]),
    ),
    ...table(
      'Dangling imports',
      ['place', 'why'],
      shown,
      audit.danglingImports.map((one) => [placeOf(one), plainMarkdown(one.message)]),
    ),
    ...table(
      'Leftovers',
      ['file', 'kind', 'importers', 'why'],
      shown,
      audit.leftovers
        .toSorted((a, b) => b.importers.length - a.importers.length)
        .map((one) => [code(one.path), one.kind, number(one.importers.length), plainMarkdown(one.because)]),
    ),
    ...table(
      'User isolation risks in production',
      ['severity', 'place', 'rule', 'what', 'fix'],
      shown,
      risks.map((one) => [one.severity, placeOf(one), one.ruleId, plainMarkdown(one.message), plainMarkdown(one.fix)]),
    ),
    ...table(
      'Allowed by a comment',
      ['place', 'rule', 'reason'],
      shown,
      allowed.map((one) => [placeOf(one), one.ruleId, plainMarkdown(one.allowedBecause ?? '')]),
    ),
    ...table(
      'Comments that allow nothing',
      ['place', 'why'],
      shown,
      audit.voidSuppressions.map((one) => [placeOf(one), plainMarkdown(one.message)]),
    ),
    ...table(
      'Connection methods in production, outside of the canonical manager',
      ['place', 'class', 'method'],
      shown,
      audit.connections
        .filter(({ area }) => area === 'production')
        .map((one) => [placeOf(one), one.owner === '' ? '' : code(one.owner), code(one.method)]),
    ),
    ...table(
      'Validation tests that cannot run',
      ['file', 'fails to import'],
      shown,
      audit.validationTests
        .filter(({ dangling }) => dangling.length > 0)
        .map((one) => [code(one.path), one.dangling.map(code).join(', ')]),
    ),
    ...table(
      'Counts of a script that matches text',
      ['what it says', 'claimed', 'text', 'what that counts', 'real', 'what that counts'],
      Infinity,
      (audit.textCounts ?? []).map((one) => [
        plainMarkdown(one.label),
        plainMarkdown(one.claimed ?? ''),
        number(one.count),
        `${one.counts} that match ${code(one.pattern)}`,
        number(one.measured),
        one.measures,
      ]),
    ),
    ...table(
      'Left out: nothing is known of these',
      ['path', 'why'],
      shown,
      (audit.leftOut ?? []).map(({ path, why }) => [code(path), leftOutBecause[why]]),
    ),
    ...notReadText(audit.notRead ?? [], isVerbose).map((line) => `- ${plainMarkdown(line.trim())}`),
    ...interfaceLines(audit, shown),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

/** The lines of the block in a status file, with which a report also begins. */
export function summaryLines(audit: Audit): string[] {
  return [
    ...rows(['measured', 'result'], figures(audit)),
    '',
    `Compliance: ${rateDefinition}.`,
    '',
    ...rows(
      ['check', 'passed', 'found'],
      audit.compliance.checks.map(({ id, passed, found }) => [id, passed ? 'yes' : '**no**', plainMarkdown(found)]),
    ),
    '',
  ];
}

function placeOf({ path, line }: Pick<Place, 'path' | 'line'>): string {
  return code(`${path}:${line}`);
}

function table(title: string, head: Row, shown: number, all: readonly Row[]): string[] {
  if (all.length === 0) return [];
  const more = all.length - Math.min(shown, all.length);
  return [
    `## ${title}: ${number(all.length)}`,
    '',
    ...rows(head, all.slice(0, shown)),
    '',
    ...(more > 0 ? [`… and ${number(more)} more, which \`ssot-codemod audit -v\` lists.`, ''] : []),
  ];
}

function rows(head: Row, body: readonly Row[]): string[] {
  const line = (cells: Row): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...body.map(line)];
}

/** The pairs to look at, each below a heading of its own. */
function interfaceLines({ interfaces = [] }: Audit, shown: number): string[] {
  const notable = interfaces.filter(isNotable).toSorted((a, b) => b.calls.all - a.calls.all);
  if (notable.length === 0) return [];
  return [
    '',
    '## Legacy symbols beside other objects that stand for them',
    '',
    ...notable.slice(0, shown).flatMap((pair) => pairMarkdown(pair, shown).map((line) => line.replace(/^## /, '### '))),
    ...(notable.length > shown ? [`… and ${number(notable.length - shown)} more`] : []),
  ];
}
