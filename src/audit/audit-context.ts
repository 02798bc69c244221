import type { AllowComment } from '../model/allow-comment.ts';
import type { Config } from '../model/config.ts';
import type { PythonMap } from '../resolve/python/python-map.ts';
import type { PythonProject } from '../resolve/python/python-resolver.ts';
import type { Vocabulary } from './vocabulary.ts';

/** The context of the measurements, besides the facts of the files. */
export interface AuditContext {
  readonly config: Config;
  readonly map: PythonMap;
  readonly project: PythonProject;
  readonly names: Vocabulary;
  /** The comment in a leftover, by its path, that lets it be, or would if it gave a reason. */
  readonly allowIn: (path: string) => AllowComment | undefined;
}
