import { realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { namesInFolder, textOfFile } from '../../regular-file.ts';

/** The packages that the code of a repository runs with, as far as folders tell. */
export interface PythonEnvironment {
  /** Folders of installed packages, relative to the root of the repository. */
  readonly folders: readonly string[];
  /** Its version of Python 3, by the second number; undefined where no folder says it. */
  readonly minor: number | undefined;
}

/** Folders of virtual environments in a repository. */
const usual = ['.venv', 'venv', 'env'];

/**
 * The environment of a repository. No interpreter runs.
 * @param named the interpreter or the environment that the configuration names, relative to the root; undefined to look for one:
 * the active one, then one in the root
 */
export function pythonEnvironment(root: string, named: string | undefined): PythonEnvironment {
  const { VIRTUAL_ENV: active } = process.env;
  const places = named === undefined ? [...(active === undefined ? [] : [active]), ...usual] : [named];
  for (const place of places) {
    const found = packageFolders(path.resolve(root, place));
    if (found.folders.length > 0) return { ...found, folders: found.folders.map((folder) => relativeTo(root, folder)) };
  }
  return { folders: [], minor: undefined };
}

/** @param place an environment, or an interpreter in it */
function packageFolders(place: string): PythonEnvironment {
  const prefixes = isFolder(place)
    ? [place]
    : [...new Set([place, realPath(place)])].map((file) => path.resolve(file, '../..'));
  for (const prefix of prefixes) {
    const libraries = [
      { folder: `${prefix}/Lib`, minor: undefined },
      ...namesInFolder(`${prefix}/lib`).flatMap((name) => {
        const [, minor] = /^python3(?:\.(\d+))?$/.exec(name) ?? [];
        return /^python3/.test(name) ? [{ folder: `${prefix}/lib/${name}`, minor }] : [];
      }),
    ];
    const found = libraries.flatMap(({ folder, minor }) =>
      ['site-packages', 'dist-packages']
        .map((name) => ({ folder: `${folder}/${name}`, minor }))
        .filter((one) => isFolder(one.folder)),
    );
    if (found.length === 0) continue;
    const [minor] = found.flatMap((one) => one.minor ?? []);
    return {
      folders: found.flatMap(({ folder }) => [folder, ...linkedFolders(folder)]),
      minor: minor === undefined ? undefined : Number(minor),
    };
  }
  return { folders: [], minor: undefined };
}

/** The folders that `.pth` files of the packages add, such as those of an editable installation. */
function linkedFolders(folder: string): string[] {
  return namesInFolder(folder)
    .filter((name) => name.endsWith('.pth'))
    .flatMap((name) => (textOfFile(`${folder}/${name}`) ?? '').split('\n'))
    .map((line) => line.trim())
    .filter((line) => line !== '' && !/^(?:#|import[ \t])/.test(line))
    .map((line) => path.resolve(folder, line))
    .filter(isFolder);
}

function relativeTo(root: string, folder: string): string {
  return path.relative(root, folder).split(path.sep).join('/');
}

function isFolder(place: string): boolean {
  try {
    return statSync(place).isDirectory();
  } catch {
    return false;
  }
}

function realPath(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    return file;
  }
}
