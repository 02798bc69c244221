import type { Comment, File, Identifier, Node } from '@babel/types';
import type { Range } from '../../model/range.ts';
import { declaredNames, patternNames } from './declared-names.ts';
import { jsdocUses } from './jsdoc-names.ts';
import { walk } from './syntax-tree.ts';

/** One use of a name that a program binds at its top level. */
export interface NameUse extends Range {
  /**
   * `shorthand`: `{ Name }` of an object; `export`: `export { Name }`, whose public name stays; `element`: the name of a JSX
   * element, where lower case means an HTML element.
   */
  readonly form: 'plain' | 'shorthand' | 'export' | 'element';
  /** The node around it, and those around that, innermost first. */
  readonly around: readonly Node[];
}

/** More take seconds. */
const MOST_LOOKS = 1_000_000;

/**
 * Where the names of a program are used, by scope. The Collections of jscodeshift do not find all of them: they know no
 * decorators of properties and parameters, and no `as` of mapped types.
 */
export class NameUses {
  readonly #program: Node;
  readonly #comments: readonly Comment[];
  readonly #uses = new Map<string, NameUse[]>();
  /** The nodes around each name that `{ name }` of a pattern binds, innermost first. */
  readonly #patterns = new Map<number, readonly Node[]>();
  #mergedNames: ReadonlyMap<string, ReadonlySet<string>> | undefined;
  /** Has it elements of JSX, which a function makes that the program need not name? */
  #hasElements = false;
  readonly #hoisted = new WeakMap<Node, ReadonlySet<string>>();
  readonly #lexical = new WeakMap<Node, ReadonlySet<string>>();
  /** How many uses were looked at for the sake of one binding. */
  #looks = 0;

  constructor({ program, comments }: File) {
    this.#program = program;
    this.#comments = comments ?? [];
    walk(program, (node, parents, key) => {
      if (node.type === 'JSXElement' || node.type === 'JSXFragment') this.#hasElements = true;
      if (node.type !== 'Identifier' && node.type !== 'JSXIdentifier') return;
      const around = parents.toReversed();
      const form = useForm(around, key);
      const start = node.start ?? 0;
      if (form === undefined) {
        if (key === 'value' && around[1]?.type === 'ObjectPattern') this.#patterns.set(start, around);
        return;
      }
      const uses = this.#uses.get(node.name);
      const use = { start, end: start + node.name.length, form, around };
      if (uses) uses.push(use);
      else this.#uses.set(node.name, [use]);
    });
  }

