import { carrierOf, holdsJavaScript } from '../../model/carrier.ts';
import type { Config } from '../../model/config.ts';
import { languageOf } from '../../model/source-file.ts';

/** The files and transforms that an engine is made for. */
export interface Reads {
  /** Does the file hold programs that are read? */
  readonly isRead: (file: string) => boolean;
  /** The id of the one transform to run; undefined for all. */
  readonly only?: string | undefined;
}

/** Files of JavaScript, and those of carriers that hold it, where the carrier is on. */
export function readsScripts({ carriers }: Pick<Config, 'carriers'>): Reads['isRead'] {
  return (file) => {
    if (languageOf(file) === 'javascript') return true;
    const id = carrierOf(file);
    return id !== undefined && holdsJavaScript(id) && carriers.includes(id);
  };
}
