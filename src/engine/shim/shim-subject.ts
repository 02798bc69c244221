import type { Shim } from '../../model/shim.ts';
import type { PythonMap } from '../../resolve/python/python-map.ts';
import type { LegacyName, ShimProject } from '../../shim/forwarded-names.ts';
import { legacyNames } from '../../shim/forwarded-names.ts';
import { moduleEvidence, nameEvidence } from '../../shim/judge-module.ts';
import type { ShimEvidence } from '../../shim/judge-module.ts';
import { isGeneratedShim, parseShim } from '../../shim/parse-shim.ts';
import type { ModulePlace } from '../../shim/support-place.ts';
import type { PruneReader } from '../prune/prune-reader.ts';
import type { Repository } from '../python/python-project.ts';

export interface ShimContext {
  readonly project: Repository;
  readonly map: PythonMap;
  readonly reader: PruneReader;
}

/** A legacy module, with what its text says. */
export interface ShimSubject extends ModulePlace {
  readonly text: string;
  readonly evidence: readonly ShimEvidence[];
  readonly names: readonly LegacyName[];
  /** The names that a star import of it brings. */
  readonly all: readonly string[];
  /** The shim that it is already, with the targets that the Map gives its names today; undefined where it is none. */
  readonly existing: Shim | undefined;
}

/** Reads a legacy module. */
export function shimSubject(place: ModulePlace, context: ShimContext): ShimSubject {
  const { module, path } = place;
  const { map, project, reader } = context;
  const nothing = { ...place, text: '', names: [], all: [], existing: undefined };
  const refused = refusal(place, context);
  if (refused !== undefined) return { ...nothing, evidence: [refused] };
  const text = reader.text(path);
  const bindings = reader.bindings(path);
  if (text === undefined || bindings === undefined) return { ...nothing, evidence: [{ reason: 'unreadable' }] };
  if (isGeneratedShim(text)) return existingShim(place, text, context);
  const known: ShimProject = { ...project, bindingsOf: (asked) => bindingsOf(asked, context) };
  const evidence = moduleEvidence(module, path, { text, bindings }, known);
  if (evidence.some(({ reason }) => reason === 'fails-on-import' || reason === 'unreadable'))
    return { ...nothing, text, evidence };
  const names = legacyNames(module, known, map);
  if (names === undefined) return { ...nothing, text, evidence: [...evidence, { reason: 'dynamic-names' }] };
  const effect = project.importEffect(module);
  return {
    ...place,
    text,
    names,
    all: publicNames(module, names, context),
    existing: undefined,
    evidence: [
      ...evidence,
      ...nameEvidence(names),
      ...(effect === undefined ? [] : [{ reason: 'effects', detail: effect } as const]),
    ],
  };
}

function refusal({ module, path }: ModulePlace, { map, project, reader }: ShimContext): ShimEvidence | undefined {
  const { is } = reader.standing(path);
  if (is === 'link') return { reason: 'is-a-link' };
  if (is === 'outside-root') return { reason: 'outside-root' };
  if (project.index.find(module)?.kind === 'package') return { reason: 'is-package' };
  if (map.canonicalModules.includes(module)) return { reason: 'is-canonical' };
  return is === 'file' ? undefined : { reason: 'unreadable' };
}

function existingShim(place: ModulePlace, text: string, { map, project }: ShimContext): ShimSubject {
  const shim = parseShim(place.module, text);
  const nothing = { ...place, text, names: [], all: [] };
  if (shim === undefined)
    return {
      ...nothing,
      existing: undefined,
      evidence: [{ reason: 'unreadable', detail: 'it says that shim wrote it, and was edited' }],
    };
  const names = shim.names.map(({ name, target }) => ({ name, target: map.symbol(place.module, name)?.to ?? target }));
  const gone = names.filter(
    ({ target }) => target.name !== undefined && project.exports.define(target.module, target.name).state === 'missing',
  );
  return {
    ...nothing,
    existing: { ...shim, names },
    evidence:
      gone.length === 0 ? [] : [{ reason: 'target-not-exported', detail: gone.map(({ name }) => name).join(', ') }],
  };
}

/** The names of `__all__`, or else those without an underscore. */
function publicNames(module: string, names: readonly LegacyName[], { project }: ShimContext): string[] {
  const all = project.exports.publicNames(module);
  if (all !== undefined && all !== 'unknown') return [...all];
  return names.map(({ name }) => name).filter((name) => !name.startsWith('_'));
}

function bindingsOf(module: string, { project, reader }: ShimContext): ReturnType<PruneReader['bindings']> {
  const location = project.index.find(module);
  return location?.kind === 'module' || location?.kind === 'package' ? reader.bindings(location.path) : undefined;
}
