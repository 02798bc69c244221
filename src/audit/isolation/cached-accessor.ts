import type { SyntaxNode } from '../../parse/python/syntax/syntax-node.ts';
import type { AuditedFile } from '../audited-file.ts';
import { calledName, child, running } from '../syntax.ts';
import { parameterName } from './parameters.ts';
import type { IsolationRule } from './rule.ts';

const place = /^@[ \t]*(?:\w+\.)*(?:a?lru_cache|cache|cached|memoize)\b/;

/** `@lru_cache` on a function that hands out a manager. */
export const cachedAccessor: IsolationRule = {
  id: 'isolation/cached-accessor',
  summary: 'A cache gives all callers of an accessor the same manager',
  help: 'The first caller makes the instance, and all others get it, for any user. With the user as an argument, each instance lives as long as the process. Remove the cache.',
  kinds: ['decorator'],
  namesManager: false,
  mayHold: (text) => place.test(text),
  check: (line, file) => {
    const decorator = file.tree(line).children[0]?.children[0];
    const header = definitionBehind(line, file);
    if (decorator?.type !== 'decorator' || header === undefined) return [];
    const definition = file.tree(header).children[0];
    if (definition?.type !== 'function_definition' || !givesManager(definition, header, file)) return [];
    const name = file.source(child(definition, 'name') ?? definition);
    const parameters = (child(definition, 'parameters')?.children ?? []).map((node) => parameterName(node, file));
    const isByUser = parameters.some((parameter) => file.names.contextNames.matches(parameter));
    return [
      {
        start: decorator.start,
        end: decorator.end,
        severity: isByUser ? 'medium' : 'critical',
        message: isByUser
          ? `the cache of ${name} keeps a manager of each user for as long as the process lives`
          : `the cache of ${name} gives all users the same manager`,
        fix: 'remove the cache, and pass the returned object on',
      },
    ];
  },
};

/** The line of the `def` that the decorator is for. */
function definitionBehind(line: number, file: AuditedFile): number | undefined {
  let next = line + 1;
  while (next < file.lines.length && file.lines.text(next).startsWith('@')) next++;
  return file.enclosureAt(next)?.word === 'def' ? next : undefined;
}

/** A manager by the name, by the declared return type, or by the object that is made. */
function givesManager(definition: SyntaxNode, header: number, file: AuditedFile): boolean {
  const { names } = file;
  const name = file.source(child(definition, 'name') ?? definition);
  if (names.isAccessor(name) || names.instances.matches(name)) return true;
  const returned = child(definition, 'return_type');
  const words = returned ? file.source(returned).match(/\w+/g) : null;
  if (words?.some((word) => names.isManager(word))) return true;
  for (let line = header + 1; line < file.lines.blockEnd(header); line++) {
    if (!file.lines.text(line).startsWith('return')) continue;
    const isManager = [...running(file.tree(line))].some((node: SyntaxNode) => {
      const called = node.type === 'call' ? calledName(node, file) : undefined;
      return called !== undefined && (names.isManager(called) || names.isAccessor(called));
    });
    if (isManager) return true;
  }
  return false;
}
