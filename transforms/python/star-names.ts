import { absoluteModule } from '../../src/model/python.ts';
import type { ImportStatement } from '../../src/model/python.ts';
import type { LogicalLines } from '../../src/parse/python/logical-lines.ts';
import type { Binding, Site, SiteKind } from '../../src/parse/python/scope.ts';
import type { PythonFile } from './python-file.ts';

/** A name that the file may have by a star, as far as the file tells. */
export interface StarName {
  readonly name: string;
  /** The other bindings of it at the top level. */
  readonly boundBy: 'nothing' | 'import' | 'other';
}

/** They need the name to be bound already, or bind nothing. */
const notBinding = new Set<SiteKind>(['annotation', 'augmented-assignment', 'declaration', 'delete']);
/** They bind the name for sure when they run. */
const surelyBinding = new Set<SiteKind>(['assignment', 'class', 'def', 'import', 'type-alias']);

/** The names that the file reads or lists in `__all__`, and that may be what the star brings. */
export function starNames(file: PythonFile, star: ImportStatement): StarName[] {
  const { module, unbound, publicNames } = file.syntax.scopes();
  const listed = new Set(publicNames.map(({ name }) => name));
  const bindings = [...unbound.values(), ...module.bindings.values()];
  const known = new Set(bindings.map(({ name }) => name));
  const onlyListed = [...listed].filter((name) => !known.has(name)).map((name) => ({ ...nothing, name }));
  return [...bindings, ...onlyListed]
    .filter((binding) => isSeen(file, star, binding, listed.has(binding.name)))
    .map(({ name, sites }) => ({ name, boundBy: boundBy(sites) }));
}

const nothing = { sites: [], uses: [], unsureUses: [] };

function boundBy(sites: readonly Site[]): StarName['boundBy'] {
  const binding = sites.filter(({ kind }) => !notBinding.has(kind));
  if (binding.length === 0) return 'nothing';
  return binding.every(({ kind }) => kind === 'import') && binding.length === sites.length ? 'import' : 'other';
}

/** Is the name read where the star may have been the last to bind it? */
function isSeen(
  file: PythonFile,
  star: ImportStatement,
  { name, sites, uses, unsureUses }: Pick<Binding, 'name' | 'sites' | 'uses' | 'unsureUses'>,
  isListed: boolean,
): boolean {
  const changes = sites.filter(({ kind }) => kind === 'delete' || kind === 'augmented-assignment');
  const reads = [...uses, ...unsureUses, ...changes].map(({ start }) => start);
  if (isListed) reads.push(file.source.text.length);
  if (sites.some(({ kind, start }) => !notBinding.has(kind) && start < star.start)) return reads.length > 0;
  const bound = Math.min(...sites.map((site) => boundAt(file.lines, star, site)), ...laterStars(file, star, name));
  return reads.some((at) => bound === Infinity || (at > star.start && at < bound));
}

/** From where on the name is what the site binds, if that runs behind the star whenever the star does. */
function boundAt(lines: LogicalLines, star: ImportStatement, { kind, start }: Site): number {
  if (!surelyBinding.has(kind)) return Infinity;
  const line = lines.at(start);
  const isHeader = kind === 'class' || kind === 'def';
  if (!runsBehind(lines, star, isHeader ? lines.range(line).start : start)) return Infinity;
  // The body of a class runs before its name is bound.
  return lines.range(kind === 'class' ? lines.blockEnd(line) - 1 : line).end;
}

/** The ends of other stars behind the star that bring the name, too. */
function laterStars(file: PythonFile, star: ImportStatement, name: string): number[] {
  return file.syntax
    .allStatements()
    .filter((other) => other.isStar && runsBehind(file.lines, star, other.start) && brings(file, other, name) === true)
    .map(({ end }) => end);
}

/** Does the star bring the name? */
export function brings({ identity, modules }: PythonFile, star: ImportStatement, name: string): boolean | 'unknown' {
  const module = absoluteModule(star.level, star.module, identity);
  return module === undefined ? 'unknown' : modules.bringsByStar(module, name);
}

/** Does what stands at the offset run behind the star whenever the star does: in its block, or in one around it? */
function runsBehind(lines: LogicalLines, star: ImportStatement, offset: number): boolean {
  if (offset <= star.start) return false;
  const block = lines.block(offset);
  return block === -1 || lines.headers(star.start).some(({ line }) => line === block);
}
