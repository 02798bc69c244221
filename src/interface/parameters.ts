import type { Parameter, ParameterKind } from '../model/interface.ts';
import type { SyntaxNode } from '../parse/python/syntax/syntax-node.ts';
import { field, textOf } from './tree.ts';
import type { ModuleTree } from './tree.ts';

type OpenParameter = Omit<Parameter, 'position'>;

/** The parameters of a function or lambda, as they are written. */
export function parametersOf(tree: ModuleTree, definition: SyntaxNode): Parameter[] {
  const found: OpenParameter[] = [];
  let kind: ParameterKind = 'positional-or-keyword';
  for (const node of field(definition, 'parameters')?.children ?? []) {
    if (node.type === 'positional_separator') {
      found.splice(0, found.length, ...found.map((each) => ({ ...each, kind: 'positional-only' as const })));
      continue;
    }
    if (node.type === 'keyword_separator') {
      kind = 'keyword-only';
      continue;
    }
    const named = node.type === 'typed_parameter' ? (node.children[0] ?? node) : node;
    if (named.type === 'list_splat_pattern') {
      found.push({ name: nameIn(tree, named), kind: 'var-positional', default: null });
      kind = 'keyword-only';
    } else if (named.type === 'dictionary_splat_pattern')
      found.push({ name: nameIn(tree, named), kind: 'var-keyword', default: null });
    else {
      const value = field(node, 'value');
      found.push({ name: nameIn(tree, named), kind, default: value === undefined ? null : textOf(tree, value) });
    }
  }
  return withPositions(found);
}

/** The parameters, each with the place that it has among those that take arguments by their positions. */
export function withPositions(parameters: readonly OpenParameter[]): Parameter[] {
  let position = 0;
  return parameters.map(({ name, kind, default: value }) => {
    const isPositional = kind === 'positional-only' || kind === 'positional-or-keyword';
    return { name, kind, position: isPositional ? position++ : null, default: value };
  });
}

/** The parameters without the first one, which is bound to the instance or the class. */
export function withoutFirst(parameters: readonly Parameter[]): Parameter[] {
  const [first, ...others] = parameters;
  return first?.position === 0 ? withPositions(others) : [...parameters];
}

function nameIn(tree: ModuleTree, node: SyntaxNode): string {
  if (node.type === 'identifier') return textOf(tree, node);
  const name = node.children.find(({ type }) => type === 'identifier');
  return name === undefined ? '' : textOf(tree, name);
}
