import type { Severity } from '../model/diagnostic.ts';
import type { Finding } from '../model/finding.ts';
import { printable, printableJson } from './escape.ts';

const severities: Readonly<Record<Severity, string>> = { error: 'ERROR', warning: 'WARNING', note: 'INFO' };

/**
 * Findings as reviewdog reads them, without those that a comment allows. Ranges are of whole lines: columns would be counted in
 * bytes. https://github.com/reviewdog/reviewdog/tree/master/proto/rdf
 */
export function rdjson(findings: readonly Finding[]): string {
  return printableJson({
    source: { name: 'ssot-codemod' },
    diagnostics: findings
      .filter(({ allowedBecause }) => allowedBecause === undefined)
      .map(({ path, line, endLine, ruleId, severity, message, fix }) => ({
        message: [message, fix]
          .filter((part) => part !== '')
          .map(printable)
          .join('\n'),
        location: { path, range: { start: { line }, end: { line: endLine } } },
        severity: severities[severity],
        code: { value: ruleId },
      })),
  });
}
