import path from 'node:path';
import { carrierGlobs, defaultCarriers } from '../model/carrier.ts';
import type { CarrierId } from '../model/carrier.ts';
import { formatExport, formatTarget } from '../model/config.ts';
import type {
  AuditConfig,
  Config,
  EntryPlace,
  MapEntry,
  RemovedSymbol,
  Target,
  UserConfig,
  UserMapEntry,
} from '../model/config.ts';
import { ExpectedStop } from '../model/errors.ts';
import { javaScriptGlob } from '../model/javascript-endings.ts';
import type { UserCallRule } from '../model/call-rule.ts';
import type { UserScriptCallRule } from '../model/script-call-rule.ts';
import { barrelOf, barrelProblems } from './barrel-entries.ts';
import { callProblems, completeCalls } from './complete-calls.ts';
import { completeScriptCalls, scriptCallProblems } from './complete-script-calls.ts';
import { crossedExports, crossedKinds } from './crossed-kinds.ts';
import { expandedEntries } from './expanded-entries.ts';
import { patternConflicts } from './pattern-conflicts.ts';
import { removalsOf } from './removals.ts';
import { isPreset, presetNames } from '../../transforms/presets/index.ts';
import { presetOf } from './preset-of.ts';

/** Modules, stubs, and scripts of Windows; scripts without an extension are included, too. */
const withStubs = ['**/*.{py,pyi,pyw}'];
const withoutStubs = ['**/*.{py,pyw}'];
/** Installed packages are not ours to migrate. */
const installed = ['**/node_modules/**', '**/.venv/**', '**/venv/**', '**/site-packages/**'];
/** Files that this tool reads and writes itself name legacy paths on purpose. */
const ownFiles = ['**/ssot.{config,review,baseline}.*', '**/.ssot-codemod/**'];
const alwaysExcluded = [...installed, ...ownFiles];
const defaultSourceRoots = ['.', 'src'];

/** One source of configuration: a preset, or the user's own. */
export interface Layer {
  /** Named in messages. */
  readonly name: string;
  readonly config: UserConfig;
  readonly isPreset?: boolean;
}

/**
 * Merges the layers into one configuration. A later layer goes before an earlier one: its entry for a legacy path takes
 * that path out of earlier entries, its `retarget` changes their canonical paths, its lists of files replace theirs.
 * @param added carriers besides those of the layers
 * @throws ExpectedStop that lists where a layer contradicts itself, or retargets a path that no entry has
 */
export function completeConfig(
  root: string,
  file: string | undefined,
  layers: readonly Layer[],
  added: readonly CarrierId[] = [],
): Config {
  const last = <T>(pick: (config: UserConfig) => T | undefined): T | undefined =>
    layers.map(({ config }) => pick(config)).findLast((value) => value !== undefined);
  const { problems: pythonProblems, ...python } = completeMap(layers, pythonSyntax);
  const { problems: javaScriptProblems, ...javascript } = completeMap(layers, javaScriptSyntax);
  const problems = [...pythonProblems, ...javaScriptProblems];
  if (problems.length > 0) throw new ExpectedStop(`the Map is not valid:\n  ${problems.join('\n  ')}`);
  const include = last((config) => config.include);
  const sourceRoots = last((config) => config.python?.sourceRoots) ?? defaultSourceRoots;
  const carriers = [...new Set([...(last((config) => config.carriers) ?? defaultCarriers), ...added])];
  const ofPython = carriers.includes('stub') ? withStubs : withoutStubs;
  const defaults = javascript.map.length === 0 ? ofPython : [...ofPython, javaScriptGlob];
  return {
    root,
    file,
    include: [...(include ?? defaults), ...carrierGlobs(carriers)],
    includesScripts: include === undefined,
    carriers,
    format: [last((config) => config.format) ?? []].flat(),
    exclude: [...alwaysExcluded, ...layers.flatMap(({ config }) => config.exclude ?? [])],
    python: {
      environment: last((config) => config.python?.environment),
      sourceRoots: sourceRoots.map((folder) => fromRoot(root, folder)),
      imports: last((config) => config.python?.imports),
      ...python,
    },
    javascript: { tsconfig: last((config) => config.javascript?.tsconfig) ?? [], ...javascript },
    audit: completeAudit(layers),
    checkOnly: last((config) => config.check?.only),
  };
}

/** A folder relative to the root, `.` for the root itself, however it is written. */
function fromRoot(root: string, folder: string): string {
  const relative = path.isAbsolute(folder) ? path.relative(root, folder) : path.normalize(folder);
  const parts = relative.split(path.sep).filter((part) => part !== '');
  return parts.length === 0 ? '.' : parts.join('/');
}

