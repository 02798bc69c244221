import { ModuleIndex } from './module-index.ts';
import type { FolderEntries } from './module-index.ts';

/** The module that a file imports in place of the one of that name below a source root. */
export interface NearerModule {
  /** The path of the top-level module or package, relative to the root. */
  readonly path: string;
  /** Does it hold the module that was asked for? */
  readonly hasModule: boolean;
}

/** The kind of a path relative to the root, with links followed; undefined for anything else, or nothing. */
export type KindOf = (path: string) => 'file' | 'directory' | undefined;

/** Files that make a folder a project of its own, and a `conftest.py`, whose folder pytest puts on the path. */
const projectFiles = ['pyproject.toml', 'setup.py', 'setup.cfg', 'conftest.py'];

/**
 * Tells whether absolute imports of a file find a module elsewhere than below the source roots: the folder of a script is first on the
 * path, pytest puts the first folder upwards without `__init__.py` there (rootdir/conftest.py, `prepend`), and a project in a
 * folder of its own has its own packages.
 * @param find the path of a module by the source roots
 */
export class NearerModules {
  readonly #list: (folder: string) => FolderEntries;
  /** To list each folder of a repository takes long, and two or three names of most are asked for. */
  readonly #kindOf: KindOf;
  readonly #roots: ReadonlySet<string>;
  readonly #find: (module: string) => string | undefined;
  readonly #indexes = new Map<string, ModuleIndex>();
  readonly #projects = new Map<string, boolean>();
  /** For each folder: the modules that its files find, by the name of the top-level module. */
  readonly #holders = new Map<string, Map<string, string | undefined>>();

  /** For each folder: the answers for its files, by module. */
  readonly #answers = new Map<string, Map<string, NearerModule | undefined>>();

  constructor(
    sourceRoots: readonly string[],
    list: (folder: string) => FolderEntries,
    kindOf: KindOf,
    find: (module: string) => string | undefined,
  ) {
    this.#list = list;
    this.#kindOf = kindOf;
    this.#roots = new Set(sourceRoots.map((root) => (root === '.' ? '' : root)));
    this.#find = find;
  }

  /** @param path of the file that imports the module; undefined where it finds the one of the source roots */
  of(path: string, module: string): NearerModule | undefined {
    const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
    let answers = this.#answers.get(folder);
    if (answers === undefined) {
      answers = new Map<string, NearerModule | undefined>();
      this.#answers.set(folder, answers);
    }
    // Each reference asks, and most name one of a few modules.
    if (!answers.has(module)) answers.set(module, this.#nearer(folder, module));
    return answers.get(module);
  }

  #nearer(folder: string, module: string): NearerModule | undefined {
    const [name = module] = module.split('.', 1);
    const known = this.#holders.get(folder) ?? new Map<string, string | undefined>();
    if (!known.has(name)) {
      known.set(name, this.#holder(folder, name));
      this.#holders.set(folder, known);
    }
    const holder = known.get(name);
    if (holder === undefined) return undefined;
    const index = this.#indexOf(holder);
    return { path: index.find(name)?.path ?? holder, hasModule: index.find(module) !== undefined };
  }

  /** The folder nearest to a file whose own top-level module of the name goes before that of the source roots. */
  #holder(folder: string, name: string): string | undefined {
    const first = this.#firstOnPath(folder);
    for (let at = first; !this.#roots.has(at); at = parentOf(at)) {
      const isProject = at === first || this.#isProject(at);
      const holder = isProject ? this.#placesIn(at).find((place) => this.#holds(place, name)) : undefined;
      if (holder !== undefined) return holder;
      if (at === '') break;
    }
    return undefined;
  }

  #isProject(folder: string): boolean {
    let isProject = this.#projects.get(folder);
    if (isProject === undefined) {
      isProject = projectFiles.some((file) => this.#kindOf(inFolder(folder, file)) === 'file');
      this.#projects.set(folder, isProject);
    }
    return isProject;
  }

  /** The folders of a project that may hold its packages. */
  #placesIn(project: string): string[] {
    const source = inFolder(project, 'src');
    return this.#roots.has(source) || this.#kindOf(source) !== 'directory' ? [project] : [project, source];
  }

  #holds(folder: string, name: string): boolean {
    const base = inFolder(folder, name);
    if (this.#kindOf(`${base}.py`) !== 'file' && this.#kindOf(base) !== 'directory') return false;
    const location = this.#indexOf(folder).find(name);
    return (location?.kind === 'module' || location?.kind === 'package') && location.path !== this.#find(name);
  }

  /** The first folder upwards that is no package. */
  #firstOnPath(folder: string): string {
    let at = folder;
    while (at !== '' && this.#kindOf(inFolder(at, '__init__.py')) === 'file') at = parentOf(at);
    return at;
  }

  #indexOf(folder: string): ModuleIndex {
    let index = this.#indexes.get(folder);
    if (index === undefined) {
      index = new ModuleIndex([folder === '' ? '.' : folder], this.#list);
      this.#indexes.set(folder, index);
    }
    return index;
  }
}

function inFolder(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

function parentOf(folder: string): string {
  return folder.slice(0, Math.max(0, folder.lastIndexOf('/')));
}
