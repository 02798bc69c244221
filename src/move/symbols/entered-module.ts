import { beforeLineEnding, lineStartAt, nextLineAt } from '../../edit/line-offsets.ts';
import type { ImportStyle } from '../../model/moved-tree.ts';
import type { TextEdit } from '../../model/edit.ts';
import { absoluteModule } from '../../model/python.ts';
import type { ImportStatement } from '../../model/python.ts';
import type { SyntaxNode } from '../../parse/python/syntax/syntax-node.ts';
import { importText } from './brought-names.ts';
import type { Brought, NameImport } from './brought-names.ts';
import { attachedStart } from './definition.ts';
import type { Definition } from './definition.ts';
import { addImports, importBlockOf } from './import-block.ts';
import { usesDots } from './left-module.ts';
import { placeIn, topStatement, typesBlock } from './module-code.ts';
import type { ModuleCode, Obstacle } from './module-code.ts';

/** The code that enters a module. */
export interface Entering {
  readonly from: ModuleCode;
  readonly definitions: readonly Definition[];
  /** The names that the definitions need, by name. */
  readonly brought: readonly Brought[];
  readonly style: ImportStyle;
}

/** Puts definitions into a module, with the imports that they need. Imports of them from their old module go. */
export function enteredModule(code: ModuleCode, entering: Entering): readonly TextEdit[] | readonly Obstacle[] {
  const { brought, style } = entering;
  const own = ownImports(code, entering);
  if ('obstacles' in own) return own.obstacles;
  const level = usesDots(code) ? 1 : 0;
  const needed = brought
    .filter((one) => one.kind !== 'copy')
    .map((one): NameImport => (one.kind === 'back' ? { ...one, level } : one))
    .filter((one) => !isThere(code, one));
  const copied = brought.flatMap((one) =>
    one.kind === 'copy' && !code.scopes.module.bindings.has(one.local) ? [`${one.text}\n`] : [],
  );
  const copies = [...new Set(copied)];
  const at = endOfImports(code);
  const loggers = copies.length === 0 ? [] : [{ start: at, end: at, text: `\n${copies.join('')}` }];
  const body = insertion(code, entering, { aliases: own.aliases, isEarly: own.isEarly });
  // Insertions at one place follow each other in this order.
  return [...addImports(code, needed, style), ...loggers, body, ...own.edits].toSorted(
    (a, b) => a.start - b.start || a.end - b.end,
  );
}

/** The edit that lets the module read its annotations as text (PEP 563), as the old one does. */
export function lazyAnnotations({ root, text }: ModuleCode): TextEdit {
  const line = 'from __future__ import annotations\n';
  const [first] = root.children;
  const isDocumentation = first?.type === 'expression_statement' && first.children[0]?.type === 'string';
  if (first && isDocumentation) {
    const end = nextLineAt(text, first.end);
    return { start: end, end, text: `\n${line}${isBlank(text, end) ? '' : '\n'}` };
  }
  const start = first ? attachedStart(text, first.start) : text.length;
  return { start, end: start, text: `${line}\n` };
}

function isBlank(text: string, at: number): boolean {
  return text.slice(at, nextLineAt(text, at)).trim() === '';
}

/** Has the module this very import already? */
function isThere(code: ModuleCode, wanted: NameImport): boolean {
  if (wanted.module === code.identity.module && wanted.name === wanted.local) return true;
  const text = importText({ ...wanted, level: 0 }, code, 'absolute');
  return code.statements.some((statement) => {
    const top = topStatement(code, statement.start);
    const isPlain = top?.type === 'import_statement' || top?.type === 'import_from_statement';
    if (!isPlain && !(wanted.isForTypes && typesBlock(code, statement.start))) return false;
    return importsIn(code, statement).some((one) => importText({ ...one, level: 0 }, code, 'absolute') === text);
  });
}

/** The single imports of a statement. */
export function importsIn({ identity }: ModuleCode, statement: ImportStatement): NameImport[] {
  const { kind, level, module, names, isStar } = statement;
  if (isStar) return [];
  const isForTypes = false;
  if (kind === 'import')
    return names.map(({ name, alias }) =>
      alias === undefined
        ? { local: name.split('.', 1)[0] ?? name, module: name, name: undefined, level: 0, isForTypes }
        : { local: alias, module: name, name: '', level: 0, isForTypes },
    );
  const source = absoluteModule(level, module, identity);
  if (source === undefined) return [];
  return names.map(({ name, alias }) => ({ local: alias ?? name, module: source, name, level, isForTypes }));
}

interface OwnImports {
  readonly edits: readonly TextEdit[];
  /** Statements that give a moved name the other name that the module has for it. */
  readonly aliases: readonly string[];
  /** The module may use a moved name as soon as its imports are done. */
  readonly isEarly: boolean;
}

