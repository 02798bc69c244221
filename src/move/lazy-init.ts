import { lineEndAt, lineStartAt, nextLineAt } from '../edit/line-offsets.ts';
import type { ImportStyle } from '../model/moved-tree.ts';
import type { TextEdit } from '../model/edit.ts';
import { absoluteModule } from '../model/python.ts';
import type { ImportStatement } from '../model/python.ts';
import { importText } from './symbols/brought-names.ts';
import type { NameImport } from './symbols/brought-names.ts';
import { importBlockOf } from './symbols/import-block.ts';
import { placeIn, topStatement, typesBlock } from './symbols/module-code.ts';
import type { ModuleCode, Obstacle } from './symbols/module-code.ts';

/** A name that a package takes from a module on first use. */
export interface LazyName {
  readonly local: string;
  /** Absolute. */
  readonly module: string;
  readonly name: string;
  /** Where the statement stood. */
  readonly at: number;
}

/** A package whose imports wait. */
export interface LazyInit {
  readonly names: readonly LazyName[];
  readonly edits: readonly TextEdit[];
}

/**
 * Lets the imports of a package wait until their names are used, by a `__getattr__` of the package (PEP 562). Type checkers
 * go on reading the imports.
 * @param isMoved does the name of a module, or the module itself, belong to what has to wait?
 * @returns undefined where the package imports nothing of that kind, and what speaks against it where it does
 */
export function lazyInit(
  code: ModuleCode,
  isMoved: (module: string, name: string) => boolean,
  style: ImportStyle,
): LazyInit | readonly Obstacle[] | undefined {
  const names: LazyName[] = [];
  const obstacles: Obstacle[] = [];
  const statements: ImportStatement[] = [];
  for (const statement of code.statements) {
    const found = namesOf(code, statement, isMoved);
    if (found.length === 0 || typesBlock(code, statement.start) !== undefined) continue;
    const top = topStatement(code, statement.start);
    // An import of a function waits already.
    if (top !== undefined && isFunction(top)) continue;
    const against = againstStatement(code, statement, found.length, top?.type);
    if (against === undefined) {
      statements.push(statement);
      names.push(...found);
    } else obstacles.push({ place: placeIn(code, statement.start), message: against });
  }
  if (names.length + obstacles.length === 0) return undefined;
  obstacles.push(...names.flatMap((name) => againstName(code, name)), ...againstModule(code));
  return obstacles.length > 0 ? obstacles : { names, edits: editsOf(code, statements, names, style) };
}

/** The names that a statement takes of what has to wait. A star, and `import module`, count as one. */
function namesOf(
  { identity }: ModuleCode,
  { kind, level, module, names, isStar, start }: ImportStatement,
  isMoved: (module: string, name: string) => boolean,
): LazyName[] {
  if (kind === 'import')
    return names
      .filter(({ name }) => isMoved(name, ''))
      .map(({ name, alias }) => ({ local: alias ?? name, module: name, name: '', at: start }));
  const from = absoluteModule(level, module, identity);
  if (from === undefined) return [];
  if (isStar) return isMoved(from, '') ? [{ local: '*', module: from, name: '*', at: start }] : [];
  return names
    .filter(({ name }) => isMoved(from, name))
    .map(({ name, alias }) => ({ local: alias ?? name, module: from, name, at: start }));
}

function isFunction({ type, children }: ModuleCode['root']): boolean {
  return type === 'function_definition' || (type === 'decorated_definition' && children.some(isFunction));
}

