import { atPlace } from '../model/carrier-place.ts';
import { auditRules } from '../audit/findings.ts';
import { below, reasonOfMap, rulesOf } from '../check/import-findings.ts';
import type { FragmentedImport } from '../check/import-findings.ts';
import type { CheckResult, CountedFinding, KindResult } from '../check/judge.ts';
import type { Finding, Rule } from '../model/finding.ts';
import type { Tier } from '../model/tier.ts';
import { count, number } from './count.ts';
import { code, plainMarkdown, printable, printableJson } from './escape.ts';
import { leftOutText, notReadText } from './left-out.ts';
import { github } from './github.ts';
import { gitlab } from './gitlab.ts';
import { junit } from './junit.ts';
import { rdjson } from './rdjson.ts';
import { sarif } from './sarif.ts';

/** The context that a reporter gets besides the result. */
interface CheckContext {
  /** The version of this package. */
  readonly version: string;
  /** The way from the top of the repository to the root: empty, or ending with a slash. */
  readonly rootPath: string;
  /** Also list known and allowed findings, and notes. */
  readonly isVerbose: boolean;
}

type CheckReporter = (result: CheckResult, context: CheckContext) => string;

const text: CheckReporter = (result, { isVerbose }) =>
  [
    ...result.fresh.flatMap((finding, k) => importLines(finding, result.fresh[k + 1])),
    ...findingLines([...(result.isolation?.fresh ?? []), ...(result.leftovers?.fresh ?? [])]),
    ...findingLines(result.stale),
    ...mapLines(result.others.filter(isOfMap), isVerbose),
    ...findingLines(result.others.filter((other) => !isOfMap(other) && (isVerbose || other.severity !== 'note'))),
    ...(isVerbose ? [...titled('Known', allOf(result, 'known')), ...titled('Allowed', allOf(result, 'allowed'))] : []),
  ]
    .map((line) => `${line}\n`)
    .join('');

const isOfMap = ({ ruleId }: Finding): boolean => ruleId === 'map-entry';

/** The number of problems of the Map to show before counting the rest. */
const MAP_PROBLEMS = 10;

function mapLines(findings: readonly Finding[], isVerbose: boolean): string[] {
  const shown = isVerbose ? findings : findings.slice(0, MAP_PROBLEMS);
  const more = findings.length - shown.length;
  return [...findingLines(shown), ...(more > 0 ? [`… and ${number(more)} more in the Map (-v lists all)`] : [])];
}

/** The finding and its fix, which the next finding has, too, when it is about the same statement. */
function importLines(finding: FragmentedImport, next: FragmentedImport | undefined): string[] {
  const { from, to, after, fix, message, tier } = finding;
  const lines = after === '' ? [] : after.split(/\r\n?|\n/);
  const isShort = lines.length > 0 && lines.length <= SHORT;
  const isShared =
    next?.path === finding.path && next.line === finding.line && next.after === after && next.fix === fix;
  return [
    placed(
      finding,
      to === undefined ? message : atPlace(finding, `${from} → ${to}${marks[tier ?? 'safe']}${reasonOfMap(message)}`),
    ),
    ...(isShared ? [] : isShort ? lines : [fix]).map((line) => `    ${printable(line)}`),
  ];
}

/** How a line says that a move is not proven. */
const marks: Readonly<Record<Tier, string>> = { safe: '', declared: ' (declared)', review: ' (for review)' };

/** Lines of a new statement that are shown instead of the command that makes it. */
const SHORT = 6;

function findingLines(findings: readonly Finding[]): string[] {
  return findings.flatMap((finding) => [
    placed(finding, finding.message),
    ...(finding.fix === '' ? [] : [`    ${printable(finding.fix)}`]),
  ]);
}

/** The findings of all kinds that something lets be. */
function allOf(result: CheckResult, part: 'known' | 'allowed'): CountedFinding[] {
  return [...result[part], ...(result.isolation?.[part] ?? []), ...(result.leftovers?.[part] ?? [])];
}

