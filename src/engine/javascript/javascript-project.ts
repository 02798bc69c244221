import { existsSync, realpathSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import path from 'node:path';
import type { Config } from '../../model/config.ts';
import type { ModuleExports } from '../../model/module-exports.ts';
import { moduleExports } from '../../parse/javascript/module-exports.ts';
import type { JavaScriptProject, Location, MapLocation } from '../../resolve/javascript/javascript-project.ts';
import type { ScriptCallable } from '../../model/script-callable.ts';
import { readCallable } from '../../parse/javascript/callables.ts';
import { openBundlerAliases } from './bundler-aliases.ts';
import type { BundlerAliases } from './bundler-aliases.ts';
import { openTsconfigs } from './javascript-tsconfig.ts';
import type { Tsconfig } from './javascript-tsconfig.ts';
import { isPath, missingKey, openLocator, PACKAGE } from './module-locator.ts';
import { openManifests, ownPackage } from './package-manifest.ts';
import type { Manifests } from './package-manifest.ts';
import { remember } from '../remember.ts';
import { sideEffectsReader } from './side-effects.ts';
import { foldersWithConfig } from './tsconfig-folders.ts';
import { openDeclarations, typesPackage } from './type-declarations.ts';
import { openWorkspaces } from './workspace-packages.ts';
import { readRegularFile } from '../../regular-file.ts';

/** An open repository, with the names that its configurations give modules. */
export interface OpenJavaScriptProject extends JavaScriptProject {
  /** The configurations of TypeScript that may count for files of a folder. */
  readonly tsconfigsNear: (folder: string) => readonly Tsconfig[];
  readonly manifests: Manifests;
  readonly bundlers: BundlerAliases;
  /** Adds to the warnings. */
  readonly warn: (message: string) => void;
}

/** The modules of the repository, each located and read when a question first leads to it, and once. */
export function openJavaScriptProject({ root: writtenRoot, javascript }: Config): OpenJavaScriptProject {
  const root = realpathSync(writtenRoot);
  const warnings = new Set<string>();
  const listed = javascript.tsconfig.map((file) => path.resolve(root, file));
  const warn = (message: string): void => {
    warnings.add(message);
  };
  const tsconfigs = openTsconfigs(root, listed, warn);
  const manifests = openManifests(root);
  const bundlers = openBundlerAliases(root, manifests);
  const workspaces = openWorkspaces(root, manifests);
  const locateFrom = openLocator({ root, manifests, workspaces, bundlers });
  const findDeclarations = openDeclarations(manifests);
  const locate = (importer: string, specifier: string): Location =>
    locateFrom(path.dirname(importer), specifier, tsconfigs.of(importer));
  const atRoot = (): readonly (Tsconfig | undefined)[] => {
    const near = tsconfigs.near(root);
    return near.length === 0 ? [undefined] : near;
  };
  const dependencies = remember((folder: string): ReadonlySet<string> => {
    const file = manifests.find(folder);
    if (file === undefined) return new Set();
    const manifest = manifests.read(file);
    const kinds = ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'];
    const own = kinds.flatMap((kind) => Object.keys((manifest[kind] as object | undefined) ?? {}));
    const home = path.dirname(file);
    return new Set([...own, ...(home === root ? [] : dependencies(path.dirname(home)))]);
  });

  const callables = remember((key: string): ScriptCallable | undefined => {
    const at = key.lastIndexOf('#');
    const text = readText(key.slice(0, at));
    return text === undefined ? undefined : readCallable(key.slice(0, at), text, key.slice(at + 1));
  });

  return {
    root,
    isConsulted: true,
    locate,
    locateInMap: (specifier): MapLocation => {
      const asRootPath = (): Location => {
        const relative = isPath(specifier) ? specifier : `./${specifier}`;
        return locateFrom(root, relative, tsconfigs.near(root)[0]);
      };
      if (/^\.\.?(?:\/|$)/.test(specifier)) return { ...asRootPath(), isRootPath: true };
      // Few Maps name by an alias what is also a path from the root: what no configuration names is looked for there first.
      const isNamed = [...listed.map(tsconfigs.read), ...atRoot()].some(
        (tsconfig) => (tsconfig?.expand(specifier) ?? []).length > 0,
      );
      const below = isNamed ? undefined : asRootPath();
      if (below?.isFound === true) return { ...below, isRootPath: true };
      const asSpecifier = [
        ...listed.map((file) => locateFrom(path.dirname(file), specifier, tsconfigs.read(file))),
        ...atRoot().map((tsconfig) => locateFrom(root, specifier, tsconfig)),
      ];
      const found = asSpecifier.find(({ isFound }) => isFound);
      if (found) return { ...found, isRootPath: false };
      const fromRoot = asRootPath();
      if (fromRoot.isFound) return { ...fromRoot, isRootPath: true };
      const alias = asSpecifier.find(({ key }) => !key.startsWith(PACKAGE));
      if (alias) return { ...alias, isRootPath: false };
      // Nothing of that name is there: a package, unless its first part is a folder of the root.
      const isBelowRoot = specifier.includes('/') && existsSync(path.join(root, specifier.split('/', 1)[0] ?? ''));
      if (isBelowRoot) return { ...fromRoot, isRootPath: true };
      const elsewhere = isInstallable(specifier) ? undefined : locateBelow(specifier);
      const others = asSpecifier.flatMap((location) => location.others);
      return { ...(elsewhere ?? { key: PACKAGE + specifier, isFound: false, others }), isRootPath: false };
    },
    isPackage: (importer, specifier) => {
      const name = /^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier;
      const known = dependencies(path.dirname(importer));
      // Where no dependency is declared, any of them may be one.
      if (known.size === 0 && isInstallable(specifier)) return true;
      return isBuiltin(specifier) || isBuiltin(name) || known.has(name) || known.has(typesPackage(name));
    },
    packageOf: (file) => {
      const manifest = file.includes('/node_modules/') ? undefined : manifests.find(path.dirname(file));
      return manifest === undefined ? undefined : ownPackage(manifest, manifests.read(manifest));
    },
    needsEndings: (importer) => {
      const { moduleResolution } = tsconfigs.of(importer)?.options ?? {};
      if (moduleResolution === undefined ? !/\.mjs$/.test(importer) : !/^node(?:16|next)$/.test(moduleResolution))
        return false;
      if (/\.[mc][jt]s$/.test(importer)) return /\.m[jt]s$/.test(importer);
      const manifest = manifests.find(path.dirname(importer));
      return manifest !== undefined && manifests.read(manifest).type === 'module';
    },
    elementFactories: (importer) => elementFactories(tsconfigs.of(importer)?.options),
    allowsSourceEndings: (importer) => {
      const { allowImportingTsExtensions, rewriteRelativeImportExtensions } = tsconfigs.of(importer)?.options ?? {};
      return allowImportingTsExtensions === true && rewriteRelativeImportExtensions !== true;
    },
    exportsOf: remember((file: string): ModuleExports | undefined => {
      const text = readText(file);
      return text === undefined ? undefined : moduleExports(file, text);
    }),
    callableOf: (file, binding) => callables(`${file}#${binding}`),
    declarationsOf: (importer, specifier) => findDeclarations(path.dirname(importer), specifier.replace(/\?.*/s, '')),
    hasRootMocks: existsSync(path.join(root, '__mocks__')),
    isFreeOfEffects: sideEffectsReader(root),
    importsOf: remember((file: string): readonly string[] => {
      if (file.includes('/node_modules/')) return [];
      const found = loadedSpecifiers(readText(file) ?? '').map((specifier) => locate(file, specifier));
      return found.filter(({ isFound }) => isFound).map(({ key }) => key);
    }),
    tsconfigsNear: tsconfigs.near,
    manifests,
    bundlers,
    warn,
    warnings,
  };

  /** Where an alias of the Map leads that is known further down only; undefined where it is known nowhere, or not alone. */
  function locateBelow(specifier: string): Location | undefined {
    const folders = foldersWithConfig(root);
    const locations = folders.flatMap((folder) =>
      tsconfigs.near(folder).map((tsconfig) => locateFrom(path.dirname(tsconfig.path), specifier, tsconfig)),
    );
    const found = locations.filter(({ isFound }) => isFound);
    const known = found.length > 0 ? found : locations.filter(({ key }) => !key.startsWith(PACKAGE));
    return new Set(known.map(({ key }) => key)).size === 1 ? known[0] : undefined;
  }
}

/** A project of which no file may be looked at: two specifiers lead to one module when they are spelled alike. */
export function closedJavaScriptProject({ root }: Config): JavaScriptProject {
  const missing = (folder: string, specifier: string): Location => ({
    key: isPath(specifier) ? missingKey(path.resolve(folder, specifier)) : PACKAGE + specifier,
    isFound: false,
    others: [],
  });
  return {
    root,
    isConsulted: false,
    locate: (importer, specifier) => missing(path.dirname(importer), specifier),
    locateInMap: (specifier) => ({ ...missing(root, specifier), isRootPath: /^\.\.?(?:\/|$)/.test(specifier) }),
    isPackage: () => true,
    packageOf: () => undefined,
    needsEndings: () => false,
    elementFactories: () => elementFactories(undefined),
    allowsSourceEndings: () => false,
    warnings: new Set(),
    exportsOf: () => undefined,
    callableOf: () => undefined,
    declarationsOf: () => undefined,
    hasRootMocks: false,
    isFreeOfEffects: () => false,
    importsOf: () => [],
  };
}

/** Could it be the name of a package of the registry, with a path in it? */
function isInstallable(specifier: string): boolean {
  return /^(?:@[a-z\d][\w.-]*\/)?[a-z\d][\w.-]*(?:\/|$)/.test(specifier) && !/^@\//.test(specifier);
}

/** By the configuration of TypeScript; without one, what React and Preact want. */
function elementFactories(options: Tsconfig['options'] | undefined): readonly string[] {
  if (options?.jsx?.startsWith('react-jsx') === true) return [];
  const { jsxFactory, jsxFragmentFactory, reactNamespace } = options ?? {};
  const written = [jsxFactory, jsxFragmentFactory, reactNamespace].flatMap((name) => name?.split('.', 1) ?? []);
  return [...(options ? [] : ['h']), 'React', ...written];
}

function readText(file: string): string | undefined {
  try {
    return readRegularFile(file)
      .toString('utf8')
      .replace(/^\ufeff/, '');
  } catch {
    return undefined;
  }
}

const loaded =
  /(?:^|[;}\n])[^\S\n]*(?:import|export)\b(?!\s*type\b)(?:(?:(?!\b(?:import|export)\b)[^'"`;=()])*?\bfrom)?\s*(["'])([^'"\r\n]+)\1|(?:^|[^.\w])require\(\s*(["'])([^'"\r\n]+)\3\s*\)/g;

/** The specifiers that a module loads, roughly: text that looks like an import counts, too. */
function loadedSpecifiers(text: string): string[] {
  return [...text.matchAll(loaded)].map((match) => match[2] ?? match[4] ?? '');
}
