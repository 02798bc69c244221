import type { Audit, Rate, RiskSeverity } from '../../model/audit.ts';
import { count, number } from '../count.ts';

export const severities: readonly RiskSeverity[] = ['critical', 'high', 'medium', 'low'];

/** `36.4 %`; never 100.0 % while something is missing. */
export function percent({ rate }: Pick<Rate, 'rate'>): string {
  return `${(Math.floor(rate * 1000) / 10).toFixed(1)} %`;
}

/** The definition of the compliance rate, in words. */
export const rateDefinition = 'canonical bindings of all bindings of mapped symbols';

/** Risks that no comment allows. */
export function openRisks({ isolationRisks }: Audit): Audit['isolationRisks'] {
  return isolationRisks.filter(({ allowedBecause }) => allowedBecause === undefined);
}

function hitFigures({ hits }: Audit): [string, string][] {
  if (hits === undefined) return [];
  const { sites, neverHit, days } = hits;
  const { planned, dynamic, unmapped, outside } = sites;
  const all = planned + dynamic + unmapped + outside;
  const last = days.at(-1);
  return [
    [
      'Places that used shims',
      `${number(all)}, ${number(dynamic)} of them dynamic, ${number(outside)} outside; at least ${number(hits.hits)} times`,
    ],
    ['References to shims that nothing used', number(neverHit)],
    ...(last === undefined
      ? []
      : [
          [
            'Places recorded by day',
            days
              .slice(-DAYS)
              .map(({ day, sites: on }) => `${day}: ${number(on)}`)
              .join(', '),
          ] as [string, string],
        ]),
  ];
}

/** Days of a burn-down. */
const DAYS = 14;

/** One row for each measurement, for summaries: its name, and its result. */
export function figures(audit: Audit): [string, string][] {
  const { compliance, implementations, symbols, danglingImports, leftovers, connections, validationTests } = audit;
  const mapped = symbols.filter(({ isMapped }) => isMapped);
  const risks = openRisks(audit).filter(({ area }) => area === 'production');
  const files = (places: readonly { readonly path: string }[]): number => new Set(places.map(({ path }) => path)).size;
  const production = connections.filter(({ area }) => area === 'production');
  return [
    [
      'Compliance, production',
      `${percent(compliance.production)} (${number(compliance.production.canonical)} of ${number(compliance.production.all)} bindings)`,
    ],
    [
      'Compliance, tests',
      `${percent(compliance.tests)} (${number(compliance.tests.canonical)} of ${number(compliance.tests.all)} bindings)`,
    ],
    ['Implementations', number(implementations.filter(({ counts }) => counts).length)],
    [
      'Import paths of mapped symbols',
      `${number(mapped.reduce((sum, { paths }) => sum + paths.length, 0))} for ${number(mapped.length)} symbols`,
    ],
    ...(audit.undeclaredPaths === undefined
      ? []
      : [
          [
            'Imports by paths that the Map does not know',
            `${number(audit.undeclaredPaths.length)} in ${count(files(audit.undeclaredPaths), 'file')}`,
          ] as [string, string],
        ]),
    ['Dangling imports', `${number(danglingImports.length)} in ${count(files(danglingImports), 'file')}`],
    [
      'Leftovers',
      `${number(leftovers.length)}, ${number(leftovers.filter(({ importers }) => importers.length > 0).length)} with importers`,
    ],
    [
      'Isolation risks, production',
      severities
        .map((severity) => `${number(risks.filter((risk) => risk.severity === severity).length)} ${severity}`)
        .join(', '),
    ],
    ...hitFigures(audit),
    ['Connection methods elsewhere', `${number(production.length)} in ${count(files(production), 'file')}`],
    [
      'Validation tests',
      `${count(validationTests.length, 'file')}, ${number(validationTests.filter(({ dangling }) => dangling.length > 0).length)} with imports that fail`,
    ],
  ];
}
