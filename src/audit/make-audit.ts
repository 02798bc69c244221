import type { Audit, ConnectionDefinition } from '../model/audit.ts';
import type { AuditContext } from './audit-context.ts';
import { byPlace } from './by-place.ts';
import { compliance } from './compliance.ts';
import type { AuditFacts } from './audit-facts.ts';
import { canonicalDefinitions, implementations } from './implementations.ts';
import { danglingImports, duplicateImports, importPaths } from './import-paths.ts';
import { leftovers, unreasonedLeftovers } from './leftovers.ts';
import { validationTests } from './validation-tests.ts';

/** The facts that were found in the files of a repository. */
export interface Found {
  readonly filesScanned: number;
  readonly files: readonly AuditFacts[];
  /** All files of the repository, whatever their kind. */
  readonly paths: readonly string[];
  readonly unreadable: Audit['unreadable'];
}

/** Puts the facts together: each measurement asks for those that it needs. */
export function makeAudit(
  { filesScanned, files, paths, unreadable }: Found,
  context: AuditContext,
): Omit<Audit, 'textCounts' | 'leftOut'> {
  const imports = files.flatMap((file) => file.imports);
  const left = leftovers(paths, files, imports, context);
  const measured = {
    implementations: implementations(
      files.flatMap((file) => file.classes),
      context,
    ),
    symbols: importPaths(imports, context),
    danglingImports: danglingImports(
      imports.filter(({ area }) => area !== 'leftovers'),
      context,
    ),
    duplicateImports: duplicateImports(imports, context),
    leftovers: left,
    isolationRisks: files
      .flatMap((file) => file.risks)
      .filter(({ area }) => area !== 'leftovers')
      .toSorted(byPlace),
    voidSuppressions: [
      ...files.flatMap((file) => file.voidSuppressions),
      ...unreasonedLeftovers(left, context),
    ].toSorted(byPlace),
    connections: connections(files, context),
    validationTests: validationTests(files, context),
  };
  return { filesScanned, compliance: compliance(measured), ...measured, unreadable };
}

/** The methods that are not the canonical manager's. */
function connections(files: readonly AuditFacts[], context: AuditContext): ConnectionDefinition[] {
  const canonical = canonicalDefinitions(context);
  return files
    .flatMap((file) => file.connections)
    .filter(({ path, area, owner }) => {
      const { module } = context.project.index.identify(path);
      return area !== 'leftovers' && !canonical.has(`${module}:${owner}`);
    })
    .toSorted(byPlace);
}
