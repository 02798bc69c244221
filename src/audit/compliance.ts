import type { Area, Audit, Compliance, ComplianceCheck, Rate } from '../model/audit.ts';

type Measured = Pick<Audit, 'implementations' | 'symbols' | 'isolationRisks' | 'danglingImports' | 'leftovers'>;

/** The share of canonical bindings, and five checks that pass or fail. Tests count for the rate of tests alone. */
export function compliance(measured: Measured): Compliance {
  return {
    production: rate(measured, 'production'),
    tests: rate(measured, 'tests'),
    checks: [
      oneImplementation(measured),
      oneImportPath(measured),
      noIsolationRisk(measured),
      noDanglingImport(measured),
      noLeftoverWithImporters(measured),
    ],
  };
}

function rate({ symbols }: Measured, area: Exclude<Area, 'leftovers'>): Rate {
  const paths = symbols.filter(({ isMapped }) => isMapped).flatMap((symbol) => symbol.paths);
  const sum = (of: typeof paths): number => of.reduce((total, path) => total + path[area].bindings, 0);
  const [canonical, all] = [sum(paths.filter(({ isCanonical }) => isCanonical)), sum(paths)];
  return { canonical, all, rate: all === 0 ? 1 : canonical / all };
}

function oneImplementation({ implementations }: Measured): ComplianceCheck {
  const others = implementations.filter(({ counts, kind }) => counts && kind !== 'canonical');
  return {
    id: 'one-implementation',
    passed: others.length === 0,
    found: `${plural(others.length, 'class', 'classes')} besides the canonical`,
  };
}

function oneImportPath({ symbols }: Measured): ComplianceCheck {
  const fragmented = symbols.filter(({ isMapped, paths }) => isMapped && paths.some(({ isCanonical }) => !isCanonical));
  return {
    id: 'one-import-path',
    passed: fragmented.length === 0,
    found: `${plural(fragmented.length, 'symbol is', 'symbols are')} imported by other paths than the canonical`,
  };
}

function noIsolationRisk({ isolationRisks }: Measured): ComplianceCheck {
  const count = (severity: string): number =>
    isolationRisks.filter(
      (risk) => risk.area === 'production' && risk.severity === severity && risk.allowedBecause === undefined,
    ).length;
  const [critical, high] = [count('critical'), count('high')];
  return {
    id: 'no-isolation-risk',
    passed: critical + high === 0,
    found: `${critical} critical and ${high} high in production`,
  };
}

function noDanglingImport({ danglingImports }: Measured): ComplianceCheck {
  const files = new Set(danglingImports.map(({ path }) => path)).size;
  return {
    id: 'no-dangling-import',
    passed: danglingImports.length === 0,
    found: `${plural(danglingImports.length, 'import', 'imports')} of what does not exist, in ${plural(files, 'file', 'files')}`,
  };
}

function noLeftoverWithImporters({ leftovers }: Measured): ComplianceCheck {
  const kept = leftovers.filter(({ canGo, allowedBecause }) => !canGo && allowedBecause === undefined);
  return {
    id: 'no-leftover-with-importers',
    passed: kept.length === 0,
    found: `${plural(kept.length, 'leftover has', 'leftovers have')} importers`,
  };
}

function plural(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
