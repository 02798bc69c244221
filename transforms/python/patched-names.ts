import { absoluteModule } from '../../src/model/python.ts';
import type { ImportStatement, ModuleIdentity } from '../../src/model/python.ts';
import type { StringLiteral } from '../../src/parse/python/import-statements.ts';
import { occurrences } from '../../src/parse/python/occurrences.ts';
import { stringPlace } from '../../src/parse/python/string-place.ts';
import { TokenKind } from '../../src/parse/python/tokens.ts';
import type { Token } from '../../src/parse/python/tokens.ts';
import type { PatchedName, PythonFile } from './python-file.ts';
import { stringUse } from './string-use.ts';

const dottedPath = /^[\p{ID_Start}_]\p{ID_Continue}*(?:\.[\p{ID_Start}_]\p{ID_Continue}*)+$/u;
/** What takes an object and the name of an attribute of it that it sets. */
const attributeSetter = /(?:^|\.)(?:patch\.object|setattr|delattr)$/;

/**
 * The strings that patch some names in other modules, and that may be edited: `patch("module.Name")`, and
 * `patch.object(module, "Name")` where `module` can be nothing but that module.
 * @param literals those that hold one of the names, at least
 */
export function patchedNames(
  file: PythonFile,
  literals: readonly StringLiteral[],
  names: readonly string[],
): PatchedName[] {
  const { text } = file.source;
  return literals.flatMap((literal): PatchedName[] => {
    const { start, end, isFormatString, isUnsure } = literal;
    const content = text.slice(start + 1, end - 1);
    const isPlain = !isFormatString && !isUnsure && !/\w/.test(text.charAt(start - 1));
    if (!isPlain || !names.some((name) => content.includes(name))) return [];
    const found = names.includes(content) ? ofObject(file, literal, content) : inPath(file, literal, content, names);
    return found ? [{ ...found, string: { start, end } }] : [];
  });
}

type Found = Omit<PatchedName, 'string'>;

/** `patch("module.Name")`, with attributes behind the name or not. */
function inPath(
  file: PythonFile,
  { start }: StringLiteral,
  content: string,
  names: readonly string[],
): Found | undefined {
  if (!dottedPath.test(content)) return undefined;
  const parts = content.split('.');
  const at = parts.findIndex((part, k) => k > 0 && names.includes(part));
  const place = stringPlace(tokensAround(file, start), start);
  if (at < 0 || place?.isWholeValue !== true || !['patch', 'patch-value'].includes(stringUse(place))) return undefined;
  const module = parts.slice(0, at).join('.');
  const name = parts[at] ?? '';
  const nameStart = start + 1 + module.length + 1;
  return { symbol: `${module}:${name}`, start: nameStart, end: nameStart + name.length };
}

/** `patch.object(module, "Name")`. */
function ofObject(file: PythonFile, { start }: StringLiteral, name: string): Found | undefined {
  const tokens = tokensAround(file, start);
  const object = objectBefore(tokens, start);
  if (object === undefined || stringPlace(tokens, start)?.isWholeValue !== true) return undefined;
  const module = moduleOf(file, object);
  return module === undefined
    ? undefined
    : { symbol: `${module}:${name}`, start: start + 1, end: start + 1 + name.length };
}

function tokensAround({ lines, tokens }: PythonFile, offset: number): readonly Token[] {
  return tokens(lines.range(lines.at(offset)));
}

/** The dotted name that is the first argument, where the string at the offset is the second one of what sets attributes. */
function objectBefore(tokens: readonly Token[], offset: number): string | undefined {
  const comma = tokens.findIndex(({ start }) => start === offset) - 1;
  if (tokens[comma]?.text !== ',') return undefined;
  const [object, open] = dottedNameBefore(tokens, comma);
  if (object === '' || tokens[open]?.text !== '(') return undefined;
  const [called, before] = dottedNameBefore(tokens, open);
  return attributeSetter.test(called) && tokens[before]?.text !== 'def' ? object : undefined;
}

/** The dotted name that ends before the token, and the index of the token before it. */
function dottedNameBefore(tokens: readonly Token[], at: number): readonly [string, number] {
  let dotted = '';
  let k = at - 1;
  while (tokens[k]?.kind === TokenKind.name) {
    dotted = (tokens[k]?.text ?? '') + dotted;
    if (tokens[k - 1]?.text !== '.') return [dotted, k - 1];
    dotted = `.${dotted}`;
    k -= 2;
  }
  return [dotted.startsWith('.') ? '' : dotted, k];
}

/** The module that a dotted name stands for wherever the file says it; undefined where that is not sure. */
function moduleOf(file: PythonFile, dotted: string): string | undefined {
  const root = dotted.split('.', 1)[0] ?? dotted;
  const statements = file.allStatements();
  const bound = new Set(statements.flatMap((statement) => modulesBound(statement, root, file.identity)));
  const [module, other] = bound;
  if (module === undefined || other !== undefined || !isOnlyRead(file.source.text, root, statements)) return undefined;
  const path = module + dotted.slice(root.length);
  return file.modules.isModule(path) ? path : undefined;
}

/** What the statement binds the name to. */
function modulesBound(
  { kind, level, module, names }: ImportStatement,
  local: string,
  identity: ModuleIdentity,
): string[] {
  return names.flatMap(({ name, alias }) => {
    const root = name.split('.', 1)[0] ?? name;
    if ((alias ?? (kind === 'import' ? root : name)) !== local) return [];
    if (kind === 'import') return [alias === undefined ? root : name];
    const holder = absoluteModule(level, module, identity);
    return [holder === undefined || holder === '' ? name : `${holder}.${name}`];
  });
}

/** Outside of the imports, is each place of the name an attribute of it, or the object that an attribute is set of? */
function isOnlyRead(text: string, name: string, statements: readonly ImportStatement[]): boolean {
  for (const at of occurrences(text, name)) {
    if (statements.some(({ start, end }) => start <= at && at < end)) continue;
    const behind = text.slice(at + name.length, at + name.length + 40);
    const before = text.slice(Math.max(0, at - 60), at);
    const isArgument =
      /\b(?:object|(?:set|del|get|has)attr)(?<!\bdef\s+\w+)\s*\($/.test(before.trimEnd()) && /^\s*,/.test(behind);
    if (!isArgument && !/^\s*\./.test(behind)) return false;
  }
  return true;
}
