import type { Scopes } from '../parse/python/scopes.ts';
import type { PythonText } from './read-python.ts';

/** The scopes of a file, by the names that they are about; undefined for all names. */
export type ReadScopes = Map<string | undefined, Scopes>;

/** So many UTF-16 code units are kept at most: the other files are read again. */
const MAX_LENGTH = 4 << 20;

/** What was read of files that are likely to be looked at again. */
export class KeptFiles {
  readonly #files = new Map<string, { readonly text: PythonText; readonly scopes: ReadScopes }>();
  #length = 0;

  keep(text: PythonText, scopes: ReadScopes): void {
    const { path, text: content } = text.source;
    if (this.#files.get(path)?.text === text || this.#length + content.length > MAX_LENGTH) return;
    this.#length += content.length;
    this.#files.set(path, { text, scopes });
  }

  text(path: string): PythonText | undefined {
    return this.#files.get(path)?.text;
  }

  /** What was read of the scopes of the text, to be added to. */
  scopes(text: PythonText): ReadScopes {
    const kept = this.#files.get(text.source.path);
    return kept?.text === text ? kept.scopes : new Map<string | undefined, Scopes>();
  }
}
