import type { SyntaxNode } from '../../parse/python/syntax/syntax-node.ts';
import type { AuditedFile } from '../audited-file.ts';
import { callArguments, calledName, child, everything, receiver } from '../syntax.ts';
import type { IsolationRule, Risk } from './rule.ts';

/** `get_websocket_manager()`, `WebSocketManager(mode=…)`: nothing says for which user. */
export const missingUserContext: IsolationRule = {
  id: 'isolation/missing-user-context',
  summary: 'A manager is asked for without saying for which user',
  help: 'Without a user, an accessor can only return an object that all users share, or one that belongs to nobody. Pass the context of the user or request to the call.',
  kinds: ['import-time', 'body'],
  namesManager: true,
  mayHold: (text, _, managerNames) => managerNames.test(text),
  check: (line, file) => {
    const tree = file.tree(line);
    const statement = tree.children[0];
    // Calls in the header of a function are a matter of defaults and decorators.
    if (statement?.type === 'function_definition' || statement?.type === 'class_definition') return [];
    if (isExpectedToFail(line, file)) return [];
    return [...everything(tree)].flatMap((node) => (node.type === 'call' ? (ofCall(node, file) ?? []) : []));
  },
};

/** A test that expects such a call to be refused is right. */
function isExpectedToFail(line: number, file: AuditedFile): boolean {
  return file
    .headers(line)
    .some((header) => header.word === 'with' && /\b(?:raises|assertRaises\w*)\s*\(/.test(file.lines.text(header.line)));
}

function ofCall(call: SyntaxNode, file: AuditedFile): Risk | undefined {
  const name = calledName(call, file);
  if (name === undefined || !isKnown(call, name, file)) return undefined;
  const isAccessor = file.names.isAccessor(name);
  if (saysUser(call, isAccessor, file)) return undefined;
  const callee = child(call, 'function') ?? call;
  return {
    start: callee.start,
    end: callee.end,
    severity: 'high',
    message: `${name} is called without the context of a user`,
    fix: `hand it on: ${name}(${isAccessor ? '' : 'user_context='}user_context)`,
  };
}

/** A manager or accessor by its name, and a name of the module: not a method of some object, or another thing of that name. */
function isKnown(call: SyntaxNode, name: string, file: AuditedFile): boolean {
  const { names } = file;
  const isManager = names.isManager(name) && names.implementations.matches(name) && !/(?:Factory|Adapter)$/.test(name);
  if (!isManager && !names.isAccessor(name)) return false;
  const object = receiver(call);
  const root = object ?? child(call, 'function');
  if (root?.type === 'identifier') {
    const local = file.source(root);
    return file.importedAs(local) !== undefined || (object === undefined && file.defines(local));
  }
  return false;
}

/** Does an argument identify a user? `None` does not; the arguments of `*` and `**` are unknown. */
function saysUser(call: SyntaxNode, isAccessor: boolean, file: AuditedFile): boolean {
  return callArguments(call, file).some(({ name, value }, k) => {
    if (value.type === 'list_splat' || value.type === 'dictionary_splat') return true;
    if (value.type === 'none') return false;
    if (name !== undefined && file.names.contextNames.matches(name)) return true;
    if (name === undefined && isAccessor && k === 0) return true;
    return [...everything(value)].some(
      (node) => node.type === 'identifier' && file.names.contextNames.matches(file.source(node)),
    );
  });
}
