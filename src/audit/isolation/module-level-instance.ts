import type { SyntaxNode } from '../../parse/python/syntax/syntax-node.ts';
import type { AuditedFile } from '../audited-file.ts';
import { calledName, child, running } from '../syntax.ts';
import type { IsolationRule, Risk } from './rule.ts';

const fix = 'make it where the user is known, such as in the handler of the request, and hand it on';

/** `manager = WebSocketManager()` outside of functions, and `def send(manager=WebSocketManager())`. */
export const moduleLevelInstance: IsolationRule = {
  id: 'isolation/module-level-instance',
  summary: 'An instance that holds data of users is made when the module is imported',
  help: 'All users of the process share it. Make one for each user or request, where the user is known, and pass it on.',
  kinds: ['import-time', 'function'],
  namesManager: true,
  mayHold: (text, _, managerNames) => managerNames.test(text),
  check: (line, file) => {
    if (!file.runsAtImport(line)) return [];
    const tree = file.tree(line);
    const statement = tree.children[0];
    if (statement?.type === 'function_definition') return ofDefaults(statement, file);
    const isClassAttribute = file.enclosures(line)[0]?.word === 'class';
    const where = isClassAttribute ? 'is an attribute of the class' : 'is made when the module is imported';
    return managerCalls(tree, file).map(({ call, name }) => ({
      start: call.start,
      end: call.end,
      severity: file.names.implementations.matches(name) || file.names.isAccessor(name) ? 'critical' : 'high',
      message: `this ${name} ${where}: all users share it`,
      fix,
    }));
  },
};

function ofDefaults(definition: SyntaxNode, file: AuditedFile): Risk[] {
  const parameters = child(definition, 'parameters');
  return (parameters?.children ?? []).flatMap((parameter) => {
    const value = child(parameter, 'value');
    return (value ? managerCalls(value, file) : []).map(({ call, name }) => ({
      start: call.start,
      end: call.end,
      severity: 'high',
      message: `this ${name} is a default, made once when the function is defined: all its callers share it`,
      fix,
    }));
  });
}

/** Calls that make a manager, or ask an accessor for one, when the code runs. */
function managerCalls(tree: SyntaxNode, file: AuditedFile): { call: SyntaxNode; name: string }[] {
  return [...running(tree)].flatMap((node) => {
    const name = node.type === 'call' ? calledName(node, file) : undefined;
    const isOne = name !== undefined && (file.names.isManager(name) || file.names.isAccessor(name));
    return isOne ? [{ call: node, name }] : [];
  });
}
