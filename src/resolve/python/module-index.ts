import { packagesAround } from '../../model/python.ts';
import type { ModuleIdentity } from '../../model/python.ts';
import { withoutEnd } from '../../model/without-end.ts';

/** The entries of a folder by name, with links followed. */
export type FolderEntries = ReadonlyMap<string, 'file' | 'directory'>;

/**
 * The file or folder that holds a module. A namespace package (PEP 420) is a folder; `opaque` is compiled, or only a
 * stub.
 */
export interface ModuleLocation {
  readonly kind: 'module' | 'package' | 'namespace' | 'opaque';
  /** Relative to the root; of the folder, for a namespace package. */
  readonly path: string;
}

/** Which file a module is, and which module a file is, by the source roots; reads folders and names only, on demand. */
export class ModuleIndex {
  readonly #sourceRoots: readonly string[];
  readonly #list: (folder: string) => FolderEntries;
  readonly #isExtended: (path: string) => boolean;
  readonly #kindElsewhere: (module: string) => ModuleLocation['kind'] | undefined;
  readonly #locations = new Map<string, ModuleLocation | undefined>();

  /**
   * @param sourceRoots relative to the root, `.` for itself; searched in this order
   * @param list what a folder holds, relative to the root, empty for the root itself; nothing when there is no such folder
   * @param kindElsewhere what a module of another repository is; such a module has no file here
   * @param isExtended may the package of this `__init__.py` hold modules of other folders, by `__path__`? Asked where it decides
   */
  constructor(
    sourceRoots: readonly string[],
    list: (folder: string) => FolderEntries,
    isExtended: (path: string) => boolean = () => false,
    kindElsewhere: (module: string) => ModuleLocation['kind'] | undefined = () => undefined,
  ) {
    this.#isExtended = isExtended;
    this.#kindElsewhere = kindElsewhere;
    this.#sourceRoots = sourceRoots.map((folder) => (folder === '.' ? '' : `${withoutEnd(folder, '/')}/`));
    this.#list = list;
  }

  /** Where the module is; undefined when no source root holds it. */
  find(module: string): ModuleLocation | undefined {
    if (!this.#locations.has(module)) this.#locations.set(module, this.#find(module));
    return this.#locations.get(module);
  }

  /** The names of the modules right in a package; for the empty name, of those at the top. */
  modulesIn(holder: string): string[] {
    const names = [...this.#foldersOf(holder)].flatMap((folder) =>
      Array.from(this.#list(folder), ([name, kind]) =>
        kind === 'directory' ? name : name.replace(/\.py[iwdx]?$/, ''),
      ),
    );
    return names.filter((name) => !name.includes('.') && name !== '__init__');
  }

  /** Does a source root hold the first part of the dotted name? If not, it may be an installed package. */
  isOurs(module: string): boolean {
    return this.find(module.split('.', 1)[0] ?? module) !== undefined;
  }

  /**
   * Does an import of the module fail for certain? Not where it may be an installed one: outside of the repository, or in a
   * package that may have parts elsewhere.
   */
  isMissing(module: string): boolean {
    return (
      this.find(module) === undefined &&
      packagesAround(module).some((around) => {
        const location = this.find(around);
        return (location?.kind === 'module' || location?.kind === 'package') && !this.#isExtended(location.path);
      })
    );
  }

  /** May the package hold modules of folders that are not its own? */
  isOpen(module: string): boolean {
    const location = this.find(module);
    return location?.kind === 'package' && this.#isExtended(location.path);
  }

  /** The module that a Python file is: below the innermost source root that holds it. */
  identify(path: string): ModuleIdentity {
    let root = '';
    for (const folder of this.#sourceRoots) {
      if (folder.length > root.length && path.startsWith(folder) && this.#isRoot(folder)) root = folder;
    }
    const slash = path.lastIndexOf('/');
    const holder = slash < root.length ? '' : path.slice(root.length, slash).replaceAll('/', '.');
    const name = path.slice(Math.max(slash + 1, root.length)).replace(/\.py[iw]?$/, '');
    if (name === '__init__') return { module: holder, package: holder };
    return { module: holder === '' ? name : `${holder}.${name}`, package: holder };
  }

  /** A folder that is itself a package is no source root, whatever the configuration's default says. */
  #isRoot(folder: string): boolean {
    return !this.#list(folder.slice(0, -1)).has('__init__.py');
  }

  #find(module: string): ModuleLocation | undefined {
    const dot = module.lastIndexOf('.');
    const name = module.slice(dot + 1);
    const holder = module.slice(0, Math.max(0, dot));
    let namespace: ModuleLocation | undefined;
    for (const folder of this.#foldersOf(holder)) {
      const entries = this.#list(folder);
      const base = folder === '' ? name : `${folder}/${name}`;
      const isFolder = entries.get(name) === 'directory';
      if (isFolder && this.#list(base).get('__init__.py') === 'file')
        return { kind: 'package', path: `${base}/__init__.py` };
      if (entries.get(`${name}.py`) === 'file') return { kind: 'module', path: `${base}.py` };
      if (isFolder) namespace ??= { kind: 'namespace', path: base };
      else if (opaqueEndings.some((ending) => entries.has(name + ending))) return { kind: 'opaque', path: base };
    }
    const kind = namespace === undefined ? this.#kindElsewhere(module) : undefined;
    return kind === undefined ? namespace : { kind, path: ELSEWHERE + module };
  }

  /**
   * The folders that an import searches for a module of the package, in order; for the empty name, those of top-level
   * modules.
   */
  *#foldersOf(holder: string): Generator<string> {
    if (holder === '') {
      for (const root of this.#sourceRoots) yield root.slice(0, -1);
      return;
    }
    const location = this.find(holder);
    if (location?.kind !== 'package' && location?.kind !== 'namespace') return;
    const own = location.kind === 'package' ? location.path.slice(0, location.path.lastIndexOf('/')) : undefined;
    if (own !== undefined) yield own;
    if (own !== undefined && !this.#isExtended(location.path)) return;
    const dot = holder.lastIndexOf('.');
    const name = holder.slice(dot + 1);
    for (const folder of this.#foldersOf(holder.slice(0, Math.max(0, dot)))) {
      const part = folder === '' ? name : `${folder}/${name}`;
      if (part !== own && this.#list(folder).get(name) === 'directory') yield part;
    }
  }
}

/** Begins the path of a module of another repository: no file has such a one. */
const ELSEWHERE = '\0';

/** The module of another repository that such a path stands for; undefined for the path of a file. */
export function moduleElsewhere(path: string): string | undefined {
  return path.startsWith(ELSEWHERE) ? path.slice(ELSEWHERE.length) : undefined;
}

/** Compiled modules and stubs of such. */
const opaqueEndings = ['.pyi', '.so', '.pyd', '.pyx'];
