import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type * as Oxc from 'oxc-resolver';
import type { ResolverFactory } from 'oxc-resolver';
import { openOddManifests } from './odd-manifests.ts';
import type { Manifests, PackageManifest } from './package-manifest.ts';
import { remember } from '../remember.ts';

const require = createRequire(import.meta.url);

/**
 * The files that the TypeScript compiler reads for the exports of a package, in its order (handbook: Modules,
 * Reference).
 */
const options: Oxc.NapiResolveOptions = {
  extensions: ['.ts', '.tsx', '.d.ts', '.mts', '.d.mts', '.cts', '.d.cts'],
  extensionAlias: {
    '.js': ['.ts', '.tsx', '.d.ts'],
    '.jsx': ['.tsx', '.d.ts'],
    '.mjs': ['.mts', '.d.mts'],
    '.cjs': ['.cts', '.d.cts'],
  },
  conditionNames: ['types', 'import', 'require', 'node', 'default'],
  mainFields: ['types', 'typings', 'module', 'main'],
};

/** Finds the file that declares the types for a specifier in a folder; undefined if there is none. */
export type FindDeclarations = (folder: string, specifier: string) => string | undefined;

export function openDeclarations(manifests: Manifests): FindDeclarations {
  let resolver: ResolverFactory | undefined;
  const meetsOddManifest = openOddManifests();
  const at = (folder: string, target: string): string | undefined => {
    // Few runs ask: the resolver is made for the first of them.
    resolver ??= new (require('oxc-resolver') as typeof Oxc).ResolverFactory(options);
    const found = meetsOddManifest(folder, target) ? undefined : resolver.sync(folder, target).path;
    return found !== undefined && /\.[mc]?tsx?$/.test(found) ? found : undefined;
  };
  const find = remember((question: string): string | undefined => {
    const [folder = '', specifier = ''] = question.split('\0');
    const [, name, rest = ''] = /^((?:@[^/]+\/)?[^/.][^/]*)(\/.+)?$/.exec(specifier) ?? [];
    if (name === undefined) return at(folder, specifier);
    const home = packageFolder(folder, name);
    const versioned = home === undefined ? [] : versionedTargets(manifests.read(path.join(home, 'package.json')), rest);
    for (const target of versioned) {
      const found = at(home ?? folder, `./${target}`);
      if (found !== undefined) return found;
    }
    return at(folder, specifier) ?? at(folder, typesPackage(name) + rest);
  });
  return (folder, specifier) => find(`${folder}\0${specifier}`);
}

/** The package of DefinitelyTyped for one that has no types itself. */
export function typesPackage(name: string): string {
  return `@types/${name.replace(/^@([^/]+)\//, '$1__')}`;
}

function packageFolder(folder: string, name: string): string | undefined {
  const home = path.join(folder, 'node_modules', name);
  if (existsSync(home)) return home;
  const parent = path.dirname(folder);
  return parent === folder ? undefined : packageFolder(parent, name);
}

/** Where `typesVersions` sends a part of the package, for a compiler of today: `{ "*": { "deep": ["dist/deep"] } }`. */
function versionedTargets({ exports, typesVersions, types, typings }: PackageManifest, rest: string): string[] {
  if (exports !== undefined || typeof typesVersions !== 'object' || typesVersions === null) return [];
  const [, patterns] =
    Object.entries(typesVersions as Readonly<Record<string, unknown>>).find(([range]) => !range.includes('<')) ?? [];
  if (typeof patterns !== 'object' || patterns === null) return [];
  const main = [types, typings].find((entry) => typeof entry === 'string') ?? 'index.d.ts';
  const part = rest === '' ? path.posix.normalize(main) : rest.slice(1);
  for (const [pattern, targets] of Object.entries(patterns as Readonly<Record<string, unknown>>)) {
    const [head = '', tail] = pattern.split('*');
    const isMatch =
      tail === undefined
        ? part === pattern
        : part.startsWith(head) && part.endsWith(tail) && part.length >= head.length + tail.length;
    if (!isMatch) continue;
    const middle = tail === undefined ? '' : part.slice(head.length, part.length - tail.length);
    const written: unknown[] = Array.isArray(targets) ? targets : [];
    return written.filter((target) => typeof target === 'string').map((target) => target.replace('*', () => middle));
  }
  return [];
}
