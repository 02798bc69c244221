import type { Leftover, LeftoverKind, VoidSuppression } from '../model/audit.ts';
import type { AuditContext } from './audit-context.ts';
import { areas, backupBecause } from './area.ts';
import { byPlace } from './by-place.ts';
import type { AuditFacts, ImportFact, LayerFact } from './audit-facts.ts';
import { groupBy } from '../model/group-by.ts';

/**
 * Files that were left behind: backups by their names, and layers in front of the canonical modules by their content.
 */
export function leftovers(
  paths: readonly string[],
  files: readonly AuditFacts[],
  imports: readonly ImportFact[],
  context: AuditContext,
): Leftover[] {
  const importers = groupBy(imports, ({ module }) => module);
  const found = (path: string, kind: LeftoverKind, because: string): Leftover => {
    const module = moduleOf(path, context);
    const places = (module === undefined ? [] : (importers.get(module) ?? []))
      .filter((place) => place.path !== path)
      .map(({ path, area, line, column }) => ({ path, area, line, column }))
      .toSorted(byPlace);
    const allow = context.allowIn(path);
    return {
      path,
      line: 1,
      column: 1,
      kind,
      because,
      module,
      importers: places,
      canGo: places.length === 0,
      ...(allow === undefined || allow.reason === '' ? {} : { allowedBecause: allow.reason }),
    };
  };
  const backups = paths.flatMap((path) => {
    const because = backupBecause(path);
    return because === undefined ? [] : [found(path, 'backup-file', because)];
  });
  const layers = files.flatMap(({ path, layer, imports: own }) => {
    const verdict = layer && layerKind(path, layer, own, context);
    return verdict ? [found(path, verdict.kind, verdict.because)] : [];
  });
  return [...backups, ...layers].toSorted(byPlace);
}

function layerKind(
  path: string,
  { onlyReExports, reExports, warnsWhenImported }: LayerFact,
  imports: readonly ImportFact[],
  { map, project }: AuditContext,
): { kind: LeftoverKind; because: string } | undefined {
  const { module } = project.index.identify(path);
  const isPackage = path.endsWith('/__init__.py');
  if (isPackage || map.canonicalModules.includes(module)) return undefined;
  const handedOn = imports.filter(
    ({ module, name, local }) =>
      name !== undefined && reExports.includes(local) && (map.symbol(module, name) ?? map.isCanonical(module, name)),
  );
  if (handedOn.length === 0) return undefined;
  const names = [...new Set(handedOn.map(({ local }) => local))].join(', ');
  if (warnsWhenImported)
    return { kind: 'deprecated-shim', because: `it warns when it is imported, and hands on ${names}` };
  if (/(?:adapter|migration|compat|legacy|shim)/i.test(module.split('.').at(-1) ?? ''))
    return { kind: 'migration-adapter', because: `its name says so, and it hands on ${names}` };
  if (onlyReExports) return { kind: 'compatibility-layer', because: `it defines nothing, and hands on ${names}` };
  return undefined;
}

/** The module that a file is, when an import statement can name it. */
function moduleOf(path: string, { project }: AuditContext): string | undefined {
  const { module } = project.index.identify(path);
  return path.endsWith('.py') &&
    /^[\p{ID_Start}_][\p{ID_Continue}]*(?:\.[\p{ID_Start}_][\p{ID_Continue}]*)*$/u.test(module)
    ? module
    : undefined;
}

/** Comments of leftovers that give no reason, and so let nothing be. */
export function unreasonedLeftovers(
  leftovers: readonly Leftover[],
  { allowIn, config }: AuditContext,
): VoidSuppression[] {
  const areaOf = areas(config.audit.tests);
  return leftovers.flatMap(({ path }) => {
    const allow = allowIn(path);
    if (allow?.reason !== '') return [];
    const message = 'it gives no reason, so that the leftover is not allowed';
    return [{ path, area: areaOf(path), line: allow.line, column: 1, message }];
  });
}
