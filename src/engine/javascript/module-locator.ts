import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type * as Oxc from 'oxc-resolver';
import type { ResolverFactory } from 'oxc-resolver';
import type { Location } from '../../resolve/javascript/javascript-project.ts';
import type { BundlerAliases } from './bundler-aliases.ts';
import { openOddManifests } from './odd-manifests.ts';
import { packageTargets } from './package-manifest.ts';
import type { Manifests } from './package-manifest.ts';
import { remember } from '../remember.ts';
import type { Tsconfig } from './javascript-tsconfig.ts';
import { sourcesOf } from './workspace-packages.ts';
import type { WorkspacePackages } from './workspace-packages.ts';

const require = createRequire(import.meta.url);

/** In the order in which they are tried for a specifier without one. */
const extensions = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs', '.json', '.vue', '.svelte', '.d.ts'];
const conditions = ['import', 'require', 'node', 'default'];
const options: Oxc.NapiResolveOptions = {
  extensions,
  extensionAlias: {
    '.js': ['.ts', '.tsx', '.js', '.d.ts'],
    '.jsx': ['.tsx', '.jsx'],
    '.mjs': ['.mts', '.mjs'],
    '.cjs': ['.cts', '.cjs'],
  },
  mainFields: ['module', 'main'],
};

/** Names of packages that are not there begin with this. */
export const PACKAGE = '?package:';

/** The sources, besides the files, that tell where specifiers lead. */
export interface LocatorContext {
  /** Absolute path of the root. */
  readonly root: string;
  readonly manifests: Manifests;
  readonly workspaces: WorkspacePackages;
  readonly bundlers: BundlerAliases;
}

/** Where a specifier leads from a folder, under a configuration of TypeScript. */
export type Locate = (folder: string, specifier: string, tsconfig: Tsconfig | undefined) => Location;

/** The paths that a specifier may stand for. */
interface Ways {
  /** By `paths` and `baseUrl`. */
  readonly expanded: readonly string[];
  /** By aliases of bundlers. */
  readonly bundled: () => readonly string[];
  /** In a package of the workspace. */
  readonly inWorkspace: () => readonly string[];
}

