import { createRequire } from 'node:module';
import path from 'node:path';
import { ExpectedStop } from '../model/errors.ts';
import { isOddFile } from '../regular-file.ts';
import { isPreset } from '../../transforms/presets/index.ts';
import { presetLayers } from './complete-config.ts';
import type { Layer } from './complete-config.ts';
import { isFile, readConfigFile, refuseForeign } from './config-file.ts';
import { refuseOutside } from './outside-repository.ts';
import type { Extending } from './outside-repository.ts';
import { foldersAround } from './search-folders.ts';
import { validateConfig } from './validate.ts';

/** More of them in a row lead in circles, or are made to keep the reader busy. */
const DEEPEST = 16;
const MOST = 256;

/**
 * The layers that a configuration extends, each behind those that it extends itself: presets, JSON files, and JSON
 * files of installed packages. None of them is run.
 * @throws ExpectedStop when one is missing, or is not JSON, or they extend each other in circles
 */
export async function extendedLayers(
  names: readonly string[],
  from: Extending,
  around: readonly string[] = [],
  count = { left: MOST },
): Promise<Layer[]> {
  const layers: Layer[] = [];
  const namesPreset = (name: string): boolean => isPreset(name) || !/[/\\]/.test(name);
  presetLayers(names.filter(namesPreset), from.name); // All unknown ones are named at once.
  for (const name of names) {
    if (namesPreset(name)) {
      layers.push(...presetLayers([name], from.name));
      continue;
    }
    const file = fileOf(name, from);
    if (around.includes(file)) throw new ExpectedStop(`${from.name}: "${name}" extends itself in a circle`);
    if (around.length >= DEEPEST || --count.left < 0)
      throw new ExpectedStop(`${from.name}: too many files extend each other, up to "${name}"`);
    const isOfPackage = !isRelative(name);
    const config = await read(file, name, from);
    const label = isOfPackage ? name : path.posix.normalize(name);
    const inner = { folder: path.dirname(file), name: label };
    layers.push(...(await extendedLayers(config.extends ?? [], inner, [...around, file], count)));
    // The configuration of a package serves many trees, as presets do.
    layers.push({ name: label, config, isPreset: isOfPackage });
  }
  return layers;
}

async function read(file: string, name: string, from: Extending): Promise<Layer['config']> {
  if (path.extname(file) !== '.json')
    throw new ExpectedStop(
      `${from.name}: "${name}" is no JSON: only data is extended`,
      `write it as a file that ends in .json`,
    );
  if (!isFile(file))
    throw new ExpectedStop(`${from.name}: there is no file "${name}"`, `paths are relative to ${from.folder}`);
  refuseForeign(file);
  refuseOutside(file, name, from);
  const value = await readConfigFile(file, false);
  if (value === undefined || value === null) throw new ExpectedStop(`${from.name}: "${name}" holds no configuration`);
  const label = isRelative(name) ? path.posix.normalize(name) : name;
  const config = validateConfig(value, label);
  for (const key of ['format', 'transforms'] as const)
    if (config[key] !== undefined)
      throw new ExpectedStop(
        `${label}: "${key}" names ${key === 'format' ? 'a command' : 'code'}, and what is extended runs nothing`,
        `write it in ${from.name}`,
      );
  const hasTables = (config.python?.maps ?? config.javascript?.maps) !== undefined;
  if (!hasTables) return config;
  const { withTables } = await import('./map-tables.ts');
  return validateConfig(await withTables(config, { folder: path.dirname(file), name: label }), label);
}

/**
 * Node reads each `package.json` on the way to a file of a package, whatever it is.
 * @throws ExpectedStop when one is a device or a pipe, which it would wait for, or larger than any
 */
function refuseOddManifests(name: string, { folder, name: from }: Extending): void {
  const parts = name.split('/');
  const inside = parts.map((_, k) => path.join('node_modules', ...parts.slice(0, k + 1)));
  for (const around of foldersAround(folder))
    for (const place of ['', ...inside]) {
      const manifest = path.join(around, place, 'package.json');
      if (isOddFile(manifest))
        throw new ExpectedStop(
          `${from}: "${name}" cannot be looked up: ${path.relative(folder, manifest)} is no regular file, or too large`,
          'take it away',
        );
    }
}

function fileOf(name: string, { folder, name: from }: Extending): string {
  if (path.isAbsolute(name))
    throw new ExpectedStop(
      `${from}: "${name}" is an absolute path`,
      'write it relative to the configuration, as "./maps/team.json"',
    );
  if (isRelative(name)) return path.resolve(folder, name);
  refuseOddManifests(name, { folder, name: from });
  try {
    // To resolve a path runs nothing of the package.
    return createRequire(path.join(folder, 'ssot.config.json')).resolve(name);
  } catch {
    throw new ExpectedStop(
      `${from}: no installed package has "${name}"`,
      'a file of your own is written as "./maps/team.json"',
    );
  }
}

function isRelative(name: string): boolean {
  return /^\.\.?\//.test(name);
}
