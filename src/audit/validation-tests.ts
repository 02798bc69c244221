import type { ValidationTest } from '../model/audit.ts';
import type { AuditContext } from './audit-context.ts';
import { byPlace } from './by-place.ts';
import type { AuditFacts } from './audit-facts.ts';
import { whyDangling } from './import-paths.ts';

/** The test files that assert on the single source of truth, and the imports for which they cannot run. */
export function validationTests(files: readonly AuditFacts[], context: AuditContext): ValidationTest[] {
  return files
    .flatMap(({ path, validation }) => {
      if (validation === undefined) return [];
      const dangling = validation.needs
        .filter((need) => whyDangling(need, context) !== undefined)
        .map(({ module, name }) => (name === undefined ? module : `${module}:${name}`));
      const { names, assertions } = validation;
      return [{ path, line: 1, column: 1, names, assertions, dangling: [...new Set(dangling)] }];
    })
    .toSorted(byPlace);
}
