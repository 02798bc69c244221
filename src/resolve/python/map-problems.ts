import { formatTarget } from '../../model/config.ts';
import type { MapEntry, PythonConfig, Target } from '../../model/config.ts';
import { absentFix } from '../../model/map-problem.ts';
import type { MapProblem, NamedPaths } from '../../model/map-problem.ts';
import { nearest } from '../nearest.ts';
import type { ModuleIndex } from './module-index.ts';
import type { InstalledModules } from './python-resolver.ts';
import type { StaticExports } from './static-exports.ts';

/** The questions about the repository. */
export interface CheckedRepository {
  readonly index: ModuleIndex;
  readonly exports: StaticExports;
  /** The names that the module may bind, as far as they are known. */
  readonly namesOf: (module: string) => Iterable<string>;
  /** Does a line of the module define the name at the top level? Asked first, since it needs no reading of all that it binds. */
  readonly defines: (module: string, name: string) => boolean;
  /** Does the source of the module hold the text? */
  readonly mentions: (module: string, text: string) => boolean;
  /** The modules of the standard library and of installed packages, too. */
  readonly installed?: (() => InstalledModules) | undefined;
  /** How calls of the legacy symbol may not be calls of the canonical one, each in a clause. */
  readonly differences: (legacy: Target, canonical: Target) => readonly string[];
}

/**
 * The problems of the Map, in its order. Looks up only entries that no Reference names, or that lead References astray.
 */
export function pythonMapProblems(
  { map, unmapped }: Pick<PythonConfig, 'map' | 'unmapped'>,
  named: NamedPaths,
  repository: CheckedRepository,
): MapProblem[] {
  return [
    ...map.flatMap((entry) => [
      ...legacyProblems(entry, named, repository),
      ...(isCanonicalAsked(entry, named) ? canonicalProblems(entry, repository) : []),
      ...(entry.replaces && entry.differs === undefined && entry.calls === undefined
        ? interfaceProblems(entry, named, repository)
        : []),
    ]),
    ...unmappedProblems(unmapped, named, repository),
  ];
}

/** Symbols without a canonical path that are not there, and that no file names. */
function unmappedProblems(
  unmapped: readonly Target[],
  { isNamed, seesAll }: NamedPaths,
  repository: CheckedRepository,
): MapProblem[] {
  if (!seesAll) return [];
  return unmapped.flatMap((symbol): MapProblem[] => {
    const path = formatTarget(symbol);
    if (isNamed(path) || isThere(symbol, repository)) return [];
    return [
      {
        section: 'python',
        kind: 'unmapped-absent',
        path,
        canonical: '',
        message: `${path}, which "unmapped" lists, names nothing, and no file imports it`,
        nearest: pathsMeant(symbol, repository),
        fix: 'take it out of "unmapped"',
      },
    ];
  });
}

/** Is the canonical path of the entry to be looked up? A Reference that moved onto it has shown it to be there. */
function isCanonicalAsked({ legacy, absent }: MapEntry, { isNamed, isAstray }: NamedPaths): boolean {
  const keys = legacy.map(formatTarget);
  return keys.some(isAstray) || (absent === 'fail' && !keys.some(isNamed));
}

function legacyProblems(
  entry: MapEntry,
  { isNamed, seesAll }: NamedPaths,
  repository: CheckedRepository,
): MapProblem[] {
  const canonical = formatTarget(entry.canonical);
  return entry.legacy.flatMap((legacy): MapProblem[] => {
    const key = formatTarget(legacy);
    // Calls of the canonical symbol itself may go to another one.
    if (key === canonical && entry.calls !== undefined) return [];
    if (key === canonical)
      return [
        problem(entry, legacy, {
          kind: 'canonical-is-legacy',
          message: `${key} is the canonical path of the same entry`,
          nearest: [],
          fix: 'take it out of "legacy"',
        }),
      ];
    if (entry.absent === 'ok') return [];
    const meant = symbolMeant(legacy, repository);
    if (meant !== undefined) return [wrongSeparator(entry, legacy, meant)];
    if (!seesAll || isNamed(key) || isThere(legacy, repository) || isMadeFrom(entry, legacy, repository)) return [];
    return [
      problem(entry, legacy, {
        kind: 'legacy-absent',
        message: `the legacy path ${key} names nothing, and no file imports it`,
        nearest: pathsMeant(legacy, repository),
        fix: absentFix,
      }),
    ];
  });
}

/** Symbols that others replace which are called otherwise, without a reason. Those that no file names are called by nobody. */
function interfaceProblems(entry: MapEntry, { isNamed }: NamedPaths, repository: CheckedRepository): MapProblem[] {
  return entry.legacy.flatMap((legacy) => {
    const names = legacy.name === undefined || legacy.name === '*' ? repository.namesOf(legacy.module) : [legacy.name];
    const { module, name = '*' } = entry.canonical;
    return [...new Set(names)].flatMap((own): MapProblem[] => {
      const symbol = { module: legacy.module, name: own };
      if (!isNamed(formatTarget(symbol))) return [];
      const canonical = { module, name: name === '*' ? own : name };
      const differences = repository.differences(symbol, canonical);
      if (differences.length === 0) return [];
      return [
        problem(entry, legacy, {
          kind: 'interface-differs',
          message: `${formatTarget(canonical)} replaces ${formatTarget(symbol)}, which is called otherwise: ${differences.join('; ')}`,
          nearest: [],
          fix: 'look at "ssot-codemod interface", and say in the entry why that is right: "differs": "…"',
        }),
      ];
    });
  });
}