/** The defaults of the audit. Classes and accessors have no names that fit every repository. */
const auditDefaults: AuditConfig = {
  implementations: [],
  managers: [],
  accessors: [],
  contextNames: ['*context*', '*ctx*', '*user*', '*request*', '*session*'],
  sharedState: [],
  lifecycleMethods: [],
  validationTests: ['*ssot*', '*single_source*', '*singlesource*'],
  tests: [
    '**/{test,tests,testing,__tests__}/**',
    '**/test_*/**',
    '**/test_*.py',
    '**/*_test.py',
    '**/*_tests.py',
    '**/conftest.py',
  ],
  textCounts: [],
};

/** Each list of a later layer stands instead of the earlier ones. */
function completeAudit(layers: readonly Layer[]): AuditConfig {
  const given = layers.map(({ config }) =>
    Object.fromEntries(Object.entries(config.audit ?? {}).filter(([, value]) => value !== undefined)),
  );
  return Object.assign({}, auditDefaults, ...given) as AuditConfig;
}

/** How the Map of a language is written. */
interface MapSyntax {
  readonly section: 'python' | 'javascript';
  /** The schema has checked the text. */
  readonly parse: (text: string) => Target;
  readonly format: (target: Target) => string;
  /** Which paths can move onto which. */
  readonly kinds: string;
}

const pythonSyntax: MapSyntax = {
  section: 'python',
  parse: (text) => {
    const [module = '', name] = text.split(':');
    return { module, name };
  },
  format: formatTarget,
  kinds: 'a module moves onto a module, a symbol onto a symbol, "module:*" onto "module:*"',
};

const javaScriptSyntax: MapSyntax = {
  section: 'javascript',
  parse: (text) => {
    // The first character may be the # of a package's own imports.
    const at = text.lastIndexOf('#');
    const name = at > 0 ? text.slice(at + 1) : undefined;
    // Every export of a module is the module.
    return { module: at > 0 ? text.slice(0, at) : text, name: name === '*' ? undefined : name };
  },
  format: formatExport,
  kinds:
    'a module moves onto a module, an export onto an export; "module#*" is the module as an object, which an export may become',
};

interface CompleteMap {
  readonly map: MapEntry[];
  readonly unmapped: Target[];
  readonly removed: RemovedSymbol[];
  /** The problems, each with its place. */
  readonly problems: string[];
}

function completeMap(layers: readonly Layer[], syntax: MapSyntax): CompleteMap {
  const sections = layers.map(({ config }) => config[syntax.section]);
  const uses = sections.findLast((section) => section?.uses !== undefined)?.uses ?? 'alias';
  const absent = sections.findLast((section) => section?.absent !== undefined)?.absent ?? 'fail';
  let map: MapEntry[] = [];
  const removed: RemovedSymbol[] = [];
  const problems: string[] = [];
  for (const { name, config, isPreset = false } of layers) {
    const section = config[syntax.section];
    // Presets are for many trees.
    const defaults = { uses, absent: isPreset ? 'ok' : absent } as const;
    const { entries, places: all, problems: unclear } = expandedEntries(section?.map ?? [], syntax.section);
    const found = entries.map((entry) => completeEntry(entry, defaults, syntax));
    const own = found.flat();
    const places = found.flatMap((made, k) => made.map(() => all[k] ?? k));
    const retarget = completeRetarget(section?.retarget ?? {}, syntax);
    const left = withoutLegacy(map, own, syntax);
    const wrong = [
      ...unclear,
      ...barrelProblems(own, places, syntax.section),
      ...patternConflicts(own, places, syntax),
      ...entryProblems(own, places, syntax),
      ...callProblems(own, places),
      ...scriptCallProblems(own, places),
      ...retargetProblems(left, retarget, syntax),
      ...(syntax.section === 'python'
        ? unwritable([...own.map(({ canonical }) => canonical), ...retarget.values()])
        : []),
    ];
    problems.push(...wrong.map((problem) => `${name}: ${syntax.section}.${problem}`));
    map = [...retargetEntries(left, retarget, syntax), ...own];
    removed.push(...removalsOf(entries, syntax.parse));
  }
  const moved = new Set(map.flatMap((entry) => entry.legacy.map(syntax.format)));
  const isLeft = (symbol: string): boolean => !moved.has(symbol);
  const gone = removed.filter(({ symbol }) => isLeft(syntax.format(symbol)));
  const unmapped = sections.flatMap((section) => section?.unmapped ?? []).filter(isLeft);
  const known = new Set([...unmapped, ...gone.map(({ symbol }) => syntax.format(symbol))]);
  return { map, unmapped: [...known].map(syntax.parse), removed: gone, problems };
}

