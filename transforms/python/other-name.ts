import { absoluteModule } from '../../src/model/python.ts';
import type { Refusal } from '../../src/model/edit.ts';
import type { Range } from '../../src/model/range.ts';
import { refusal } from './reported.ts';
import type { PythonFile } from './python-file.ts';

/**
 * Imports of legacy modules by the name that they have below another source root: Python loads such a module a second time,
 * with objects of its own, so that nothing tells which of the two is meant.
 */
export function importsByOtherName(file: PythonFile): Refusal[] {
  const { identity, modules, span, statements, verdicts } = file;
  const isMapped = (module: string, name: string, place: Range): boolean =>
    !['unrelated', 'canonical'].includes(verdicts.symbol(module, name, place).kind);
  return statements.flatMap((statement) => {
    const { kind, level, names, isStar } = statement;
    const found: Refusal[] = [];
    const list = (place: Range, path: string, own: string, symbol: string): void => {
      const message = `${path} is ${own} by another source root, and Python takes it for another module`;
      found.push(
        refusal(span(place), `python/${kind === 'from' ? 'from' : 'module'}-import`, 'unknown-alias', message, symbol),
      );
    };
    const from = kind === 'from' ? absoluteModule(level, statement.module, identity) : '';
    if (from === undefined) return [];
    const own = from === '' ? undefined : modules.otherName(from);
    if (own !== undefined && isStar) list(statement.path, from, own, `${own}:*`);
    for (const place of names) {
      const { name } = place;
      const path = from === '' ? name : `${from}.${name}`;
      const module = modules.otherName(path);
      if (module !== undefined) list(place, path, module, module);
      else if (own !== undefined && isMapped(own, name, place)) list(place, from, own, `${own}:${name}`);
    }
    return found;
  });
}