function titled(title: string, findings: readonly CountedFinding[]): string[] {
  const reason = ({ allowedBecause }: Finding): string => (allowedBecause === undefined ? '' : ` (${allowedBecause})`);
  return findings.length === 0
    ? []
    : [`${title}:`, ...findings.map((finding) => `  ${placed(finding, `${finding.from}${reason(finding)}`)}`)];
}

function placed({ path, line, column }: Pick<Finding, 'path' | 'line' | 'column'>, message: string): string {
  return printable(`${path}:${line}:${column} ${message}`);
}

/** For a pull request. GitHub takes no comment that is longer. */
const MAX_MARKDOWN = 60_000;

const markdown: CheckReporter = (result) => {
  const { fresh, isolation, leftovers, stale, others } = result;
  const errors = others.filter((other) => other.severity === 'error' && !isOfMap(other));
  const lines = [
    `# ssot-codemod check`,
    '',
    `${checkSentence(result)}.`,
    '',
    ...table('Imports on legacy paths', ['place', 'legacy', 'canonical', 'fix'], fresh.map(importRow)),
    ...table('Isolation risks', ['place', 'rule', 'risk', 'fix'], (isolation?.fresh ?? []).map(ruleRow)),
    ...table('Leftovers', ['place', 'rule', 'leftover', 'fix'], (leftovers?.fresh ?? []).map(ruleRow)),
    ...table(
      'The baseline knows more than there is',
      ['entry', 'fix'],
      stale.map(({ message, fix }) => [plainMarkdown(message), code(fix)]),
    ),
    ...table(
      'Wrong in the Map',
      ['place', 'problem', 'fix'],
      others
        .filter(isOfMap)
        .map((finding) => [place(finding), plainMarkdown(finding.message), plainMarkdown(finding.fix)]),
    ),
    ...table(
      'Not looked at',
      ['file', 'because'],
      errors.map(({ path, message }) => [code(path), plainMarkdown(message)]),
    ),
    ...table(
      'Allowed by a comment',
      ['place', 'what', 'reason'],
      allOf(result, 'allowed').map((finding) => [
        place(finding),
        code(finding.from),
        plainMarkdown(finding.allowedBecause ?? ''),
      ]),
    ),
  ];
  return shortened(lines);
};

function importRow(finding: FragmentedImport): string[] {
  const { from, to, after, fix, message } = finding;
  const statement = after !== '' && !/[\r\n]/.test(after) ? after : fix;
  return [
    place(finding),
    code(from),
    to === undefined ? '' : code(to),
    to === undefined ? plainMarkdown(message) : code(statement),
  ];
}

function ruleRow(finding: CountedFinding): string[] {
  return [place(finding), code(finding.ruleId), plainMarkdown(finding.message), plainMarkdown(finding.fix)];
}

function place({ path, line }: Finding): string {
  return code(`${path}:${line}`);
}

function table(title: string, heads: readonly string[], rows: readonly (readonly string[])[]): string[] {
  if (rows.length === 0) return [];
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [`## ${title}`, '', row(heads), row(heads.map(() => '---')), ...rows.map(row), ''];
}

/** The lines that fit, and the number of those that do not. */
function shortened(lines: readonly string[]): string {
  let length = 0;
  const fitting = lines.findIndex((line) => (length += line.length + 1) > MAX_MARKDOWN);
  if (fitting < 0) return lines.map((line) => `${line}\n`).join('');
  const rest = `… and ${number(lines.length - fitting)} lines more`;
  return [...lines.slice(0, fitting), '', rest].map((line) => `${line}\n`).join('');
}

/** The schema is schema/check.json. */
const json: CheckReporter = (result) => {
  const { fresh, isolation, leftovers, stale, known, allowed, others, summary } = result;
  const notRead = result.notRead.length > 0 ? result.notRead : undefined;
  const leftOut = result.leftOut.length > 0 ? result.leftOut : undefined;
  const findings = { fragmented: fresh, isolation, leftovers, stale, known, allowed, others, notRead, leftOut };
  return printableJson({ schemaVersion: 1, command: 'check', summary, ...findings });
};

const allFindings = ({ fresh, allowed, isolation, leftovers, stale, others }: CheckResult): Finding[] => [
  ...[{ fresh, allowed }, isolation, leftovers].flatMap((kind) => [...(kind?.fresh ?? []), ...(kind?.allowed ?? [])]),
  ...stale,
  ...others,
];

