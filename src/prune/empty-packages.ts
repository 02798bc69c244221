import path from 'node:path';
import type { SoughtModule } from './module-mentions.ts';

/** A package that is left without modules. */
export interface EmptyPackage extends SoughtModule {
  /** The files below its folder, which all could go. */
  readonly siblings: readonly string[];
}

/**
 * The packages below which every other file could go, a module among them, and whose `__init__.py` says nothing. Inner ones first.
 * @param all files below the root, tracked or not
 * @param modules that could go
 * @param others the other files that could go
 */
export function emptyPackages(
  all: readonly string[],
  modules: readonly SoughtModule[],
  others: readonly string[],
  { says, moduleOf }: { says: (file: string) => string | undefined; moduleOf: (file: string) => string },
): EmptyPackage[] {
  const mayGo = new Set([...others, ...modules.map((module) => module.path)]);
  const folders = new Set(modules.flatMap((module) => foldersAround(module.path)));
  const known = new Set(all);
  const found: EmptyPackage[] = [];
  for (const folder of [...folders].toSorted((a, b) => b.length - a.length)) {
    const file = `${folder}/__init__.py`;
    if (!known.has(file) || mayGo.has(file)) continue;
    const siblings = all.filter((one) => one.startsWith(`${folder}/`) && one !== file);
    if (!siblings.every((one) => mayGo.has(one)) || !isSilent(says(file))) continue;
    mayGo.add(file);
    found.push({ path: file, module: moduleOf(file), siblings });
  }
  return found;
}

function foldersAround(file: string): string[] {
  const folder = path.posix.dirname(file);
  return folder === '.' ? [] : [folder, ...foldersAround(folder)];
}

/** Does the text hold nothing but a docstring and comments? */
function isSilent(text: string | undefined): boolean {
  if (text === undefined) return false;
  const code = text
    .replace(/^\uFEFF/, '')
    .replace(/^[ \t]*#.*$/gm, '')
    .trim();
  return code === '' || docstring.test(code);
}

const docstring = /^(?:"""(?:[^"\\]|"(?!""))*"""|'''(?:[^'\\]|'(?!''))*'''|"[^"\\\n]*"|'[^'\\\n]*')$/;
