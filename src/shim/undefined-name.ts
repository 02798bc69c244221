import { Scopes } from '../parse/python/scopes.ts';
import type { Use } from '../parse/python/scope.ts';
import { parseModule } from '../parse/python/syntax/parse.ts';
import { pythonBuiltins } from './python-builtins.ts';

/** A name that nothing binds, where importing the module reads it. */
export interface UndefinedName {
  readonly name: string;
  /** Counted from 1. */
  readonly line: number;
}

/** Statements that may not run when the module is imported, or not to their end. */
const compound =
  /^(?:if|try|for|while|with|match|function|class|decorated)_|^(?:import|future_import|type_alias|delete)_/;

/**
 * The first name that makes the import of a module raise a NameError: a statement of the top level that always runs
 * reads it, and nothing binds it. Undefined where there is none, or where code may bind names that no statement shows.
 */
export function undefinedName(text: string): UndefinedName | undefined {
  const scopes = Scopes.read(text);
  if (scopes.errors.length > 0 || scopes.all.some(({ stars, dynamic }) => stars.length + dynamic.length > 0))
    return undefined;
  const always = parseModule(text).root.children.filter(({ type }) => !compound.test(type));
  const runs = (use: Use): boolean =>
    use.scope === scopes.module &&
    !use.isInString &&
    always.some(({ start, end }) => use.start >= start && use.end <= end);
  const found = [...scopes.unbound.values()]
    .filter(({ name }) => !pythonBuiltins.has(name))
    .flatMap(({ name, uses }) => uses.filter(runs).map(({ start }) => ({ name, start })))
    .toSorted((a, b) => a.start - b.start)[0];
  return found && { name: found.name, line: text.slice(0, found.start).split(/\r\n?|\n/).length };
}