/** The formats of `check --format`. */
export const checkReporters = {
  text,
  json,
  markdown,
  sarif: (result, { version, rootPath }) => {
    const findings = below(rootPath, allFindings(result));
    const found = new Set(findings.map(({ ruleId }) => ruleId));
    const ofAudit = auditRules.filter(({ id }) => found.has(id));
    const isOther = ({ id }: Rule): boolean => !ofAudit.some((rule) => rule.id === id);
    return sarif(findings, [...rulesOf(findings).filter(isOther), ...ofAudit], version);
  },
  github: (result, context) => github(shownFindings(result, context)),
  rdjson: (result, context) => rdjson(shownFindings(result, context)),
  gitlab: (result, context) => gitlab(shownFindings(result, context)),
  junit: (result, context) => junit(shownFindings(result, context)),
} as const satisfies Readonly<Record<string, CheckReporter>>;

function shownFindings(result: CheckResult, { rootPath, isVerbose }: CheckContext): Finding[] {
  return below(rootPath, allFindings(result)).filter(({ severity }) => isVerbose || severity !== 'note');
}

/** The closing summary for the terminal. */
export function checkSummaryText(result: CheckResult, isVerbose: boolean): string {
  const movable = result.fresh.filter(({ to, ruleId }) => to !== undefined && ruleId === 'fragmented-import');
  const isUnderReview = movable.length > 0 && movable.every(({ tier }) => tier === 'review');
  const fix = isUnderReview
    ? 'After a look at them: ssot-codemod apply --include-review'
    : 'Fix with: ssot-codemod apply';
  return [
    checkSentence(result),
    ...leftOutText(result.leftOut),
    ...notReadText(result.notRead, isVerbose),
    ...(movable.length > 0 ? [fix] : []),
  ]
    .map((line) => `${line}\n`)
    .join('');
}

/** With a baseline, nobody can say which of those that are alike are the new ones. */
function importsAndCalls({ new: added, calls }: CheckResult['summary'], fresh: number): string {
  if (calls === 0) return count(added, 'import');
  return added === fresh
    ? `${count(added - calls, 'import')} and ${count(calls, 'call')}`
    : `${number(added)} imports and calls`;
}

function checkSentence({ kinds, fresh, isolation, leftovers, stale, summary }: CheckResult): string {
  const files = new Set(fresh.map(({ path }) => path)).size;
  const of = (key: 'known' | 'allowed'): number =>
    summary[key] + (isolation?.[key].length ?? 0) + (leftovers?.[key].length ?? 0);
  const counts = [
    [of('known'), 'known to the baseline'],
    [of('allowed'), 'allowed by comments'],
    [stale.length, 'stale in the baseline'],
    [summary.unmapped, 'without a canonical path yet'],
    [summary.staying, 'that stay, and fail nothing (-v lists them)'],
    [summary.mapProblems, 'wrong in the Map'],
    [summary.failed, 'files that could not be looked at'],
  ] as const;
  const others = counts.flatMap(([times, what]) => (times === 0 ? [] : [`${number(times)} ${what}`]));
  const imports =
    summary.new === 0
      ? `No ${summary.known + summary.allowed > 0 ? 'new ' : ''}import on a legacy path in ${count(summary.filesScanned, 'file')}`
      : `${importsAndCalls(summary, fresh.length)} on legacy paths in ${count(files, 'file')} of ${number(summary.filesScanned)}`;
  const found = [
    ...(kinds.includes('imports') ? [imports] : []),
    ...kindSentence('isolation risk', isolation),
    ...kindSentence('leftover', leftovers),
    ...(kinds.includes('imports') ? [] : [`${count(summary.filesScanned, 'file')} looked at`]),
  ];
  return [...found, ...others].join('; ');
}

function kindSentence(noun: string, result: KindResult | undefined): string[] {
  if (result === undefined) return [];
  const isKnown = result.known.length + result.allowed.length > 0;
  return [result.new === 0 ? `no ${isKnown ? 'new ' : ''}${noun}` : count(result.new, noun)];
}
