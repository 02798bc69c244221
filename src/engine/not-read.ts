import { carrierOf, holdsJavaScript } from '../model/carrier.ts';
import type { Config } from '../model/config.ts';
import { isPage } from '../model/javascript-endings.ts';
import type { PlanRequest } from '../model/plan-request.ts';
import { SourceBuffer } from '../native/source-buffer.ts';
import { namesLegacy } from '../resolve/python/named-in-text.ts';
import { PythonMap } from '../resolve/python/python-map.ts';
import { selectFiles } from '../scan/select-files.ts';
import { isOwnDocument } from './own-document.ts';
import { prefilterOf } from './python/python-scanner.ts';
import { readIntoBuffer } from './read-file.ts';

/** Is the file to be counted, a page or a style, or one of a carrier that is off? Notebooks are few, and always counted. */
export function isCounted(
  file: string,
  { carriers, javascript }: Config,
  { countsOthers = false }: Pick<PlanRequest, 'countsOthers'>,
): boolean {
  if (!countsOthers) return file.endsWith('.ipynb') && !carriers.includes('notebook');
  if (file.endsWith('.py')) return false;
  const id = carrierOf(file);
  const isOfJavaScript = holdsJavaScript(id) || (id === undefined && isPage(file));
  if (isOfJavaScript ? javascript.map.length === 0 : id === undefined) return false;
  return id === undefined || !carriers.includes(id);
}

/**
 * The pages and styles, and the files of carriers that are off, whose text names something legacy, sorted: they are not read, but
 * must not be ignored in silence. Those that the configuration includes by name are skipped, with a message each.
 * @param contents the content of files, instead of that on the disk
 */
export async function filesNaming(
  config: Config,
  files: readonly string[],
  contents: PlanRequest['contents'],
): Promise<string[]> {
  if (files.length === 0) return [];
  const included = new Set(selectFiles(files, config));
  const all = selectFiles(files, { ...config, include: ['**/*'], includesScripts: false });
  const candidates = all.filter((file) => !included.has(file));
  const isOfJavaScript = (file: string): boolean => isPage(file) || holdsJavaScript(carrierOf(file));
  const pages = candidates.filter(isOfJavaScript);
  const carriers = candidates.filter((file) => !isOfJavaScript(file));
  const { pagesNaming } = pages.length === 0 ? {} : await import('./javascript/pages-naming.ts');
  return [...carriersNaming(config, carriers, contents), ...(pagesNaming?.(config, pages, contents) ?? [])].toSorted();
}

function carriersNaming(config: Config, files: readonly string[], contents: PlanRequest['contents']): string[] {
  const { python, root } = config;
  if (files.length === 0 || python.map.length === 0) return [];
  const map = new PythonMap(python);
  const prefilter = prefilterOf(map, python);
  const buffer = SourceBuffer.create();
  return files.filter((file) => {
    if (readIntoBuffer(buffer, root, file, contents) !== 'read') return false;
    if (!prefilter.passes(buffer, file) || isOwnDocument(buffer.bytes)) return false;
    return namesLegacy(buffer.bytes.toString('utf8'), map);
  });
}
