import type { Links } from '../../model/links.ts';
import { noLinks } from '../../model/links.ts';
import type { SourceBuffer } from '../../native/source-buffer.ts';
import { readsScripts } from './reads-scripts.ts';
import { readBatch } from '../readers/batch-result.ts';
import type { BatchResult } from '../readers/batch-result.ts';
import { nothingFound, unknownLanguage } from '../file-result.ts';
import { FullReader } from '../readers/full-reader.ts';
import type { LanguageEngine } from '../readers/full-reader.ts';
import type { DecidedJavaScript, OpenJavaScript } from './javascript-engine.ts';
import type { Language, LanguageReader, ReadContext } from '../language.ts';

/** JavaScript and TypeScript. */
export const javascript: Language = {
  id: 'javascript',
  open: openFiles,
  editText: async (config, request, { source, consultsFiles, only }) => {
    const { textEngine } = await import('./open-engine.ts');
    return textEngine(config, request, consultsFiles, only).editSource(source);
  },
};

/** A JavaScript engine, with its warnings about configurations. */
type Engine = LanguageEngine<OpenJavaScript, DecidedJavaScript> & { readonly warnings: ReadonlySet<string> };

/** Where the Map says nothing of JavaScript, its files are counted and no more. */
function indifferentEngine(buffer: SourceBuffer, isRead: (file: string) => boolean): Engine {
  return {
    open: (file) => ({
      file,
      isDone: true,
      result: isRead(file) ? nothingFound : unknownLanguage(file, buffer.bytes),
    }),
    decide: (open, links) => ({ open, links }),
    edit: ({ open }) => (open.isDone ? open.result : nothingFound),
    warnings: new Set(),
  };
}

async function openFiles({ config, request, buffer }: ReadContext): Promise<LanguageReader> {
  const { map, unmapped } = config.javascript;
  const engine =
    map.length + unmapped.length === 0
      ? indifferentEngine(buffer, readsScripts(config))
      : (await import('./open-engine.ts')).openJavaScriptEngine(config, request, buffer);
  const reader = new FullReader(config, request, buffer, engine);
  const edit = (files: readonly string[], links: Links): BatchResult[] => {
    const result = readBatch(files, (path) => reader.read(path, links));
    return [{ ...result, warnings: [...engine.warnings] }];
  };
  return { read: (files) => edit(files, noLinks), edit };
}
