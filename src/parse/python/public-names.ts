import type { Range } from '../../model/range.ts';
import type { SyntaxNode } from './syntax/syntax-node.ts';

/** An entry of `__all__`. The range is that of the text between the quotes. */
export interface PublicName extends Range {
  readonly name: string;
}

const changers = new Set(['append', 'extend', 'insert', 'remove']);

/** The strings that a module assigns and adds to `__all__`, as far as they are written there. */
export function readPublicNames(text: string, module: SyntaxNode): PublicName[] {
  const slice = ({ start, end }: Range): string => text.slice(start, end);
  return statements(module).flatMap((statement) => {
    const [first] = statement.children;
    if (first === undefined) return [];
    const [target, value] = [first.children[0], first.children.at(-1)];
    if (target === undefined || value === undefined) return [];
    if (first.type === 'assignment' || first.type === 'augmented_assignment')
      return target !== value && slice(target) === '__all__' ? stringsIn(text, value) : [];
    const [object, method] = first.type === 'call' ? target.children : [];
    const isChange = object && method && slice(object) === '__all__' && changers.has(slice(method));
    return isChange ? stringsIn(text, value) : [];
  });
}

/** The simple statements that run when the module is imported. */
function statements(node: SyntaxNode): SyntaxNode[] {
  if (node.type === 'expression_statement') return [node];
  if (node.type === 'function_definition' || node.type === 'class_definition') return [];
  return node.children.flatMap(statements);
}

/** The strings of a list or tuple, of several that are added up, and of the arguments of a call. */
function stringsIn(text: string, node: SyntaxNode): PublicName[] {
  if (node.type !== 'string') return node.type === 'call' ? [] : node.children.flatMap((part) => stringsIn(text, part));
  const [, prefix = '', quote = '', name = ''] =
    /^([rRuU]?)('''|"""|'|")([^'"\\]*)\2$/.exec(text.slice(node.start, node.end)) ?? [];
  const start = node.start + prefix.length + quote.length;
  return name === '' ? [] : [{ name, start, end: start + name.length }];
}
