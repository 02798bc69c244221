import type { ModuleIdentity } from '../../model/python.ts';
import type { Range } from '../../model/range.ts';
import { parseSymbol } from '../../model/symbol.ts';
import type { SourceBuffer } from '../../native/source-buffer.ts';
import { readImports } from '../../parse/python/import-statements.ts';
import { neededNames } from '../../parse/python/needed-names.ts';
import { takenNames } from '../../parse/python/star-takers.ts';
import type { TakenName } from '../../parse/python/star-takers.ts';
import type { Repository } from './python-project.ts';

/** Names that may get another name. */
export interface ChangingNames {
  /** Local names whose look-ups in other modules have to be known. */
  readonly renamed: readonly string[];
  /** The names that they may get. */
  readonly next: readonly string[];
}

/** The names of other files. */
export interface NamesElsewhere {
  readonly project: Repository | undefined;
  /** `reExports`, remembered: most files look the same names up. */
  readonly reExportsOf: (key: string) => readonly string[];
}

/**
 * The names that the file in the buffer may look up in other modules, among those that may change there. Ask only after
 * the text has been read.
 * @returns given the text, undefined where it could not be read, and the places of names that can be edited: each
 * `module:Name`
 */
export function lookupsIn(
  buffer: SourceBuffer,
  identity: ModuleIdentity,
  { renamed, next }: ChangingNames,
  { project, reExportsOf }: NamesElsewhere,
): (text: string | undefined, editable: readonly Range[]) => string[] {
  const imports = [...readImports(buffer.scanImports().records, buffer.identifierAt)];
  const raw = buffer.bytes.toString('utf8');
  return (text, editable) => {
    const needed = neededNames(text ?? raw, imports, identity, renamed, editable);
    const taken = takenNames(text ?? raw, imports, identity, next);
    return [
      ...needed.flatMap((key) => [key, ...reExportsOf(key)]),
      ...taken.flatMap((name) => starsFor(name, project)),
    ];
  };
}

/** The modules that hand the name on to the one that it is looked up in, each `module:Name`. */
export function reExports(key: string, project: Repository | undefined): readonly string[] {
  const { module: path, name = '' } = parseSymbol(key);
  if (project === undefined) return [];
  const module = moduleAt(path, project);
  return [`${module}:${name}`, ...project.exports.define(module, name).chain];
}

/** The modules from which a star would bring the name to where it is taken from, each `module:Name`. */
function starsFor({ module, name, isByStar }: TakenName, project: Repository | undefined): string[] {
  const path = project === undefined ? module : moduleAt(module, project);
  const behind = [...(project?.starModules(path) ?? [])];
  return (isByStar ? [path, ...behind] : behind).map((star) => `${star}:${name}`);
}

/** A module that is reached by a path through the attributes of others, under its own name. */
export function moduleAt(path: string, { index, exports }: Pick<Repository, 'index' | 'exports'>): string {
  const dot = path.lastIndexOf('.');
  if (dot <= 0 || index.find(path) !== undefined) return path;
  const { state, key } = exports.define(moduleAt(path.slice(0, dot), { index, exports }), path.slice(dot + 1));
  return state === 'found' && !key.includes(':') ? key : path;
}
