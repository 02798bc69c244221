import type { Finding } from '../model/finding.ts';
import { groupBy } from '../model/group-by.ts';
import { printable } from './escape.ts';

/**
 * Findings as test results, a suite for each file: errors fail, warnings and notes are skipped tests, and so are findings that a
 * comment allows. Without any finding there is one test, which passes, since readers take an empty report for a mistake.
 */
export function junit(findings: readonly Finding[]): string {
  const suites = [...groupBy(findings, ({ path }) => path)].map(([path, own]) => suite(path, own));
  const passing =
    '  <testsuite name="ssot-codemod" tests="1" failures="0" errors="0" skipped="0">\n' +
    '    <testcase name="nothing is found" classname="ssot-codemod"/>\n  </testsuite>\n';
  return [
    '<?xml version="1.0" encoding="UTF-8"?>\n',
    `<testsuites${attributes({ name: 'ssot-codemod', tests: Math.max(1, findings.length), failures: failuresIn(findings), errors: 0 })}>\n`,
    ...(suites.length === 0 ? [passing] : suites),
    '</testsuites>\n',
  ].join('');
}

function suite(path: string, findings: readonly Finding[]): string {
  const failures = failuresIn(findings);
  const counts = { tests: findings.length, failures, errors: 0, skipped: findings.length - failures };
  return [
    `  <testsuite${attributes({ name: path, ...counts })}>\n`,
    ...findings.map(testcase),
    '  </testsuite>\n',
  ].join('');
}

function testcase(finding: Finding): string {
  const { path, line, column, ruleId, message, fix, allowedBecause } = finding;
  const name = `${ruleId} at line ${line}, column ${column}`;
  const body = [`${path}:${line}:${column} ${message}`, fix].filter((part) => part !== '').join('\n');
  const result = isFailure(finding)
    ? `<failure${attributes({ type: ruleId, message })}>${xmlText(body)}</failure>`
    : `<skipped${attributes({ message: allowedBecause === undefined ? message : `allowed: ${allowedBecause}` })}/>`;
  return `    <testcase${attributes({ name, classname: path })}>\n      ${result}\n    </testcase>\n`;
}

function failuresIn(findings: readonly Finding[]): number {
  return findings.filter(isFailure).length;
}

function isFailure({ severity, allowedBecause }: Finding): boolean {
  return severity === 'error' && allowedBecause === undefined;
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${xmlText(String(value))}"`)
    .join('');
}

/** Text for an element or an attribute. XML 1.0 has no way to write two characters, and halves of others. */
function xmlText(text: string): string {
  return text
    .split('\n')
    .map(printable)
    .join('\n')
    .toWellFormed()
    .replace(/[\ufffe\uffff]/g, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '&#10;');
}
