import { formatExport, formatTarget } from '../model/config.ts';
import type {
  AuditConfig,
  Config,
  MapEntry,
  Target,
  UserConfig,
  UserMapConfig,
  UserMapEntry,
  Uses,
} from '../model/config.ts';
import { ExpectedStop } from '../model/errors.ts';
import { isPreset, presets } from '../../transforms/presets/index.ts';

const defaultInclude = ['**/*.py'];
/** What is installed is not ours to migrate. */
const alwaysExcluded = ['**/node_modules/**', '**/.venv/**', '**/venv/**', '**/site-packages/**'];
const defaultSourceRoots = ['.', 'src'];
const javaScriptFiles = '**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs,vue,svelte}';

/** One source of configuration: a preset, or the user's own. */
export interface Layer {
  /** Named in messages. */
  readonly name: string;
  readonly config: UserConfig;
}

/**
 * What the layers say together. A later layer goes before an earlier one: its entry for a legacy path takes that path out
 * of earlier entries, its `retarget` changes their canonical paths, its lists of files stand instead of theirs.
 * @throws ExpectedStop when a layer contradicts itself, or retargets what no entry has
 */
export function completeConfig(root: string, file: string | undefined, layers: readonly Layer[]): Config {
  const last = <T>(pick: (config: UserConfig) => T | undefined): T | undefined =>
    layers.map(({ config }) => pick(config)).findLast((value) => value !== undefined);
  const python = completeMap(layers, pythonSyntax);
  const javascript = completeMap(layers, javaScriptSyntax);
  const defaults = javascript.map.length === 0 ? defaultInclude : [...defaultInclude, javaScriptFiles];
  return {
    root,
    file,
    include: last((config) => config.include) ?? defaults,
    exclude: [...alwaysExcluded, ...layers.flatMap(({ config }) => config.exclude ?? [])],
    python: { sourceRoots: last((config) => config.python?.sourceRoots) ?? defaultSourceRoots, ...python },
    javascript: { tsconfig: last((config) => config.javascript?.tsconfig) ?? [], ...javascript },
    audit: completeAudit(layers),
  };
}

/** What the audit looks for when nobody says. Classes and accessors have no names that fit every repository. */
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
  kinds: 'a module moves onto a module, an export onto an export',
};

function completeMap(layers: readonly Layer[], syntax: MapSyntax): { map: MapEntry[]; unmapped: Target[] } {
  const sections = layers.map(({ config }) => config[syntax.section]);
  const uses = sections.findLast((section) => section?.uses !== undefined)?.uses ?? 'alias';
  let map: MapEntry[] = [];
  for (const layer of layers) map = mergeEntries(map, layer, uses, syntax);
  const moved = new Set(map.flatMap((entry) => entry.legacy.map(syntax.format)));
  const unmapped = sections.flatMap((section) => section?.unmapped ?? []).filter((symbol) => !moved.has(symbol));
  return { map, unmapped: [...new Set(unmapped)].map(syntax.parse) };
}

/**
 * The presets of these names.
 * @param file that extends them, for the message
 * @throws ExpectedStop when there is none of a name
 */
export function presetLayers(names: readonly string[], file: string | undefined): Layer[] {
  if (names.every(isPreset)) return names.map((name) => ({ name: `preset ${name}`, config: presets[name] }));
  const unknown = names.filter((name) => !isPreset(name)).map((name) => JSON.stringify(name));
  throw new ExpectedStop(
    `${file === undefined ? '' : `${file}: `}unknown preset ${unknown.join(' and ')}`,
    `presets are: ${Object.keys(presets).join(', ')}`,
  );
}

function mergeEntries(
  earlier: readonly MapEntry[],
  { name, config }: Layer,
  uses: Uses,
  syntax: MapSyntax,
): MapEntry[] {
  const section = config[syntax.section];
  const own = (section?.map ?? []).map((entry) => completeEntry(entry, uses, syntax));
  const owners = uniqueOwners(own, name, syntax);
  const left = earlier
    .map((entry) => ({ ...entry, legacy: entry.legacy.filter((legacy) => !owners.has(syntax.format(legacy))) }))
    .filter((entry) => entry.legacy.length > 0);
  return [...retargetEntries(left, section, name, syntax), ...own];
}

function completeEntry(entry: UserMapEntry, uses: Uses, { parse }: MapSyntax): MapEntry {
  return {
    canonical: parse(entry.canonical),
    legacy: entry.legacy.map(parse),
    uses: entry.uses ?? uses,
    replaces: entry.replaces ?? false,
    external: entry.external ?? false,
  };
}

/** Which entry each legacy path belongs to. */
function uniqueOwners(
  entries: readonly MapEntry[],
  layer: string,
  { section, format, kinds }: MapSyntax,
): Map<string, number> {
  const owners = new Map<string, number>();
  for (const [k, { canonical, legacy }] of entries.entries()) {
    for (const [j, target] of legacy.entries()) {
      const key = format(target);
      const where = `${layer}: ${section}.map[${k}].legacy[${j}]`;
      const owner = owners.get(key);
      const other = owner === undefined ? undefined : entries[owner];
      if (other && format(other.canonical) !== format(canonical)) {
        throw new ExpectedStop(
          `${where}: "${key}" has two canonical paths, "${format(other.canonical)}" by ${section}.map[${owner ?? 0}] and "${format(canonical)}" here`,
          'keep one of them',
        );
      }
      const isOfOneKind =
        (target.name === undefined) === (canonical.name === undefined) &&
        (target.name === '*') === (canonical.name === '*');
      if (!isOfOneKind) {
        throw new ExpectedStop(
          `${where}: "${key}" and its canonical path "${format(canonical)}" are not of one kind`,
          kinds,
        );
      }
      owners.set(key, k);
    }
  }
  return owners;
}

/** Entries of the presets under other canonical paths: the one they had becomes legacy, the one they get no longer is. */
function retargetEntries(
  entries: readonly MapEntry[],
  config: UserMapConfig | undefined,
  layer: string,
  { section, parse, format }: MapSyntax,
): MapEntry[] {
  const retarget = new Map(Object.entries(config?.retarget ?? {}));
  const known = new Set(entries.map((entry) => format(entry.canonical)));
  for (const from of retarget.keys()) {
    if (known.has(from)) continue;
    const hint = known.size === 0 ? 'no preset is extended' : `they have ${[...known].join(', ')}`;
    throw new ExpectedStop(
      `${layer}: ${section}.retarget: no entry of the presets has the canonical path "${from}"`,
      hint,
    );
  }
  const isOf = (target: Target, text: string): boolean => format(target) === text;
  // Of several entries with one canonical path, that path goes to one: the edit of it is `safe` only if none must say so.
  const heirOf = (canonical: Target): MapEntry | undefined => {
    const sharing = entries.filter((entry) => isOf(entry.canonical, format(canonical)));
    return sharing.find((entry) => !entry.replaces) ?? sharing[0];
  };
  return entries.map((entry) => {
    const to = retarget.get(format(entry.canonical));
    if (to === undefined || isOf(entry.canonical, to)) return entry;
    const left = entry.legacy.filter((legacy) => !isOf(legacy, to));
    const added = heirOf(entry.canonical) === entry ? [entry.canonical] : [];
    return { ...entry, canonical: parse(to), legacy: [...left, ...added] };
  });
}
