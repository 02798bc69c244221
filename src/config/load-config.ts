import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import type { CarrierId } from '../model/carrier.ts';
import { longestGlob } from '../model/config.ts';
import type { Config, UserConfig } from '../model/config.ts';
import { ExpectedStop } from '../model/errors.ts';
import { isPreset, presetNames } from '../../transforms/presets/index.ts';
import { completeConfig, presetLayers } from './complete-config.ts';
import type { Layer } from './complete-config.ts';
import { isFile, readConfigFile } from './config-file.ts';
import { mapOfFlags } from './map-flags.ts';
import { findConfig, notFound } from './find-config.ts';

export { presetNames };

/** The options of the command line that select the configuration. */
export interface ConfigRequest {
  /** Absolute path of the working folder. */
  readonly cwd: string;
  /** A configuration file, relative to `cwd`; undefined to search for one. */
  readonly file: string | undefined;
  /** Presets to use; with `file`, as if that extended them. */
  readonly presets: readonly string[];
  /** Moves, each `legacy=canonical`; with some, there need be no configuration. */
  readonly moves?: readonly string[];
  /** The interpreter or virtual environment that has the installed packages, relative to `cwd`. */
  readonly environment?: string | undefined;
  /** May the configuration be code, which runs when it is read? */
  readonly takesCode: boolean;
  /** Globs to use instead of the configuration's; undefined to use those. */
  readonly include: readonly string[] | undefined;
  /** Globs to use besides the configuration's. */
  readonly exclude: readonly string[];
  /** Carriers to turn on besides the configuration's. */
  readonly carriers?: readonly CarrierId[];
  /** May there be no configuration at all? */
  readonly isOptional?: boolean;
}

/**
 * The configuration of a working folder. Paths are relative to the folder of the file that the search found. If a file
 * or a preset was named, nothing is searched for, and paths are relative to the working folder.
 * @throws ExpectedStop when there is none, or when it is not valid
 */
export async function loadConfig(request: ConfigRequest): Promise<Config> {
  const isNamed = request.file !== undefined || request.presets.length > 0;
  const { moves = [] } = request;
  const place = isNamed
    ? namedFile(request)
    : await searchedFile(request.cwd, moves.length > 0 || request.isOptional === true);
  const file = place === undefined ? undefined : path.relative(request.cwd, place);
  const own = place !== undefined && file !== undefined ? await readOwn(place, file, request) : undefined;
  const root = place === undefined || isNamed ? request.cwd : path.dirname(place);
  const { environment } = request;
  const named = environment === undefined ? undefined : path.resolve(request.cwd, environment);
  const missing = [
    ...(named === undefined || existsSync(named) ? [] : [`--python: no such file or folder: ${environment ?? ''}`]),
    ...(own?.javascript?.tsconfig ?? []).flatMap((listed, k) =>
      isFile(path.resolve(root, listed)) ? [] : `${file ?? ''}: javascript.tsconfig[${k}]: no such file: ${listed}`,
    ),
    ...(own?.python?.sourceRoots ?? []).flatMap((folder, k) =>
      isFolder(path.resolve(root, folder)) ? [] : `${file ?? ''}: python.sourceRoots[${k}]: no such folder: ${folder}`,
    ),
  ];
  if (missing.length > 0) throw new ExpectedStop(missing.join('\n'), `paths are relative to ${root}`);
  const { include, exclude } = request;
  const given = { include, exclude };
  // The validator is loaded only where it may be needed.
  if ([...(include ?? []), ...exclude].some((glob) => glob.includes('\\') || glob.length > longestGlob))
    await validate(given, 'the command line');
  const layers: Layer[] = [
    ...(own?.extends === undefined ? [] : await extended(own.extends, place ?? root, file ?? '')),
    ...presetLayers(request.presets, undefined),
    ...(own ? [{ name: file ?? '', config: own }] : []),
    { name: 'the command line', config: given },
    ...(named === undefined ? [] : [{ name: '--python', config: { python: { environment: named } } }]),
    ...(moves.length === 0 ? [] : [{ name: '--map', config: await validate(mapOfFlags(moves), '--map') }]),
    ...(place === undefined ? [] : [{ name: place, config: { exclude: literalGlobs(path.relative(root, place)) } }]),
  ];
  const fileInRoot = place && path.relative(root, place).split(path.sep).join('/');
  const transforms = (own?.transforms ?? []).map((name) => path.resolve(path.dirname(place ?? root), name));
  return { ...completeConfig(root, file, layers, request.carriers), fileInRoot, transforms };
}

/** Matches the file of that path, when it is below the root. */
function literalGlobs(relative: string): string[] {
  return relative.startsWith('..') || path.isAbsolute(relative)
    ? []
    : [
        relative
          .split(path.sep)
          .join('/')
          .replace(/[\\*?[\](){}!+@|^$]/g, '\\$&'),
      ];
}

async function extended(names: readonly string[], place: string, name: string): Promise<Layer[]> {
  return names.every(isPreset)
    ? presetLayers(names, name)
    : (await import('./extended-layers.ts')).extendedLayers(names, { folder: path.dirname(place), name }, [place]);
}

/** The validator is loaded when there is something to validate: presets are checked by the compiler. */
async function validate(value: unknown, file: string): Promise<UserConfig> {
  const { validateConfig } = await import('./validate.ts');
  return validateConfig(value, file);
}

/**
 * The root for a command in a folder. Runs no configuration.
 * @param isNamed whether the command line names a configuration or a preset, so that none is searched for
 */
export async function findRoot(cwd: string, isNamed: boolean): Promise<string> {
  const { file } = isNamed ? { file: undefined } : await findConfig(cwd);
  return file === undefined ? cwd : path.dirname(file);
}

/** @throws ExpectedStop when it is no file */
function namedFile({ cwd, file }: ConfigRequest): string | undefined {
  const place = file === undefined ? undefined : path.resolve(cwd, file);
  if (place !== undefined && !isFile(place))
    throw new ExpectedStop(`no such configuration file: ${place}`, 'paths are relative to the working folder');
  return place;
}

/** @throws ExpectedStop when none is found, and one is needed */
async function searchedFile(cwd: string, isOptional: boolean): Promise<string | undefined> {
  const found = await findConfig(cwd);
  if (found.file !== undefined || isOptional) return found.file;
  throw new ExpectedStop(
    notFound(found, cwd),
    found.foreign === undefined
      ? `ssot-codemod init writes one; --preset NAME needs none: ${presetNames.join(', ')}`
      : '--config FILE takes one that you trust',
  );
}

function isFolder(folder: string): boolean {
  return statSync(folder, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

async function readOwn(place: string, file: string, { takesCode }: ConfigRequest): Promise<UserConfig> {
  const value = await readConfigFile(place, takesCode);
  if (value === undefined || value === null)
    throw new ExpectedStop(`${place} holds no configuration for ssot-codemod`, 'ssot-codemod init --force writes one');
  const own = await validate(value, file);
  if ((own.python?.maps ?? own.javascript?.maps) === undefined) return own;
  const { withTables } = await import('./map-tables.ts');
  return validate(await withTables(own, { folder: path.dirname(place), name: file }), file);
}
