import { statSync } from 'node:fs';
import path from 'node:path';
import type { ParseError } from 'jsonc-parser';
import { lilconfig } from 'lilconfig';
import type { LilconfigResult } from 'lilconfig';
import { longestGlob } from '../model/config.ts';
import type { Config, UserConfig } from '../model/config.ts';
import { ExpectedStop } from '../model/errors.ts';
import { LineIndex } from '../model/range.ts';
import { presets } from '../../transforms/presets/index.ts';
import { completeConfig, presetLayers } from './complete-config.ts';
import type { Layer } from './complete-config.ts';

const NAME = 'ssot-codemod';
/** In this order in each folder, from the working folder upwards. */
const searchPlaces = [
  'ssot.config.json',
  'ssot.config.js',
  'ssot.config.mjs',
  'ssot.config.ts',
  'package.json',
  'pyproject.toml',
];

/** What the command line says of the configuration. */
export interface ConfigRequest {
  /** Absolute path of the working folder. */
  readonly cwd: string;
  /** A configuration file, relative to `cwd`; undefined to search for one. */
  readonly file: string | undefined;
  /** Presets to use as if the configuration extended them. */
  readonly presets: readonly string[];
  /** Globs to use instead of the configuration's; undefined to use those. */
  readonly include: readonly string[] | undefined;
  /** Globs to use besides the configuration's. */
  readonly exclude: readonly string[];
}

/**
 * The configuration of a working folder. Paths are relative to the folder of the file that was found by searching, or to
 * the working folder when the file was named.
 * @throws ExpectedStop when there is none, or when it is not valid
 */
export async function loadConfig(request: ConfigRequest): Promise<Config> {
  const found =
    request.file === undefined ? await search(request.cwd) : await load(path.resolve(request.cwd, request.file));
  const file = found ? path.relative(request.cwd, found.filepath) : undefined;
  const own = found && file !== undefined ? await validate(found.config, file) : undefined;
  const root = found && request.file === undefined ? path.dirname(found.filepath) : request.cwd;
  const missing = [
    ...(own?.javascript?.tsconfig ?? []).flatMap((listed, k) =>
      isFile(path.resolve(root, listed)) ? [] : `${file ?? ''}: javascript.tsconfig[${k}]: no such file: ${listed}`,
    ),
    ...(own?.python?.sourceRoots ?? []).flatMap((folder, k) =>
      isFolder(path.resolve(root, folder)) ? [] : `${file ?? ''}: python.sourceRoots[${k}]: no such folder: ${folder}`,
    ),
  ];
  if (missing.length > 0) throw new ExpectedStop(missing.join('\n'), `paths are relative to ${root}`);
  const names = [...(own?.extends ?? []), ...request.presets];
  if (own === undefined && names.length === 0) {
    throw new ExpectedStop(
      `no configuration found in ${request.cwd} or above`,
      `ssot-codemod init writes one; --preset ${Object.keys(presets).join('|')} needs none`,
    );
  }
  const { include, exclude } = request;
  const given = { include, exclude };
  // The validator is loaded only for what it may refuse.
  if ([...(include ?? []), ...exclude].some((glob) => glob.includes('\\') || glob.length > longestGlob))
    await validate(given, 'the command line');
  const layers: Layer[] = [
    ...presetLayers(own?.extends ?? [], file),
    ...presetLayers(request.presets, undefined),
    ...(own ? [{ name: file ?? '', config: own }] : []),
    { name: 'the command line', config: given },
  ];
  return completeConfig(root, file, layers);
}

/** The validator is loaded when there is something to validate: presets are checked by the compiler. */
async function validate(value: unknown, file: string): Promise<UserConfig> {
  const { validateConfig } = await import('./validate.ts');
  return validateConfig(value, file);
}

/**
 * The root of what a command in a folder is about. No configuration is run for it.
 * @param file that the command line names; undefined to search for one
 */
export async function findRoot(cwd: string, file: string | undefined): Promise<string> {
  const isThere: Loader = () => Promise.resolve({});
  const found =
    file === undefined ? await search(cwd, { ...loaders, '.ts': isThere, '.js': isThere, '.mjs': isThere }) : null;
  return found ? path.dirname(found.filepath) : cwd;
}

