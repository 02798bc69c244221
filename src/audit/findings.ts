import type { Audit, IsolationRisk, Leftover, RiskSeverity, VoidSuppression } from '../model/audit.ts';
import type { Severity } from '../model/diagnostic.ts';
import type { Finding, Rule } from '../model/finding.ts';
import { isolationRules } from './isolation/index.ts';

/** How code scanning and annotations show it. */
const severities: Readonly<Record<RiskSeverity, Severity>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
};

/** The rules of the findings of an audit. */
export const auditRules: readonly Rule[] = [
  {
    id: 'audit/dangling-import',
    severity: 'error',
    summary: 'An import fails today',
    help: 'The module, or the name in it, does not exist: the import fails with an ImportError.',
  },
  {
    id: 'audit/competing-implementation',
    severity: 'warning',
    summary: 'A class competes with the canonical one',
    help: 'There should be one implementation. Move what is different about this one into it, or give it another name.',
  },
  {
    id: 'audit/leftover',
    severity: 'warning',
    summary: 'A file was left behind by a migration',
    help: 'A file without importers can be deleted; git keeps it. The imports of the others have to move first.',
  },
  {
    id: 'audit/void-suppression',
    severity: 'warning',
    summary: 'A comment that allows nothing',
    help: 'A suppression counts if it names an existing rule, and gives a reason: # ssot: allow[rule] reason.',
  },
  ...isolationRules.map(({ id, summary, help }): Rule => ({ id, severity: 'error', summary, help })),
];

/**
 * The findings of an audit that somebody should act on, each with its place. `check` reports imports by a legacy path
 * itself, as `fragmented-import`.
 */
export function auditFindings(audit: Audit): Finding[] {
  return [
    ...audit.danglingImports.map(({ path, line, column, message, isGuarded }) =>
      finding(
        'audit/dangling-import',
        isGuarded ? 'warning' : 'error',
        { path, line, column },
        message,
        'import it from where it is',
      ),
    ),
    ...audit.implementations
      .filter(({ counts, kind }) => counts && kind !== 'canonical')
      .map(({ name, because, ...place }) =>
        finding(
          'audit/competing-implementation',
          'warning',
          place,
          `${name} competes with the canonical class: ${because}`,
          '',
        ),
      ),
    ...audit.leftovers.map(ofLeftover),
    ...audit.voidSuppressions.map(ofVoidSuppression),
    ...audit.isolationRisks.map(ofRisk),
  ];
}

/** The findings of an audit that `check` fails for, whatever the baseline records: see docs/check.md. */
export function checkedFindings(
  audit: Audit,
  seesAll: boolean,
): Record<'isolation' | 'leftovers' | 'others', Finding[]> {
  return {
    isolation: audit.isolationRisks
      .filter(({ area, severity }) => area === 'production' && (severity === 'critical' || severity === 'high'))
      .map(ofRisk),
    leftovers: audit.leftovers.map((leftover) => ({
      ...ofLeftover(leftover),
      severity: 'error',
      // Who imports it is known when all files were looked at.
      ...(seesAll ? {} : { fix: 'delete it when nothing imports it' }),
    })),
    others: [
      ...audit.voidSuppressions.map(ofVoidSuppression),
      ...audit.unreadable.map(({ path, message }) =>
        finding('unreadable-file', 'error', { path, line: 1, column: 1 }, message, ''),
      ),
    ],
  };
}

function ofLeftover(leftover: Leftover): Finding {
  const { kind, because, importers, canGo, prune, allowedBecause, ...place } = leftover;
  const stays =
    prune === undefined || importers.length > 0
      ? `move its importers first, of which there are ${importers.length}`
      : `ssot-codemod explain ${prune.reason}`;
  const fix = canGo ? 'nothing imports it: delete it' : stays;
  const severity = importers.length === 0 ? 'note' : 'warning';
  const found = finding('audit/leftover', severity, place, `${kind.replace('-', ' ')}: ${because}`, fix);
  return { ...found, allowedBecause };
}

function ofVoidSuppression({ message, ...place }: VoidSuppression): Finding {
  return finding('audit/void-suppression', 'warning', place, `the comment allows nothing: ${message}`, '');
}

function ofRisk(risk: IsolationRisk): Finding {
  const { ruleId, severity, message, fix, endLine, endColumn, allowedBecause } = risk;
  const text = `${severity}: ${message}`;
  return { ...finding(ruleId, severities[severity], risk, text, fix), endLine, endColumn, allowedBecause };
}

function finding(
  ruleId: string,
  severity: Severity,
  { path, line, column }: Pick<Finding, 'path' | 'line' | 'column'>,
  message: string,
  fix: string,
): Finding {
  return {
    path,
    line,
    column,
    endLine: line,
    endColumn: column,
    ruleId,
    severity,
    message,
    fix,
    allowedBecause: undefined,
  };
}
