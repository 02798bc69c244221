import { readdirSync } from 'node:fs';
import path from 'node:path';
import { aliasSettings } from '../../parse/javascript/alias-settings.ts';
import type { AliasSetting } from '../../parse/javascript/alias-settings.ts';
import type { Manifests } from './package-manifest.ts';
import { remember } from '../remember.ts';
import { readRegularFile } from '../../regular-file.ts';

/** An alias: `~/*` for `/repository/src/*`, or a whole name for one path. */
export interface Alias {
  /** A name, or one with `*` for what goes on in the target. */
  readonly pattern: string;
  /** Absolute. */
  readonly targets: readonly string[];
}

/** The aliases that bundlers and test runners know, by the configurations that a folder and those around it hold. */
export interface BundlerAliases {
  /** The aliases of one folder. */
  readonly in: (folder: string) => readonly Alias[];
  /** The folders whose aliases count for files of a folder, innermost first: those of packages, and the root. */
  readonly around: (folder: string) => readonly string[];
  /** Do the configurations of the folder hold one of these words? */
  readonly mention: (folder: string, words: readonly string[]) => boolean;
  /** The absolute paths that a specifier in a file of the folder may stand for. */
  readonly expand: (folder: string, specifier: string) => readonly string[];
}

/** Configurations that list aliases. */
const configName =
  /^(?:(?:jest|vite|vitest|webpack|babel|rspack|rsbuild|metro|next|craco|svelte|nuxt|astro|electron\.vite|quasar)\b[\w.-]*\.(?:[mc]?[jt]s|json)|\.babelrc(?:\.json|\.js|\.cjs)?|package\.json)$/;
/** A larger one is no configuration that a person wrote. */
const LONGEST = 200_000;

export function openBundlerAliases(root: string, { find }: Manifests): BundlerAliases {
  const configsIn = remember((folder: string): readonly ConfigText[] =>
    namesIn(folder)
      .filter((name) => configName.test(name))
      .toSorted()
      .map((name) => ({ name, text: textOf(path.join(folder, name)) })),
  );
  const inFolder = remember((folder: string): readonly Alias[] => {
    const configs = configsIn(folder);
    const written = configs.flatMap(({ name, text }) => aliasesOf(path.join(folder, name), text));
    return [...written, ...builtIn(folder, configs)];
  });
  const around = remember((folder: string): readonly string[] => {
    const file = find(folder);
    const own = file === undefined ? root : path.dirname(file);
    return own === root ? [root] : [own, ...around(path.dirname(own))];
  });
  const expand = (folder: string, specifier: string): string[] => {
    // A configuration is parsed only where it has the start of the name.
    const start = /^[^\w@]|^@?[^/]*/.exec(specifier)?.[0] ?? '';
    for (const at of around(folder)) {
      if (!hasFramework(configsIn(at)) && !configsIn(at).some(({ text }) => text.includes(start))) continue;
      const targets = inFolder(at).flatMap((alias) => expandAlias(alias, specifier));
      if (targets.length > 0) return [...new Set(targets)];
    }
    return [];
  };
  return {
    in: inFolder,
    around,
    mention: (folder, words) => configsIn(folder).some(({ text }) => words.some((word) => text.includes(word))),
    expand,
  };
}

/** The paths that an alias gives for a specifier; none where it is of another one. */
function expandAlias({ pattern, targets }: Alias, specifier: string): string[] {
  const [head = '', tail] = pattern.split('*');
  if (tail === undefined) return pattern === specifier ? [...targets] : [];
  if (!specifier.startsWith(head) || !specifier.endsWith(tail) || specifier.length < head.length + tail.length)
    return [];
  const rest = specifier.slice(head.length, specifier.length - tail.length);
  return targets.map((target) => target.replace('*', () => rest));
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

interface ConfigText {
  readonly name: string;
  /** Empty where it lists no aliases. */
  readonly text: string;
}

function textOf(file: string): string {
  try {
    const text = readRegularFile(file)
      .toString('utf8')
      .replace(/^\ufeff/, '');
    return text.length <= LONGEST && /\b(?:moduleNameMapper|alias|_moduleAliases)\b/.test(text) ? text : '';
  } catch {
    return '';
  }
}

function aliasesOf(file: string, text: string): Alias[] {
  if (text === '') return [];
  return aliasSettings(file, text).flatMap((setting) => aliasOf(path.dirname(file), setting));
}

function aliasOf(folder: string, { find, isPattern, targets }: AliasSetting): Alias[] {
  const absolute = targets.flatMap((target) => absolutePath(folder, target) ?? []);
  if (absolute.length === 0) return [];
  if (isPattern) {
    const pattern = plainPattern(find);
    if (pattern === undefined) return [];
    const isOpen = pattern.endsWith('*');
    const whole = absolute.map((target) => target.replace(/\$1$/, '*'));
    // `{ find: /^~/, replacement: '/src' }`: what follows is kept.
    const kept = isOpen ? whole.map((target) => (target.includes('*') ? target : `${target}*`)) : whole;
    return [{ pattern, targets: kept }];
  }
  const name = find.replace(/\/?\*?$/, '');
  if (find.endsWith('$')) return [{ pattern: find.slice(0, -1), targets: absolute }];
  const folders = absolute.map((target) => target.replace(/\/?\*?$/, ''));
  return [
    { pattern: name, targets: folders },
    { pattern: `${name}/*`, targets: folders.map((target) => `${target}/*`) },
  ];
}

/** The names that a regular expression takes, where it is no more than `^name/(.*)$`, `^name/` or `^name$`. */
function plainPattern(source: string): string | undefined {
  const [, literal = '', end = ''] = /^\^((?:[^\\^$.*+?()[\]{}|]|\\[^\w])+)(\$|\(\.[*+]\)\$?|)$/.exec(source) ?? [];
  if (literal === '') return undefined;
  return literal.replace(/\\(.)/g, '$1') + (end === '$' ? '' : '*');
}

/** @returns undefined for a specifier that is no path in the repository, such as the name of a package */
function absolutePath(folder: string, target: string): string | undefined {
  const inFolder = /^(?:<rootDir>|<dir>)\/?(.*)$/s.exec(target)?.[1];
  if (inFolder !== undefined) return path.join(folder, inFolder);
  if (/^\.\.?(?:\/|$)/.test(target)) return path.join(folder, target);
  // vite takes a path from `/` on for one of its root.
  return target.startsWith('/') ? path.join(folder, target) : undefined;
}

function hasFramework(configs: readonly ConfigText[]): boolean {
  return configs.some(({ name }) => /^(?:svelte|nuxt)\.config\./.test(name));
}

/** Aliases that nobody writes, of frameworks whose configuration is in the folder. */
function builtIn(folder: string, configs: readonly ConfigText[]): Alias[] {
  const has = (framework: RegExp): boolean => configs.some(({ name }) => framework.test(name));
  const at = (name: string, target: string): Alias => ({
    pattern: `${name}/*`,
    targets: [path.join(folder, target, '*')],
  });
  return [
    ...(has(/^svelte\.config\./) ? [at('$lib', 'src/lib')] : []),
    ...(has(/^nuxt\.config\./) ? [at('~', '.'), at('@', '.'), at('~', 'app'), at('~~', '.'), at('@@', '.')] : []),
  ];
}
