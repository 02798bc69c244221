import type { Class, Decorator, Expression, ImportDeclaration, Node, Statement } from '@babel/types';
import { isCompilerHelper, reExportedInLoop } from './compiled-re-exports.ts';
import { declaredNames } from './declared-names.ts';
import { dottedName, literalText } from './module-references.ts';

/** Constructors and functions that do nothing but make a value. */
const pureConstructors =
  /^(?:Map|Set|WeakMap|WeakSet|WeakRef|Array|Object|Date|RegExp|URL|URLSearchParams|AbortController|EventTarget|Proxy|\w*Error|\w+Array|ArrayBuffer|DataView)$/;
const pureFunctions =
  /^(?:Symbol(?:\.for)?|String|Number|Boolean|BigInt|parseInt|parseFloat|Object\.(?:freeze|seal|create|keys|values|entries|fromEntries)|Array\.(?:from|of)|Math\.\w+|JSON\.\w+|require|(?:React\.)?(?:createContext|createRef|forwardRef|memo|lazy)|createRequire)$/;
/** The calls that write exports into an object. */
const exporters = /^Object\.(?:defineProperty|assign)$/;
const operands: Readonly<Record<string, readonly string[]>> = {
  UnaryExpression: ['argument'],
  SpreadElement: ['argument'],
  ParenthesizedExpression: ['expression'],
  TSAsExpression: ['expression'],
  TSSatisfiesExpression: ['expression'],
  TSNonNullExpression: ['expression'],
  TSTypeAssertion: ['expression'],
  TSInstantiationExpression: ['expression'],
  TypeCastExpression: ['expression'],
  BinaryExpression: ['left', 'right'],
  LogicalExpression: ['left', 'right'],
  ConditionalExpression: ['test', 'consequent', 'alternate'],
  SequenceExpression: ['expressions'],
  TemplateLiteral: ['expressions'],
  ArrayExpression: ['elements'],
  ObjectExpression: ['properties'],
  MemberExpression: ['object'],
  OptionalMemberExpression: ['object'],
};
const values =
  /Literal$|^(?:Identifier|ThisExpression|MetaProperty|FunctionExpression|ArrowFunctionExpression|ObjectMethod)$/;
const declarations =
  /^(?:Function|TSInterface|TSTypeAlias|TSEnum|Enum|Interface|TypeAlias|OpaqueType|Declare\w+|TSNamespaceExport)Declaration$|^(?:TypeAlias|OpaqueType|Declare\w+|TSDeclareFunction|TSImportEqualsDeclaration|TSNamespaceExportDeclaration|EmptyStatement|ExportAllDeclaration)$/;

/**
 * The first statement of a module that does more on loading than bind, import and export names; undefined when there is
 * none. Counts a statement as an effect when it cannot tell.
 */
export function firstEffect(body: readonly Statement[], text: string): Statement | undefined {
  const own = ownNames(body);
  return body.find((statement) => !isPureStatement(statement, text, own));
}

/**
 * The first statement that acts without giving a value a name: `register(x)`, `if (…) …`, a class that a decorator
 * registers. Assumes that only importers of a name need the result of its call (`const log = makeLog()`).
 */
export function firstAct(body: readonly Statement[], text: string): Statement | undefined {
  const own = ownNames(body);
  return body.find((statement) => {
    const { declaration } = statement as { readonly declaration?: Node | null };
    const declared = declaration ?? statement;
    if (declared.type === 'ImportDeclaration') return isEffectOfPackage(declared);
    if (isPureStatement(statement, text, own)) return false;
    if (declared.type === 'ClassDeclaration') return (declared.decorators ?? []).some(registers);
    return declared.type !== 'VariableDeclaration' && !(statement.type === 'ExportDefaultDeclaration');
  });
}

/** `import 'core-js/stable'`: of files, each is looked at by itself, and style sheets belong to what imports them. */
function isEffectOfPackage({ specifiers, source, importKind }: ImportDeclaration): boolean {
  if (specifiers.length > 0 || importKind === 'type') return false;
  return !/^\.{0,2}\/|\.(?:css|s[ac]ss|less|styl)$/.test(source.value);
}

/** `@customElement('x-y')`, `@Entity()`; those of Angular only describe. */
const describing = /^(?:Component|Directive|Pipe|Injectable|NgModule|autobind|sealed)$/;

function registers({ expression }: Decorator): boolean {
  const callee = expression.type === 'CallExpression' ? expression.callee : expression;
  return !describing.test(dottedName(callee)?.replace(/^.*\./, '') ?? '');
}

