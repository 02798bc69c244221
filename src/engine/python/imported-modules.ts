import { readdirSync } from 'node:fs';
import type { Dirent } from 'node:fs';
import { absoluteModule } from '../../model/python.ts';
import type { SourceBuffer } from '../../native/source-buffer.ts';
import { readImports } from '../../parse/python/import-statements.ts';
import type { ModuleIndex } from '../../resolve/python/module-index.ts';

/** Folders whose modules are not of this repository. */
const foreign = new Set(['node_modules', 'site-packages', 'venv', '__pycache__']);

/** The functions that import by a path in a string. */
const importers = ['import_module', '__import__', 'importorskip', 'run_module', 'resolve_name', 'import_string'];
const dottedString = /["'](\w+(?:\.\w+)*)["':]/g;
/** A patch of something by a path, such as `patch("package.module.name.Name")`. No module has a path of more parts. */
const setters = ['patch', 'attr'];
const patchedPath = /(?:patch|attr)\w{0,40}(?:\s*\.\s*\w+)?\s*\(\s*(?:target\s*=\s*)?["'](\w+(?:\.\w+){1,100})["']/g;

/** The files below a root. */
interface Files {
  /** Puts a file into the buffer; false when it cannot be read. */
  readonly load: (path: string) => boolean;
  /** Files that the disk does not have. */
  readonly added: readonly string[];
}

/**
 * The modules that some file below the root imports, each with those files: by any statement or, as far as its strings tell,
 * by a function or what patches something in it; those of `from package import name` may be names.
 * Reads every Python file: ask for what is rare.
 */
export function importedModules(
  root: string,
  index: ModuleIndex,
  buffer: SourceBuffer,
  { load, added }: Files,
): Map<string, Set<string>> {
  const modules = new Map<string, Set<string>>();
  for (const path of allFiles(root, added)) {
    if (!load(path)) continue;
    const identity = index.identify(path);
    const add = (module: string): void => {
      const files = modules.get(module);
      if (files) files.add(path);
      else modules.set(module, new Set([path]));
    };
    if (importers.some((importer) => buffer.bytes.includes(importer)))
      for (const [, dotted = ''] of buffer.bytes.toString('utf8').matchAll(dottedString)) add(dotted);
    if (setters.some((setter) => buffer.bytes.includes(setter)))
      for (const [, dotted = ''] of buffer.bytes.toString('utf8').matchAll(patchedPath))
        for (let end = dotted.lastIndexOf('.'); end > 0; end = dotted.lastIndexOf('.', end - 1))
          add(dotted.slice(0, end));
    for (const { isFrom, level, module: from, names } of readImports(
      buffer.scanImports().records,
      buffer.identifierAt,
    )) {
      const module = isFrom ? absoluteModule(level, from, identity) : '';
      if (module === undefined) continue;
      if (module !== '') add(module);
      for (const name of names) add(module === '' ? name : `${module}.${name}`);
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
