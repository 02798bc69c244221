import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { createFilesMatcher, createPathsMatcher, parseTsconfig } from 'get-tsconfig';
import type { TsConfigJsonResolved } from 'get-tsconfig';
import { parse } from 'jsonc-parser';
import { remember } from '../remember.ts';
import { isOddBase, meetsOddTsconfig } from './odd-tsconfigs.ts';
import { readRegularFile } from '../../regular-file.ts';

type CompilerOptions = NonNullable<TsConfigJsonResolved['compilerOptions']>;

/** A configuration of TypeScript, or of the editor for JavaScript. */
export interface Tsconfig {
  /** Absolute path of the file. */
  readonly path: string;
  readonly options: CompilerOptions;
  /** The absolute paths that a specifier may stand for by `paths` or `baseUrl`, in the order in which they are tried. */
  readonly expand: (specifier: string) => readonly string[];
  /** Does a pattern of `paths` name the specifier? */
  readonly isAlias: (specifier: string) => boolean;
  /** Is the file part of the project? Files of JavaScript and components are where one of TypeScript would be. */
  readonly includes: (file: string) => boolean;
  /** Absolute paths of the projects that it refers to. */
  readonly references: readonly string[];
}

/** Finds the configuration that counts for a file. */
export interface Tsconfigs {
  /**
   * The configurations that may count for files of a folder: the nearest, its referenced projects, and those beside it.
   */
  readonly near: (folder: string) => readonly Tsconfig[];
  readonly of: (file: string) => Tsconfig | undefined;
  readonly read: (file: string) => Tsconfig;
}

/**
 * The configurations of a repository. Each is read once, when it is first asked for.
 * @param listed those that the Map's owner names, absolute
 * @param warn called once for each that cannot be read as intended
 */
export function openTsconfigs(root: string, listed: readonly string[], warn: (message: string) => void): Tsconfigs {
  const display = (file: string): string => path.relative(root, file).split(path.sep).join('/');
  /** The configurations whose bases are being read: one that extends itself, through others, has none. */
  const underWay = new Set<string>();
  const read: (file: string) => Tsconfig = remember((file: string): Tsconfig => {
    try {
      if (meetsOddTsconfig(file, extendsOf)) throw new Error('it, or one that it extends, is no file to read');
      return ofConfig(file, parseTsconfig(file));
    } catch (error) {
      const own = readJson(file);
      if (own === undefined) {
        warn(`${display(file)} cannot be read (${messageOf(error)}): aliases that it gives are not known`);
        return ofConfig(file, {});
      }
      underWay.add(file);
      const tsconfig = withBases(file, own);
      underWay.delete(file);
      return tsconfig;
    }
  });
  /** A configuration of which not all that it extends is there. */
  const withBases = (file: string, { extends: extended, ...own }: TsconfigText): Tsconfig => {
    const bases = namesIn(extended).flatMap((name) => {
      const base = isOddBase(file, name) ? undefined : extendedFile(file, name);
      if (base === undefined || underWay.has(base)) {
        warn(`${display(file)} extends ${JSON.stringify(name)}, which does not exist: its settings are ignored`);
        return [];
      }
      return [read(base)];
    });
    const tsconfig = ofConfig(file, own as TsConfigJsonResolved);
    const base = bases.at(-1);
    if (!base) return tsconfig;
    const compilerOptions = own.compilerOptions as CompilerOptions | undefined;
    const hasOwn = (['paths', 'baseUrl'] as const).some((key) => compilerOptions?.[key] !== undefined);
    const hasFiles = ['files', 'include', 'exclude'].some((key) => key in own);
    return {
      ...tsconfig,
      options: Object.assign({}, ...bases.map(({ options }) => options), tsconfig.options) as CompilerOptions,
      expand: hasOwn ? tsconfig.expand : base.expand,
      isAlias: hasOwn ? tsconfig.isAlias : base.isAlias,
      includes: hasFiles ? tsconfig.includes : base.includes,
    };
  };
  const nearest = remember((folder: string): string | undefined => {
    const own = listed.find((file) => path.dirname(file) === folder) ?? configIn(folder);
    const parent = path.dirname(folder);
    return own ?? (folder === root || parent === folder ? undefined : nearest(parent));
  });
  const around = remember((file: string): readonly Tsconfig[] => {
    const found = new Set([file]);
    for (const config of found) for (const reference of read(config).references) found.add(reference);
    for (const sibling of siblings(file)) found.add(sibling);
    return [...found].map(read);
  });
  /** Is there only one configuration that may count for files of a folder? */
  const areAlike = remember((configs: readonly Tsconfig[]): boolean => new Set(configs.map(resolutionOf)).size === 1);
  const near = (folder: string): readonly Tsconfig[] => {
    const file = nearest(folder);
    return file === undefined ? [] : around(file);
  };
  const of = remember((file: string): Tsconfig | undefined => {
    const configs = near(path.dirname(file));
    const [first, ...others] = configs;
    if (!first || others.length === 0 || areAlike(configs) || first.includes(file)) return first;
    return others.find((config) => config.includes(file)) ?? first;
  });
  return { near, of, read };
}

