import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { createPathsMatcher, parseTsconfig } from 'get-tsconfig';
import type { PathsMatcher, TsConfigResult } from 'get-tsconfig';
import type * as Oxc from 'oxc-resolver';
import type { ResolverFactory } from 'oxc-resolver';
import type { Config } from '../model/config.ts';
import type { ModuleExports } from '../model/module-exports.ts';
import { moduleExports } from '../parse/javascript/module-exports.ts';
import type { JavaScriptProject, Location, MapLocation } from '../resolve/javascript/javascript-project.ts';
import { remember } from './remember.ts';

const require = createRequire(import.meta.url);

/** In the order in which they are tried for a specifier without one. */
const extensions = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs', '.json', '.vue', '.svelte', '.d.ts'];
const options: Oxc.NapiResolveOptions = {
  extensions,
  extensionAlias: {
    '.js': ['.ts', '.tsx', '.js', '.d.ts'],
    '.jsx': ['.tsx', '.jsx'],
    '.mjs': ['.mts', '.mjs'],
    '.cjs': ['.cts', '.cjs'],
  },
  conditionNames: ['import', 'require', 'node', 'default'],
  mainFields: ['module', 'main'],
};

/** The configuration of TypeScript, or of the editor for JavaScript, that counts for a folder. */
interface Scope {
  readonly resolver: ResolverFactory;
  /** The paths that an alias may stand for; none for what is no alias. */
  readonly expand: (specifier: string) => readonly string[];
  readonly tsconfig: TsConfigResult | undefined;
}

/** An open repository, and what its configurations name modules by. */
export interface OpenJavaScriptProject extends JavaScriptProject {
  /** The configuration of TypeScript that counts for a file. */
  readonly tsconfigOf: (file: string) => TsConfigResult | undefined;
}

/** The modules of the repository, each located and read when a question first leads to it, and once. */
export function openJavaScriptProject({ root: writtenRoot, javascript }: Config): OpenJavaScriptProject {
  const root = realpathSync(writtenRoot);
  const { ResolverFactory } = require('oxc-resolver') as typeof Oxc;
  const listed = javascript.tsconfig.map((file) => path.resolve(root, file));

  const scopeOfConfig = remember((file: string | undefined): Scope => {
    if (file === undefined) return { resolver: new ResolverFactory(options), expand: noAliases, tsconfig: undefined };
    try {
      const tsconfig = { path: file, config: parseTsconfig(file) };
      const resolver = new ResolverFactory({ ...options, tsconfig: { configFile: file, references: 'auto' } });
      return { resolver, expand: aliases(tsconfig, createPathsMatcher(tsconfig)), tsconfig };
    } catch {
      // A configuration that cannot be read gives no aliases: what needs them is then not found, and refused.
      return scopeOfConfig(undefined);
    }
  });
  const scopeOfFolder = remember((folder: string): Scope => {
    const own = listed.find((file) => path.dirname(file) === folder) ?? configIn(folder);
    if (own !== undefined) return scopeOfConfig(own);
    const parent = path.dirname(folder);
    return folder === root || parent === folder ? scopeOfConfig(undefined) : scopeOfFolder(parent);
  });

  const located = new Map<string, Location>();
  const locateFrom = (folder: string, specifier: string, scope: Scope): Location => {
    const key = `${folder}\0${specifier}\0${scope.tsconfig?.path ?? ''}`;
    let location = located.get(key);
    if (location === undefined) {
      // A loader's query is no part of the path.
      const found = scope.resolver.sync(folder, specifier.replace(/\?.*$/, '')).path;
      location =
        found === undefined
          ? { key: missingKey(folder, specifier, scope.expand), isFound: false }
          : { key: found, isFound: true };
      located.set(key, location);
    }
    return location;
  };
  const locate = (importer: string, specifier: string): Location => {
    const folder = path.dirname(importer);
    return locateFrom(folder, specifier, scopeOfFolder(folder));
  };

  return {
    root,
    isConsulted: true,
    locate,
    locateInMap: (specifier): MapLocation => {
      const asRootPath = (): Location => locateFrom(root, relativeSpecifier(specifier), scopeOfFolder(root));
      if (/^\.\.?(?:\/|$)/.test(specifier)) return { ...asRootPath(), isRootPath: true };
      const folders = [...listed.map((file) => path.dirname(file)), root];
      const scopes = [...listed.map((file) => scopeOfConfig(file)), scopeOfFolder(root)];
      const asSpecifier = scopes.map((scope, k) => locateFrom(folders[k] ?? root, specifier, scope));
      const found = asSpecifier.find(({ isFound }) => isFound);
      if (found) return { ...found, isRootPath: false };
      const fromRoot = asRootPath();
      if (fromRoot.isFound) return { ...fromRoot, isRootPath: true };
      const alias = asSpecifier.find(({ key }) => !key.startsWith(PACKAGE)) ?? fromRoot;
      const isAlias = !alias.key.startsWith(PACKAGE) && alias !== fromRoot;
      if (isAlias) return { ...alias, isRootPath: false };
      // Nothing of that name is there: a package, unless its first part is a folder of the root.
      const isBelowRoot = specifier.includes('/') && existsSync(path.join(root, specifier.split('/', 1)[0] ?? ''));
      return isBelowRoot
        ? { ...fromRoot, isRootPath: true }
        : { key: PACKAGE + specifier, isFound: false, isRootPath: false };
    },
    exportsOf: remember((file: string): ModuleExports | undefined => {
      const text = readText(file);
      return text === undefined ? undefined : moduleExports(file, text);
    }),
    importsOf: remember((file: string): readonly string[] => {
      if (file.includes('/node_modules/')) return [];
      const found = loadedSpecifiers(readText(file) ?? '').map((specifier) => locate(file, specifier));
      return found.filter(({ isFound }) => isFound).map(({ key }) => key);
    }),
    tsconfigOf: (file) => scopeOfFolder(path.dirname(file)).tsconfig,
  };
}

