import type { MoveConcern, MoveReason } from '../model/moving.ts';
import { TokenKind } from '../parse/python/tokens.ts';
import type { Token } from '../parse/python/tokens.ts';

/** How a file stands in what moves. */
export interface PlaceOfFile {
  /** The path of the file before the move. */
  readonly path: string;
  /** Folders from the file upwards that keep their entries: one for a file that only gets another name there. */
  readonly sameFolders: number;
  /** The dotted name of the module, before and after. */
  readonly module: string;
  readonly newModule: string;
  readonly lineOf: (offset: number) => number;
}

/** One logical line, as its tokens. */
type Line = readonly Token[];

/**
 * The places at which a moved file depends on its own name or place. The first of each kind counts.
 * @param tokens of the whole file
 */
export function placeUses(tokens: readonly Token[], file: PlaceOfFile): readonly MoveConcern[] {
  const found = new Map<MoveReason, MoveConcern>();
  const add = (reason: MoveReason, token: Token, message: string): void => {
    if (!found.has(reason)) found.set(reason, { reason, place: `${file.path}:${file.lineOf(token.start)}`, message });
  };
  const isRenamed = file.module !== file.newModule;
  const usesCelery = tokens.some(({ text }) => text === 'celery');
  for (const line of linesOf(tokens))
    for (const [k, token] of line.entries()) {
      if (token.kind !== TokenKind.name || isAttribute(line, k)) continue;
      if (token.text === '__file__' && climbs(line) > file.sameFolders)
        add('place', token, 'it looks for files by its own place');
      else if (token.text === '__package__' && isRenamed && !isOwnAnchor(line))
        add('own-name', token, 'it uses the name of its package');
      else if (token.text === '__name__' && isRenamed) nameUse(line, k, add);
      else if (isRenamed && k === 1 && isTask(line, usesCelery) && !line.some(({ text }) => text === 'name'))
        add('task-name', token, `tasks without a name are called after their module, ${file.module}`);
    }
  for (const line of linesOf(tokens)) {
    const texts = line.map(({ text }) => text);
    if (isRenamed && /^class$/.test(texts[0] ?? '') && /\bmodels \. Model\b/.test(texts.join(' ')))
      add('app-label', line[0] ?? noToken, 'Django calls a model after the app that its module is in');
    if (isRenamed && /^(?:import|from)$/.test(texts[0] ?? '') && texts.some((text) => picklers.has(text)))
      add('pickle', line[0] ?? noToken, `what was pickled before names ${file.module}`);
    const reader = texts.findIndex((text) => dataReaders.has(text));
    if (reader >= 0 && file.sameFolders === 0 && !/^(?:import|from)$/.test(texts[0] ?? ''))
      add('place', line[reader] ?? noToken, 'it reads data files of its package');
  }
  return [...found.values()];
}

const noToken: Token = { kind: TokenKind.name, start: 0, end: 0, text: '' };
const picklers = new Set(['pickle', 'cPickle', 'shelve', 'dill', 'joblib', 'cloudpickle']);
const dataReaders = new Set([
  'get_data',
  'resource_filename',
  'resource_string',
  'resource_stream',
  'open_text',
  'open_binary',
  'read_text',
  'PackageLoader',
]);

function nameUse(line: Line, k: number, add: (reason: MoveReason, token: Token, message: string) => void): void {
  const token = line[k] ?? noToken;
  const [before, after] = [line[k - 1]?.text, line[k + 1]?.text];
  if (/^[=!]=$/.test(before ?? '') || /^[=!]=$/.test(after ?? '') || before === 'in') return;
  // Loggers are found by their names: strings that say the old one are looked for everywhere.
  if (line.some(({ text }) => /^(?:getLogger|get_logger|getChild|bind)$/.test(text))) return;
  add('own-name', token, 'it uses its own name');
}

/** `import_module(".x", __package__)`: what it leads to is judged by itself. */
function isOwnAnchor(line: Line): boolean {
  return line.some(({ text }) => /^(?:import_module|find_spec|resolve_name)$/.test(text));
}

/** How many folders a line goes up from the file that it names; all of them if that cannot be told. */
function climbs(line: Line): number {
  let up = 0;
  for (const [k, { text }] of line.entries()) {
    if (text === 'parent' && isAttribute(line, k)) up++;
    else if (text === 'dirname') up++;
    else if (text === 'pardir') up++;
    else if (/^["'][./]+["']$/.test(text)) up += text.split('..').length - 1;
    else if (text === 'parents') {
      const index = Number(line[k + 2]?.text);
      up += Number.isInteger(index) ? index + 1 : Number.POSITIVE_INFINITY;
    } else if (text.includes('../')) return Number.POSITIVE_INFINITY;
  }
  // Whoever is given the file itself learns of its new name.
  return up === 0 ? Number.POSITIVE_INFINITY : up;
}

/** A decorator that makes a task of Celery of a function. */
function isTask(line: Line, usesCelery: boolean): boolean {
  const [at, name, dot, attribute] = line.map(({ text }) => text);
  return at === '@' && (name === 'shared_task' || (usesCelery && dot === '.' && attribute === 'task'));
}

function isAttribute(line: Line, k: number): boolean {
  return line[k - 1]?.text === '.';
}

function linesOf(tokens: readonly Token[]): Line[] {
  const lines: Token[][] = [[]];
  for (const token of tokens)
    if (token.kind === TokenKind.newline) lines.push([]);
    else lines.at(-1)?.push(token);
  return lines;
}
