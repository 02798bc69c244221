import type { CallExpression, Comment, File, Node } from '@babel/types';
import type { Range } from '../../model/range.ts';
import { walk } from './syntax-tree.ts';

/** The form in which a module is named. */
export type ReferenceForm =
  | 'import'
  | 'export-from'
  | 'import-equals'
  | 'require'
  | 'require-resolve'
  | 'dynamic-import'
  | 'import-type'
  | 'jsdoc-import'
  | 'jsdoc-tag'
  | 'jsx-source'
  | 'mock'
  | 'augmentation'
  | 'url';

/**
 * One place in a file that names a module by a string. Its range is that of the string, with the quotes; in a pragma, which has
 * none, that of the word.
 */
export interface ModuleReference extends Range {
  readonly form: ReferenceForm;
  readonly specifier: string;
  /** The statement, call, type, comment or tag that names it. */
  readonly node: Node | Comment | SourceAttribute;
  /** The nodes around that node, outermost first. */
  readonly parents: readonly Node[];
}

/** `src` of an element of a component. The range is that of its opening tag. */
export interface SourceAttribute extends Range {
  readonly type: 'SourceAttribute';
  /** The name of the element. */
  readonly element: string;
}

/** Is `require` a parameter where a call stands, so that it may be anything? */
export function isGivenRequire({ form, parents }: ModuleReference): boolean {
  if (form !== 'require' && form !== 'require-resolve') return false;
  return parents.some(
    (parent) => 'params' in parent && Array.isArray(parent.params) && (parent.params as Node[]).some(isRequireName),
  );
}

function isRequireName(node: Node): boolean {
  return node.type === 'Identifier' && node.name === 'require';
}

const jestMethods = new Set([
  'mock',
  'unmock',
  'doMock',
  'dontMock',
  'deepUnmock',
  'setMock',
  'requireActual',
  'requireMock',
  'createMockFromModule',
  'genMockFromModule',
  'unstable_mockModule',
  'unstable_unmockModule',
  'importActual',
  'importMock',
  'doUnmock',
]);
const mockObjects = new Set(['jest', 'vi', 'vitest']);
/** Functions of mocking libraries that take a specifier first. */
const mockFunctions = new Set(['proxyquire', 'rewiremock', 'mockRequire', 'rewire']);
const mockMembers = new Set([
  'mock.module',
  'td.replace',
  'td.replaceEsm',
  'rewiremock.proxy',
  'rewiremock.enable',
  'proxyquire.load',
]);

/** Every place in a program that names a module by a string literal, in the order of the text. */
export function moduleReferences({ program, comments }: File): ModuleReference[] {
  const references: ModuleReference[] = [];
  const add = (form: ReferenceForm, literal: Node | null | undefined, node: Node, parents: readonly Node[]): void => {
    const text = literalText(literal);
    if (literal && text !== undefined)
      references.push({ ...rangeOf(literal), form, specifier: text, node, parents: [...parents] });
  };
  walk(program, (node, parents) => {
    switch (node.type) {
      case 'ImportDeclaration':
        add('import', node.source, node, parents);
        break;
      case 'ExportNamedDeclaration':
      case 'ExportAllDeclaration':
        add('export-from', node.source, node, parents);
        break;
      case 'TSImportEqualsDeclaration':
        if (node.moduleReference.type === 'TSExternalModuleReference')
          add('import-equals', node.moduleReference.expression, node, parents);
        break;
      case 'TSImportType':
        add('import-type', importTypeArgument(node.argument), node, parents);
        break;
      case 'TSModuleDeclaration':
        if (node.id.type === 'StringLiteral') add('augmentation', node.id, node, parents);
        break;
      case 'NewExpression':
        if (isUrlConstructor(node)) add('url', node.arguments[0], node, parents);
        break;
      case 'CallExpression':
      case 'OptionalCallExpression': {
        const form = callForm(node as CallExpression);
        if (form) add(form, node.arguments[0], node, parents);
        break;
      }
      default:
    }
  });
  for (const comment of comments ?? []) references.push(...commentReferences(comment));
  return references.sort((a, b) => a.start - b.start);
}

/** In a type, some versions of the parser wrap the literal. */
function importTypeArgument(argument: Node): Node {
  return argument.type === 'TSLiteralType' ? (argument as unknown as { literal: Node }).literal : argument;
}

/** The value of a string literal, or of a template without holes. */
export function literalText(node: Node | null | undefined): string | undefined {
  if (node?.type === 'StringLiteral') return node.value;
  if (node?.type === 'TemplateLiteral' && node.expressions.length === 0)
    return node.quasis[0]?.value.cooked ?? undefined;
  return undefined;
}

