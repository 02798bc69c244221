import type { Diagnostic } from 'vscode-languageserver';
import type { FragmentedImport } from '../check/import-findings.ts';
import { findingsOf } from '../check/import-findings.ts';
import type { Finding } from '../model/finding.ts';
import type { Outcome, Plan } from '../model/outcome.ts';
import type { LspText } from './positions.ts';

/** The name under which editors show diagnostics. */
export const SOURCE = 'ssot-codemod';

/** Severities of the protocol. */
const severities = { error: 1, warning: 2, note: 3 } as const;

/**
 * The diagnostics of one file: each Reference to a legacy path with its tier and the reason for it, or why it has to be changed by hand.
 * Findings that a comment allows are none.
 */
export function diagnosticsOf(plan: Plan, file: string, text: LspText): Diagnostic[] {
  const { imports, others } = findingsOf(plan);
  const outcome = plan.outcomes.find(({ path }) => path === file);
  const isOwn = ({ path, allowedBecause }: Finding): boolean => path === file && allowedBecause === undefined;
  return [
    ...imports.filter(isOwn).map((finding) => ofReference(finding, outcome, text)),
    ...others.filter(isOwn).map((finding) => diagnostic(finding, finding.message, severities[finding.severity], text)),
  ];
}

/** A legacy path works still: it is a warning. What is removed does not. */
function ofReference(finding: FragmentedImport, outcome: Outcome | undefined, text: LspText): Diagnostic {
  const edit = outcome?.edits.find(
    ({ line, column, from, to }) =>
      line === finding.line && column === finding.column && from === finding.from && to === finding.to,
  );
  const why = edit?.tier === 'safe' && edit.because !== '' ? ` (safe: ${edit.because})` : '';
  const isLegacy = finding.ruleId === 'fragmented-import' && finding.severity === 'error';
  const severity = isLegacy ? severities.warning : severities[finding.severity];
  return {
    ...diagnostic(finding, finding.message + why, severity, text),
    ...(edit && {
      data: { tier: edit.tier, from: edit.from, to: edit.to, reviews: edit.reviews.map(({ reason }) => reason) },
    }),
  };
}

function diagnostic(
  finding: Finding,
  message: string,
  severity: NonNullable<Diagnostic['severity']>,
  text: LspText,
): Diagnostic {
  return { range: text.rangeOf(finding), message, severity, source: SOURCE, code: finding.ruleId };
}
