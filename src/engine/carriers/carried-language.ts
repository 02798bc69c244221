import { carrierOf, holdsJavaScript } from '../../model/carrier.ts';
import { noLinks } from '../../model/links.ts';
import { readBatch } from '../readers/batch-result.ts';
import { javascript } from '../javascript/javascript-files.ts';
import type { Language, LanguageReader, ReadContext } from '../language.ts';

/**
 * Files in which code, or names of modules, stand beside something else. Those of carriers that are off are not read, and those of
 * JavaScript are read as its other files are.
 */
export const carried: Language = { ...javascript, id: 'carried', open: openCarried };

async function openCarried(context: ReadContext): Promise<LanguageReader> {
  const { config, request, buffer, repository } = context;
  const unread = await javascript.open(context);
  const isOn = (file: string): boolean => {
    const id = carrierOf(file);
    return id !== undefined && !holdsJavaScript(id) && config.carriers.includes(id);
  };
  let reader: LanguageReader | undefined;
  const { map, unmapped } = config.python;
  if (config.carriers.some((id) => id !== 'stub' && !holdsJavaScript(id)) && map.length + unmapped.length > 0) {
    const [{ loadCarriers }, { CarrierEngine }, { FullReader }] = await Promise.all([
      import('../../carriers/load-carriers.ts'),
      import('./carrier-engine.ts'),
      import('../readers/full-reader.ts'),
    ]);
    const carriers = await loadCarriers(config.carriers);
    const engine = new CarrierEngine(carriers, config, request, buffer, repository());
    const full = new FullReader(config, request, buffer, engine);
    const edit: LanguageReader['edit'] = (files, links) => [readBatch(files, (path) => full.read(path, links))];
    reader = { read: (files) => edit(files, noLinks), edit };
  }
  const of = (files: readonly string[], isRead: boolean): string[] => files.filter((file) => isOn(file) === isRead);
  return {
    read: (files) => [...(reader?.read(of(files, true)) ?? []), ...unread.read(of(files, false))],
    edit: (files, links) => [...(reader?.edit(of(files, true), links) ?? []), ...unread.edit(of(files, false), links)],
  };
}
