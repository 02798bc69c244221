import type { UndeclaredPath } from '../model/undeclared-path.ts';
import type { FragmentedImport } from './import-findings.ts';

/** The findings of check for imports by paths that the Map does not know. */
export function undeclaredFindings(paths: readonly UndeclaredPath[]): FragmentedImport[] {
  return paths.map(({ path, line, column, from, to, allowedBecause }) => ({
    path,
    line,
    column,
    endLine: line,
    endColumn: column,
    ruleId: 'undeclared-path',
    severity: 'error',
    from,
    message: `${from} leads to ${to}, and is neither canonical nor in the Map`,
    fix: `import ${to}, or add ${from} to the legacy paths of its entry`,
    allowedBecause,
    to,
    after: '',
    tier: undefined,
  }));
}
