import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { ParseError } from 'jsonc-parser';
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

/** A configuration as it was written. */
interface FoundConfig {
  /** Absolute path of the file. */
  readonly file: string;
  readonly value: unknown;
}

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
  const file = found ? path.relative(request.cwd, found.file) : undefined;
  const own = found && file !== undefined ? await validate(found.value, file) : undefined;
  const root = found && request.file === undefined ? path.dirname(found.file) : request.cwd;
  const missing = (own?.javascript?.tsconfig ?? []).flatMap((listed, k) =>
    isFile(path.resolve(root, listed)) ? [] : `${file ?? ''}: javascript.tsconfig[${k}]: no such file: ${listed}`,
  );
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

/** The closest configuration; undefined where there is none in the folder and above. */
async function search(cwd: string): Promise<FoundConfig | undefined> {
  for (let folder = cwd; ; folder = path.dirname(folder)) {
    for (const file of searchPlaces.map((place) => path.join(folder, place)).filter(isFile)) {
      const value = await read(file);
      if (value !== undefined) return { file, value };
      if (path.basename(file).startsWith('ssot.config.'))
        throw new ExpectedStop(`${file} holds no configuration`, 'ssot-codemod init --force writes one');
    }
    if (folder === path.dirname(folder)) return undefined;
  }
}

async function load(file: string): Promise<FoundConfig> {
  if (!isFile(file)) {
    throw new ExpectedStop(`no such configuration file: ${file}`, 'paths are relative to the working folder');
  }
  const value = await read(file);
  if (value === undefined || value === null) throw new ExpectedStop(`${file} holds no configuration for ${NAME}`);
  return { file, value };
}

/** A folder of the name of a configuration is none, as for other tools. */
function isFile(file: string): boolean {
  try {
    return statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
  } catch {
    return false; // below a file, or in a folder that may not be searched
  }
}

/**
 * What a file says.
 * @returns undefined when that is nothing for this program
 * @throws ExpectedStop when it cannot be read
 */
async function read(file: string): Promise<unknown> {
  const loader = loaders[path.extname(file)];
  if (loader === undefined) {
    throw new ExpectedStop(
      `${file} is no kind of configuration file`,
      `they end in ${Object.keys(loaders).join(', ')}`,
    );
  }
  let text: string;
  try {
    text = readFileSync(file, 'utf8').replace(/^\ufeff/, '');
  } catch (error) {
    throw new ExpectedStop(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
  return text.trim() === '' ? undefined : loader(file, text);
}

type Loader = (file: string, text: string) => Promise<unknown>;

const loaders: Readonly<Record<string, Loader>> = {
  '.json': async (file, text) => {
    if (path.basename(file) !== 'package.json') return parseJson(file, text);
    if (!text.includes(NAME)) return undefined;
    const content = (await parseJson(file, text)) as Readonly<Record<string, unknown>> | null;
    return content?.[NAME] ?? undefined;
  },
  '.toml': async (file, text) => {
    if (!text.includes(NAME)) return undefined;
    const { parse, TomlError } = await import('smol-toml');
    try {
      const { tool } = parse(text) as { tool?: Readonly<Record<string, unknown>> };
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
