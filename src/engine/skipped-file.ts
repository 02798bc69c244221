import type { Refusal } from '../model/edit.ts';
import type { Outcome } from '../model/outcome.ts';
import { absoluteModule } from '../model/python.ts';
import type { ModuleIdentity } from '../model/python.ts';
import { LineIndex } from '../model/range.ts';
import type { SourceBuffer } from '../native/source-buffer.ts';
import { readImports } from '../parse/python/import-statements.ts';
import type { PythonMap } from '../resolve/python/python-map.ts';
import { allowCommentsIn, withAllowed } from './allowed.ts';
import type { Uneditable } from './read-python.ts';

/**
 * The Outcome of a file of which nothing is edited: each Reference in it is refused for the same reason.
 * @param buffer holds its bytes, and counts them
 * @returns undefined when it imports nothing legacy
 */
export function skippedFile(
  buffer: SourceBuffer,
  map: PythonMap,
  path: string,
  identity: ModuleIdentity,
  { reason, message }: Uneditable,
): Outcome | undefined {
  const index = new LineIndex(buffer.latin1(0, buffer.bytes.length));
  const refused: Refusal[] = [];
  for (const { isFrom, level, module: written, names, start } of readImports(
    buffer.scanImports().records,
    buffer.identifierAt,
  )) {
    const module = isFrom ? absoluteModule(level, written, identity) : undefined;
    if (module === undefined || !map.hasSymbolsOf(module)) continue;
    const { line, column } = index.position(start);
    for (const name of names.filter((name) => name === '*' || map.symbol(module, name))) {
      refused.push({
        line,
        column,
        endLine: line,
        endColumn: column,
        transform: 'python/from-import',
        reason,
        message,
        from: `${module}:${name}`,
      });
    }
  }
  if (refused.length === 0) return undefined;
  const outcome = { path, status: 'skipped', reason, message, edits: [], refused, diagnostics: [] } as const;
  return withAllowed(outcome, allowCommentsIn(buffer.bytes.toString('utf8')));
}
