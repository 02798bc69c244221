import type { Parameter } from '../model/interface.ts';
import type { SyntaxNode } from '../parse/python/syntax/syntax-node.ts';
import type { ClassInOrder } from './class-order.ts';
import { decorationsOf } from './decorators.ts';
import { withPositions } from './parameters.ts';
import { keyOf } from './python-names.ts';
import type { InterfaceSources, Located } from './python-names.ts';
import { bodyOf, field, statementsIn, textOf } from './tree.ts';

interface Field {
  readonly name: string;
  readonly default: string | null;
  readonly isKeywordOnly: boolean;
  readonly isInit: boolean;
}

/** The arguments of `@dataclass` above a class; undefined where it has none. */
export function dataclassOf(sources: InterfaceSources, { tree, decorators }: Located): Map<string, string> | undefined {
  const decoration = decorationsOf(sources, tree, decorators).find(({ key }) => key === 'dataclasses:dataclass');
  if (decoration === undefined) return undefined;
  return keywords({ tree }, decoration.arguments);
}

/** The parameters of the `__init__` that `@dataclass` makes (PEP 557). */
export function dataclassParameters(sources: InterfaceSources, order: readonly ClassInOrder[]): Parameter[] {
  const fields = new Map<string, Field>();
  for (const one of order.toReversed()) {
    if (one.tree === undefined) continue;
    const given = dataclassOf(sources, one);
    if (given === undefined) continue;
    for (const own of fieldsOf(sources, one, given.get('kw_only') === 'True')) fields.set(own.name, own);
  }
  const taken = [...fields.values()].filter(({ isInit }) => isInit);
  const parameter = ({ name, default: value, isKeywordOnly }: Field): Omit<Parameter, 'position'> => ({
    name,
    kind: isKeywordOnly ? 'keyword-only' : 'positional-or-keyword',
    default: value,
  });
  return withPositions([
    ...taken.filter(({ isKeywordOnly }) => !isKeywordOnly).map(parameter),
    ...taken.filter(({ isKeywordOnly }) => isKeywordOnly).map(parameter),
  ]);
}

/** The parameters of a class that is made from `NamedTuple`. */
export function namedTupleParameters(sources: InterfaceSources, own: Located): Parameter[] {
  return withPositions(
    fieldsOf(sources, own, false).map(({ name, default: value }) => ({
      name,
      kind: 'positional-or-keyword',
      default: value,
    })),
  );
}

function fieldsOf(sources: InterfaceSources, own: Located, areKeywordOnly: boolean): Field[] {
  const { tree, node } = own;
  const fields: Field[] = [];
  let isKeywordOnly = areKeywordOnly;
  for (const statement of statementsIn(bodyOf(node))) {
    const assignment = statement.type === 'expression_statement' ? statement.children[0] : undefined;
    const type = assignment?.type === 'assignment' ? field(assignment, 'type') : undefined;
    const left = assignment && field(assignment, 'left');
    if (assignment === undefined || type === undefined || left?.type !== 'identifier') continue;
    const annotation = textOf(tree, type).replace(/^(["'])([^]*)\1$/, '$2');
    const kind = keyOf(sources.exports, tree.module, /^[\w.]+/.exec(annotation)?.[0] ?? '');
    if (/^(?:typing|typing_extensions):ClassVar$/.test(kind)) continue;
    if (kind === 'dataclasses:KW_ONLY') {
      isKeywordOnly = true;
      continue;
    }
    fields.push({ name: textOf(tree, left), ...valueOf(sources, own, field(assignment, 'right'), isKeywordOnly) });
  }
  return fields;
}

function valueOf(
  sources: InterfaceSources,
  own: Located,
  value: SyntaxNode | undefined,
  isKeywordOnly: boolean,
): Omit<Field, 'name'> {
  const plain = { default: value === undefined ? null : textOf(own.tree, value), isKeywordOnly, isInit: true };
  const called = value?.type === 'call' ? field(value, 'function') : undefined;
  if (value === undefined || called === undefined) return plain;
  if (keyOf(sources.exports, own.tree.module, textOf(own.tree, called)) !== 'dataclasses:field') return plain;
  const given = keywords(own, field(value, 'arguments'));
  const factory = given.get('default_factory');
  return {
    default: given.get('default') ?? (factory === undefined ? null : `${factory}()`),
    isKeywordOnly: given.has('kw_only') ? given.get('kw_only') === 'True' : isKeywordOnly,
    isInit: given.get('init') !== 'False',
  };
}

/** The keyword arguments of a call, as text. */
function keywords({ tree }: Pick<Located, 'tree'>, list: SyntaxNode | undefined): Map<string, string> {
  return new Map(
    (list?.children ?? []).flatMap((argument): [string, string][] => {
      const [name, value] = argument.children;
      if (argument.type !== 'keyword_argument' || name === undefined || value === undefined) return [];
      return [[textOf(tree, name), textOf(tree, value)]];
    }),
  );
}