/** A project of which no file may be looked at: two specifiers lead to one module when they are spelled alike. */
export function closedJavaScriptProject({ root }: Config): JavaScriptProject {
  const missing = (folder: string, specifier: string): Location => ({
    key: missingKey(folder, specifier, noAliases),
    isFound: false,
  });
  return {
    root,
    isConsulted: false,
    locate: (importer, specifier) => missing(path.dirname(importer), specifier),
    locateInMap: (specifier) => ({ ...missing(root, specifier), isRootPath: /^\.\.?(?:\/|$)/.test(specifier) }),
    exportsOf: () => undefined,
    importsOf: () => [],
  };
}

function configIn(folder: string): string | undefined {
  return ['tsconfig.json', 'jsconfig.json'].map((name) => path.join(folder, name)).find((file) => existsSync(file));
}

function relativeSpecifier(specifier: string): string {
  return /^\.\.?(?:\/|$)/.test(specifier) ? specifier : `./${specifier}`;
}

const PACKAGE = '?package:';

/** A name for a module that is not there: the path that it should have, without extension or `/index`; or a package. */
function missingKey(folder: string, specifier: string, expand: Scope['expand']): string {
  const isPath = /^(?:\.\.?(?:\/|$)|\/)/.test(specifier);
  const target = isPath ? path.resolve(folder, specifier) : expand(specifier)[0];
  if (target === undefined) return PACKAGE + specifier;
  return `?${target.replace(/\.[mc]?[jt]sx?$/, '').replace(/\/index$/, '')}`;
}

const noAliases = (): readonly string[] => [];

/** What is not named by a pattern of `paths` may be a package, though there is a `baseUrl`. */
function aliases({ config }: TsConfigResult, match: PathsMatcher | null): Scope['expand'] {
  const patterns = Object.keys(config.compilerOptions?.paths ?? {}).filter((pattern) => pattern !== '*');
  const isAlias = (specifier: string): boolean =>
    patterns.some((pattern) => {
      const [head = '', tail] = pattern.split('*');
      return tail === undefined ? specifier === pattern : specifier.startsWith(head) && specifier.endsWith(tail);
    });
  return (specifier) => (match && isAlias(specifier) ? match(specifier) : []);
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').replace(/^\ufeff/, '');
  } catch {
    return undefined;
  }
}

const loaded =
  /(?:^|[;}\n])\s*(?:import|export)\b(?!\s*type\b)(?:[^'"`;=()]*?\bfrom)?\s*(["'])([^'"\r\n]+)\1|(?:^|[^.\w])require\(\s*(["'])([^'"\r\n]+)\3\s*\)/g;

/** The specifiers of what a module loads, roughly: a text that looks like an import counts, too. */
function loadedSpecifiers(text: string): string[] {
  return [...text.matchAll(loaded)].map((match) => match[2] ?? match[4] ?? '');
}
