import { createHash } from 'node:crypto';
import type { Severity } from '../model/diagnostic.ts';
import type { Finding } from '../model/finding.ts';
import { printable, printableJson } from './escape.ts';

const severities: Readonly<Record<Severity, string>> = { error: 'major', warning: 'minor', note: 'info' };

/**
 * Findings as a code quality report of GitLab, without those that a comment allows.
 * https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
 */
export function gitlab(findings: readonly Finding[]): string {
  const counts = new Map<string, number>();
  return printableJson(
    findings
      .filter(({ allowedBecause }) => allowedBecause === undefined)
      .map(({ path, line, endLine, ruleId, severity, message, fix }) => {
        const key = JSON.stringify([ruleId, path, message]);
        const count = (counts.get(key) ?? 0) + 1;
        counts.set(key, count);
        return {
          description: [message, fix]
            .filter((part) => part !== '')
            .map(printable)
            .join('. '),
          check_name: ruleId,
          // GitLab tells new findings from known ones by it, so that it must not change when lines move.
          fingerprint: createHash('sha256').update(`${key}${count}`).digest('hex'),
          severity: severities[severity],
          location: { path, lines: { begin: line, end: endLine } },
        };
      }),
  );
}
