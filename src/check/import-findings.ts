import path from 'node:path';
import { atPlace } from '../model/carrier-place.ts';
import type { Edit, Refusal, RefusalReason } from '../model/edit.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Finding, Rule } from '../model/finding.ts';
import type { Outcome, Plan } from '../model/outcome.ts';

import { allReasons } from '../model/review.ts';
import type { Tier } from '../model/tier.ts';
import { shellPath } from '../model/shell-word.ts';
import { mapFindings } from './map-findings.ts';

/** A Reference to a legacy path. */
export interface FragmentedImport extends Finding {
  readonly ruleId: 'fragmented-import' | 'removed-symbol' | 'undeclared-path';
  /** The legacy symbol or module. */
  readonly from: string;
  /** The canonical one; undefined where the Reference was refused. */
  readonly to: string | undefined;
  /** The statement as it should be; empty where nobody made it, or it was refused. */
  readonly after: string;
  /** It is a call whose arguments change with the path. */
  readonly isCall?: true | undefined;
}

/** The findings of a Plan that `check` and the reporters for code review show. */
export interface PlanFindings {
  /** Every Edit and every Refusal. */
  readonly imports: readonly FragmentedImport[];
  /** The other findings: the Diagnostics, and files that could not be looked at. */
  readonly others: readonly Finding[];
}

/** The rules of those findings that are none of a transform's. */
export const checkRules: readonly Rule[] = [
  {
    id: 'fragmented-import',
    severity: 'error',
    summary: 'A symbol is named by a legacy path',
    help: 'Each symbol has one canonical path. ssot-codemod apply moves what can be moved; what it refuses has to be changed by hand. A comment on the line, "ssot: allow[fragmented-import] reason", lets one be.',
  },
  {
    id: 'removed-symbol',
    severity: 'error',
    summary: 'A symbol is used that is removed',
    help: 'The Map says that the symbol is removed. Its message says what to do by hand.',
  },
  {
    id: 'undeclared-path',
    severity: 'error',
    summary: 'A symbol is imported by a path that the Map does not know',
    help: 'The path leads to a canonical symbol, and is neither canonical nor legacy: import the canonical path, or add this one to the Map.',
  },
  {
    id: 'allow-without-reason',
    severity: 'warning',
    summary: 'A comment allows a finding without saying why',
    help: 'Write the reason behind it: "ssot: allow[rule] reason".',
  },
  {
    id: 'stale-baseline',
    severity: 'error',
    summary: 'The baseline knows more than there is',
    help: 'A fixed finding must not come back unseen: ssot-codemod check --update-baseline removes it from the baseline.',
  },
  {
    id: 'map-entry',
    severity: 'error',
    summary: 'An entry of the Map leads nowhere',
    help: 'The Map names a path that does not exist, so the entry has no effect, or the wrong one. Correct it; a legacy path that is gone can stay as a guard with "absent": "ok".',
  },
  {
    id: 'unreadable-file',
    severity: 'error',
    summary: 'A file could not be looked at',
    help: 'It is unknown whether it names legacy paths. The message says what went wrong.',
  },
  {
    id: 'file-operation',
    severity: 'note',
    summary: 'A file is created, deleted or renamed',
    help: 'The plan changes the file as a whole. The message says by which rule, and why.',
  },
  {
    id: 'skipped-file',
    severity: 'note',
    summary: 'A file was not looked at',
    help: 'It is no part of the repository, such as a link that leads out of it.',
  },
];

/** The findings of a Plan, in its order; within a file, in the order of the lines. */
export function findingsOf({ outcomes, problems = [] }: Plan): PlanFindings {
  return {
    imports: outcomes.flatMap((outcome) =>
      [
        ...outcome.edits.map((edit) => ofEdit(outcome.path, edit)),
        ...outcome.refused.filter((refusal) => !isStaying(refusal)).map((refusal) => ofRefusal(outcome.path, refusal)),
        ...outcome.diagnostics.filter(isRemoval).map((diagnostic) => ofRemoval(outcome.path, diagnostic)),
      ].toSorted((a, b) => a.line - b.line || a.column - b.column),
    ),
    others: [
      ...mapFindings(problems),
      ...outcomes.flatMap((outcome) => [
        ...ofStatus(outcome),
        ...ofOperation(outcome),
        ...outcome.refused.filter(isStaying).map((refusal) => ofStaying(outcome.path, refusal)),
        ...ofDiagnostics(outcome),
      ]),
    ],
  };
}

/** The rules of the findings: those above, and of the Diagnostics what can be said of their kind. */
export function rulesOf(findings: readonly Finding[]): Rule[] {
  const known = new Set(checkRules.map(({ id }) => id));
  const others = new Map(
    findings.filter(({ ruleId }) => !known.has(ruleId)).map((finding) => [finding.ruleId, finding]),
  );
  return [
    ...checkRules,
    ...[...others.values()].map(({ ruleId, severity }) => ({
      id: ruleId,
      severity,
      summary: (ruleId.split('/').at(-1) ?? ruleId).replaceAll('-', ' '),
      help: 'The message says what was found.',
    })),
  ];
}

/** Everything that there is to say of a Plan; GitHub and SARIF name files by their way from the top of the repository. */
export function allFindings(plan: Plan, rootPath: string): Finding[] {
  const { imports, others } = findingsOf(plan);
  return below(rootPath, [...imports, ...others]);
}

/** The findings by the names that the files have further up, such as in the repository that the root is a folder of. */
export function below<T extends Finding>(folder: string, findings: readonly T[]): T[] {
  return findings.map((finding) => ({ ...finding, path: path.posix.normalize(folder + finding.path) }));
}

