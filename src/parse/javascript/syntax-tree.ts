import type { ParserOptions, ParserPlugin } from '@babel/parser';
import type { File, Node } from '@babel/types';

import { isTooDeep } from '../../model/errors.ts';
import { loadBabel } from './load-babel.ts';
import { hasCrowdedComments } from './crowded-comments.ts';

/** Which of jscodeshift's option sets a text is parsed with. */
export type Dialect = 'ts' | 'tsx' | 'babel' | 'flow';

/** jscodeshift's options for `babel`, without `estree`: one shape of tree serves all dialects. */
const babelPlugins: ParserPlugin[] = [
  'jsx',
  'asyncGenerators',
  'classProperties',
  'doExpressions',
  'exportDefaultFrom',
  'functionBind',
  'functionSent',
  'objectRestSpread',
  'dynamicImport',
  'nullishCoalescingOperator',
  'optionalChaining',
  ['decorators', { decoratorsBeforeExport: false }],
];

/** jscodeshift's options for Flow, as its `babylon` parser has them. */
const flowPlugins: ParserPlugin[] = [
  ['flow', { all: true }],
  'flowComments',
  'bigInt',
  'classPrivateProperties',
  'classPrivateMethods',
  'exportNamespaceFrom',
  'importMeta',
  'logicalAssignment',
  'numericSeparator',
  'optionalCatchBinding',
  ['pipelineOperator', { proposal: 'minimal' }],
  'throwExpressions',
];

/** jscodeshift's options for TypeScript; a test holds them to its own list. */
export const typescriptPlugins: readonly ParserPlugin[] = [
  'asyncGenerators',
  'decoratorAutoAccessors',
  'bigInt',
  'classPrivateMethods',
  'classPrivateProperties',
  'classProperties',
  'decorators-legacy',
  'doExpressions',
  'dynamicImport',
  'exportDefaultFrom',
  'exportExtensions' as ParserPlugin, // Babel 6; the parser of today passes over it.
  'exportNamespaceFrom',
  'functionBind',
  'functionSent',
  'importAttributes',
  'importMeta',
  'nullishCoalescingOperator',
  'numericSeparator',
  'objectRestSpread',
  'optionalCatchBinding',
  'optionalChaining',
  ['pipelineOperator', { proposal: 'minimal' }],
  'throwExpressions',
  'typescript',
];

/** A text that was parsed. */
export interface SyntaxTree {
  readonly file: File;
  /** Offset of the first error that the parser could pass, such as a name that is declared twice; or -1. */
  readonly errorAt: number;
}

/** The dialect of a file, by its extension and, in JavaScript, a `@flow` pragma in its first comments. */
export function dialectOf(path: string, text: string): Dialect {
  if (/\.[mc]?ts$/.test(path)) return 'ts';
  if (path.endsWith('.tsx')) return 'tsx';
  return hasFlowPragma(text.slice(0, 1000)) ? 'flow' : 'babel';
}

/** Does one of the comments that the text starts with hold the pragma? The last of them need not end. */
function hasFlowPragma(start: string): boolean {
  const comment = /\s*(?:#!.*|\/\/.*|\/\*[^]*?(?:\*\/|$))/y;
  for (let match = comment.exec(start); match; match = comment.exec(start)) if (/@flow\b/.test(match[0])) return true;
  return false;
}

/** A longer text takes the parser seconds, and memory by the gigabyte. */
const LONGEST = 1_048_576;
/** The parser compares each of them with all those around it. No person writes so many. */
const labels = /(?<![\w$])(?:[\w$]+\s*:\s*){50}/;

/**
 * Parses a text as jscodeshift would. Errors that the parser can pass (a name declared twice) do not stop it.
 * JavaScript with type annotations and no pragma is read as Flow, and a text that is no module as a script.
 * @throws SyntaxError the first error of those that these readings meet
 */
export function parseJavaScript(text: string, dialect: Dialect): SyntaxTree {
  if (text.length > LONGEST) throw new SyntaxError(`it is longer than ${LONGEST} characters`);
  if (labels.test(text)) throw new SyntaxError('it nests too deep');
  if (hasCrowdedComments(text)) throw new SyntaxError('it has too many comments on one line');
  const { parse } = loadBabel();
  const errors: SyntaxError[] = [];
  for (const options of attempts(dialect, phased.test(text) ? phases : [])) {
    try {
      const file = withoutTraces(() => parse(text, options));
      const [error] = file.errors ?? [];
      return { file, errorAt: (error as { readonly pos?: number } | undefined)?.pos ?? -1 };
    } catch (error) {
      if (isTooDeep(error)) throw new SyntaxError('it nests too deep', { cause: error });
      if (!(error instanceof SyntaxError)) throw error;
      errors.push(error);
    }
  }
  throw errors[0] ?? new SyntaxError('it has no dialect');
}

/** A text may have an error at each character; where the parser was when it met them takes most of the time. */
function withoutTraces<T>(run: () => T): T {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return run();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/** `import defer * as x from 'y'`, `import source x from 'y'`, which other programs need not pay for. */
const phased = /\bimport\s+(?:defer|source)\b/;
const phases: readonly ParserPlugin[] = ['deferredImportEvaluation', 'sourcePhaseImports'];

function attempts(dialect: Dialect, more: readonly ParserPlugin[]): ParserOptions[] {
  const options = (plugins: ParserPlugin[], sourceType: 'module' | 'script' = 'module'): ParserOptions => ({
    sourceType,
    plugins: [...plugins, ...more],
    allowImportExportEverywhere: true,
    allowReturnOutsideFunction: true,
    errorRecovery: true,
    attachComment: false,
  });
  if (dialect === 'ts' || dialect === 'tsx') {
    return [options(dialect === 'tsx' ? ['jsx', ...typescriptPlugins] : [...typescriptPlugins])];
  }
  const flow = options([...flowPlugins, ...babelPlugins]);
  if (dialect === 'flow') return [flow];
  return [options(babelPlugins), flow, options(babelPlugins, 'script')];
}

/** Keys of a node that lead to no child. */
const childless = new Set(['type', 'start', 'end', 'loc', 'extra', 'errors', 'comments', 'tokens']);

/**
 * Visits a node and all below it, each with the nodes around it, outermost first, and the key by which the innermost of
 * these holds it. The list is reused: copy anything to keep.
 */
export function walk(node: Node, visit: (node: Node, parents: readonly Node[], key: string) => void): void {
  const parents: Node[] = [];
  const step = (at: Node, ownKey: string): void => {
    visit(at, parents, ownKey);
    parents.push(at);
    const fields = at as unknown as Readonly<Record<string, unknown>>;
    for (const key in fields) {
      const value = fields[key];
      if (typeof value !== 'object' || value === null || childless.has(key)) continue;
      if (Array.isArray(value)) {
        for (const item of value as unknown[]) if (isNode(item)) step(item, key);
      } else if (isNode(value)) step(value, key);
    }
    parents.pop();
  };
  step(node, '');
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';
}
