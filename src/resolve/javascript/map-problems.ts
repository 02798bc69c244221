import { formatExport } from '../../model/config.ts';
import type { MapEntry, Target } from '../../model/config.ts';
import { absentFix } from '../../model/map-problem.ts';
import type { MapProblem, NamedPaths } from '../../model/map-problem.ts';
import { nearest } from '../nearest.ts';
import type { JavaScriptProject } from './javascript-project.ts';
import { StaticExports } from './static-exports.ts';

/** The questions about the repository. */
export interface CheckedRepository {
  readonly project: JavaScriptProject;
  /** The names in a folder; none if there is no such folder. */
  readonly list: (folder: string) => readonly string[];
  /** Does the source of a file hold the text? */
  readonly mentions: (file: string, text: string) => boolean;
}

/**
 * The problems of the Map, in its order. Looks up only entries that no Reference names, or that lead References astray.
 */
export function javaScriptMapProblems(
  map: readonly MapEntry[],
  named: NamedPaths,
  repository: CheckedRepository,
): MapProblem[] {
  const check = new EntryCheck(named, repository, map);
  return map.flatMap((entry) => [...check.legacy(entry), ...check.canonical(entry)]);
}

class EntryCheck {
  readonly #named: NamedPaths;
  readonly #repository: CheckedRepository;
  readonly #exports: StaticExports;
  /** The legacy paths that References name, by where they lead: two spellings may be one. */
  readonly #namedKeys: ReadonlySet<string>;

  constructor(named: NamedPaths, repository: CheckedRepository, map: readonly MapEntry[]) {
    this.#named = named;
    this.#repository = repository;
    this.#exports = new StaticExports(repository.project);
    const isNamed = (target: Target): boolean => named.isNamed(formatExport(target));
    this.#namedKeys = new Set(map.flatMap(({ legacy }) => legacy.filter(isNamed)).map((target) => this.#key(target)));
  }

