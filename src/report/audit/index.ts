import { auditFindings, auditRules } from '../../audit/findings.ts';
import type { Audit } from '../../model/audit.ts';
import { github } from '../github.ts';
import { gitlab } from '../gitlab.ts';
import { junit } from '../junit.ts';
import { rdjson } from '../rdjson.ts';
import { sarif } from '../sarif.ts';
import { auditJson } from './json.ts';
import { auditMarkdown } from './markdown.ts';
import { auditText } from './text.ts';

/** The context that a reporter gets besides the audit. */
export interface AuditReportContext {
  /** The version of this package. */
  readonly version: string;
  readonly isVerbose: boolean;
}

type AuditReporter = (audit: Audit, context: AuditReportContext) => string;

/** The formats of `audit --format`. */
export const auditReporters = {
  text: (audit, { isVerbose }) => auditText(audit, isVerbose),
  json: auditJson,
  markdown: (audit, { isVerbose }) => auditMarkdown(audit, isVerbose),
  sarif: (audit, { version }) => sarif(auditFindings(audit), auditRules, version),
  github: (audit) => github(auditFindings(audit)),
  rdjson: (audit) => rdjson(auditFindings(audit)),
  gitlab: (audit) => gitlab(auditFindings(audit)),
  junit: (audit) => junit(auditFindings(audit)),
} as const satisfies Readonly<Record<string, AuditReporter>>;
