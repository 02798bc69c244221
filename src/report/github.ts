import type { Severity } from '../model/diagnostic.ts';
import type { Finding } from '../model/finding.ts';
import { printable } from './escape.ts';

/** GitHub shows these at the lines of a pull request. */
const commands: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', note: 'notice' };

/**
 * Annotations, one workflow command a line, for findings that no comment allows.
 * https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
 */
export function github(findings: readonly Finding[]): string {
  return findings
    .filter(({ allowedBecause }) => allowedBecause === undefined)
    .map((finding) => `${annotation(finding)}\n`)
    .join('');
}

function annotation({ severity, path, line, column, endLine, endColumn, ruleId, message, fix }: Finding): string {
  const place = { file: path, line, endLine, ...(line === endLine ? { col: column, endColumn } : {}) };
  const properties = Object.entries({ ...place, title: `ssot-codemod ${ruleId}` })
    .map(([name, value]) => `${name}=${propertyText(String(value))}`)
    .join(',');
  const text = [message, fix].filter((part) => part !== '').map(dataText);
  return `::${commands[severity]} ${properties}::${text.join('%0A')}`;
}

/** Escapes what the runner unescapes: `escapeData` and `escapeProperty` of https://github.com/actions/toolkit. */
function dataText(text: string): string {
  return printable(text).replaceAll('%', '%25');
}

function propertyText(text: string): string {
  return dataText(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