function canonicalProblems(entry: MapEntry, repository: CheckedRepository): MapProblem[] {
  const { canonical, external } = entry;
  const { index } = repository;
  if (canonical.module === 'builtins') return [];
  const meant = external ? undefined : symbolMeant(canonical, repository);
  if (meant !== undefined) return [wrongSeparator(entry, canonical, meant)];
  if (index.find(canonical.module) === undefined) {
    if (external || repository.installed?.().holds(canonical.module) === true) return [];
    return [
      problem(entry, canonical, {
        kind: 'canonical-not-found',
        message: `no source root holds the canonical module ${canonical.module}`,
        nearest: pathsMeant(canonical, repository),
        fix: 'correct it, or say "external": true when it is an installed package',
      }),
    ];
  }
  if (canonical.name === undefined || canonical.name === '*') return [];
  if (!isMissing(canonical.module, canonical.name, repository)) return [];
  return [
    problem(entry, canonical, {
      kind: 'canonical-not-exported',
      message: `the canonical module ${canonical.module} does not bind ${canonical.name}`,
      nearest: pathsMeant(canonical, repository),
      fix: 'correct the path, or bind the name there',
    }),
  ];
}

/** Does the path name a module, or a name that its module may have? */
function isThere({ module, name }: Target, repository: CheckedRepository): boolean {
  const { index } = repository;
  if (index.find(module) !== undefined)
    return name === undefined || name === '*' || !isMissing(module, name, repository);
  const dot = module.lastIndexOf('.');
  // A package may have an attribute that is a module of another name.
  const [holder, part] = [module.slice(0, Math.max(0, dot)), module.slice(dot + 1)];
  return index.find(holder) !== undefined && !isMissing(holder, part, repository);
}

function isMissing(module: string, name: string, { exports, defines }: CheckedRepository): boolean {
  return !defines(module, name) && exports.define(module, name).state === 'missing';
}

/** Does the canonical module import the legacy one, to hand it on? Such an import is no Reference. */
function isMadeFrom({ canonical }: MapEntry, { module }: Target, { mentions }: CheckedRepository): boolean {
  const dot = module.lastIndexOf('.');
  return (
    mentions(canonical.module, module) || (dot > 0 && mentions(canonical.module, `from ${module.slice(0, dot)} import`))
  );
}

/** The symbol that a dotted name leads to which is written as a module: `app.old:Old` for `app.old.Old`. */
function symbolMeant({ module, name }: Target, { index, exports }: CheckedRepository): Target | undefined {
  const dot = module.lastIndexOf('.');
  if (name !== undefined || dot < 0 || index.find(module) !== undefined) return undefined;
  const symbol = { module: module.slice(0, dot), name: module.slice(dot + 1) };
  if (index.find(symbol.module) === undefined) return undefined;
  const { state, key } = exports.define(symbol.module, symbol.name);
  return state === 'found' && key.includes(':') ? symbol : undefined;
}

function wrongSeparator(entry: MapEntry, written: Target, meant: Target): MapProblem {
  const to = formatTarget(meant);
  return problem(entry, written, {
    kind: 'wrong-separator',
    message: `${formatTarget(written)} is no module: ${meant.module} binds ${meant.name ?? ''}`,
    nearest: [to],
    fix: `write "${to}"`,
  });
}

/** Paths that are there and are spelled alike. */
function pathsMeant({ module, name }: Target, repository: CheckedRepository): string[] {
  const { index, namesOf } = repository;
  const suffix = name === undefined ? '' : `:${name}`;
  if (index.find(module) !== undefined)
    return name === undefined ? [] : nearest(name, namesOf(module)).map((other) => `${module}:${other}`);
  const parts = module.split('.');
  const known = parts.findIndex((_, k) => index.find(parts.slice(0, k + 1).join('.')) === undefined);
  const holder = parts.slice(0, known).join('.');
  const rest = parts.slice(known + 1);
  const modules = nearest(parts[known] ?? '', index.modulesIn(holder))
    .map((other) => [...parts.slice(0, known), other, ...rest].join('.'))
    .filter((path) => index.find(path) !== undefined);
  const binding = modules.filter((path) => isThere({ module: path, name }, repository));
  return (binding.length > 0 ? binding : modules).map((path) => path + suffix);
}

function problem(
  entry: MapEntry,
  path: Target,
  found: Pick<MapProblem, 'kind' | 'message' | 'nearest' | 'fix'>,
): MapProblem {
  return { section: 'python', path: formatTarget(path), canonical: formatTarget(entry.canonical), ...found };
}
