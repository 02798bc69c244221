import { absoluteModule } from '../model/python.ts';
import type { Target } from '../model/config.ts';
import { decorationsOf, isCoroutine } from '../interface/decorators.ts';
import { keyOf } from '../interface/python-names.ts';
import type { InterfaceSources, Located } from '../interface/python-names.ts';
import { bodyOf, field, textOf } from '../interface/tree.ts';
import type { ModuleTree } from '../interface/tree.ts';
import type { SyntaxNode } from '../parse/python/syntax/syntax-node.ts';
import { isConstant } from './constant.ts';

/** One argument of the only call of a forwarding function. */
export interface ForwardedArgument {
  readonly keyword: string | undefined;
  /** A parameter of the function, or a constant. */
  readonly value: { readonly parameter: string } | { readonly text: string };
  /** `*args` or `**kwargs`. */
  readonly isStar: boolean;
}

/** A function that does nothing but call another one. */
export interface ForwardingBody {
  /** The callable that it leads to: `module:Name`. */
  readonly target: string;
  readonly arguments: readonly ForwardedArgument[];
  readonly isAwaited: boolean;
  readonly isAsync: boolean;
}

/** Decorators that add nothing to what a call does. */
const harmless = /^(?:(?:warnings|typing_extensions|typing):(?:deprecated|overload|final|no_type_check|override))$/;
/** Calls of a body that only tell somebody something. */
const telling =
  /^(?:warnings\.warn|warn|(?:self\.)?_?(?:logger|logging|log|LOGGER|LOG)\.(?:debug|info|warning|warn|error|critical))$/;

/** The call that a function consists of; a sentence where it does more than that. */
export function forwardingBody(sources: InterfaceSources, located: Located): ForwardingBody | string {
  const { tree, node, decorators } = located;
  const odd = decorationsOf(sources, tree, decorators).find(({ key }) => !harmless.test(key));
  if (odd !== undefined) return `the decorator ${odd.text} may change what it does`;
  const statements = bodyOf(node).filter((statement) => !isSilent(tree, statement));
  const imports = statements.filter(({ type }) => isImport(type));
  const [last, ...others] = statements.filter(({ type }) => !isImport(type));
  const value = last?.type === 'return_statement' ? last.children[0] : undefined;
  if (others.length > 0 || value === undefined) return 'it does more than call one function';
  const isAwaited = value.type === 'await';
  const call = isAwaited ? value.children[0] : value;
  if (call?.type !== 'call') return 'it does not return the result of a call';
  const target = targetOf(sources, tree, call, imports);
  if (target === undefined) return 'which function it calls cannot be read';
  const names = parameterNames(tree, node);
  const given = argumentsOf(tree, call, names);
  return typeof given === 'string' ? given : { target, arguments: given, isAwaited, isAsync: isCoroutine(tree, node) };
}

function isImport(type: string): boolean {
  return type === 'import_statement' || type === 'import_from_statement';
}

/** A docstring, `pass`, a warning, a line for the log. */
function isSilent(tree: ModuleTree, { type, children }: SyntaxNode): boolean {
  if (type === 'pass_statement') return true;
  const [only] = children;
  if (type !== 'expression_statement' || only === undefined) return false;
  if (only.type === 'string' || only.type === 'concatenated_string') return true;
  const called = only.type === 'call' ? field(only, 'function') : undefined;
  return called !== undefined && telling.test(textOf(tree, called));
}

function targetOf(
  sources: InterfaceSources,
  tree: ModuleTree,
  call: SyntaxNode,
  imports: readonly SyntaxNode[],
): string | undefined {
  const called = field(call, 'function');
  const path = called === undefined ? '' : textOf(tree, called);
  if (!/^\w+(?:\.\w+)*$/.test(path)) return undefined;
  const [first = '', ...attributes] = path.split('.');
  const own = imports.map((statement) => importedAs(tree, statement, first)).find((found) => found !== undefined);
  if (own === undefined) {
    const key = keyOf(sources.exports, tree.module, path);
    return /^[\w.]+:\w+$/.test(key) ? key : undefined;
  }
  const start = own.name === undefined ? own.module : keyOf(sources.exports, own.module, own.name);
  return attributes.reduce<string | undefined>((at, name) => {
    if (at === undefined || at.includes(':')) return undefined;
    return sources.exports.define(at, name).key;
  }, start);
}

/** The source of a name that an import of the body binds. */
function importedAs(tree: ModuleTree, statement: SyntaxNode, local: string): Target | undefined {
  const from = statement.children.find((child) => child.field === 'module_name');
  for (const node of statement.children.filter((child) => child.field === 'name')) {
    const isAliased = node.type === 'aliased_import';
    const named = textOf(tree, isAliased ? (field(node, 'name') ?? node) : node);
    const alias = isAliased ? field(node, 'alias') : undefined;
    if ((alias === undefined ? named : textOf(tree, alias)) !== local) continue;
    if (from === undefined) return { module: named, name: undefined };
    const written = textOf(tree, from).replace(/\s/g, '');
    const dots = /^\.*/.exec(written)?.[0].length ?? 0;
    const isPackage = /(?:^|\/)__init__\.pyi?$/.test(tree.path);
    const around = isPackage ? tree.module : tree.module.slice(0, Math.max(0, tree.module.lastIndexOf('.')));
    const module = absoluteModule(dots, written.slice(dots), { module: tree.module, package: around });
    return module === undefined ? undefined : { module, name: named };
  }
  return undefined;
}

function parameterNames(tree: ModuleTree, node: SyntaxNode): ReadonlySet<string> {
  const names = (field(node, 'parameters')?.children ?? []).map((each) => /^\**\s*(\w*)/.exec(textOf(tree, each))?.[1]);
  return new Set(names.filter((name): name is string => name !== undefined && name !== ''));
}

/** The arguments of the call: constants, and parameters, each at most once. */
function argumentsOf(
  tree: ModuleTree,
  call: SyntaxNode,
  parameters: ReadonlySet<string>,
): readonly ForwardedArgument[] | string {
  const list = field(call, 'arguments');
  if (list?.type !== 'argument_list') return 'its arguments are not parameters';
  const used = new Set<string>();
  const found: ForwardedArgument[] = [];
  for (const node of list.children) {
    const isStar = node.type === 'list_splat' || node.type === 'dictionary_splat';
    const name = node.type === 'keyword_argument' ? field(node, 'name') : undefined;
    const value = node.type === 'keyword_argument' ? field(node, 'value') : isStar ? node.children[0] : node;
    const text = value === undefined ? '' : textOf(tree, value);
    const keyword = name === undefined ? undefined : textOf(tree, name);
    if (parameters.has(text) && used.has(text)) return `it uses ${text} twice`;
    if (parameters.has(text)) found.push({ keyword, value: { parameter: text }, isStar });
    else if (!isStar && isConstant(text)) found.push({ keyword, value: { text }, isStar });
    else return `it gives ${text}, which is no parameter`;
    used.add(text);
  }
  return found;
}
