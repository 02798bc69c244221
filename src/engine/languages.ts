import { InternalError } from '../model/errors.ts';
import { languageOf } from '../model/source-file.ts';
import type { LanguageId } from '../model/source-file.ts';
import { carried } from './carriers/carried-language.ts';
import { javascript } from './javascript/javascript-files.ts';
import type { Language } from './language.ts';
import { python } from './python/python-language.ts';

/** Every language, in the order in which files are looked at. What is not read at all is searched for paths of JavaScript. */
export const languages: readonly Language[] = [python, javascript, carried, { ...javascript, id: 'unknown' }];

export function languageById(id: LanguageId): Language {
  const found = languages.find((language) => language.id === id);
  if (found === undefined) throw new InternalError(`no language is called ${id}`);
  return found;
}

/** The files of each language, in the order in which they stand; of languages without files, nothing. */
export function filesByLanguage(files: readonly string[]): (readonly [Language, readonly string[]])[] {
  const byId = new Map<LanguageId, string[]>();
  for (const file of files) {
    const id = languageOf(file);
    const known = byId.get(id);
    if (known) known.push(file);
    else byId.set(id, [file]);
  }
  return languages.flatMap((language) => {
    const own = byId.get(language.id);
    return own ? [[language, own] as const] : [];
  });
}
