import type { Range } from '../model/range.ts';
import type { Part } from './carrier.ts';
import { PartBuilder } from './part-builder.ts';

/**
 * The reader of a value:
 * - import: something imports by it, for certain
 * - path: unknown; it may be an import path
 * - task: Celery, as the name of a task, which is stored in queues
 * - logger: logging, as the name of a logger
 */
export type ValueUse = 'import' | 'path' | 'task' | 'logger';

/** A value that may be a dotted path. */
export interface PathValue extends Range {
  readonly text: string;
  readonly use: ValueUse;
  /** Such as a key path; empty where the line says it all. */
  readonly place: string;
}

const whole =
  /^[\p{ID_Start}_]\p{ID_Continue}*(?:\.[\p{ID_Start}_]\p{ID_Continue}*)*(?::[\p{ID_Start}_]\p{ID_Continue}*(?:\.[\p{ID_Start}_]\p{ID_Continue}*)*)?$/u;

/** The call of Python whose argument has the same use. */
const calls: Readonly<Record<ValueUse, readonly [string, string]>> = {
  import: ['import_string("', '")\n'],
  path: ['_ = ["', '"]\n'],
  task: ['send_task("', '")\n'],
  logger: ['getLogger("', '")\n'],
};

/** May the value be a dotted path, or a name? */
export function isPath(value: string): boolean {
  return value.length < 1000 && whole.test(value);
}

/** The values that are dotted paths, as a program that holds one of them in each line; nothing where none is. */
export function pathParts(values: readonly PathValue[], doubt?: string): Part[] {
  const program = new PartBuilder();
  for (const { text, use, place, start, end } of values) {
    if (!isPath(text) || (use !== 'import' && !/[.:]/.test(text))) continue;
    const [before, after] = calls[use];
    program.section({ place, hasLines: false, write: (edited) => edited });
    program.fill(before);
    program.add(text, { start, end });
    program.fill(after);
  }
  return program.length === 0 ? [] : [program.build('paths', { doubt })];
}
