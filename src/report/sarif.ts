import type { Log, PhysicalLocation, ReportingDescriptor, Result } from 'sarif';
import type { Finding, Rule } from '../model/finding.ts';
import { printable, printableJson } from './escape.ts';

/** SARIF 2.1.0: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html */
const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';
/** The base of the paths: the root, for which code scanning takes the repository. */
const ROOT = '%SRCROOT%';

/**
 * Findings for code scanning. Findings that a comment allows are included as suppressed ones.
 * @param rules those of the findings, at least
 * @param version of this package
 */
export function sarif(findings: readonly Finding[], rules: readonly Rule[], version: string): string {
  const indexOf = new Map(rules.map(({ id }, index) => [id, index]));
  const log: Log = {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'ssot-codemod', semanticVersion: version, rules: rules.map(descriptor) } },
        columnKind: 'utf16CodeUnits',
        results: findings.map((finding) => result(finding, indexOf.get(finding.ruleId))),
      },
    ],
  };
  return printableJson(log);
}

function descriptor({ id, severity, summary, help }: Rule): ReportingDescriptor {
  return {
    id,
    shortDescription: { text: messageText(summary) },
    help: { text: messageText(help) },
    defaultConfiguration: { level: severity },
  };
}

function result(finding: Finding, ruleIndex: number | undefined): Result {
  const { ruleId, severity, message, fix, allowedBecause, tier } = finding;
  return {
    ruleId,
    ...(ruleIndex === undefined ? {} : { ruleIndex }),
    level: severity,
    message: { text: messageText([message, fix].filter((part) => part !== '').join('. ')) },
    locations: [{ physicalLocation: place(finding) }],
    ...(tier === undefined ? {} : { properties: { tier } }),
    ...(allowedBecause === undefined
      ? {}
      : { suppressions: [{ kind: 'inSource', justification: printable(allowedBecause) }] }),
  };
}

function place({ path, line, column, endLine, endColumn }: Finding): PhysicalLocation {
  return {
    artifactLocation: { uri: relativeUri(path), uriBaseId: ROOT },
    region: { startLine: line, startColumn: column, endLine, endColumn },
  };
}

/**
 * A path as a URI that cannot lead out of its base: RFC 3986, 3.3 takes `.` and `..` for steps, however they are
 * encoded, and a first part with a colon for a scheme.
 */
function relativeUri(path: string): string {
  return path
    .toWellFormed()
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .map((part) => (part === '..' ? '__' : encodeURIComponent(part)))
    .join('/');
}

/** Messages have placeholders and links of their own: 3.11.5 and 3.11.6 of the specification. */
function messageText(text: string): string {
  return printable(text).replaceAll('{', '{{').replaceAll('}', '}}').replaceAll('](', '] (');
}
