import type { ValidationTest } from '../../model/audit.ts';
import { count } from '../count.ts';
import { printable, printableJson } from '../escape.ts';

/** The paths of the tests that can run, one a line: no shell takes one for a flag. */
export function testsText(tests: readonly ValidationTest[]): string {
  return tests
    .filter(canRun)
    .map(({ path }) => `${path.startsWith('-') ? './' : ''}${printable(path)}\n`)
    .join('');
}

/** All of them, with what those fail to import that cannot run. */
export function testsJson(tests: readonly ValidationTest[]): string {
  return printableJson(tests.map(({ path, names, assertions, dangling }) => ({ path, names, assertions, dangling })));
}

/** The summary for the terminal. */
export function testsSummary(tests: readonly ValidationTest[]): string {
  const lines = tests
    .filter((test) => !canRun(test))
    .map(({ path, dangling }) => `Left out, since it cannot run: ${path} (no ${dangling.join(', ')})`);
  const found = tests.length === 0 ? 'No validation test: see audit.validationTests in the configuration' : undefined;
  const all = [...lines, found ?? count(tests.length - lines.length, 'validation test')];
  return all.map((line) => `${printable(line)}\n`).join('');
}

function canRun({ dangling }: ValidationTest): boolean {
  return dangling.length === 0;
}
