import type { SyntaxNode } from '../../parse/python/syntax/syntax-node.ts';
import type { AuditedFile } from '../audited-file.ts';
import { assignments, calledName, everything } from '../syntax.ts';
import type { IsolationRule } from './rule.ts';

/** `global _manager`, in a function that gives it another value. */
export const globalRebinding: IsolationRule = {
  id: 'isolation/global-rebinding',
  summary: 'A function replaces a manager, or a container with data of users, for the whole module',
  help: 'The last caller decides which instance all others get. Return the instance, or keep it with the user: in the context of the request.',
  kinds: ['global'],
  namesManager: false,
  mayHold: () => true,
  check: (line, file) => {
    const owner = file.enclosures(line).find(({ word }) => word === 'def');
    const statement = file.tree(line).children[0];
    if (owner === undefined || statement?.type !== 'global_statement') return [];
    return statement.children.flatMap((node) => {
      const name = file.source(node);
      if (!isRebound(name, owner.line, file)) return [];
      return [
        {
          start: node.start,
          end: node.end,
          severity: 'high',
          message: `${owner.name} replaces ${name} for all users`,
          fix: 'return the instance, or keep it in the context of the user or request',
        },
      ];
    });
  },
};

/** Does the function give the name another manager, or other shared state? */
function isRebound(name: string, header: number, file: AuditedFile): boolean {
  const mention = new RegExp(String.raw`\b${name}\b`, 'u');
  for (let line = header + 1; line < file.lines.blockEnd(header); line++) {
    if (!mention.test(file.lines.text(line)) || file.isText(line)) continue;
    for (const { target, value } of assignments(file.tree(line))) {
      const isIt = target.type === 'identifier' && file.source(target) === name;
      if (isIt && isShared(name, value, file)) return true;
    }
  }
  return false;
}

/** A manager by the class of the assigned value, where that can be seen; else by the name. */
function isShared(name: string, value: SyntaxNode, file: AuditedFile): boolean {
  const { names } = file;
  const called = [...everything(value)].flatMap((node) => (node.type === 'call' ? (calledName(node, file) ?? []) : []));
  if (called.some((callee) => names.isManager(callee) || names.isAccessor(callee))) return true;
  if (value.type === 'none') return false;
  const isOfOtherClass = value.type === 'call' && /^_*[A-Z]/.test(called[0] ?? '');
  return names.sharedState.matches(name) || (names.instances.matches(name) && !isOfOtherClass);
}
