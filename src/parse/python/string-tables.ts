import type { SyntaxNode } from './syntax/syntax-node.ts';
import { parseModule } from './syntax/parse.ts';

/** A literal of strings: a string, several in a tuple or list, or a dictionary of such. */
export type StringTree = string | readonly StringTree[] | ReadonlyMap<string, StringTree>;

/** A dictionary at the top level of a module whose keys are strings. */
export interface StringTable {
  /** The variable that it is assigned to. */
  readonly name: string;
  /** Offset of it. */
  readonly start: number;
  readonly entries: ReadonlyMap<string, StringTree>;
}

/** The names that a module offers without a statement that binds them. */
export interface NamesOnDemand {
  readonly tables: readonly StringTable[];
  /** The variables that are given to a call together with the name of the module. */
  readonly given: ReadonlySet<string>;
  /** It has a function of its own for names that it does not bind (PEP 562). */
  readonly hasGetter: boolean;
}

/** Read the tables of a module, and who may look names up in them. */
export function namesOnDemand(text: string): NamesOnDemand {
  const tables: StringTable[] = [];
  const given = new Set<string>();
  let hasGetter = false;
  const slice = (node: SyntaxNode | undefined): string => (node === undefined ? '' : text.slice(node.start, node.end));
  for (const statement of parseModule(text).root.children) {
    const [first] = statement.children;
    if (statement.type === 'function_definition')
      hasGetter ||= slice(statement.children.find(({ field }) => field === 'name')) === '__getattr__';
    if (statement.type !== 'expression_statement' || first === undefined) continue;
    const call = first.type === 'assignment' ? first.children.find(({ field }) => field === 'right') : first;
    const target = first.type === 'assignment' ? first.children.find(({ field }) => field === 'left') : undefined;
    hasGetter ||= slice(target) === '__getattr__';
    if (call?.type === 'call') for (const name of givenNames(call, slice)) given.add(name);
    if (call?.type !== 'dictionary' || target?.type !== 'identifier') continue;
    const entries = stringTree(call, slice);
    if (entries instanceof Map && entries.size > 0)
      tables.push({ name: slice(target), start: target.start, entries: entries as ReadonlyMap<string, StringTree> });
  }
  return { tables, given, hasGetter };
}

/** The variables among the arguments of a call that is given the name of the module, too. */
function givenNames(call: SyntaxNode, slice: (node: SyntaxNode | undefined) => string): string[] {
  const list = call.children.find(({ field }) => field === 'arguments');
  const values = (list?.children ?? []).map((node) =>
    node.type === 'keyword_argument' ? node.children.find(({ field }) => field === 'value') : node,
  );
  const names = values.filter((node) => node?.type === 'identifier').map(slice);
  return names.includes('__name__') || names.includes('__package__') ? names : [];
}

function stringTree(node: SyntaxNode, slice: (node: SyntaxNode) => string): StringTree | undefined {
  switch (node.type) {
    case 'string':
      return /^[rRuU]?('''|"""|'|")([^'"\\]*)\1$/.exec(slice(node))?.[2];
    case 'parenthesized_expression':
      return node.children[0] && stringTree(node.children[0], slice);
    case 'tuple':
    case 'list':
      // Other values beside the strings, such as a flag, do not tell where names are.
      return node.children.map((child) => stringTree(child, slice)).filter((item) => item !== undefined);
    case 'dictionary': {
      const entries = new Map<string, StringTree>();
      for (const { type, children } of node.children) {
        const [key, value] = children;
        const name = type === 'pair' && key ? stringTree(key, slice) : undefined;
        const tree = value && stringTree(value, slice);
        if (typeof name === 'string' && tree !== undefined) entries.set(name, tree);
      }
      return entries;
    }
    default:
      return undefined;
  }
}