  legacy(entry: MapEntry): MapProblem[] {
    const canonical = formatExport(entry.canonical);
    return entry.legacy.flatMap((legacy): MapProblem[] => {
      const path = formatExport(legacy);
      if (path === canonical)
        return [
          problem(entry, legacy, {
            kind: 'canonical-is-legacy',
            message: `${path} is the canonical path of the same entry`,
            nearest: [],
            fix: 'take it out of "legacy"',
          }),
        ];
      if (entry.absent === 'ok' || this.#named.isNamed(path)) return [];
      const meant = this.#exportMeant(legacy);
      if (meant !== undefined) return [wrongSeparator(entry, legacy, meant)];
      if (!this.#named.seesAll || this.#isThere(legacy) || this.#namedKeys.has(this.#key(legacy))) return [];
      if (this.#isMadeFrom(entry, legacy)) return [];
      return [
        problem(entry, legacy, {
          kind: 'legacy-absent',
          message: `the legacy path ${path} names nothing, and no file imports it`,
          nearest: this.#pathsMeant(legacy),
          fix: absentFix,
        }),
      ];
    });
  }

  canonical(entry: MapEntry): MapProblem[] {
    const { canonical, external } = entry;
    if (!this.#isCanonicalAsked(entry)) return [];
    const meant = external ? undefined : this.#exportMeant(canonical);
    if (meant !== undefined) return [wrongSeparator(entry, canonical, meant)];
    const { key, isFound } = this.#repository.project.locateInMap(canonical.module);
    if (!isFound) {
      if (external) return [];
      return [
        problem(entry, canonical, {
          kind: 'canonical-not-found',
          message: `the canonical module ${canonical.module} leads to no file`,
          nearest: this.#pathsMeant(canonical),
          fix: 'correct it, or say "external": true when it is a package that is not installed here',
        }),
      ];
    }
    if (canonical.name === undefined || key.includes('/node_modules/')) return [];
    if (this.#exports.declare({ file: key, importer: key, specifier: key }, canonical.name, false).state !== 'missing')
      return [];
    return [
      problem(entry, canonical, {
        kind: 'canonical-not-exported',
        message: `the canonical module ${canonical.module} does not export ${canonical.name}`,
        nearest: this.#pathsMeant(canonical),
        fix: 'correct the path, or export the name there',
      }),
    ];
  }

  /** A Reference that moved onto the canonical path has shown it to be there. */
  #isCanonicalAsked({ legacy, absent }: MapEntry): boolean {
    const { isAstray, isNamed } = this.#named;
    const paths = legacy.map(formatExport);
    return paths.some(isAstray) || (absent === 'fail' && !paths.some(isNamed));
  }

  #key({ module, name }: Target): string {
    return `${this.#repository.project.locateInMap(module).key}#${name ?? ''}`;
  }

  #isThere({ module: written, name }: Target): boolean {
    const { key, isFound } = this.#repository.project.locateInMap(written);
    const module = { file: key, importer: key, specifier: key };
    // The code does not tell what a property of an export is.
    const [exported] = name?.split('.', 1) ?? [];
    return isFound && (exported === undefined || this.#exports.declare(module, exported, false).state !== 'missing');
  }

  /** Does the canonical module import the legacy one, to hand it on? Such an import is no Reference. */
  #isMadeFrom({ canonical }: MapEntry, { module }: Target): boolean {
    const { project, mentions } = this.#repository;
    const { key, isFound } = project.locateInMap(canonical.module);
    return isFound && mentions(key, module);
  }

  /** The export that is meant by a specifier which leads nowhere: `./old#Old` by `./old.Old`. */
  #exportMeant({ module, name }: Target): Target | undefined {
    const at = Math.max(module.lastIndexOf('.'), module.lastIndexOf(':'));
    const [file, symbol] = [module.slice(0, Math.max(0, at)), module.slice(at + 1)];
    if (name !== undefined || /[./]$|^$/.test(file) || symbol.includes('/')) return undefined;
    const { project } = this.#repository;
    if (project.locateInMap(module).isFound) return undefined;
    const { key, isFound } = project.locateInMap(file);
    return isFound && this.#exports.define(key, symbol).state === 'found' ? { module: file, name: symbol } : undefined;
  }

  /** Paths that are there and are spelled alike. */
  #pathsMeant({ module, name }: Target): string[] {
    const { project, list } = this.#repository;
    const suffix = name === undefined ? '' : `#${name}`;
    const { key, isFound } = project.locateInMap(module);
    if (isFound) {
      const names = this.#exports.names(key) ?? project.exportsOf(key)?.names.keys() ?? [];
      return name === undefined ? [] : nearest(name, names).map((other) => `${module}#${other}`);
    }
    if (!key.startsWith('?/')) return [];
    const [parts, written] = [key.slice(1).split('/'), module.split('/')];
    for (let k = parts.length - 1; k > 0 && parts.length - k < written.length; k--) {
      const names = list(parts.slice(0, k).join('/')).map(stemOf);
      if (names.length === 0) continue;
      const at = written.length - (parts.length - k);
      const ending = k === parts.length - 1 ? (/(?<=.)\.\w+$/.exec(written[at] ?? '')?.[0] ?? '') : '';
      const modules = nearest(parts[k] ?? '', names)
        .map((other) => [...written.slice(0, at), other + ending, ...written.slice(at + 1)].join('/'))
        .filter((path) => project.locateInMap(path).isFound);
      const exporting = modules.filter((path) => this.#isThere({ module: path, name }));
      return (exporting.length > 0 ? exporting : modules).map((path) => path + suffix);
    }
    return [];
  }
}

/** The name of a file without its endings. */
function stemOf(name: string): string {
  const dot = name.indexOf('.', 1);
  return dot < 0 ? name : name.slice(0, dot);
}

function wrongSeparator(entry: MapEntry, written: Target, meant: Target): MapProblem {
  const to = formatExport(meant);
  return problem(entry, written, {
    kind: 'wrong-separator',
    message: `${formatExport(written)} leads to no file: ${meant.module} exports ${meant.name ?? ''}`,
    nearest: [to],
    fix: `write "${to}"`,
  });
}

function problem(
  entry: MapEntry,
  path: Target,
  found: Pick<MapProblem, 'kind' | 'message' | 'nearest' | 'fix'>,
): MapProblem {
  return { section: 'javascript', path: formatExport(path), canonical: formatExport(entry.canonical), ...found };
}