/** Each question is answered once. */
export function openLocator({ root, manifests, workspaces, bundlers }: LocatorContext): Locate {
  const { ResolverFactory } = require('oxc-resolver') as typeof Oxc;
  const resolverFor = remember(
    (custom: string) =>
      new ResolverFactory({
        ...options,
        conditionNames: [...custom.split('\0').filter((name) => name !== ''), ...conditions],
      }),
  );
  const stemsIn = remember(stemsOf);
  const meetsOddManifest = openOddManifests();
  const find = (
    folder: string,
    specifier: string,
    tsconfig: Tsconfig | undefined,
    { expanded, bundled, inWorkspace }: Ways,
  ): string | undefined => {
    const resolver = resolverFor((tsconfig?.options.customConditions ?? []).join('\0'));
    const at = (target: string): string | undefined =>
      meetsOddManifest(folder, target) ? undefined : resolver.sync(folder, target).path;
    if (isPath(specifier)) return at(specifier) ?? inOtherRoot(resolver, folder, specifier, tsconfig);
    return firstOf(expanded, at) ?? fromSource(at(specifier)) ?? firstOf(bundled(), at) ?? firstOf(inWorkspace(), at);
  };
  /** The paths that a specifier may stand for; where no pattern names it, only if its first part is there. */
  const expand = (specifier: string, tsconfig: Tsconfig | undefined): readonly string[] => {
    const expanded = tsconfig?.expand(specifier) ?? [];
    if (expanded.length === 0 || tsconfig?.isAlias(specifier) !== false) return expanded;
    const [first = ''] = specifier.split('/', 1);
    return expanded.filter((target) => {
      const base = target.slice(0, -specifier.length - 1);
      return !target.endsWith(`/${specifier}`) || stemsIn(base).has(first.replace(/(?<=.)\..*/s, ''));
    });
  };
  /** The source of a file that a package of the repository is built to. */
  const fromSource = (found: string | undefined): string | undefined => {
    if (found === undefined || !found.startsWith(`${root}/`) || found.includes('/node_modules/')) return found;
    const manifest = manifests.find(path.dirname(found));
    const sources = manifest === undefined ? [] : sourcesOf(path.dirname(manifest), found);
    return firstOf(sources, (target) => resolverFor('').sync(root, target).path) ?? found;
  };
  /** Where the specifier may have led, in the order of likelihood: the last one for a package that is not installed. */
  const missing = (
    folder: string,
    specifier: string,
    tsconfig: Tsconfig | undefined,
    { expanded, bundled, inWorkspace }: Ways,
  ): string[] => {
    if (isPath(specifier)) return [missingKey(path.resolve(folder, specifier))];
    const all = tsconfig?.expand(specifier) ?? [];
    const isSure = tsconfig?.isAlias(specifier) === true || (specifier.includes('/') && expanded.length > 0);
    const others = [...bundled(), ...importTargets(folder, specifier), ...inWorkspace()];
    const own = isSure ? [...all, ...others] : others;
    return own.length > 0
      ? own.map(missingKey)
      : // A specifier that `baseUrl` alone would resolve may be a package.
        [PACKAGE + specifier, ...all.map(missingKey)];
  };
  const importTargets = (folder: string, specifier: string): string[] => {
    const file = specifier.startsWith('#') ? manifests.find(folder) : undefined;
    if (file === undefined) return [];
    return packageTargets(manifests.read(file).imports, specifier)
      .filter((target) => target.startsWith('./'))
      .map((target) => path.join(path.dirname(file), target));
  };

  const waysOf = (folder: string, specifier: string, tsconfig: Tsconfig | undefined): Ways => {
    if (isPath(specifier)) return { expanded: [], bundled: () => [], inWorkspace: () => [] };
    let bundled: readonly string[] | undefined;
    let inWorkspace: readonly string[] | undefined;
    return {
      expanded: expand(specifier, tsconfig),
      bundled: () => (bundled ??= bundlers.expand(folder, specifier)),
      inWorkspace: () => (inWorkspace ??= workspaces.targets(folder, specifier)),
    };
  };

  const located = new Map<string, Location>();
  return (folder, specifier, tsconfig) => {
    const key = `${folder}\0${specifier}\0${tsconfig?.path ?? ''}`;
    let location = located.get(key);
    if (location === undefined) {
      // A loader's query is no part of the path.
      const plain = specifier.replace(/\?.*/s, '');
      // A text that is no specifier is not looked for.
      const ways = waysOf(folder, plain, tsconfig);
      const isLookedFor = isPath(plain) || !/[\s<>{};"'`]/.test(plain);
      const found = isLookedFor ? find(folder, plain, tsconfig, ways) : undefined;
      const [first = PACKAGE + plain, ...others] =
        found === undefined ? missing(folder, plain, tsconfig, ways) : [found];
      location = { key: first, isFound: found !== undefined, others };
      located.set(key, location);
    }
    return location;
  };
}

/** A name for a module that is not there: the path that it should have, without extension or `/index`. */
export function missingKey(target: string): string {
  return `?${target
    .replace(/\/$/, '')
    .replace(/(?:\.d)?\.[mc]?[jt]sx?$/, '')
    .replace(/\/index$/, '')}`;
}

export function isPath(specifier: string): boolean {
  return /^(?:\.\.?(?:\/|$)|\/)/.test(specifier);
}

function firstOf(targets: readonly string[], at: (target: string) => string | undefined): string | undefined {
  for (const target of targets) {
    const found = at(target);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** `rootDirs` makes several folders one. */
function inOtherRoot(
  resolver: ResolverFactory,
  folder: string,
  specifier: string,
  tsconfig: Tsconfig | undefined,
): string | undefined {
  const { rootDirs } = tsconfig?.options ?? {};
  if (!tsconfig || !rootDirs || !specifier.startsWith('.')) return undefined;
  const roots = rootDirs.map((root) => path.resolve(path.dirname(tsconfig.path), root));
  const target = path.resolve(folder, specifier);
  const own = roots.find((root) => `${target}/`.startsWith(`${root}/`));
  if (own === undefined) return undefined;
  return firstOf(
    roots.map((root) => root + target.slice(own.length)),
    (other) => resolver.sync(folder, other).path,
  );
}

/** The names in a folder, without endings. */
function stemsOf(folder: string): ReadonlySet<string> {
  try {
    return new Set(readdirSync(folder).map((name) => name.replace(/(?<=.)\..*/s, '')));
  } catch {
    return new Set();
  }
}
