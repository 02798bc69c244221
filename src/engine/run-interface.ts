import { formatTarget } from '../model/config.ts';
import type { Config, MapEntry, Target } from '../model/config.ts';
import type { InterfacePair, InterfaceReport } from '../model/interface.ts';
import type { PlanRequest } from '../model/plan-request.ts';
import { absoluteModule, packagesAround } from '../model/python.ts';
import type { ModuleIdentity } from '../model/python.ts';
import { languageOf } from '../model/source-file.ts';
import { brokenOnImport } from '../interface/broken-import.ts';
import { differencesOf } from '../interface/differences.ts';
import { resultMembers } from '../interface/members.ts';
import type { Members } from '../interface/members.ts';
import { callableOf } from '../interface/python-callables.ts';
import { usesInFile } from '../interface/uses-in-file.ts';
import type { SymbolUses } from '../interface/uses-in-file.ts';
import { SourceBuffer } from '../native/source-buffer.ts';
import type { SearchWord } from '../native/source-buffer.ts';
import { readImports } from '../parse/python/import-statements.ts';
import { listFiles } from '../scan/list-files.ts';
import type { Listing } from '../scan/list-files.ts';
import { canonicalPaths } from '../scan/canonical-paths.ts';
import { selectFiles } from '../scan/select-files.ts';
import { outsideRoot } from '../scan/unread-place.ts';
import { openPythonProject } from './python/python-project.ts';
import type { Repository } from './python/python-project.ts';
import { readIntoBuffer } from './read-file.ts';

/** The files in which uses are counted. */
export type InterfaceRequest = Pick<PlanRequest, 'paths' | 'files' | 'usesGitignore'>;

/** A legacy symbol and what stands for it. */
interface SymbolPair {
  readonly legacy: Target;
  readonly canonical: Target;
  readonly entry: MapEntry;
}

/** How a file uses a symbol. */
interface UsesOfFile extends SymbolUses {
  readonly path: string;
}

/**
 * Compares each legacy symbol of the Map with its canonical one, as calling code sees them. Writes nothing, and runs no
 * code of the repository.
 * @throws ExpectedStop when a path does not exist
 */
export async function runInterface(config: Config, request: InterfaceRequest): Promise<InterfaceReport> {
  const project = openPythonProject(config);
  const all = pairsOf(config, project);
  const pairs = all.filter((pair) => !isSame(pair, project));
  const chosen = selectFiles(await listed(config, request), config).toSorted();
  const files = chosen.filter((file) => languageOf(file) === 'python');
  const { uses, unreadable } = readUses(config, files, pairs, project);
  return {
    filesScanned: files.length - unreadable.length,
    pairs: pairs.map((pair) => comparePair(pair, project, uses.get(formatTarget(pair.legacy)) ?? [])),
    same: all.length - pairs.length,
    unreadable,
  };
}

/** The symbols that the Map moves: of a whole module that another replaces, those that both have. */
function pairsOf({ python }: Config, { exports, starNames }: Repository): SymbolPair[] {
  return python.map.flatMap((entry) =>
    entry.legacy.flatMap((legacy): SymbolPair[] => {
      const { canonical } = entry;
      if (legacy.name !== undefined && legacy.name !== '*') return [{ legacy, canonical, entry }];
      if (legacy.name === undefined && !entry.replaces) return [];
      const names = [...(starNames(legacy.module) ?? [])].toSorted();
      return names
        .filter((name) => exports.define(canonical.module, name).state !== 'missing')
        .map((name) => ({
          legacy: { module: legacy.module, name },
          canonical: { module: canonical.module, name },
          entry,
        }));
    }),
  );
}

function isSame({ legacy, canonical }: SymbolPair, { exports }: Repository): boolean {
  const old = exports.define(legacy.module, legacy.name ?? '');
  const next = exports.define(canonical.module, canonical.name ?? '');
  return old.state === 'found' && next.state === 'found' && old.key === next.key;
}

function comparePair(
  pair: SymbolPair,
  { interfaces: { sources } }: Repository,
  uses: readonly UsesOfFile[],
): InterfacePair {
  const legacy = callableOf(sources, pair.legacy);
  const canonical = callableOf(sources, pair.canonical);
  const sum = (count: (use: SymbolUses) => number): number => uses.reduce((total, use) => total + count(use), 0);
  return {
    legacy: { ...legacy, brokenOnImport: legacy.brokenOnImport ?? brokenOnImport(sources, pair.legacy) ?? null },
    canonical: {
      ...canonical,
      brokenOnImport: canonical.brokenOnImport ?? brokenOnImport(sources, pair.canonical) ?? null,
    },
    replaces: pair.entry.replaces,
    differs: pair.entry.differs ?? null,
    differences: differencesOf(legacy, canonical),
    calls: {
      all: sum(({ calls }) => calls),
      positional: sum(({ positional }) => positional),
      awaited: sum(({ awaited }) => awaited),
      files: uses.length,
    },
    results: resultsOf(uses, resultMembers(sources, canonical)),
  };
}

