import type { Config } from '../model/config.ts';
import type { PlanRequest } from '../model/plan-request.ts';
import { SourceBuffer } from '../native/source-buffer.ts';
import { PythonMap } from '../resolve/python/python-map.ts';
import { selectFiles } from '../scan/select-files.ts';
import { prefilterOf } from './python-scanner.ts';
import { readIntoBuffer } from './read-file.ts';

/** Notebooks are not read. Those that the configuration includes by name are skipped, with a message each. */
export function isNotebook(file: string): boolean {
  return file.endsWith('.ipynb');
}

/**
 * The notebooks whose text names a legacy module, sorted: they are not read, but must not be ignored in silence.
 * @param contents the content of files, instead of that on the disk
 */
export function notebooksNaming(
  config: Config,
  notebooks: readonly string[],
  contents: PlanRequest['contents'],
): string[] {
  const { python, root } = config;
  if (notebooks.length === 0 || python.map.length === 0) return [];
  const included = new Set(selectFiles(notebooks, config));
  const files = selectFiles(notebooks, { ...config, include: ['**/*.ipynb'], includesScripts: false });
  const map = new PythonMap(python);
  const prefilter = prefilterOf(map, python);
  const buffer = SourceBuffer.create();
  return files
    .filter((file) => {
      if (included.has(file) || readIntoBuffer(buffer, root, file, contents) !== 'read') return false;
      return prefilter.passes(buffer, file) && namesLegacy(buffer.bytes.toString('utf8'), map);
    })
    .toSorted();
}

/** Does an import statement, or a dotted path, of the text name a legacy path? Text that looks like one counts. */
function namesLegacy(text: string, map: PythonMap): boolean {
  const isLegacy = (path: string): boolean => {
    const { module, name } = map.legacyPath(path, () => false) ?? { module: undefined, name: '' };
    if (module === undefined) return false;
    return name === undefined || map.symbol(module, name) !== undefined || map.isUnmapped(module, name);
  };
  for (const [, module = '', names = ''] of text.matchAll(fromImport)) {
    if (names === '*' ? map.hasSymbolsOf(module) : namesOf(names).some((name) => isLegacy(`${module}.${name}`)))
      return true;
  }
  // The module of such a statement is not meant itself.
  const others = text.replace(fromImport, '');
  for (const [path] of others.matchAll(/\b\w+(?:\.\w+)+/g)) if (isLegacy(path)) return true;
  for (const [, module = ''] of others.matchAll(/\bimport (\w+)/g)) if (isLegacy(module)) return true;
  return false;
}

const fromImport = /\bfrom ([\w.]+) import (\*|[\w ,]+|\([^()]*\))/g;

/** `A as B, C`, perhaps in brackets and on lines of their own, which end by `\\n",` in a notebook. */
function namesOf(list: string): string[] {
  return [...list.replace(/\\n/g, ' ').matchAll(/(?<!\bas )\b[A-Za-z_]\w*/g)].map(([name]) => name);
}