  /**
   * Are the elements of the program made by way of a name: `@jsx h` in a comment, or one of those that configurations give?
   * @param configured the names, or the objects that hold the function: `React`
   */
  makesElements(name: string, configured: readonly string[]): boolean {
    if (!this.#hasElements) return false;
    const isPragma = ({ value }: Comment): boolean =>
      [...value.matchAll(/@jsx(?:Frag)?\s+([\p{ID_Continue}$]+)/gu)].some(([, root]) => root === name);
    return configured.includes(name) || this.#comments.some(isPragma);
  }

  /** The uses of what `name` means at the top level of the program, or of the global of that name. */
  of(name: string): readonly NameUse[] {
    return this.#all(name).filter((use) => !this.isShadowedAt(name, use));
  }

  /**
   * The uses of what a declaration binds, in whatever scope it stands.
   * @param binding the name in the declaration, which is no use of it
   * @throws SyntaxError when one name is bound and used too often for that to be found out
   */
  ofBinding({ name, start }: Identifier): readonly NameUse[] {
    const all = this.#all(name);
    this.#looks += all.length;
    if (this.#looks > MOST_LOOKS) throw new SyntaxError('its names are bound and used too often to be followed');
    const scopeOf = ({ around }: NameUse): Node | undefined => {
      const isType = isTypeUse(around);
      return around.find((node) => this.#declares(node, name, isType));
    };
    const own = all.find((use) => use.start === start);
    // Imports stand at the top level.
    const around = this.#patterns.get(start ?? -1) ?? [];
    const scope = own ? scopeOf(own) : (around.find((node) => this.#declares(node, name, false)) ?? this.#program);
    return all.filter((use) => use !== own && scopeOf(use) === scope);
  }

  /**
   * Where comments of JSDoc use what a name means at the top level.
   * @returns undefined where they may mean something else by it, or by the name that it is to get
   */
  ofComments(name: string, newName = name): readonly Range[] | undefined {
    const uses = jsdocUses(this.#comments, name);
    if (uses?.length === 0) return uses;
    const isClear = [name, newName].every((own) => this.#all(own).every((use) => !this.isShadowedAt(own, use)));
    return isClear && jsdocUses(this.#comments, newName) !== undefined ? uses : undefined;
  }

  /** Does a name stand anywhere in the program, but for keys and members? */
  occurs(name: string): boolean {
    return this.#all(name).length > 0;
  }

  #all(name: string): readonly NameUse[] {
    return this.#uses.get(name) ?? [];
  }

  /** Is a name bound at the top level, or used as a global anywhere? */
  isTaken(name: string): boolean {
    return this.#declares(this.#program, name, false) || this.of(name).length > 0;
  }

  /** Would a use mean something else if it had this name? */
  isShadowedAt(name: string, use: NameUse): boolean {
    const isType = isTypeUse(use.around);
    return use.around.some((node) => node !== this.#program && this.#declares(node, name, isType));
  }

  /** Is a type parameter of this name declared somewhere? Such names cannot be told from those of modules. */
  hasTypeParameter(name: string): boolean {
    let isFound = false;
    walk(this.#program, (node) => {
      const { name: own } = node as { readonly name?: unknown };
      if (/^(?:TSTypeParameter|TypeParameter)$/.test(node.type) && (own === name || nameOf(own) === name))
        isFound = true;
      const { key } = node as { readonly key?: unknown };
      if (node.type === 'TSMappedType' && key === name) isFound = true;
    });
    return isFound;
  }

  /**
   * Does the node open a scope in which the name is bound?
   * @param isType for a use as a type, which parameters do not hide
   */
  #declares(node: Node, name: string, isType: boolean): boolean {
    switch (node.type) {
      case 'Program':
        return this.#lexicalIn(node, node.body).has(name) || this.#hoistedIn(node).has(name);
      case 'BlockStatement':
      case 'StaticBlock':
      case 'TSModuleBlock':
        return (
          this.#lexicalIn(node, node.body).has(name) ||
          (node.type !== 'BlockStatement' && this.#hoistedIn(node).has(name))
        );
      case 'SwitchStatement':
        return this.#lexicalIn(
          node,
          node.cases.flatMap(({ consequent }) => consequent),
        ).has(name);
      case 'ForStatement':
        return node.init != null && binds(node.init, name);
      case 'ForInStatement':
      case 'ForOfStatement':
        return binds(node.left, name);
      case 'CatchClause':
        return node.param != null && patternNames(node.param).includes(name);
      case 'TSEnumDeclaration':
      case 'TSModuleDeclaration':
        return node.id.type === 'Identifier' && this.#merged(node.id.name).has(name);
      case 'ClassExpression':
        return node.id?.name === name;
      case 'FunctionExpression':
        if (node.id?.name === name) return true;
        break;
      default:
    }
    const { params, parameters } = node as { readonly params?: unknown; readonly parameters?: unknown };
    const list = Array.isArray(params) ? params : Array.isArray(parameters) ? parameters : undefined;
    if (list === undefined) return false;
    if (!isType && (list as Node[]).some((parameter) => patternNames(parameter).includes(name))) return true;
    return this.#hoistedIn(node).has(name);
  }

  /**
   * The names that all enums and namespaces of this name declare together: each of them sees all (TypeScript,
   * Declaration Merging).
   */
  #merged(name: string): ReadonlySet<string> {
    if (this.#mergedNames === undefined) {
      const all = new Map<string, Set<string>>();
      walk(this.#program, (node) => {
        if (node.type !== 'TSEnumDeclaration' && node.type !== 'TSModuleDeclaration') return;
        if (node.id.type !== 'Identifier') return;
        const names = all.get(node.id.name) ?? new Set();
        all.set(node.id.name, names);
        for (const own of memberNames(node)) names.add(own);
      });
      this.#mergedNames = all;
    }
    return this.#mergedNames.get(name) ?? new Set();
  }

  /** The names that the statements of a block bind. */
  #lexicalIn(block: Node, body: readonly Node[]): ReadonlySet<string> {
    const known = this.#lexical.get(block);
    if (known) return known;
    const names = new Set<string>();
    for (const statement of body) {
      if (statement.type === 'ImportDeclaration') for (const { local } of statement.specifiers) names.add(local.name);
      else {
        const { declaration } = statement as { readonly declaration?: Node | null };
        for (const { name } of declaredNames(declaration ?? statement)) names.add(name);
      }
    }
    this.#lexical.set(block, names);
    return names;
  }

  /** The names that `var` binds anywhere in a function or program. */
  #hoistedIn(scope: Node): ReadonlySet<string> {
    const known = this.#hoisted.get(scope);
    if (known) return known;
    const names = new Set<string>();
    walk(scope, (node, parents) => {
      if (node.type !== 'VariableDeclaration' || node.kind !== 'var') return;
      if (parents.slice(1).some((parent) => isFunction(parent))) return;
      for (const { name } of declaredNames(node)) names.add(name);
    });
    this.#hoisted.set(scope, names);
    return names;
  }
}

/** The members of an enum, or the exports of a namespace. */
function memberNames(node: Node): string[] {
  if (node.type === 'TSEnumDeclaration')
    return node.members.map(({ id }) => (id.type === 'Identifier' ? id.name : id.value));
  const { body } = (node as { readonly body?: { readonly body?: unknown } }).body ?? {};
  return (Array.isArray(body) ? (body as Node[]) : []).flatMap((statement) => {
    const { declaration } = statement as { readonly declaration?: Node | null };
    return declaration ? declaredNames(declaration).map(({ name }) => name) : [];
  });
}

function nameOf(node: unknown): unknown {
  return typeof node === 'object' && node !== null ? (node as { name?: unknown }).name : undefined;
}

function binds(node: Node, name: string): boolean {
  return declaredNames(node).some((declared) => declared.name === name);
}

function isFunction(node: Node): boolean {
  return /Function|Method$|^StaticBlock$/.test(node.type) && !node.type.startsWith('TS');
}

/** Is a name used as a type, or as the namespace of one? */
function isTypeUse(around: readonly Node[]): boolean {
  const outer = around.find(({ type }) => type !== 'TSQualifiedName' && type !== 'QualifiedTypeIdentifier');
  return (
    outer !== undefined &&
    /^(?:TSTypeReference|TSExpressionWithTypeArguments|TSClassImplements|TSInterfaceHeritage|GenericTypeAnnotation)$/.test(
      outer.type,
    )
  );
}

/** How an identifier uses its name; undefined when it is a key, a label or the like. */
function useForm(around: readonly Node[], key: string): NameUse['form'] | undefined {
  const [parent, outer] = around;
  if (!parent) return undefined;
  switch (parent.type) {
    case 'MemberExpression':
    case 'OptionalMemberExpression':
      return key === 'property' && !parent.computed ? undefined : 'plain';
    case 'ObjectProperty':
      if (parent.shorthand) return key === 'value' && outer?.type === 'ObjectExpression' ? 'shorthand' : undefined;
      return key === 'key' && !parent.computed ? undefined : 'plain';
    case 'ObjectMethod':
    case 'ClassMethod':
    case 'ClassProperty':
    case 'ClassAccessorProperty':
    case 'TSDeclareMethod':
    case 'TSPropertySignature':
    case 'TSMethodSignature':
      return key === 'key' && !parent.computed ? undefined : 'plain';
    case 'ClassPrivateMethod':
    case 'ClassPrivateProperty':
    case 'PrivateName':
    case 'ObjectTypeProperty':
    case 'TSMappedType':
      return key === 'key' || key === 'id' ? undefined : 'plain';
    case 'ExportSpecifier':
      if (outer?.type === 'ExportNamedDeclaration' && outer.source) return undefined;
      return key === 'local' ? 'export' : undefined;
    case 'JSXOpeningElement':
    case 'JSXClosingElement':
      return 'element';
    case 'JSXMemberExpression':
      return key === 'object' ? 'plain' : undefined;
    case 'TSQualifiedName':
      return key === 'left' ? 'plain' : undefined;
    case 'QualifiedTypeIdentifier':
      return key === 'qualification' ? 'plain' : undefined;
    case 'TSTypePredicate':
      return key === 'parameterName' ? undefined : 'plain';
    case 'ImportSpecifier':
    case 'ImportDefaultSpecifier':
    case 'ImportNamespaceSpecifier':
    case 'ExportNamespaceSpecifier':
    case 'ExportDefaultSpecifier':
    case 'LabeledStatement':
    case 'BreakStatement':
    case 'ContinueStatement':
    case 'MetaProperty':
    case 'JSXAttribute':
    case 'JSXNamespacedName':
    case 'TSEnumMember':
    case 'TSNamedTupleMember':
    case 'TSImportType':
    case 'TSModuleDeclaration':
    case 'FunctionTypeParam':
    case 'ImportAttribute':
      if (parent.type === 'TSEnumMember' || parent.type === 'TSNamedTupleMember')
        return key === 'initializer' || key === 'elementType' ? 'plain' : undefined;
      return undefined;
    default:
      return 'plain';
  }
}