async function search(cwd: string, by: Readonly<Record<string, Loader>> = loaders): Promise<LilconfigResult> {
  const loader = lilconfig(NAME, { searchPlaces, loaders: by, ignoreEmptySearchPlaces: false });
  for (let from = cwd; ;) {
    const found = await loader.search(from).catch(stopIfUnreadable(`a configuration in ${from} or above`));
    // A pyproject.toml without our table is none: look further up.
    if (!found || found.config !== undefined) return found;
    if (path.basename(found.filepath).startsWith('ssot.config.'))
      throw new ExpectedStop(`${found.filepath} holds no configuration`, 'ssot-codemod init --force writes one');
    const folder = path.dirname(found.filepath);
    if (folder === path.dirname(folder)) return null;
    from = path.dirname(folder);
  }
}

async function load(file: string): Promise<LilconfigResult> {
  if (!isFile(file)) {
    throw new ExpectedStop(`no such configuration file: ${file}`, 'paths are relative to the working folder');
  }
  if (!Object.hasOwn(loaders, path.extname(file))) {
    throw new ExpectedStop(
      `${file} is no kind of configuration file`,
      `they end in ${Object.keys(loaders).join(', ')}`,
    );
  }
  const found = await lilconfig(NAME, { searchPlaces, loaders }).load(file).catch(stopIfUnreadable(file));
  if (found?.config === undefined || found.config === null)
    throw new ExpectedStop(`${file} holds no configuration for ${NAME}`);
  return found;
}

function isFile(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
}

function isFolder(folder: string): boolean {
  return statSync(folder, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** @throws ExpectedStop for what the file system says */
function stopIfUnreadable(what: string): (error: unknown) => never {
  return (error) => {
    const { syscall, message } = error as NodeJS.ErrnoException;
    if (syscall !== undefined) throw new ExpectedStop(`${what} cannot be read: ${message}`);
    throw error;
  };
}

type Loader = (file: string, text: string) => Promise<unknown>;

const loaders: Readonly<Record<string, Loader>> = {
  '.json': async (file, text) => {
    const isOfPackage = path.basename(file) === 'package.json';
    // In it, lilconfig looks for our part.
    if (isOfPackage && !text.includes(NAME)) return {};
    const value = await parseJson(file, text.replace(/^\ufeff/, ''));
    return isOfPackage ? (value ?? {}) : value;
  },
  '.toml': async (file, text) => {
    const content = text.replace(/^\ufeff/, '');
    if (!content.includes(NAME)) return undefined;
    const { parse, TomlError } = await import('smol-toml');
    try {
      const { tool } = parse(content) as { tool?: Readonly<Record<string, unknown>> };
      return tool?.[NAME];
    } catch (error) {
      if (error instanceof TomlError)
        throw new ExpectedStop(
          `${file}:${error.line}:${error.column}: not valid TOML: ${error.message.split('\n', 1)[0] ?? ''}`,
        );
      throw error;
    }
  },
  '.ts': (file) =>
    importWith(file, async () => (await import('jiti')).createJiti(import.meta.url).import(file, { default: true })),
  '.js': (file) => importWith(file, () => importNatively(file)),
  '.mjs': (file) => importWith(file, () => importNatively(file)),
};

/** With comments and trailing commas. Objects have the keys that are written and no prototype, so that none is special. */
async function parseJson(file: string, text: string): Promise<unknown> {
  const { getNodeValue, parseTree, printParseErrorCode } = await import('jsonc-parser');
  const errors: ParseError[] = [];
  let value: unknown;
  try {
    const tree = parseTree(text, errors, { allowTrailingComma: true });
    value = tree && getNodeValue(tree);
  } catch (error) {
    if (error instanceof RangeError) throw new ExpectedStop(`${file} cannot be read: it is nested too deep`);
    throw error;
  }
  const [first] = errors;
  if (first === undefined) return value;
  const { line, column } = new LineIndex(text).position(first.offset);
  throw new ExpectedStop(`${file}:${line}:${column}: not valid JSON: ${inWords(printParseErrorCode(first.error))}`);
}

/** `ValueExpected` → `value expected` */
function inWords(code: string): string {
  return code.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();
}

async function importNatively(file: string): Promise<unknown> {
  const [{ pathToFileURL }, { importDefault }] = await Promise.all([import('node:url'), import('./import-module.ts')]);
  return importDefault(pathToFileURL(file).href);
}

async function importWith(file: string, importFile: () => Promise<unknown>): Promise<unknown> {
  try {
    return await importFile();
  } catch (error) {
    throw new ExpectedStop(`${file} cannot be loaded: ${error instanceof Error ? error.message : String(error)}`);
  }
}
