import { readdirSync } from 'node:fs';
import type { Dirent } from 'node:fs';
import { absoluteModule, packagesAround } from '../../model/python.ts';
import type { SourceBuffer } from '../../native/source-buffer.ts';
import { readImports } from '../../parse/python/import-statements.ts';
import type { ModuleIndex } from '../../resolve/python/module-index.ts';

/** Folders whose modules are not of this repository. */
const foreign = new Set(['node_modules', 'site-packages', 'venv', '__pycache__']);

/** Five letters of each function that imports by a path in a string: `import_module`, `__import__`, `importorskip`, `run_module`. */
const importers = ['ort_m', '__imp', 'torsk', 'un_mo', 'lve_n', 'ort_s'];
const dottedString = /["'](\w+(?:\.\w+)*)["':]/g;
/** A patch of something by a path, such as `patch("package.module.name.Name")`. No module has a path of more parts. */
const setters = ['patch', 'attr'] as const;
const patchedPath = /(?:patch|attr)\w{0,40}(?:\s*\.\s*\w+)?\s*\(\s*(?:target\s*=\s*)?["'](\w+(?:\.\w+){1,100})["']/g;

/** The files below a root. */
interface Files {
  /** Puts a file into the buffer; false when it cannot be read. */
  readonly load: (path: string) => boolean;
  /** Files that the disk does not have. */
  readonly added: readonly string[];
  /** Leaves files out. */
  readonly isCounted?: (path: string) => boolean;
}

/** The modules that files import, by the files; made when first asked for. */
export class Importers {
  readonly #read: (tops: ReadonlySet<string>) => ReadonlyMap<string, ReadonlySet<string>>;
  /** The top-level modules that are asked about: others are left out. */
  #tops: ReadonlySet<string>;
  #files: ReadonlyMap<string, ReadonlySet<string>> | undefined;
  #below: ReadonlyMap<string, readonly string[]> | undefined;

  /** @param modules those that are likely to be asked about */
  constructor(
    modules: readonly string[],
    read: (tops: ReadonlySet<string>) => ReadonlyMap<string, ReadonlySet<string>>,
  ) {
    this.#tops = new Set(modules.map(topOf));
    this.#read = read;
  }

  /** The files that import the module. */
  of(module: string): ReadonlySet<string> {
    const top = topOf(module);
    if (!this.#tops.has(top)) {
      this.#tops = new Set([...this.#tops, top]);
      [this.#files, this.#below] = [undefined, undefined];
    }
    this.#files ??= this.#read(this.#tops);
    return this.#files.get(module) ?? new Set();
  }

  /** The dotted names in the module that files import. */
  below(module: string): readonly string[] {
    this.of(module);
    this.#below ??= namesBelow([...(this.#files?.keys() ?? [])]);
    return this.#below.get(module) ?? [];
  }
}

/** The dotted names, by each package that they are in. */
function namesBelow(names: readonly string[]): Map<string, string[]> {
  const below = new Map<string, string[]>();
  for (const name of names)
    for (const around of packagesAround(name)) {
      const known = below.get(around);
      if (known) known.push(name);
      else below.set(around, [name]);
    }
  return below;
}

/**
 * The modules that some file below the root imports, each with those files: by any statement or, as far as its strings tell,
 * by a function or what patches something in it; those of `from package import name` may be names.
 * Reads every Python file: ask for what is rare.
 * @param tops top-level modules: others are left out, with all that is in them
 */
export function importedModules(
  root: string,
  index: ModuleIndex,
  buffer: SourceBuffer,
  { load, added, isCounted = () => true }: Files,
  tops: ReadonlySet<string>,
): Map<string, Set<string>> {
  const modules = new Map<string, Set<string>>();
  const isWanted = (module: string): boolean => tops.has(topOf(module));
  for (const path of allFiles(root, added)) {
    if (!isCounted(path) || !load(path)) continue;
    const identity = index.identify(path);
    const add = (module: string): void => {
      const files = modules.get(module);
      if (files) files.add(path);
      else modules.set(module, new Set([path]));
    };
    const hasImporter = importers.some((mark) => buffer.holdsMark(mark));
    const hasSetter = setters.some((mark) => buffer.holdsMark(mark));
    // The paths that are looked for are of ASCII.
    const text = hasImporter || hasSetter ? buffer.bytes.toString('latin1') : '';
    if (hasImporter) for (const [, dotted = ''] of text.matchAll(dottedString)) if (isWanted(dotted)) add(dotted);
    if (hasSetter)
      for (const [, dotted = ''] of text.matchAll(patchedPath))
        if (isWanted(dotted))
          for (let end = dotted.lastIndexOf('.'); end > 0; end = dotted.lastIndexOf('.', end - 1))
            add(dotted.slice(0, end));
    for (const { isFrom, level, module: from, names } of readImports(
      buffer.scanImports().records,
      buffer.identifierAt,
    )) {
      const module = isFrom ? absoluteModule(level, from, identity) : '';
      if (module === undefined) continue;
      if (module !== '') {
        if (!isWanted(module)) continue;
        add(module);
      }
      for (const name of names)
        if (module !== '') add(`${module}.${name}`);
        else if (isWanted(name)) add(name);
    }
  }
  return modules;
}

/** The Python files below the root, as above, in which one of the names stands. Reads every file, too. */
export function filesHolding(names: readonly string[], root: string, buffer: SourceBuffer, files: Files): string[] {
  return [...allFiles(root, files.added)].filter(
    (path) => files.load(path) && names.some((name) => buffer.bytes.includes(name)),
  );
}

/** The top-level module that a dotted name starts with. */
function topOf(module: string): string {
  const dot = module.indexOf('.');
  return dot < 0 ? module : module.slice(0, dot);
}

function allFiles(root: string, added: readonly string[]): Set<string> {
  return new Set([...pythonFiles(root, ''), ...added.filter((file) => file.endsWith('.py'))]);
}

function* pythonFiles(root: string, folder: string): Generator<string> {
  for (const entry of entriesOf(`${root}/${folder}`)) {
    const path = `${folder}${entry.name}`;
    if (entry.isFile() && entry.name.endsWith('.py')) yield path;
    else if (entry.isDirectory() && !entry.name.startsWith('.') && !foreign.has(entry.name))
      yield* pythonFiles(root, `${path}/`);
  }
}

/** A folder that cannot be read holds nothing that is known. */
function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
