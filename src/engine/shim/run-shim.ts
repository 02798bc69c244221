import type { Config } from '../../model/config.ts';
import { ExpectedStop } from '../../model/errors.ts';
import { shimTierOf } from '../../model/shim.ts';
import type { Shim, Shimmable, Shimming, ShimText } from '../../model/shim.ts';
import { moduleCandidates } from '../../prune/module-candidates.ts';
import { PythonMap } from '../../resolve/python/python-map.ts';
import { groupsOf } from '../../shim/groups.ts';
import { judgedShim, shimReviews } from '../../shim/judge-module.ts';
import type { ShimEvidence } from '../../shim/judge-module.ts';
import { isGeneratedShim } from '../../shim/parse-shim.ts';
import { renderShim } from '../../shim/render-shim.ts';
import { isSameText } from '../../shim/same-text.ts';
import { supportModule } from '../../shim/support-module.ts';
import { placeOf, supportPlace } from '../../shim/support-place.ts';
import type { ModulePlace } from '../../shim/support-place.ts';
import { PruneReader } from '../prune/prune-reader.ts';
import { openPythonProject } from '../python/python-project.ts';
import { neededNames } from './shim-name-uses.ts';
import { shimSubject } from './shim-subject.ts';
import type { ShimContext, ShimSubject } from './shim-subject.ts';

export interface ShimRequest {
  /** Legacy modules, by their dotted names or their files; all where there are none. */
  readonly modules: readonly string[];
  /** Does old code stay, where it has names without a canonical path or objects of its own? */
  readonly keepsOld: boolean;
  /** The dotted name of the support module; undefined for the usual one. */
  readonly support: string | undefined;
  /** All files below the root that are not ignored. */
  readonly files: readonly string[];
}

/** Finds the legacy modules that a shim can stand in for. Writes nothing. */
export function runShim(config: Config, request: ShimRequest): Shimming {
  const project = openPythonProject(config);
  const { index } = project;
  const map = new PythonMap(config.python);
  const reader = new PruneReader(config, index);
  const context: ShimContext = { project, map, reader };
  const places = allPlaces(request, context, config);
  const isChosen = isAsked(request, places);
  // All are looked at, since they may share definitions.
  const subjects = places
    .map((place) => shimSubject(place, context))
    .filter(
      // Stand-ins by their names alone are worth a word when they fail.
      (subject) =>
        map.hasSymbolsOf(subject.module) ||
        (request.modules.length > 0 && isChosen(subject)) ||
        subject.evidence.some(({ reason }) => reason === 'fails-on-import'),
    );
  const needed = neededNames(subjects, request.files, context);
  const kept = request.keepsOld ? withOldCode(subjects, needed) : new Set<ShimSubject>();
  const groups = groupsOf(new Map([...kept].map((subject) => [subject.module, definitionsOf(subject, kept)])));
  const support = supportOf(subjects, request, context);
  const made = subjects.map((subject) => {
    const old = kept.has(subject) ? placeOf(subject.existing?.old ?? oldName(subject.module), index) : undefined;
    const shim = shimOf(subject, {
      support: support?.module ?? '',
      old: old?.module,
      group: groups.get(subject.module) ?? [],
      needed,
    });
    const evidence = [
      ...subject.evidence,
      ...oldEvidence(subject, { isKept: kept.has(subject), old, needed, context }),
    ];
    return { subject, old, shim, shimmable: shimmableOf(subject, evidence, { shim, old }) };
  });
  const chosen = made.filter(({ subject }) => isChosen(subject));
  return {
    found: chosen.map(({ shimmable }) => shimmable).toSorted((a, b) => (a.path < b.path ? -1 : 1)),
    texts: (isTaken) => {
      const taken = chosen.filter(({ shimmable }) => isTaken(shimmable));
      const texts = taken.flatMap(({ subject, old, shim }): ShimText[] => [
        { path: subject.path, module: subject.module, text: renderShim(shim) },
        ...(old === undefined || subject.existing
          ? []
          : [{ path: old.path, module: subject.module, text: '', copyOf: subject.path }]),
      ]);
      if (support !== undefined && taken.length > 0)
        texts.push({ path: support.path, module: undefined, text: supportModule });
      return texts.filter((one) => !isUpToDate(one, reader)).toSorted((a, b) => (a.path < b.path ? -1 : 1));
    },
  };
}

/** The modules of the Map, and those beside them with the names of stand-ins. */
function allPlaces({ files }: ShimRequest, { map, project: { index } }: ShimContext, config: Config): ModulePlace[] {
  const removed = config.python.removed.map(({ symbol }) => symbol);
  const known = new Map<string, ModulePlace>();
  for (const module of [...map.legacyModules, ...removed.map((target) => target.module)]) {
    const location = index.find(module);
    if (location?.kind === 'module' || location?.kind === 'package') known.set(module, { module, path: location.path });
  }
  for (const { module, path: file } of moduleCandidates(files, index, map, removed))
    known.set(module, { module, path: file });
  return [...known.values()];
}

/** Is the module asked for? @throws ExpectedStop for one that is not there */
function isAsked({ modules }: ShimRequest, places: readonly ModulePlace[]): (place: ModulePlace) => boolean {
  const names = ({ module, path }: ModulePlace): string[] => [module, path];
  const odd = modules.find((asked) => !places.some((place) => names(place).includes(asked)));
  if (odd !== undefined)
    throw new ExpectedStop(
      `${odd} is no legacy module of the Map, or is not there`,
      'name a module, such as app.old, or its file; without a name, all modules of the Map are looked at',
    );
  return (place) => modules.length === 0 || names(place).some((name) => modules.includes(name));
}