function againstStatement(
  { text }: ModuleCode,
  { kind, isStar, names, start, end }: ImportStatement,
  count: number,
  type: string | undefined,
): string | undefined {
  if (kind === 'import') return 'it imports the module itself: import a name from it, or nothing';
  if (isStar) return 'it takes all names: import them by their names first';
  if (type !== 'import_from_statement') return 'the import stands under a condition, and could not wait for it';
  if (count < names.length) return 'it imports something else, too: make two statements of it first';
  const [before, behind] = [text.slice(lineStartAt(text, start), start), text.slice(end, lineEndAt(text, end))];
  return before.trim() === '' && /^[ \t]*(?:#.*)?$/.test(behind) ? undefined : 'something else stands on its line';
}

function againstName(code: ModuleCode, { local, at }: LazyName): Obstacle[] {
  const binding = code.scopes.module.bindings.get(local);
  const uses = [...(binding?.uses ?? []), ...(binding?.unsureUses ?? [])].toSorted((a, b) => a.start - b.start);
  const [first] = uses;
  if (first !== undefined)
    return [{ place: placeIn(code, first.start), message: `the package itself uses ${local}, which could not wait` }];
  const others = binding?.sites.length === 1 ? [] : [at];
  return others.map((place) => ({
    place: placeIn(code, place),
    message: `the package binds ${local} more than once`,
  }));
}

function againstModule(code: ModuleCode): Obstacle[] {
  const [getter] = code.scopes.module.bindings.get('__getattr__')?.sites ?? [];
  const dynamic = code.scopes.all.flatMap((scope) => scope.dynamic)[0];
  return [
    ...(getter ? [{ place: placeIn(code, getter.start), message: 'the package has a `__getattr__` already' }] : []),
    ...(dynamic
      ? [{ place: placeIn(code, dynamic.start), message: 'the package looks names up by their text, and may miss one' }]
      : []),
  ];
}

function editsOf(
  code: ModuleCode,
  statements: readonly ImportStatement[],
  names: readonly LazyName[],
  style: ImportStyle,
): TextEdit[] {
  const { text, scopes } = code;
  const [ending = '\n'] = /\r\n?|\n/.exec(text) ?? [];
  const cuts = statements.map(({ start, end }) => ({
    start: lineStartAt(text, start),
    end: nextLineAt(text, end),
    text: '',
  }));
  const { end } = importBlockOf(code);
  const left = cuts.reduceRight((kept, cut) => kept.slice(0, cut.start) + kept.slice(cut.end), text.slice(0, end));
  const isApart = /(?:^|\n|\r)[ \t]*(?:\r\n?|\n)?$/.test(left.replace(/(?:\r\n?|\n)$/, ''));
  const rest = text.slice(end);
  const [blank = ''] = /^(?:[ \t]*(?:\r\n?|\n))*/.exec(rest) ?? [];
  const wanted = rest.trim() === '' ? 0 : Math.max(0, 2 - (blank.match(/\r\n?|\n/g)?.length ?? 0));
  const block = [
    ...(isApart ? [] : ['']),
    'if TYPE_CHECKING:',
    ...cuts.flatMap((cut) => indented(text.slice(cut.start, cut.end), '    ')),
    'else:',
    '',
    ...getter(code, names, style).map((line) => (line === '' ? '' : `    ${line}`)),
    ...Array.from({ length: wanted }, () => ''),
  ];
  const lines = (all: readonly string[]): string => all.map((line) => line + ending).join('');
  const glue = end > 0 && !/[\r\n]/.test(text.charAt(end - 1)) ? ending : '';
  // An import goes first, as sorters of imports have it.
  const first = code.root.children.find(({ type }) => type === 'import_statement' || type === 'import_from_statement');
  const at = Math.min(end, lineStartAt(text, first?.start ?? end));
  const typing = scopes.module.bindings.has('TYPE_CHECKING') ? [] : ['from typing import TYPE_CHECKING', ''];
  const own = at < end ? [{ start: at, end: at, text: lines(typing) }] : [];
  const added = { start: end, end, text: glue + lines([...(own.length > 0 ? [] : typing), ...block]) };
  return [...own, ...cuts, added]
    .filter(({ start, end: to, text: by }) => to > start || by !== '')
    .toSorted((one, other) => one.start - other.start || one.end - other.end);
}

/** The lines of a statement, further to the right. Lines in a string have no place in an import. */
function indented(lines: string, by: string): string[] {
  return lines
    .replace(/(?:\r\n?|\n)$/, '')
    .split(/\r\n?|\n/)
    .map((line) => (line.trim() === '' ? '' : by + line));
}

function getter(code: ModuleCode, names: readonly LazyName[], style: ImportStyle): string[] {
  const level = code.statements.some((statement) => statement.level > 0) ? 1 : 0;
  // The parameter must not have the name of one of those that are imported below it.
  const parameter = names.some(({ local }) => local === 'name') ? 'attribute' : 'name';
  return [
    `def __getattr__(${parameter}):`,
    '    # Imported on first use: the modules below may need this package to be loaded first.',
    ...names.flatMap(({ local, module, name }) => {
      const own: NameImport = { local, module, name, level, isForTypes: false };
      return [
        `    if ${parameter} == "${local}":`,
        `        ${importText(own, code, style)}`,
        '',
        `        return ${local}`,
      ];
    }),
    `    raise AttributeError(f"module {__name__!r} has no attribute {${parameter}!r}")`,
  ];
}
