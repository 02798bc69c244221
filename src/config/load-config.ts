import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { ParseError } from 'jsonc-parser';
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
  const names = [...(own?.extends ?? []), ...request.presets];
  if (own === undefined && names.length === 0) {
    throw new ExpectedStop(
      `no configuration found in ${request.cwd} or above`,
      `write ssot.config.json there, or say --preset ${Object.keys(presets).join('|')}`,
    );
  }
  const layers: Layer[] = [
    ...presetLayers(own?.extends ?? [], file),
    ...presetLayers(request.presets, undefined),
    ...(own ? [{ name: file ?? '', config: own }] : []),
    { name: 'the command line', config: { include: request.include, exclude: request.exclude } },
  ];
  const root = found && request.file === undefined ? path.dirname(found.filepath) : request.cwd;
  return completeConfig(root, file, layers);
}

/** The validator is loaded when there is something to validate: presets are checked by the compiler. */
async function validate(value: unknown, file: string): Promise<UserConfig> {
  const { validateConfig } = await import('./validate.ts');
  return validateConfig(value, file);
}

/** What a configuration file says, before anybody has looked at it. */
interface FoundConfig {
  readonly filepath: string;
  readonly config: unknown;
}

async function search(cwd: string): Promise<FoundConfig | undefined> {
  for (let folder = cwd; ; folder = path.dirname(folder)) {
    for (const place of searchPlaces) {
      const filepath = path.join(folder, place);
      const config = isFile(filepath) ? await read(filepath) : undefined;
      if (config !== undefined) return { filepath, config };
    }
    if (folder === path.dirname(folder)) return undefined;
  }
}

async function load(filepath: string): Promise<FoundConfig> {
  if (!isFile(filepath)) {
    throw new ExpectedStop(`no such configuration file: ${filepath}`, 'paths are relative to the working folder');
  }
  const config = await read(filepath);
  if (config === undefined) throw new ExpectedStop(`${filepath} holds no configuration for ${NAME}`);
  return { filepath, config };
}

function isFile(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
}

/** Undefined when the file is empty, or of other tools only. */
async function read(file: string): Promise<unknown> {
  const extension = path.extname(file);
  if (!isExtension(extension)) {
    throw new ExpectedStop(
      `${file} is no kind of configuration file`,
      `they end in ${Object.keys(loaders).join(', ')}`,
    );
  }
  const text = readFileSync(file, 'utf8').replace(/^\ufeff/, '');
  if (text.trim() === '') return undefined;
  if (path.basename(file) !== 'package.json') return loaders[extension](file, text);
  if (!text.includes(NAME)) return undefined;
  const manifest = (await loaders['.json'](file, text)) as Readonly<Record<string, unknown>> | null;
  return manifest?.[NAME] ?? undefined;
}

const isExtension = (extension: string): extension is keyof typeof loaders => Object.hasOwn(loaders, extension);

const loaders = {
  '.json': async (file: string, text: string): Promise<unknown> => {
    const { parse: parseJsonc, printParseErrorCode } = await import('jsonc-parser');
    const errors: ParseError[] = [];
    const value: unknown = parseJsonc(text, errors, { allowTrailingComma: true });
    const [first] = errors;
    if (first === undefined) return value;
    const { line, column } = new LineIndex(text).position(first.offset);
    throw new ExpectedStop(`${file}:${line}:${column}: not valid JSON: ${printParseErrorCode(first.error)}`);
  },
  '.toml': async (file: string, text: string): Promise<unknown> => {
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
  '.ts': (file: string): Promise<unknown> =>
    importWith(file, async () => (await import('jiti')).createJiti(import.meta.url).import(file, { default: true })),
  '.js': (file: string): Promise<unknown> => importWith(file, () => importNatively(file)),
  '.mjs': (file: string): Promise<unknown> => importWith(file, () => importNatively(file)),
};

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