/** The modules whose old code has something of its own, and those that have it from them. */
function withOldCode(
  subjects: readonly ShimSubject[],
  needed: ReadonlyMap<string, readonly string[]>,
): ReadonlySet<ShimSubject> {
  const possible = subjects.filter(canForward);
  const kept = new Set(
    possible.filter(({ module, names, existing }) =>
      existing
        ? existing.old !== undefined
        : (needed.get(module) ?? []).length > 0 || names.some(({ reason }) => reason !== undefined),
    ),
  );
  for (let size = -1; size !== kept.size;) {
    size = kept.size;
    const modules = new Set([...kept].map(({ module }) => module));
    for (const subject of possible)
      if (subject.names.some(({ definition }) => modules.has(definition.split(':', 1)[0] ?? ''))) kept.add(subject);
  }
  return kept;
}

/** Can a shim stand in for the module, if perhaps with old code? */
function canForward({ existing, names, evidence }: ShimSubject): boolean {
  if (existing !== undefined) return true;
  return names.some(({ isMapped }) => isMapped) && !evidence.some(({ reason }) => shimTierOf(reason) === 'refused');
}

/** The definitions in old code that the names of a module lead to; and a key for each module of a group that there is. */
function definitionsOf({ module, names, existing }: ShimSubject, kept: ReadonlySet<ShimSubject>): ReadonlySet<string> {
  const modules = new Set([...kept].map((one) => one.module));
  const own = names.map(({ definition }) => definition).filter((key) => modules.has(key.split(':', 1)[0] ?? ''));
  return new Set([...own, ...[module, ...(existing?.group ?? [])].map((one) => `group ${one}`)]);
}

function oldName(module: string): string {
  const dot = module.lastIndexOf('.');
  return `${module.slice(0, dot + 1)}_legacy_${module.slice(dot + 1)}`;
}

function supportOf(
  subjects: readonly ShimSubject[],
  { support }: ShimRequest,
  { project: { index }, reader }: ShimContext,
): ModulePlace | undefined {
  const place = support === undefined ? supportPlace(subjects, index) : placeOf(support, index);
  if (place === undefined && support !== undefined)
    throw new ExpectedStop(
      `--support ${support}: there is no package to put it in`,
      'name a module in a package that is there',
    );
  const text = place && reader.text(place.path);
  if (place !== undefined && text !== undefined && !isGeneratedShim(text))
    throw new ExpectedStop(
      `${place.path} is there, and was not written by shim`,
      'move it, or name another module by --support',
    );
  return place;
}

interface ShimParts {
  readonly support: string;
  readonly old: string | undefined;
  readonly group: readonly string[];
  readonly needed: ReadonlyMap<string, readonly string[]>;
}

function shimOf(subject: ShimSubject, { support, old, group }: ShimParts): Shim {
  const { module, existing, names, all } = subject;
  if (existing !== undefined) return { ...existing, group: old === undefined ? existing.group : group };
  return {
    module,
    support,
    names: names.flatMap(({ name, target }) => {
      if (target !== undefined) return [{ name, target }];
      return old === undefined ? [] : [{ name, target: { module: old, name } }];
    }),
    all,
    old,
    group,
  };
}

/** The evidence that depends on whether the old code stays. */
function oldEvidence(
  { names, module, existing, path: file }: ShimSubject,
  {
    isKept,
    old,
    needed,
    context,
  }: { isKept: boolean; old: ModulePlace | undefined; needed: ShimParts['needed']; context: ShimContext },
): ShimEvidence[] {
  if (existing) return [];
  if (isKept) {
    const isTaken = old === undefined || context.reader.standing(old.path).is !== 'gone';
    return isTaken ? [{ reason: 'taken', detail: old?.path ?? oldName(module) }] : [];
  }
  const lost = names.filter(({ name, target }) => target === undefined && needed.get(module)?.includes(name) === true);
  if (lost.length === 0) return [];
  return [
    {
      reason: 'unmapped-names',
      detail: `${lost.map(({ name }) => name).join(', ')} (${file}); --keep-old keeps its code for them`,
    },
  ];
}

function shimmableOf(
  { module, path: file, names, existing, text }: ShimSubject,
  evidence: readonly ShimEvidence[],
  { shim, old }: { shim: Shim; old: ModulePlace | undefined },
): Shimmable {
  const isMoved = existing !== undefined || names.some(({ isMapped }) => isMapped);
  const isDone = existing !== undefined && isSameText(text, renderShim(shim));
  const all: ShimEvidence[] = [
    ...evidence,
    ...(isMoved || evidence.some((one) => shimTierOf(one.reason) === 'refused')
      ? []
      : [{ reason: 'nothing-mapped' } as const]),
    ...(isDone ? [{ reason: 'up-to-date' } as const] : []),
  ];
  const { reason, because } = judgedShim(all);
  return {
    path: file,
    module,
    tier: shimTierOf(reason),
    reason,
    because,
    reviews: shimReviews(all),
    names: shim.names.map(({ name }) => name),
    ...(old === undefined || existing || shimTierOf(reason) === 'refused' ? {} : { old: old.path }),
  };
}

function isUpToDate({ path: file, text, copyOf }: ShimText, reader: PruneReader): boolean {
  const current = copyOf === undefined ? reader.text(file) : undefined;
  return current !== undefined && isSameText(current, text);
}