/** All that decides where specifiers lead. */
function resolutionOf({ path: file, options }: Tsconfig): string {
  const { paths, baseUrl, rootDirs, customConditions, moduleResolution } = options;
  return JSON.stringify([
    path.dirname(file),
    paths,
    baseUrl,
    rootDirs,
    customConditions,
    /^node(?:16|next)$/.test(moduleResolution ?? ''),
  ]);
}

function ofConfig(file: string, config: TsConfigJsonResolved): Tsconfig {
  const { compilerOptions = {}, references = [] } = config;
  const tsconfig = { path: file, config };
  const match = matcherOf(() => createPathsMatcher(tsconfig));
  let files: ((name: string) => unknown) | undefined;
  const patterns = Object.keys(compilerOptions.paths ?? {}).filter((pattern) => pattern !== '*');
  return {
    path: file,
    options: compilerOptions,
    expand: remember((specifier: string): readonly string[] => match?.(specifier) ?? []),
    isAlias: (specifier) =>
      patterns.some((pattern) => {
        const [head = '', tail] = pattern.split('*');
        return tail === undefined ? specifier === pattern : specifier.startsWith(head) && specifier.endsWith(tail);
      }),
    includes: (name) => {
      files ??= matcherOf(() => createFilesMatcher(tsconfig)) ?? (() => undefined);
      const stem = name.replace(/\.[^./]+$/, '');
      return [name, `${stem}.ts`, `${stem}.tsx`].some((candidate) => files?.(candidate) !== undefined);
    },
    references: references.flatMap(({ path: written }) => {
      const target = path.resolve(path.dirname(file), written);
      const found = [target, path.join(target, 'tsconfig.json')].find(
        (name) => /\.json$/.test(name) && existsSync(name),
      );
      return found === undefined ? [] : [found];
    }),
  };
}

/** Patterns that are not valid match nothing. */
function matcherOf<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch {
    return undefined;
  }
}

interface TsconfigText {
  readonly extends?: unknown;
  readonly compilerOptions?: unknown;
  readonly [key: string]: unknown;
}

/** @returns undefined where it cannot be read, or is no object */
function readJson(file: string): TsconfigText | undefined {
  try {
    const value: unknown = parse(
      readRegularFile(file)
        .toString('utf8')
        .replace(/^\ufeff/, ''),
      [],
      { allowTrailingComma: true },
    );
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as TsconfigText) : undefined;
  } catch {
    return undefined;
  }
}

function namesIn(extended: unknown): string[] {
  return [extended ?? []].flat().filter((name) => typeof name === 'string');
}

function extendsOf(file: string): string[] {
  return namesIn(readJson(file)?.extends);
}

/** The file that a configuration extends by a name; undefined when it is not there. */
function extendedFile(file: string, name: string): string | undefined {
  const folder = path.dirname(file);
  if (/^\.\.?(?:\/|$)/.test(name) || path.isAbsolute(name)) {
    const target = path.resolve(folder, name);
    return [target, `${target}.json`, path.join(target, 'tsconfig.json')].find(
      (candidate) => /\.json$/.test(candidate) && existsSync(candidate),
    );
  }
  const require = createRequire(file);
  for (const request of [name, `${name}.json`, `${name}/tsconfig.json`]) {
    try {
      const found = require.resolve(request);
      if (/\.json$/.test(found)) return found;
    } catch {
      // Not by this name.
    }
  }
  return undefined;
}

function configIn(folder: string): string | undefined {
  return ['tsconfig.json', 'jsconfig.json'].map((name) => path.join(folder, name)).find((file) => existsSync(file));
}

/** `tsconfig.app.json` beside `tsconfig.json`. */
function siblings(file: string): string[] {
  const folder = path.dirname(file);
  try {
    const names = readdirSync(folder).filter((name) => /^tsconfig\..+\.json$/.test(name));
    return names.toSorted().map((name) => path.join(folder, name));
  } catch {
    return [];
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
