import type { Diagnostic } from '../../src/model/diagnostic.ts';
import type { ImportStatement } from '../../src/model/python.ts';
import type { Range } from '../../src/model/range.ts';
import type { PythonFile } from './python-file.ts';
import { nearerNote } from './reported.ts';

/**
 * Notes on imports of modules, and star imports, that read like those of a legacy module, where the file finds another one nearer
 * to it. Names that `from` imports are noted by `python/from-import`.
 */
export function nearerNotes({ statements, modules, span }: PythonFile): Diagnostic[] {
  return statements.flatMap((statement) =>
    modulesIn(statement).flatMap(({ module, at }): Diagnostic[] => {
      const path = modules.nearer(module);
      return path === undefined ? [] : [nearerNote(span(at), { from: module, path })];
    }),
  );
}

/** The modules that a statement may import as such, by their absolute names. */
function modulesIn({ kind, level, isStar, module, names, path }: ImportStatement): { module: string; at: Range }[] {
  if (level > 0) return [];
  if (isStar) return [{ module, at: path }];
  return names.map((name) => ({ module: kind === 'import' ? name.name : `${module}.${name.name}`, at: name }));
}
