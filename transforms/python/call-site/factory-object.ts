import type { CallPlan } from '../../../src/model/call-rule.ts';
import type { TextEdit } from '../../../src/model/edit.ts';
import type { Range } from '../../../src/model/range.ts';
import type { LogicalLines } from '../../../src/parse/python/logical-lines.ts';
import type { Binding, Use } from '../../../src/parse/python/scope.ts';
import type { SyntaxNode } from '../../../src/parse/python/syntax/syntax-node.ts';
import { child, withParentheses } from '../../../src/parse/python/syntax/fields.ts';
import type { PythonFile } from '../python-file.ts';
import { removal } from '../removed-statement.ts';
import { decideCall } from './decide-call.ts';
import type { MadeCall } from './decide-call.ts';
import { useObstacle } from './obstacles.ts';
import type { Obstacle } from './obstacles.ts';

/** A call of a method that creates, which becomes a call of the canonical callable. */
export interface CreatedCall {
  /** The use that stands for it; it ends where the method's name ends. */
  readonly use: Use;
  /** The range that becomes the name of the canonical callable. */
  readonly called: Range;
  readonly decision: MadeCall;
}

/** A factory object that goes: its calls, and the statement that made it. */
export interface GoneFactory {
  readonly created: readonly CreatedCall[];
  /** The statement, and the edit that removes it; undefined where the object has no name. */
  readonly statement: (Range & { readonly removal: TextEdit }) | undefined;
}

/**
 * The calls of a factory object: `f = Factory()` in a function, of which only creating methods are called; or `Factory().create()`.
 * @param use of the factory, which `call` calls
 */
export function factoryObject(file: PythonFile, plan: CallPlan, use: Use, call: SyntaxNode): GoneFactory | Obstacle {
  if ((child(call, 'arguments')?.children.length ?? 0) > 0) return obstacle('its arguments would go');
  const value = withParentheses(call);
  const result = withParentheses(value.parent?.type === 'await' ? value.parent : value);
  const { parent } = result;
  if (parent?.type === 'attribute' && result.field === 'object') return inChain(file, plan, use, parent);
  const left = parent?.type === 'assignment' && result.field === 'right' ? child(parent, 'left') : undefined;
  const statement = parent?.parent;
  if (left?.type !== 'identifier' || statement?.type !== 'expression_statement' || isAnnotated(parent))
    return obstacle('it is used other than by a variable of its own');
  return inVariable(file, plan, left, statement);
}

function isAnnotated(assignment: SyntaxNode | undefined): boolean {
  return assignment !== undefined && child(assignment, 'type') !== undefined;
}

function obstacle(message: string): Obstacle {
  return { reason: 'factory-object', message };
}

/** `Factory().create(context)` */
function inChain(file: PythonFile, plan: CallPlan, use: Use, attribute: SyntaxNode): GoneFactory | Obstacle {
  const method = child(attribute, 'attribute');
  const created = createdCall(file, plan, attribute, method);
  if ('reason' in created) return created;
  const { start, end } = attribute;
  return { created: [{ use, called: { start, end }, decision: created }], statement: undefined };
}

/** `f = Factory()`, where nothing but `f.create(…)` follows. */
function inVariable(file: PythonFile, plan: CallPlan, left: SyntaxNode, statement: SyntaxNode): GoneFactory | Obstacle {
  const { text } = file.source;
  const name = text.slice(left.start, left.end);
  const scopes = file.syntax.scopes([name]);
  const binding = scopes.bindingAt(left.start);
  if (binding === undefined || !isOwn(binding) || scopes.dynamicLookups(binding).length > 0)
    return obstacle(`${name} is no variable of a function that is assigned once`);
  if (binding.uses.length === 0) return obstacle(`${name} is not used`);
  const nodes = file.syntax.nodes([name]);
  const created: CreatedCall[] = [];
  for (const use of binding.uses) {
    const [method] = use.attributes;
    const attribute = method === undefined ? undefined : nodes.at(method.end);
    const own = useObstacle(use);
    if (own !== undefined) return own;
    if (method === undefined || use.attributes.length > 1 || attribute?.type !== 'attribute')
      return obstacle(`${name} is used other than by a call of a method that creates`);
    const decision = createdCall(file, plan, attribute, method);
    if ('reason' in decision) return decision;
    const called = { start: attribute.start, end: attribute.end };
    created.push({ use: { ...use, end: method.end }, called, decision });
  }
  const range = { start: statement.start, end: statement.end };
  const edit = removal(file.source, file.lines, range, isLeftEmpty(file.lines, range, created));
  return { created, statement: { ...range, removal: edit } };
}

/** May nothing be left of the block without the statement? Imports and other factory objects may go, too. */
function isLeftEmpty(lines: LogicalLines, { start }: Range, created: readonly CreatedCall[]): boolean {
  const [own, block] = [lines.at(start), lines.block(start)];
  if (block < 0 || block === own) return false;
  const kept = new Set(created.map(({ called }) => lines.at(called.start)));
  const mayGo = (line: number): boolean =>
    !kept.has(line) && /^\s*(?:(?:from|import)\b|\w+\s*=[^=])/.test(lines.text(line));
  return lines.blockLines(block).every((line) => line === own || mayGo(line));
}

function isOwn({ scope, sites, unsureUses }: Binding): boolean {
  return scope.kind === 'function' && sites.length === 1 && sites[0]?.kind === 'assignment' && unsureUses.length === 0;
}

/** The call of a method, by the rule; or why the object stays. */
function createdCall(
  file: PythonFile,
  plan: CallPlan,
  attribute: SyntaxNode,
  method: Range | undefined,
): MadeCall | Obstacle {
  const { text } = file.source;
  const name = method === undefined ? '' : text.slice(method.start, method.end);
  const call = attribute.field === 'function' && attribute.parent?.type === 'call' ? attribute.parent : undefined;
  if (plan.creates?.includes(name) !== true)
    return obstacle(`${name} of the factory object is none of its methods that create`);
  if (call === undefined) return obstacle(`${name} of the factory object is used other than by a call`);
  const line = (offset: number): number => file.span({ start: offset, end: offset }).line;
  const decision = decideCall({ text, lines: file.lines }, plan, call, line);
  if (decision.textEdits !== undefined) return decision;
  return obstacle(`${decision.reason}: ${decision.message} (line ${line(call.start)})`);
}