function ownNames(body: readonly Statement[]): ReadonlySet<string> {
  return new Set(
    body.flatMap((statement) => {
      const { declaration } = statement as { readonly declaration?: Node | null };
      return declaredNames(declaration ?? statement).map(({ name }) => name);
    }),
  );
}

function isPureStatement(statement: Node, text: string, own: ReadonlySet<string>): boolean {
  const isPure = (node: Node | null | undefined): boolean => node == null || isPureValue(node, text);
  if ('declare' in statement && statement.declare === true) return true;
  if (declarations.test(statement.type)) return true;
  switch (statement.type) {
    case 'ImportDeclaration':
      return statement.specifiers.length > 0 || statement.importKind === 'type';
    case 'ExportNamedDeclaration':
      return statement.declaration == null || isPureStatement(statement.declaration, text, own);
    case 'ExportDefaultDeclaration':
      return isPureStatement(statement.declaration, text, own) || isPure(statement.declaration);
    case 'TSExportAssignment':
      return isPure(statement.expression);
    case 'VariableDeclaration':
      return statement.declarations.every(
        ({ id, init }) => isPure(init) || (id.type === 'Identifier' && isCompilerHelper(id.name)),
      );
    case 'ClassDeclaration':
      return isPureClass(statement, text);
    case 'TSModuleDeclaration': {
      const { body } = statement.body as { readonly body?: unknown };
      return Array.isArray(body) && (body as Node[]).every((inner) => isPureStatement(inner, text, own));
    }
    case 'ExpressionStatement':
      return isPure(statement.expression) || setsOwn(statement.expression, text, own);
    default:
      return false;
  }
}

/** `exports.x = …`, `Own.displayName = …`, `__exportStar(require('x'), exports)` */
function setsOwn(expression: Expression, text: string, own: ReadonlySet<string>): boolean {
  if (expression.type === 'AssignmentExpression') {
    const root = dottedName(expression.left)?.split('.')[0] ?? '';
    const isOwn = expression.left.type === 'MemberExpression' && (/^(?:exports|module)$/.test(root) || own.has(root));
    return isOwn && (isPureValue(expression.right, text) || setsOwn(expression.right, text, own));
  }
  if (expression.type === 'LogicalExpression') return setsOwn(expression.right, text, own);
  if (expression.type !== 'CallExpression') return false;
  const callee = dottedName(expression.callee) ?? '';
  if (!exporters.test(callee) && !isCompilerHelper(callee)) return reExportedInLoop(expression) !== undefined;
  return expression.arguments.every((argument) => isPureValue(argument, text));
}

function isPureValue(node: Node, text: string): boolean {
  if (values.test(node.type)) return true;
  const isPure = (inner: unknown): boolean => inner == null || isPureValue(inner as Node, text);
  const keys = operands[node.type];
  if (keys) {
    if (node.type === 'UnaryExpression' && node.operator === 'delete') return false;
    const fields = node as unknown as Readonly<Record<string, unknown>>;
    return keys.every((key) =>
      Array.isArray(fields[key]) ? (fields[key] as unknown[]).every(isPure) : isPure(fields[key]),
    );
  }
  switch (node.type) {
    case 'ObjectProperty':
      return isPure(node.value) && (!node.computed || isPure(node.key));
    case 'ClassExpression':
      return isPureClass(node, text);
    case 'NewExpression':
    case 'CallExpression': {
      const { callee } = node;
      const isMarked = /[@#]__PURE__\s*\*\/\s*$/.test(text.slice(Math.max(0, (node.start ?? 0) - 50), node.start ?? 0));
      const name = dottedName(callee) ?? '';
      const isKnown =
        node.type === 'NewExpression'
          ? pureConstructors.test(name)
          : pureFunctions.test(name) || isCompilerHelper(name);
      if (name === 'require') return literalText(node.arguments[0]) !== undefined;
      return (isMarked || isKnown) && node.arguments.every(isPure);
    }
    default:
      return false;
  }
}

function isPureClass({ superClass, body, decorators }: Class, text: string): boolean {
  if ((decorators?.length ?? 0) > 0 || (superClass && !isPureValue(superClass, text))) return false;
  return body.body.every((member) => {
    if (member.type === 'StaticBlock') return false;
    const {
      decorators: own,
      computed,
      key,
      value,
    } = member as unknown as {
      readonly decorators?: readonly unknown[] | null;
      readonly computed?: boolean;
      readonly key?: Node;
      readonly value?: Node | null;
    };
    if ((own?.length ?? 0) > 0 || (computed === true && key && !isPureValue(key, text))) return false;
    const isStaticField = 'static' in member && member.static === true && /Property$/.test(member.type);
    return !isStaticField || value == null || isPureValue(value, text);
  });
}
