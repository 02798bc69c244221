import type {
  ExportNamedDeclaration,
  Expression,
  Identifier,
  Node,
  ObjectExpression,
  ObjectMethod,
  ObjectProperty,
  Statement,
  StringLiteral,
} from '@babel/types';
import { isComponent, isJavaScript } from '../../model/javascript-endings.ts';
import type { Export, ModuleExports } from '../../model/module-exports.ts';
import { isTooDeep } from '../../model/errors.ts';
import { reExportedInLoop } from './compiled-re-exports.ts';
import { declaredNames } from './declared-names.ts';
import { literalText } from './module-references.ts';
import { nativeTree } from './native-tree.ts';
import { parseJavaScript } from './syntax-tree.ts';
import { scriptBlocks } from './script-blocks.ts';
import { firstAct, firstEffect } from './top-level-effects.ts';

const unknown: ModuleExports = { names: new Map(), stars: [], isDynamic: true };

/** Bundlers give a default export to a file that is no module: its URL, its text, or a component. */
const asset =
  /\.(?:svg|png|jpe?g|gif|webp|avif|ico|bmp|woff2?|ttf|otf|eot|mp[34]|webm|ogg|wav|pdf|txt|md|css|s[ac]ss|less|styl)$/;

/** Read the exports of a module: ES module, CommonJS, or declaration file. */
export function moduleExports(path: string, text: string): ModuleExports {
  if (path.endsWith('.json') || asset.test(path))
    return { ...unknown, names: new Map([['default', local('default')]]) };
  if (!isJavaScript(path) && !isComponent(path)) return unknown;
  const isDeclaration = /\.d\.[mc]?ts$/.test(path);
  const reader = new ExportReader(isDeclaration);
  let effectLine: number | undefined;
  let actLine: number | undefined;
  const effectImports: string[] = [];
  try {
    for (const block of scriptBlocks(path, text)) {
      const { program } =
        nativeTree(block.text, block.dialect, undefined) ?? parseJavaScript(block.text, block.dialect).file;
      reader.read(program.body);
      if (isDeclaration || isComponent(path)) continue;
      effectImports.push(...importedForEffect(program.body));
      const effect = firstEffect(program.body, block.text);
      if (!effect) continue;
      const lineOf = (statement: Statement): number => text.slice(0, statement.start ?? 0).split(/\r\n?|\n/).length;
      effectLine = lineOf(effect);
      const act = firstAct(program.body, block.text);
      if (act) actLine = lineOf(act);
    }
  } catch (error) {
    if (error instanceof SyntaxError || isTooDeep(error)) return unknown;
    throw error;
  }
  if (isComponent(path)) reader.names.set('default', local('default'));
  return { names: reader.names, stars: reader.stars, isDynamic: reader.isDynamic, effectLine, actLine, effectImports };
}

function importedForEffect(body: readonly Statement[]): string[] {
  return body.flatMap((statement) =>
    statement.type === 'ImportDeclaration' && statement.specifiers.length === 0 && statement.importKind !== 'type'
      ? [statement.source.value]
      : [],
  );
}

function local(name: string, isType = false): Export {
  return { kind: 'local', local: name, isType };
}

class ExportReader {
  readonly names = new Map<string, Export>();
  readonly stars: string[] = [];
  isDynamic = false;
  readonly #imported = new Map<string, Export>();
  /** Modules that a function of a compiler hands on, by the names that they are bound to. */
  readonly #wrapped = new Map<string, string>();
  readonly #types = new Set<string>();
  readonly #values = new Set<string>();
  readonly #exportsAll: boolean;

  /** @param isDeclaration a declaration file: it exports its top-level declarations, unless it exports by name */
  constructor(isDeclaration: boolean) {
    this.#exportsAll = isDeclaration;
  }