/** The imports of what moves by the module that it moves to: they go. */
function ownImports(
  code: ModuleCode,
  { from, definitions }: Entering,
): OwnImports | { readonly obstacles: readonly Obstacle[] } {
  const names = new Set(definitions.map(({ name }) => name));
  const edits: TextEdit[] = [];
  const aliases: string[] = [];
  const obstacles: Obstacle[] = [];
  let isEarly = false;
  for (const statement of code.statements) {
    if (
      statement.kind !== 'from' ||
      absoluteModule(statement.level, statement.module, code.identity) !== from.identity.module
    )
      continue;
    if (statement.isStar) isEarly = true;
    const own = statement.names.filter(({ name }) => names.has(name));
    if (own.length === 0) continue;
    const top = topStatement(code, statement.start);
    const isTop = top?.start === statement.start;
    const isInFunction = code.scopes.all.some(
      ({ kind, range }) => kind === 'function' && range.start < statement.start && statement.end <= range.end,
    );
    if (!isTop && !isInFunction && typesBlock(code, statement.start) === undefined) {
      obstacles.push({ place: placeIn(code, statement.start), message: 'it imports what moves under a condition' });
      continue;
    }
    if (isTop) isEarly = true;
    const renamed = own.flatMap(({ name, alias }) =>
      alias === undefined || alias === name ? [] : [`${alias} = ${name}`],
    );
    if (isTop) aliases.push(...renamed.map((line) => `${line}\n`));
    if (own.length < statement.names.length) edits.push(...withoutNames(statement, own));
    if (own.length < statement.names.length && !isTop && renamed.length > 0)
      obstacles.push({ place: placeIn(code, statement.start), message: 'it imports what moves under another name' });
    if (own.length === statement.names.length) edits.push(withoutStatement(code, statement, isTop ? [] : renamed));
  }
  return obstacles.length > 0 ? { obstacles } : { edits, aliases, isEarly };
}

/** Some names of a statement go. */
function withoutNames({ names }: ImportStatement, own: readonly ImportStatement['names'][number][]): TextEdit[] {
  const stays = names.filter((name) => !own.includes(name));
  return own
    .map((name) => {
      const next = names[names.indexOf(name) + 1];
      if (next) return { start: name.start, end: next.start, text: '' };
      const previous = stays.at(-1);
      return { start: previous?.end ?? name.start, end: name.end, text: '' };
    })
    .reduce<TextEdit[]>((kept, edit) => {
      const last = kept.at(-1);
      if (last && edit.start < last.end) kept[kept.length - 1] = { ...last, end: edit.end };
      else kept.push(edit);
      return kept;
    }, []);
}

/** The whole statement goes, with its line; a block that it is all of keeps `pass`. */
function withoutStatement(code: ModuleCode, { start, end }: ImportStatement, instead: readonly string[]): TextEdit {
  const { text } = code;
  const node = nodeAt(code.root, start, end);
  const [from, to] = [lineStartAt(text, start), nextLineAt(text, end)];
  const isLine = text.slice(from, start).trim() === '' && /^[ \t]*(?:#.*)?[\r\n]*$/.test(text.slice(end, to));
  const isAlone = node?.parent?.type === 'block' && node.parent.children.length === 1;
  if (instead.length > 0 || isAlone || !isLine)
    return { start, end, text: instead.length > 0 ? instead.join('; ') : 'pass' };
  return { start: from, end: to, text: '' };
}

function nodeAt(node: SyntaxNode, start: number, end: number): SyntaxNode | undefined {
  const inner = node.children.find((one) => one.start <= start && end <= one.end);
  if (inner === undefined) return undefined;
  return /^import_/.test(inner.type) ? inner : nodeAt(inner, start, end);
}

/** Behind the imports at the start, those for type checkers too. */
function endOfImports(code: ModuleCode): number {
  const { end, types } = importBlockOf(code);
  return Math.max(end, types ? nextLineAt(code.text, types.end) : 0);
}

interface Around {
  readonly aliases: readonly string[];
  readonly isEarly: boolean;
}

/** The definitions, at the end of the module, or behind its imports if it may use them at once. */
function insertion(code: ModuleCode, { from, definitions }: Entering, { aliases, isEarly }: Around): TextEdit {
  const { text, root } = code;
  const pieces = definitions
    .flatMap(({ ranges, isBlock }) => ranges.map((range) => ({ ...range, isBlock })))
    .toSorted((a, b) => a.start - b.start)
    .map(({ start, end, isBlock }) => ({ isBlock, text: asLines(from.text.slice(start, end)) }));
  const all = [...pieces, ...aliases.map((line) => ({ isBlock: false, text: line }))];
  const main = isEarly ? undefined : root.children.at(-1);
  const isScript = main?.type === 'if_statement' && /^if\s+__name__\s*==/.test(text.slice(main.start, main.end));
  const at = isEarly ? endOfImports(code) : isScript ? lineStartAt(text, main.start) : text.length;
  const glue = at > 0 && !/[\r\n]/.test(text.charAt(at - 1)) ? '\n' : '';
  const blank = isScript ? blankLinesAbove(text, at) : 0;
  let body = '';
  let before = isEarly ? 'import' : kindOf(root.children.at(isScript ? -2 : -1)?.type ?? 'import');
  for (const piece of all) {
    const gap = piece.isBlock || before === 'block' ? 2 : before === 'import' ? 1 : 0;
    body += '\n'.repeat(gap) + piece.text;
    before = piece.isBlock ? 'block' : 'value';
  }
  const own = glue + body.slice(/^\n*/.exec(body.slice(0, blank))?.[0].length ?? 0);
  return { start: at, end: at, text: isScript ? `${own}\n\n` : own };
}

function blankLinesAbove(text: string, at: number): number {
  let count = 0;
  for (let end = at; end > 0; count++) {
    const start = lineStartAt(text, beforeLineEnding(text, end));
    if (text.slice(start, end).trim() !== '') break;
    end = start;
  }
  return count;
}

function kindOf(type: string): 'import' | 'value' | 'block' {
  if (/import/.test(type)) return 'import';
  return type === 'expression_statement' || type === 'type_alias_statement' ? 'value' : 'block';
}

/** With a line ending at the end, and plain ones. */
function asLines(text: string): string {
  const lines = text.replaceAll(/\r\n?/g, '\n');
  return lines.endsWith('\n') ? lines : `${lines}\n`;
}