/**
 * The presets of these names.
 * @param file that extends them, for the message
 * @throws ExpectedStop for an unknown name
 */
export function presetLayers(names: readonly string[], file: string | undefined): Layer[] {
  if (names.every(isPreset))
    return names.map((name) => ({ name: `preset ${name}`, config: presetOf(name), isPreset: true }));
  const unknown = names.filter((name) => !isPreset(name)).map((name) => JSON.stringify(name));
  throw new ExpectedStop(
    `${file === undefined ? '' : `${file}: `}unknown preset ${unknown.join(' and ')}`,
    `presets are: ${presetNames.join(', ')}`,
  );
}

function completeEntry(
  entry: UserMapEntry,
  { uses, absent }: Pick<MapEntry, 'uses' | 'absent'>,
  { section, parse }: MapSyntax,
): MapEntry[] {
  if (entry.canonical === undefined) return [];
  const canonical = parse(entry.canonical);
  const written = entry.canonical;
  const crossed = (one: MapEntry): MapEntry[] =>
    section === 'python' ? crossedKinds(one) : crossedExports(one, written, entry.legacy);
  // A built-in needs no import, but an alias of one does.
  const isBuiltin = section === 'python' && canonical.module === 'builtins';
  return crossed({
    canonical,
    legacy: entry.legacy.map(parse),
    uses: entry.uses ?? (isBuiltin ? 'rename' : uses),
    replaces: entry.replaces ?? false,
    ...(entry.differs === undefined ? {} : { differs: entry.differs }),
    ...completeRule(entry, canonical, { section, parse }),
    external: entry.external !== undefined && entry.external !== false,
    ...(entry.external === 'trusted' ? { isTrusted: true } : {}),
    ...(entry.only === undefined && entry.except === undefined
      ? {}
      : { where: { only: entry.only, except: entry.except ?? [] } }),
    ...barrelOf(entry),
    ...(entry.when === undefined ? {} : { isForTypes: true }),
    absent: entry.absent ?? absent,
    ...(entry.reason === undefined ? {} : { reason: entry.reason }),
  });
}

/** The rule for calls, each language in its own words. The schema has checked them. */
function completeRule(
  { calls }: UserMapEntry,
  canonical: Target,
  { section, parse }: Pick<MapSyntax, 'section' | 'parse'>,
): Pick<MapEntry, 'calls' | 'scriptCalls'> {
  if (calls === undefined) return {};
  return section === 'python'
    ? { calls: completeCalls(calls as UserCallRule, canonical, parse) }
    : { scriptCalls: completeScriptCalls(calls as UserScriptCallRule, canonical, parse) };
}

/** The earlier entries without the legacy paths that later ones have. */
function withoutLegacy(
  earlier: readonly MapEntry[],
  later: readonly MapEntry[],
  { format }: MapSyntax,
): readonly MapEntry[] {
  const taken = new Set(later.flatMap(({ legacy }) => legacy.map(format)));
  return earlier
    .map((entry) => ({ ...entry, legacy: entry.legacy.filter((legacy) => !taken.has(format(legacy))) }))
    .filter((entry) => entry.legacy.length > 0);
}

/** Legacy paths of two canonical ones, and of one that is of another kind. @param places where the entries stand in the Map */
function entryProblems(
  entries: readonly MapEntry[],
  places: readonly number[],
  { section, format, kinds }: MapSyntax,
): string[] {
  const owners = new Map<string, number>();
  const member = entries.findIndex(({ canonical: { name = '' } }) => section === 'javascript' && name.includes('.'));
  if (member >= 0)
    return [
      `map[${places[member] ?? member}].canonical: "${format(entries[member]?.canonical ?? { module: '', name: undefined })}" is a property of an export, which no import can name: only legacy paths may be one`,
    ];
  return entries.flatMap(({ canonical, legacy, barrel, fromSpaces = [] }, k) =>
    legacy.flatMap((target, j) => {
      const [key, to] = [format(target), format(canonical)];
      const where = `map[${places[k] ?? k}].legacy[${j}]: "${key}"`;
      const owner = owners.get(key);
      const other = owner === undefined ? undefined : entries[owner];
      if (other && format(other.canonical) !== to && !areApart(other, entries[k]))
        return `${where} has two canonical paths, "${format(other.canonical)}" by ${section}.map[${places[owner ?? 0] ?? 0}] and "${to}" here: keep one of them`;
      owners.set(key, k);
      const isCrossed =
        (section === 'javascript' && canonical.name === '*' && target.name !== undefined) ||
        (target.name === undefined && fromSpaces.includes(target.module));
      return isOfOneKind(target, canonical) || isCrossed || barrel !== undefined
        ? []
        : `${where} and its canonical path "${to}" are not of one kind: ${kinds}`;
    }),
  );
}