  read(body: readonly Statement[]): void {
    for (const statement of body) this.#declare(statement);
    const declares = this.#exportsAll && body.some((statement) => /^(?:Import|Export)/.test(statement.type));
    for (const statement of body) this.#statement(statement);
    if (declares && !body.some((statement) => statement.type === 'ExportNamedDeclaration' && !statement.declaration))
      for (const name of [...this.#types, ...this.#values])
        if (!this.names.has(name)) this.names.set(name, this.#binding(name));
  }

  /** Declares the names that the statement binds at the top level. */
  #declare(statement: Statement): void {
    if (statement.type === 'ImportDeclaration') {
      const isTypeOnly = statement.importKind === 'type' || statement.importKind === 'typeof';
      for (const item of statement.specifiers) {
        const name =
          item.type === 'ImportSpecifier'
            ? exportedName(item.imported)
            : item.type === 'ImportDefaultSpecifier'
              ? 'default'
              : '*';
        const isType = isTypeOnly || (item.type === 'ImportSpecifier' && item.importKind === 'type');
        this.#imported.set(item.local.name, { kind: 'from', specifier: statement.source.value, name, isType });
      }
      return;
    }
    const declaration = 'declaration' in statement && statement.declaration ? statement.declaration : statement;
    for (const { name, isType } of declaredNames(declaration)) (isType ? this.#types : this.#values).add(name);
    if (declaration.type === 'VariableDeclaration')
      for (const { id, init } of declaration.declarations) this.#required(id, init);
  }

  /** `const x = require('y')`, `const { a } = require('y')`. */
  #required(id: Node, init: Expression | null | undefined): void {
    const callee = init?.type === 'CallExpression' ? memberText(init.callee) : undefined;
    if (init?.type === 'CallExpression' && id.type === 'Identifier' && callee !== undefined && interop.test(callee)) {
      const wrapped = requiredModule(init.arguments[0]);
      if (wrapped !== undefined) this.#wrapped.set(id.name, wrapped);
    }
    const specifier = requiredModule(init);
    if (specifier === undefined) return;
    if (id.type === 'Identifier') this.#imported.set(id.name, { kind: 'from', specifier, name: '*', isType: false });
    if (id.type !== 'ObjectPattern') return;
    for (const property of id.properties) {
      if (
        property.type === 'ObjectProperty' &&
        property.value.type === 'Identifier' &&
        property.key.type === 'Identifier'
      )
        this.#imported.set(property.value.name, { kind: 'from', specifier, name: property.key.name, isType: false });
    }
  }

  #binding(name: string): Export {
    return this.#imported.get(name) ?? local(name, this.#types.has(name) && !this.#values.has(name));
  }

  #statement(statement: Statement): void {
    switch (statement.type) {
      case 'ExportNamedDeclaration':
        this.#named(statement);
        break;
      case 'ExportAllDeclaration':
        this.stars.push(statement.source.value);
        break;
      case 'ExportDefaultDeclaration': {
        const { declaration } = statement;
        const name = declaration.type === 'Identifier' ? declaration.name : declaredNames(declaration)[0]?.name;
        this.names.set('default', name === undefined ? local('default') : this.#binding(name));
        break;
      }
      case 'TSExportAssignment':
        this.names.set('default', local('export='));
        if (statement.expression.type === 'Identifier') this.#namespaceMembers(statement.expression.name);
        else this.isDynamic = true;
        break;
      case 'ExpressionStatement':
        this.#expression(statement.expression);
        break;
      default:
        if (/^(?:If|Try|Block|For|While)/.test(statement.type)) this.#conditional(statement);
    }
  }

  #named(statement: ExportNamedDeclaration): void {
    if (statement.declaration) {
      // A value and a type of one name are exported together.
      for (const { name } of declaredNames(statement.declaration))
        this.names.set(name, local(name, this.#types.has(name) && !this.#values.has(name)));
      return;
    }
    for (const item of statement.specifiers) {
      const name = exportedName(item.exported);
      const isType = statement.exportKind === 'type' || (item.type === 'ExportSpecifier' && item.exportKind === 'type');
      const original =
        item.type === 'ExportSpecifier'
          ? exportedName(item.local)
          : item.type === 'ExportDefaultSpecifier'
            ? 'default'
            : '*';
      const binding: Export = statement.source
        ? { kind: 'from', specifier: statement.source.value, name: original, isType }
        : this.#binding(original);
      this.names.set(name, isType ? { ...binding, isType } : binding);
    }
  }

  /** `export = Name`: the members of a namespace of that name can be imported by name; the rest is unknown. */
  #namespaceMembers(name: string): void {
    const imported = this.#imported.get(name);
    if (imported?.kind === 'from' && imported.name === '*') this.stars.push(imported.specifier);
    this.isDynamic = true;
  }

  /** `module.exports = …`, `exports.a = …`, `__exportStar(require('x'), exports)`, `Object.defineProperty(exports, 'a', …)`. */
  #expression(expression: Expression): void {
    if (expression.type === 'AssignmentExpression') {
      this.#assignment(expression.left, expression.right);
      if (expression.right.type === 'AssignmentExpression') this.#expression(expression.right);
      return;
    }
    if (expression.type !== 'CallExpression') return;
    const [first, second] = expression.arguments;
    const callee = memberText(expression.callee);
    const name = callee?.slice(callee.lastIndexOf('.') + 1) ?? '';
    const looped = reExportedInLoop(expression);
    if (looped !== undefined) this.#exportAllOf(looped);
    else if (/^(?:__exportStar|_export_star)$/.test(name)) this.#exportAll(first);
    else if (name === '__reExport') this.#exportAll(second);
    else if (/^_{1,2}export$/.test(name) && second?.type === 'ObjectExpression') this.#getters(second);
    else if (callee === 'Object.defineProperty' && first && isExportsObject(memberText(first))) {
      const name = literalText(second);
      const value = getterValue(expression.arguments[2]);
      if (name !== undefined && name !== '__esModule')
        this.names.set(name, value ? this.#value(value, name) : local(name));
    } else if (callee === 'Object.assign' && first && isExportsObject(memberText(first))) this.isDynamic = true;
    // Another function that is given the exports may add any.
    else if (!this.#isUseless(callee, second)) this.#conditional(expression);
  }

  #exportAll(module: Node | undefined): void {
    const specifier = requiredModule(module);
    if (specifier !== undefined) this.stars.push(specifier);
    else if (module?.type === 'Identifier') this.#exportAllOf(module.name);
    else this.isDynamic = true;
  }

  /** All of a module that a name is bound to. */
  #exportAllOf(name: string): void {
    const imported = this.#imported.get(name);
    const specifier = this.#wrapped.get(name) ?? (imported?.kind === 'from' ? imported.specifier : undefined);
    if (specifier === undefined) this.isDynamic = true;
    else this.stars.push(specifier);
  }