/** How a message says that a move is not proven. */
const doubts: Readonly<Record<Tier, (because: string) => string>> = {
  safe: () => '',
  declared: (because) => ` (declared: ${because})`,
  review: (because) => ` (for review: ${because})`,
};

/** Each finding is one literal, as Edits are: see transforms/python/reported.ts. */
function ofEdit(path: string, edit: Edit): FragmentedImport {
  const { line, column, endLine, endColumn, tier, from, to, after } = edit;
  return {
    path,
    line,
    column,
    endLine,
    endColumn,
    ruleId: 'fragmented-import',
    severity: 'error',
    from,
    allowedBecause: undefined,
    message: atPlace(
      edit,
      `${from} is a legacy path, the canonical one is ${to}${doubts[tier](allReasons(edit))}${reasonText(edit)}`,
    ),
    fix: `ssot-codemod apply ${tier === 'review' ? '--include-review ' : ''}${shellPath(path)}`,
    to,
    after,
    isCall: edit.call === undefined ? undefined : true,
    tier,
    place: edit.place,
  };
}

function ofRefusal(path: string, refusal: Refusal): FragmentedImport {
  const { line, column, endLine, endColumn, from, reason, message } = refusal;
  const isAllowed = reason === 'allowed-by-comment';
  return {
    path,
    line,
    column,
    endLine,
    endColumn,
    ruleId: 'fragmented-import',
    severity: 'error',
    from,
    message: atPlace(
      refusal,
      `${from} is a legacy path${isAllowed ? '' : ` and has to be changed by hand: ${message}`}${reasonText(refusal)}`,
    ),
    fix: isAllowed ? '' : `ssot-codemod explain ${reason}`,
    allowedBecause: isAllowed ? message : undefined,
    to: undefined,
    after: '',
    isCall: refusal.transform.endsWith('/call-site') && reason !== 'used-as-value' ? true : undefined,
    tier: undefined,
  };
}

/** The reason for the path that the owner of the Map gives. */
function reasonText({ mapReason }: { readonly mapReason?: string | undefined }): string {
  return mapReason === undefined ? '' : `${saysMark}${mapReason}`;
}

const saysMark = '; the Map says: ';

/** The part of a message that is the reason of the Map; empty where it gives none. */
export function reasonOfMap(message: string): string {
  const at = message.indexOf(saysMark);
  return at < 0 ? '' : message.slice(at);
}

function isRemoval({ ruleId }: Diagnostic): boolean {
  return ruleId.endsWith('/removed-symbol');
}

function ofRemoval(path: string, { line, column, endLine, endColumn, message }: Diagnostic): FragmentedImport {
  const [from = ''] = message.split(' ', 1);
  return {
    path,
    line,
    column,
    endLine,
    endColumn,
    ruleId: 'removed-symbol',
    severity: 'error',
    from,
    message,
    fix: '',
    allowedBecause: undefined,
    to: undefined,
    after: '',
    tier: undefined,
  };
}

/** The reasons of what nobody can set right at its place: docs/check.md says why for each. */
const stayingReasons: ReadonlySet<RefusalReason> = new Set(['generated-file', 'self-import']);

function isStaying({ reason }: Refusal): boolean {
  return stayingReasons.has(reason);
}

/** Does the finding say that a legacy path stays, without failing anything? */
export function isStayingImport({ ruleId, severity }: Finding): boolean {
  return ruleId === 'fragmented-import' && severity === 'note';
}

function ofStaying(path: string, refusal: Refusal): Finding {
  const { line, column, endLine, endColumn, from, reason, message } = refusal;
  return {
    path,
    line,
    column,
    endLine,
    endColumn,
    ruleId: 'fragmented-import',
    severity: 'note',
    message: `${from} is a legacy path, and stays: ${message}`,
    fix: `ssot-codemod explain ${reason}`,
    allowedBecause: undefined,
  };
}

const wholeFile = { line: 1, column: 1, endLine: 1, endColumn: 1 } as const;

function ofStatus(outcome: Outcome): Finding[] {
  const common = { ...wholeFile, path: outcome.path, fix: '', allowedBecause: undefined };
  if (outcome.status === 'failed')
    return [{ ...common, ruleId: 'unreadable-file', severity: 'error', message: outcome.error }];
  // The configuration asks for the file by its kind: that it is not read must not be passed over.
  const isAsked = outcome.status === 'skipped' && outcome.reason === 'unknown-language';
  // The imports that were seen in a skipped file are refused one by one.
  if (outcome.status === 'skipped' && outcome.refused.length === 0)
    return [{ ...common, ruleId: 'skipped-file', severity: isAsked ? 'warning' : 'note', message: outcome.message }];
  return [];
}

const endings = { create: 'is created', delete: 'is deleted', rename: 'is renamed' } as const;

/** Worth a note: nobody has to do anything about a file that comes or goes. */
function ofOperation({ path, operation }: Outcome): Finding[] {
  if (operation === undefined) return [];
  const { kind, because, tier, rule } = operation;
  const what = operation.kind === 'rename' ? `is renamed to ${operation.to}` : endings[kind];
  const message = `${path} ${what} by ${rule}${doubts[tier](because)}`;
  return [
    {
      ...wholeFile,
      path,
      ruleId: 'file-operation',
      severity: 'note',
      message,
      fix: '',
      allowedBecause: undefined,
      tier,
    },
  ];
}

function ofDiagnostics({ path, diagnostics }: Outcome): Finding[] {
  const others = diagnostics.filter((diagnostic) => !isRemoval(diagnostic));
  return others.map((diagnostic) => ({ ...diagnostic, path, fix: '', allowedBecause: undefined }));
}