function resultsOf(uses: readonly UsesOfFile[], { class: name, names, unread }: Members): InterfacePair['results'] {
  const places = new Map<string, { path: string; line: number }[]>();
  for (const { path, members } of uses)
    for (const [member, lines] of members)
      places.set(member, [...(places.get(member) ?? []), ...lines.map((line) => ({ path, line }))]);
  const lacking = [...places]
    .filter(([member]) => names?.has(member) === false)
    .map(([member, at]) => ({ name: member, uses: at.length, places: at }))
    .toSorted((a, b) => b.uses - a.uses || (a.name < b.name ? -1 : 1));
  return {
    canonicalClass: name,
    members: places.size,
    uses: [...places.values()].reduce((total, at) => total + at.length, 0),
    lacking: names === null ? null : lacking,
    unread,
  };
}

function readUses(
  { root }: Config,
  files: readonly string[],
  pairs: readonly SymbolPair[],
  { index }: Repository,
): { uses: Map<string, UsesOfFile[]>; unreadable: { path: string; message: string }[] } {
  const symbols = new Set(pairs.map(({ legacy }) => formatTarget(legacy)));
  const holdsName = nameSearch([...new Set(pairs.map(({ legacy }) => legacy.name ?? ''))]);
  const leadingTo = new Set(pairs.flatMap(({ legacy }) => [legacy.module, ...packagesAround(legacy.module)]));
  const uses = new Map<string, UsesOfFile[]>();
  const unreadable: { path: string; message: string }[] = [];
  const buffer = SourceBuffer.create();
  for (const path of files) {
    const read = readIntoBuffer(buffer, root, path, undefined);
    if (read === 'gone' || read === 'link') continue;
    if (read !== 'read') {
      unreadable.push({ path, message: typeof read === 'object' ? read.error : outsideRoot });
      continue;
    }
    if (!holdsName(buffer)) continue;
    const identity = index.identify(path);
    if (!importsOneOf(buffer, identity, symbols, leadingTo)) continue;
    const text = buffer.bytes.toString('utf8').replace(/^\ufeff/, '');
    for (const [symbol, found] of usesInFile(text, identity, (asked) => symbols.has(asked)))
      uses.set(symbol, [...(uses.get(symbol) ?? []), { path, ...found }]);
  }
  return { uses, unreadable };
}

/** Does the file in the buffer import one of the symbols, or a module that leads to one? Only then it has to be parsed. */
function importsOneOf(
  buffer: SourceBuffer,
  identity: ModuleIdentity,
  symbols: ReadonlySet<string>,
  leadingTo: ReadonlySet<string>,
): boolean {
  for (const { isFrom, level, module, names, aliases } of readImports(
    buffer.scanImports().records,
    buffer.identifierAt,
  )) {
    const from = isFrom ? absoluteModule(level, module, identity) : undefined;
    const isOne = names.some((name, k) => {
      if (isFrom) return symbols.has(`${from}:${name}`) || leadingTo.has(`${from}.${name}`);
      return leadingTo.has(aliases[k] === undefined ? (name.split('.', 1)[0] ?? '') : name);
    });
    if (isOne) return true;
  }
  return false;
}

/** The names that the native search can take, and how many of them. */
const searchable = /^\w{3,126}$/;
const MOST_SEARCHED = 256;

/** Tells of the file in a buffer whether it holds one of the names. */
function nameSearch(names: readonly string[]): (buffer: SourceBuffer) => boolean {
  const fits = names.length <= MOST_SEARCHED && names.every((name) => searchable.test(name));
  if (!fits) return ({ bytes }) => names.some((name) => bytes.includes(name));
  const words = names.map((word): SearchWord => ({ word, kind: 'part' }));
  return (buffer) => {
    buffer.setWords(words);
    return buffer.holdsWord();
  };
}

async function listed({ root }: Config, { paths, files, usesGitignore }: InterfaceRequest): Promise<readonly string[]> {
  if (files) return canonicalPaths(root, files).files;
  let parts: Listing[] = [];
  for await (const part of listFiles({ root, paths, usesGitignore })) parts = part.isAnew ? [part] : [...parts, part];
  return parts.flatMap((part) => part.files);
}