  /** `_export(exports, { a: function () { return a; } })`, as swc and esbuild write it. */
  #getters({ properties }: ObjectExpression): void {
    for (const property of properties) {
      const name = property.type !== 'SpreadElement' && !property.computed ? keyName(property.key) : undefined;
      if (name === undefined || property.type === 'SpreadElement') this.isDynamic = true;
      else this.names.set(name, this.#returned(property, name));
    }
  }

  #returned(property: ObjectProperty | ObjectMethod, name: string): Export {
    const value = returnedValue(property.type === 'ObjectMethod' ? property : property.value);
    return value ? this.#value(value, name) : local(name);
  }

  /** `Object.defineProperty(exports, '__esModule', …)` adds nothing. */
  #isUseless(callee: string | undefined, second: Node | undefined): boolean {
    return callee === 'Object.defineProperty' && literalText(second) !== undefined;
  }

  #assignment(left: Node, right: Expression): void {
    const target = memberText(left);
    if (target === 'module.exports') this.#wholeExports(right);
    else if (target !== undefined && /^(?:module\.)?exports\.[^.]+$/.test(target)) {
      const name = target.slice(target.lastIndexOf('.') + 1);
      this.names.set(name, this.#value(right, name));
      // Importers can take all of a CommonJS module as its default export.
      if (!this.names.has('default')) this.names.set('default', local('module.exports'));
    } else if (left.type === 'MemberExpression' && left.computed && isExportsObject(memberText(left.object)))
      this.isDynamic = true;
  }

  #wholeExports(value: Expression): void {
    this.names.set('default', local('module.exports'));
    const specifier = requiredModule(value);
    if (specifier !== undefined) {
      this.names.set('default', { kind: 'from', specifier, name: 'default', isType: false });
      this.stars.push(specifier);
      return;
    }
    // esbuild collects exports in an object, each with a function of its own.
    if (value.type === 'CallExpression' && memberText(value.callee) === '__toCommonJS') return;
    if (value.type !== 'ObjectExpression') {
      this.isDynamic = true;
      return;
    }
    for (const property of value.properties) {
      if (property.type === 'SpreadElement') {
        const spread = requiredModule(property.argument);
        if (spread === undefined) this.isDynamic = true;
        else this.stars.push(spread);
      } else if (!property.computed) {
        const name = property.key.type === 'Identifier' ? property.key.name : literalText(property.key);
        if (name === undefined) continue;
        this.names.set(
          name,
          property.type === 'ObjectProperty' ? this.#value(property.value as Expression, name) : local(name),
        );
      } else this.isDynamic = true;
    }
  }

  /** The definition of an exported value: the binding that it names, what it takes from another module, or itself. */
  #value(value: Expression, name: string): Export {
    if (value.type === 'Identifier') return this.#binding(value.name);
    const specifier = requiredModule(value);
    if (specifier !== undefined) return { kind: 'from', specifier, name: '*', isType: false };
    if (value.type === 'MemberExpression' && !value.computed && value.property.type === 'Identifier') {
      const { object: from } = value;
      const isWrapped = from.type === 'CallExpression' && interop.test(memberText(from.callee) ?? '');
      if (isWrapped && from.arguments[0]?.type === 'Identifier') {
        const imported = this.#imported.get(from.arguments[0].name);
        if (imported?.kind === 'from' && imported.name === '*') return { ...imported, name: value.property.name };
      }
      const module = requiredModule(value.object);
      const wrapped = value.object.type === 'Identifier' ? this.#wrapped.get(value.object.name) : undefined;
      if (wrapped !== undefined) return { kind: 'from', specifier: wrapped, name: value.property.name, isType: false };
      const object = value.object.type === 'Identifier' ? this.#imported.get(value.object.name) : undefined;
      if (module !== undefined) return { kind: 'from', specifier: module, name: value.property.name, isType: false };
      if (object?.kind === 'from' && object.name === '*') return { ...object, name: value.property.name };
    }
    return local(`exports.${name}`);
  }

  /** Statements that may not run assign exports, too. */
  #conditional(statement: Node): void {
    const text = JSON.stringify(statement, (key, value: unknown) => (key === 'loc' ? undefined : value));
    if (/"name":"exports"/.test(text)) this.isDynamic = true;
  }
}

