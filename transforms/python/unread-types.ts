import type { Range } from '../../src/model/range.ts';
import { occurrences } from '../../src/parse/python/occurrences.ts';
import type { Scopes } from '../../src/parse/python/scopes.ts';
import type { PythonFile } from './python-file.ts';

/** A string that is a type, or may be, that says the name, and in which it cannot be followed. */
export function unreadType({ source: { text } }: PythonFile, { unreadTypes }: Scopes, name: string): Range | undefined {
  return unreadTypes.find(({ start, end }) => !occurrences(text.slice(start, end), name).next().done);
}

/**
 * The range of a name that code hands to an evaluation of types: `get_type_hints(A, localns={"Name": …})`,
 * `A.update_forward_refs(Name=…)`.
 */
export function namedInNamespace({ source: { text } }: PythonFile, name: string): Range | undefined {
  if (!/get_type_hints|forward_ref|model_rebuild|resolve_types|localns|types_namespace|_evaluate/.test(text))
    return undefined;
  for (const start of occurrences(text, name)) {
    const end = start + name.length;
    const [before, behind] = [text.slice(0, start), text.slice(end, end + 80)];
    const isKeyword = /[(,]\s*$/.test(before.slice(-80)) && /^\s*=(?!=)/.test(behind);
    const isKey = /["']$/.test(before.slice(-1)) && /^["']\s*[:\]]/.test(behind);
    if (isKeyword || isKey) return { start, end };
  }
  return undefined;
}
