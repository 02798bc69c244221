import type { Diagnostic } from '../../src/model/diagnostic.ts';
import type { KnownBindings } from './known-bindings.ts';
import { note } from './reported.ts';
import type { PythonFile } from './python-file.ts';

const ruleId = 'python/redundant-fallback';

/** `try: from new import X` with `except ImportError: from new import X`: the edits made both arms one import. They are kept. */
export function redundantFallbacks({ lines, span }: PythonFile, bindings: KnownBindings): Diagnostic[] {
  return bindings.alike().flatMap((alike) => {
    const blocks = new Set(alike.map(({ statement }) => lines.block(statement.start)));
    return alike.flatMap(({ statement, local, target }): Diagnostic[] => {
      const header = lines.header(statement.start);
      const attempt = header?.word === 'except' ? lines.matchingTry(header) : undefined;
      if (attempt === undefined || !blocks.has(attempt)) return [];
      const message = `both arms of the try bind ${local} to ${target}: the fallback can go`;
      return [note(span(statement), ruleId, message)];
    });
  });
}
