import { lineStartAt, nextLineAt } from '../../edit/line-offsets.ts';
import type { ImportStyle } from '../../model/moved-tree.ts';
import type { TextEdit } from '../../model/edit.ts';
import type { SyntaxNode } from '../../parse/python/syntax/syntax-node.ts';
import { importText } from './brought-names.ts';
import type { NameImport } from './brought-names.ts';
import { attachedStart } from './definition.ts';
import { isForTypeCheckers } from './module-code.ts';
import type { ModuleCode } from './module-code.ts';

const imports = new Set(['import_statement', 'import_from_statement', 'future_import_statement']);

/** The imports at the start of a module, and where one more goes. */
export interface ImportBlock {
  /** Behind the last line of it. */
  readonly end: number;
  readonly hasImports: boolean;
  /** The block of `if TYPE_CHECKING:`, if there is one. */
  readonly types: SyntaxNode | undefined;
}

export function importBlockOf(code: ModuleCode): ImportBlock {
  const { root, text } = code;
  let last: SyntaxNode | undefined;
  let documentation: SyntaxNode | undefined;
  let types: SyntaxNode | undefined;
  for (const [k, node] of root.children.entries()) {
    if (imports.has(node.type)) last = node;
    else if (k === 0 && isString(node)) documentation = node;
    else if (isForTypeCheckers(code, node)) types ??= node.children.find(({ field }) => field === 'consequence');
    else if (!isPreamble(text, node)) break;
  }
  const anchor = last ?? documentation;
  if (anchor) return { end: nextLineAt(text, anchor.end), hasImports: last !== undefined, types };
  const [first] = root.children;
  return { end: first ? attachedStart(text, first.start) : text.length, hasImports: false, types };
}

/** Statements that may stand among the imports: dunder names, imports that may fail, changes of `sys.path`. */
function isPreamble(text: string, node: SyntaxNode): boolean {
  if (node.type === 'try_statement' || node.type === 'if_statement') return node.children.every(holdsImports);
  return node.type === 'expression_statement' && /^__\w+__\s*[:=]/.test(text.slice(node.start, node.end));
}

function holdsImports(node: SyntaxNode): boolean {
  if (node.type === 'block')
    return node.children.every((one) => imports.has(one.type) || one.type === 'pass_statement');
  return !/_clause$/.test(node.type) || node.children.every(holdsImports);
}

function isString({ type, children }: SyntaxNode): boolean {
  return type === 'expression_statement' && children[0]?.type === 'string';
}

/**
 * The edits that add imports to a module: behind those that it has, or below `if TYPE_CHECKING:`.
 * @param added none that it has already
 */
export function addImports(code: ModuleCode, added: readonly NameImport[], style: ImportStyle): TextEdit[] {
  if (added.length === 0) return [];
  const { text } = code;
  const block = importBlockOf(code);
  const linesOf = (isForTypes: boolean): string[] => [
    ...new Set(added.filter((one) => one.isForTypes === isForTypes).map((one) => importText(one, code, style))),
  ];
  const [plain, types] = [linesOf(false), linesOf(true)];
  const edits: TextEdit[] = [];
  const known = block.types;
  if (types.length > 0 && known) {
    const end = nextLineAt(text, known.end);
    const indent = /^[ \t]*/.exec(text.slice(lineStartAt(text, known.start)))?.[0] ?? '';
    const glue = end > 0 && !/[\r\n]/.test(text.charAt(end - 1)) ? '\n' : '';
    edits.push({ start: end, end, text: glue + types.map((line) => `${indent || '    '}${line}\n`).join('') });
  } else if (types.length > 0) {
    if (code.scopes.module.bindings.get('TYPE_CHECKING') === undefined)
      plain.unshift('from typing import TYPE_CHECKING');
    plain.push('', 'if TYPE_CHECKING:', ...types.map((line) => `    ${line}`));
  }
  if (plain.length > 0) edits.push(insertion(text, block, plain, code.root.children.length === 0));
  return edits.toSorted((a, b) => a.start - b.start);
}

function insertion(
  text: string,
  { end, hasImports }: ImportBlock,
  lines: readonly string[],
  isEmpty: boolean,
): TextEdit {
  const own = `${lines.join('\n')}\n`;
  const glue = end > 0 && !/[\r\n]/.test(text.charAt(end - 1)) ? '\n' : '';
  if (hasImports) return { start: end, end, text: glue + own };
  if (isEmpty) return { start: end, end, text: (text.trim() === '' ? '' : `${glue}\n`) + own };
  const isBehindDocumentation =
    end > 0 && text.slice(0, end).trimEnd() !== '' && !/^[ \t]*#[^\n]*$/m.test(lastLine(text, end));
  return { start: end, end, text: isBehindDocumentation ? `${glue}\n${own}` : `${own}\n\n` };
}

function lastLine(text: string, end: number): string {
  return text.slice(0, end).trimEnd().split('\n').at(-1) ?? '';
}
