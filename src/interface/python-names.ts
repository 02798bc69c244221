import type { Definition as Meaning, StaticExports } from '../resolve/python/static-exports.ts';
import type { Definition, ModuleTree } from './tree.ts';
import { definitionOf, statementsIn } from './tree.ts';

/** The sources that the interfaces of a repository are read from. */
export interface InterfaceSources {
  readonly exports: StaticExports;
  /** The module as a tree; undefined where it is not one readable file of the source roots. */
  readonly tree: (module: string) => ModuleTree | undefined;
}

/** A definition at the top level of a module. */
export interface Located extends Definition {
  readonly tree: ModuleTree;
  /** `module:Name`. */
  readonly key: string;
}

/** The target of a dotted name in a module: `module:Name` or a module. Names that nobody binds keep their own. */
export function keyOf(exports: StaticExports, module: string, path: string): string {
  const [first = '', ...attributes] = path.split('.');
  const head = exports.define(module, first);
  // A builtin is bound by nobody.
  if (head.state === 'missing' && head.key === `${module}:${first}` && attributes.length === 0)
    return `builtins:${first}`;
  return attributes.reduce((at, name) => {
    if (at.includes(':')) return `${at}.${name}`;
    const { state, key } = exports.define(at, name);
    return state === 'missing' ? `${at}:${name}` : key;
  }, head.key);
}

/** The definition that a key stands for; undefined for a value, and for what is not in the sources. */
export function locate(
  { tree }: InterfaceSources,
  { state, key }: Pick<Meaning, 'state' | 'key'>,
): Located | undefined {
  const [module = '', name] = key.split(':');
  if (name === undefined || (state !== 'found' && state !== 'ambiguous')) return undefined;
  const read = tree(module);
  if (read === undefined) return undefined;
  const found = lastDefinition(read, read.root.children, name);
  return found === undefined ? undefined : { ...found, tree: read, key };
}

/** The last definition of the name in a suite: those before it are overloads, or gone. */
export function lastDefinition(
  tree: ModuleTree,
  suite: Definition['node']['children'],
  name: string,
): Definition | undefined {
  let found: Definition | undefined;
  for (const statement of statementsIn(suite)) {
    const definition = definitionOf(tree, statement);
    if (definition?.name === name) found = definition;
  }
  return found;
}
