import { formatTarget } from '../model/config.ts';
import type { Config, MapEntry, Target, UserConfig, UserMapEntry, UserPythonConfig, Uses } from '../model/config.ts';
import { ExpectedStop } from '../model/errors.ts';
import { presets } from '../../transforms/presets/index.ts';

const defaultInclude = ['**/*.py'];
/** What is installed is not ours to migrate. */
const alwaysExcluded = ['**/node_modules/**', '**/.venv/**', '**/venv/**', '**/site-packages/**'];
const defaultSourceRoots = ['.', 'src'];

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
  const uses = last(({ python }) => python?.uses) ?? 'alias';
  let map: MapEntry[] = [];
  for (const layer of layers) map = mergeEntries(map, layer, uses);
  const moved = new Set(map.flatMap((entry) => entry.legacy.map(formatTarget)));
  const unmapped = layers.flatMap(({ config }) => config.python?.unmapped ?? []).filter((symbol) => !moved.has(symbol));
  return {
    root,
    file,
    include: last((config) => config.include) ?? defaultInclude,
    exclude: [...alwaysExcluded, ...layers.flatMap(({ config }) => config.exclude ?? [])],
    python: {
      sourceRoots: last(({ python }) => python?.sourceRoots) ?? defaultSourceRoots,
      map,
      unmapped: [...new Set(unmapped)].map(parseTarget),
    },
  };
}

/**
 * The presets of these names.
 * @param file that extends them, for the message
 * @throws ExpectedStop when there is none of a name
 */
export function presetLayers(names: readonly string[], file: string | undefined): Layer[] {
  return names.map((name) => {
    const config = presets[name];
    if (config) return { name: `preset ${name}`, config };
    const where = file === undefined ? '' : `${file}: `;
    throw new ExpectedStop(`${where}unknown preset "${name}"`, `presets are: ${Object.keys(presets).join(', ')}`);
  });
}

function mergeEntries(earlier: readonly MapEntry[], { name, config }: Layer, uses: Uses): MapEntry[] {
  const own = (config.python?.map ?? []).map((entry) => completeEntry(entry, uses));
  const owners = uniqueOwners(own, name);
  const left = earlier
    .map((entry) => ({ ...entry, legacy: entry.legacy.filter((legacy) => !owners.has(formatTarget(legacy))) }))
    .filter((entry) => entry.legacy.length > 0);
  return [...retargetEntries(left, config.python, name), ...own];
}

function completeEntry(entry: UserMapEntry, uses: Uses): MapEntry {
  return {
    canonical: parseTarget(entry.canonical),
    legacy: entry.legacy.map(parseTarget),
    uses: entry.uses ?? uses,
    replaces: entry.replaces ?? false,
    external: entry.external ?? false,
  };
}

/** Which entry each legacy path belongs to. */
function uniqueOwners(entries: readonly MapEntry[], layer: string): Map<string, number> {
  const owners = new Map<string, number>();
  for (const [k, { canonical, legacy }] of entries.entries()) {
    for (const [j, target] of legacy.entries()) {
      const key = formatTarget(target);
      const where = `${layer}: python.map[${k}].legacy[${j}]`;
      const owner = owners.get(key);
      const other = owner === undefined ? undefined : entries[owner];
      if (other && formatTarget(other.canonical) !== formatTarget(canonical)) {
        throw new ExpectedStop(
          `${where}: "${key}" has two canonical paths, "${formatTarget(other.canonical)}" by python.map[${owner ?? 0}] and "${formatTarget(canonical)}" here`,
          'keep one of them',
        );
      }
      if ((target.name === undefined) !== (canonical.name === undefined)) {
        throw new ExpectedStop(
          `${where}: "${key}" and its canonical path "${formatTarget(canonical)}" are not of one kind`,
          'a module moves onto a module, a symbol onto a symbol, "module:*" onto "module:*"',
        );
      }
      if ((target.name === '*') !== (canonical.name === '*')) {
        throw new ExpectedStop(
          `${where}: "${key}" and its canonical path "${formatTarget(canonical)}" are not of one kind`,
          'every name of a module moves onto "module:*"',
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
  config: UserPythonConfig | undefined,
  layer: string,
): MapEntry[] {
  const retarget = new Map(Object.entries(config?.retarget ?? {}));
  const known = new Set(entries.map((entry) => formatTarget(entry.canonical)));
  for (const from of retarget.keys()) {
    if (known.has(from)) continue;
    const hint = known.size === 0 ? 'no preset is extended' : `they have ${[...known].join(', ')}`;
    throw new ExpectedStop(`${layer}: python.retarget: no entry of the presets has the canonical path "${from}"`, hint);
  }
  const isOf = (target: Target, text: string): boolean => formatTarget(target) === text;
  // Of several entries with one canonical path, that path goes to one: the edit of it is `safe` only if none must say so.
  const heirOf = (canonical: Target): MapEntry | undefined => {
    const sharing = entries.filter((entry) => isOf(entry.canonical, formatTarget(canonical)));
    return sharing.find((entry) => !entry.replaces) ?? sharing[0];
  };
  return entries.map((entry) => {
    const to = retarget.get(formatTarget(entry.canonical));
    if (to === undefined || isOf(entry.canonical, to)) return entry;
    const left = entry.legacy.filter((legacy) => !isOf(legacy, to));
    const added = heirOf(entry.canonical) === entry ? [entry.canonical] : [];
    return { ...entry, canonical: parseTarget(to), legacy: [...left, ...added] };
  });
}

/** `module:Name` or `module`; the schema has checked that it is one. */
function parseTarget(text: string): Target {
  const [module = '', name] = text.split(':');
  return { module, name };
}