/** Does one entry take exactly the files that the other excludes? */
function areApart(one: MapEntry, other: MapEntry | undefined): boolean {
  const isRest = (a: EntryPlace | undefined, b: EntryPlace | undefined): boolean =>
    a?.only !== undefined && a.except.length === 0 && b !== undefined && b.only === undefined
      ? a.only.every((glob) => b.except.includes(glob))
      : false;
  return isRest(one.where, other?.where) || isRest(other?.where, one.where);
}

/** Canonical paths that no import can say. */
function unwritable(targets: readonly Target[]): string[] {
  return targets.flatMap((target) => {
    const { module, name } = target;
    const keyword = [...module.split('.'), ...(name === undefined ? [] : [name])].find((part) => keywords.has(part));
    return keyword === undefined ? [] : [`map: "${formatTarget(target)}" cannot be imported: ${keyword} is a keyword`];
  });
}

/** The names that Python lets nobody bind. */
const keywords = new Set(
  (
    'False None True __debug__ and as assert async await break class continue def del elif else except finally for from ' +
    'global if import in is lambda nonlocal not or pass raise return try while with yield'
  ).split(' '),
);

function isOfOneKind(one: Target, other: Target): boolean {
  return (one.name === undefined) === (other.name === undefined) && (one.name === '*') === (other.name === '*');
}

/** From a canonical path to the one that stands instead. */
type Retarget = ReadonlyMap<string, Target>;

function completeRetarget(retarget: Readonly<Record<string, string>>, { parse, format }: MapSyntax): Retarget {
  return new Map(Object.entries(retarget).map(([from, to]) => [format(parse(from)), parse(to)]));
}

/** Paths that no entry has, and paths that would move onto one of another kind. */
function retargetProblems(
  entries: readonly MapEntry[],
  retarget: Retarget,
  { parse, format, kinds }: MapSyntax,
): string[] {
  const known = new Set(entries.map(({ canonical }) => format(canonical)));
  const hint = known.size === 0 ? 'no preset is extended' : `they have ${[...known].join(', ')}`;
  const unknown = [...retarget.keys()].filter((from) => !known.has(from));
  const mixed = [...retarget].filter(([from, to]) => known.has(from) && !isOfOneKind(parse(from), to));
  return [
    ...mixed.map(([from, to]) => `retarget: "${from}" and "${format(to)}" are not of one kind: ${kinds}`),
    ...(unknown.length === 0
      ? []
      : [`retarget: no entry of the presets has the canonical path "${unknown.join('" or "')}": ${hint}`]),
  ];
}

/** Entries of the presets under other canonical paths: the one they had becomes legacy, the one they get no longer is. */
function retargetEntries(entries: readonly MapEntry[], retarget: Retarget, { format }: MapSyntax): readonly MapEntry[] {
  const isSame = (one: Target, other: Target): boolean => format(one) === format(other);
  // When several entries share a canonical path, one of them gets it: its edit is `safe` only if no entry has to say
  // so.
  const heirOf = (canonical: Target): MapEntry | undefined => {
    const sharing = entries.filter((entry) => isSame(entry.canonical, canonical));
    return sharing.find((entry) => !entry.replaces) ?? sharing[0];
  };
  return entries.map((entry) => {
    const called = entry.calls && retarget.get(format(entry.calls.canonical));
    const script = entry.scriptCalls && retarget.get(format(entry.scriptCalls.canonical));
    const calls = {
      ...(entry.calls && called ? { calls: { ...entry.calls, canonical: called } } : {}),
      ...(entry.scriptCalls && script ? { scriptCalls: { ...entry.scriptCalls, canonical: script } } : {}),
    };
    const to = retarget.get(format(entry.canonical));
    if (to === undefined || isSame(entry.canonical, to)) return { ...entry, ...calls };
    // A rule for calls may be about the canonical path, too.
    const isCalled = entry.legacy.some((legacy) => isSame(legacy, entry.canonical));
    const left = entry.legacy.filter((legacy) => isCalled || !isSame(legacy, to));
    const added = !isCalled && heirOf(entry.canonical) === entry ? [entry.canonical] : [];
    return { ...entry, ...calls, canonical: to, legacy: [...left, ...added] };
  });
}