function exportedName(node: Identifier | StringLiteral): string {
  return node.type === 'Identifier' ? node.name : node.value;
}

function isExportsObject(text: string | undefined): boolean {
  return text === 'exports' || text === 'module.exports';
}

function memberText(node: Node): string | undefined {
  if (node.type === 'Identifier') return node.name;
  if (node.type !== 'MemberExpression' || node.computed || node.property.type !== 'Identifier') return undefined;
  const object = memberText(node.object);
  return object === undefined ? undefined : `${object}.${node.property.name}`;
}

/** `{ enumerable: true, get: function () { return x_1.name; } }` */
function getterValue(descriptor: Node | undefined): Expression | undefined {
  if (descriptor?.type !== 'ObjectExpression') return undefined;
  for (const property of descriptor.properties) {
    if (property.type === 'SpreadElement' || property.computed || memberText(property.key) !== 'get') continue;
    return returnedValue(property.type === 'ObjectMethod' ? property : property.value);
  }
  return undefined;
}

/** The expression that a function returns, if it does nothing else. */
function returnedValue(getter: Node): Expression | undefined {
  if (!('body' in getter)) return undefined;
  const body: unknown = getter.body;
  const node = body as Node;
  if (node.type !== 'BlockStatement') return node as Expression;
  const [only] = node.body;
  return only?.type === 'ReturnStatement' && node.body.length === 1 ? (only.argument ?? undefined) : undefined;
}

function keyName(key: Node): string | undefined {
  return key.type === 'Identifier' ? key.name : literalText(key);
}

/**
 * Functions of compilers that hand a module on, perhaps in an object of their own: members of that object are the
 * module's.
 */
const interop = /^(?:tslib(?:_\d+)?\.)?(?:__importStar|__importDefault|_interopRequire(?:Default|Wildcard)|__toESM)$/;

function requiredModule(node: Node | null | undefined): string | undefined {
  if (node?.type !== 'CallExpression') return undefined;
  const callee = memberText(node.callee);
  return callee === 'require' ? literalText(node.arguments[0]) : undefined;
}
