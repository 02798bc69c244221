import type { AuditedPlace, IsolationRisk } from '../model/audit.ts';
import { allowCommentFor } from '../model/allow-comment.ts';
import type { AllowComment } from '../model/allow-comment.ts';
import { allowComments } from '../parse/allow-comments.ts';
import type { AuditedFile } from './audited-file.ts';
import { isolationRules } from './isolation/index.ts';
import type { IsolationRule, Risk } from './isolation/rule.ts';
import type { LineKind } from './line-kinds.ts';
import type { Vocabulary } from './vocabulary.ts';

const ruleIds = new Set(isolationRules.map(({ id }) => id));

/** A rule with a line that it may find something in. */
export interface Suspicion {
  readonly rule: IsolationRule;
  readonly line: number;
}

/** The rules by the kind of line that they are shown. */
const rulesOf = (namesManager: boolean): ReadonlyMap<LineKind, readonly IsolationRule[]> => {
  const kinds = [...new Set(isolationRules.flatMap((rule) => rule.kinds))];
  return new Map(
    kinds.map((kind) => [
      kind,
      isolationRules.filter((rule) => rule.kinds.includes(kind) && (namesManager || !rule.namesManager)),
    ]),
  );
};
const allRules = rulesOf(true);
const rulesWithoutManagers = rulesOf(false);

const noName = /(?!)/;

/**
 * The rules that may find something in a line of a kind.
 * @param managerNames that the file has for managers and accessors; undefined where it names none
 */
export function suspectedBy(
  kind: LineKind,
  text: string,
  names: Vocabulary,
  managerNames: RegExp | undefined,
): IsolationRule[] {
  const rules = (managerNames ? allRules : rulesWithoutManagers).get(kind) ?? [];
  return rules.filter((rule) => rule.mayHold(text, names, managerNames ?? noName));
}

/** The risks that the rules find in a file, in the order of its lines. */
export function isolationRisks(file: AuditedFile, suspicions: readonly Suspicion[]): IsolationRisk[] {
  if (suspicions.length === 0) return [];
  const comments = file.text.includes('ssot:') ? riskComments(file.text) : [];
  return suspicions
    .flatMap(({ rule, line }) => rule.check(line, file).map((risk) => report(rule, line, risk, file, comments)))
    .toSorted((a, b) => a.line - b.line || a.column - b.column || (a.ruleId < b.ruleId ? -1 : 1));
}

/** The comments of a text, each rule under its id: `isolation-module-state` is short for `isolation/module-state`. */
function riskComments(text: string): AllowComment[] {
  return allowComments(text).map((comment) => ({
    ...comment,
    rules: comment.rules.map((rule) => rule.replace(/^isolation-/, 'isolation/')),
  }));
}

/** Comments that are meant for the audit, and allow nothing. */
export function voidSuppressions(file: AuditedFile): (AuditedPlace & { message: string })[] {
  if (!file.text.includes('ssot:')) return [];
  return riskComments(file.text).flatMap(({ line, rules, reason }) => {
    const place = { path: file.path, area: file.area, line, column: 1 };
    const [own] = rules.filter((rule) => rule.startsWith('isolation/'));
    if (own === undefined) return [];
    if (!ruleIds.has(own)) return [{ ...place, message: `there is no rule ${own}` }];
    return reason === '' ? [{ ...place, message: `it gives no reason, so that ${own} is not allowed` }] : [];
  });
}

function report(
  { id }: IsolationRule,
  line: number,
  { start, end, severity, message, fix }: Risk,
  file: AuditedFile,
  comments: readonly AllowComment[],
): IsolationRisk {
  const [from, to] = [file.position(start), file.position(end)];
  const statement = file.lines.range(line);
  const allow = allowCommentFor(comments, id, {
    line: lineOfCommentAbove(file, Math.min(start, statement.start)),
    endLine: Math.max(to.line, file.position(statement.end).line),
  });
  return {
    path: file.path,
    area: file.area,
    line: from.line,
    column: from.column,
    endLine: to.line,
    endColumn: to.column,
    ruleId: id,
    severity,
    message,
    fix,
    allowedBecause: allow === undefined || allow.reason === '' ? undefined : allow.reason,
  };
}

/** The line of the offset, or the one above it when that is a comment and no more. */
function lineOfCommentAbove(file: AuditedFile, offset: number): number {
  const { line, column } = file.position(offset);
  const before = file.text.slice(0, offset - column + 1).replace(/\r?\n$/, '');
  const above = before.slice(before.lastIndexOf('\n') + 1);
  return line > 1 && above.trimStart().startsWith('#') ? line - 1 : line;
}