/** The name of an identifier, or `a.b` of a plain member. */
export function dottedName(node: Node): string | undefined {
  if (node.type === 'Identifier') return node.name;
  if (node.type === 'MetaProperty') return `${node.meta.name}.${node.property.name}`;
  if ((node.type === 'MemberExpression' || node.type === 'OptionalMemberExpression') && !node.computed) {
    const object = dottedName(node.object);
    return object !== undefined && node.property.type === 'Identifier' ? `${object}.${node.property.name}` : undefined;
  }
  return undefined;
}

function callForm({ callee }: CallExpression): ReferenceForm | undefined {
  if (callee.type === 'Import') return 'dynamic-import';
  const name = dottedName(callee);
  if (name === undefined) return mockChain(callee);
  if (name === 'require' || name === 'module.require') return 'require';
  if (name === 'require.resolve' || name === 'import.meta.resolve') return 'require-resolve';
  if (mockFunctions.has(name) || mockMembers.has(name)) return 'mock';
  // The context of a test of node:test has it, too.
  if (name.endsWith('.mock.module')) return 'mock';
  const dot = name.lastIndexOf('.');
  return mockObjects.has(name.slice(0, dot)) && jestMethods.has(name.slice(dot + 1)) ? 'mock' : undefined;
}

/** `jest.mock('a').mock('b')`, `proxyquire.noCallThru()('a')`. */
function mockChain(callee: Node): ReferenceForm | undefined {
  let at = callee;
  let isJest = false;
  for (;;) {
    if (at.type === 'MemberExpression' || at.type === 'OptionalMemberExpression') {
      isJest ||= at.property.type === 'Identifier' && jestMethods.has(at.property.name);
      at = at.object;
    } else if (at.type === 'CallExpression' || at.type === 'OptionalCallExpression') at = at.callee;
    else break;
  }
  if (at.type !== 'Identifier') return undefined;
  return (mockObjects.has(at.name) && isJest && callee.type === 'MemberExpression') || at.name === 'proxyquire'
    ? 'mock'
    : undefined;
}

/** `new URL('./x', import.meta.url)`, `new Worker('./x')`, `new self.Worker('./x')`. */
function isUrlConstructor(node: Node): boolean {
  if (node.type !== 'NewExpression') return false;
  const name = dottedName(node.callee);
  if (name === 'URL') return node.arguments[1] !== undefined && dottedName(node.arguments[1]) === 'import.meta.url';
  return /^(?:(?:globalThis|self|window)\.)?(?:Shared)?Worker$/.test(name ?? '');
}

const importTag = /@import\s([^'"@]*?)\bfrom\s*((["'])([^'"\r\n]*)\3)/g;
const importInComment = /\bimport\(\s*((["'])((?:(?!\2)[^\r\n])*)\2)\s*\)/g;

/**
 * The words of `@jsxImportSource x` in comments, each with the module that the compiler imports for elements
 * (https://www.typescriptlang.org/tsconfig/#jsxImportSource).
 */
export function jsxSources(text: string): (Range & { readonly specifier: string })[] {
  return [...text.matchAll(/@jsxImportSource[^\S\r\n]+([^\s*]+)/g)].map(({ 0: all, 1: word = '', index }) => {
    const end = index + all.length;
    return { start: end - word.length, end, specifier: `${word}/jsx-runtime` };
  });
}

/** `import('./x').T` and `@import { T } from './x'` in a comment of JSDoc, `@jsxImportSource x` in any. */
function commentReferences(comment: Comment): ModuleReference[] {
  // Behind the opening of the comment.
  const offset = (comment.start ?? 0) + 2;
  const sources = jsxSources(comment.value).map(({ start, end, specifier }): ModuleReference => {
    return { start: offset + start, end: offset + end, form: 'jsx-source', specifier, node: comment, parents: [] };
  });
  return [...sources, ...jsdocReferences(comment)];
}

function jsdocReferences(comment: Comment): ModuleReference[] {
  if (comment.type !== 'CommentBlock' || !comment.value.startsWith('*')) return [];
  const references: ModuleReference[] = [];
  for (const match of comment.value.matchAll(importInComment)) {
    // Behind the opening of the comment.
    const start = (comment.start ?? 0) + 2 + match.index + match[0].indexOf(match[1] ?? '');
    references.push({
      start,
      end: start + (match[1] ?? '').length,
      form: 'jsdoc-import',
      specifier: match[3] ?? '',
      node: comment,
      parents: [],
    });
  }
  for (const match of comment.value.matchAll(importTag)) {
    const end = (comment.start ?? 0) + 2 + match.index + match[0].length;
    const start = end - (match[2] ?? '').length;
    references.push({ start, end, form: 'jsdoc-tag', specifier: match[4] ?? '', node: comment, parents: [] });
  }
  return references;
}

export function rangeOf(node: Node | Comment | SourceAttribute): Range {
  return { start: node.start ?? 0, end: node.end ?? 0 };
}
