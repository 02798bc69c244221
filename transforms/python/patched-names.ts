import { absoluteModule } from '../../src/model/python.ts';
import type { ImportStatement, ModuleIdentity } from '../../src/model/python.ts';
import { rangeAt } from '../../src/model/range.ts';
import type { StringLiteral } from '../../src/parse/python/import-statements.ts';
import { occurrences } from '../../src/parse/python/occurrences.ts';
import { stringPlaces } from '../../src/parse/python/string-place.ts';
import { TokenKind } from '../../src/parse/python/tokens.ts';
import type { Token } from '../../src/parse/python/tokens.ts';
import { isAsyncStandIn } from './call-site/async-stand-in.ts';
import type { PatchedName, PythonFile } from './python-file.ts';
import { stringUse } from './string-use.ts';

const dottedPath = /^[\p{ID_Start}_]\p{ID_Continue}*(?:\.[\p{ID_Start}_]\p{ID_Continue}*)+$/u;
/** The functions that take an object and the name of an attribute to set. */
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
  const reader = new PatchReader(file, names);
  return literals.flatMap((literal): PatchedName[] => {
    const { start, end, isFormatString, isUnsure } = literal;
    const content = text.slice(start + 1, end - 1);
    const isPlain = !isFormatString && !isUnsure && !/\w/.test(text.charAt(start - 1));
    if (!isPlain || !names.some((name) => content.includes(name))) return [];
    const found = names.includes(content) ? reader.ofObject(literal, content) : reader.inPath(literal, content);
    return found ? [{ ...found, string: { start, end }, isAsync: isAsyncStandIn(text, end) }] : [];
  });
}

type Found = Omit<PatchedName, 'string' | 'isAsync'>;

/** A logical line, and where the strings on it stand. */
interface StringLine {
  readonly tokens: readonly Token[];
  readonly place: ReturnType<typeof stringPlaces>;
}

class PatchReader {
  readonly #file: PythonFile;
  readonly #names: readonly string[];
  /** The logical line that was asked for last. */
  #line: StringLine | undefined;
  /** The modules that names are bound to wherever the file uses them, as far as somebody asked. */
  readonly #modules = new Map<string, string | undefined>();

  constructor(file: PythonFile, names: readonly string[]) {
    this.#file = file;
    this.#names = names;
  }

  /** `patch("module.Name")`, with attributes behind the name or not. */
  inPath({ start }: StringLiteral, content: string): Found | undefined {
    if (!dottedPath.test(content)) return undefined;
    const parts = content.split('.');
    const at = parts.findIndex((part, k) => k > 0 && this.#names.includes(part));
    const place = this.#lineOf(start).place(start);
    if (at < 0 || place?.isWholeValue !== true || !['patch', 'patch-value'].includes(stringUse(place)))
      return undefined;
    const module = parts.slice(0, at).join('.');
    const name = parts[at] ?? '';
    const nameStart = start + 1 + module.length + 1;
    return { symbol: `${module}:${name}`, start: nameStart, end: nameStart + name.length };
  }

  /** `patch.object(module, "Name")`. */
  ofObject({ start }: StringLiteral, name: string): Found | undefined {
    const { tokens, place } = this.#lineOf(start);
    const object = objectBefore(tokens, start);
    if (object === undefined || place(start)?.isWholeValue !== true) return undefined;
    const module = this.#moduleOf(object);
    return module === undefined
      ? undefined
      : { symbol: `${module}:${name}`, start: start + 1, end: start + 1 + name.length };
  }

  #lineOf(offset: number): StringLine {
    const { lines } = this.#file;
    const tokens = this.#file.syntax.tokens(lines.range(lines.at(offset)));
    if (this.#line?.tokens !== tokens) this.#line = { tokens, place: stringPlaces(tokens) };
    return this.#line;
  }

  /** The module that a dotted name stands for wherever the file says it; undefined where that is not sure. */
  #moduleOf(dotted: string): string | undefined {
    const root = dotted.split('.', 1)[0] ?? dotted;
    if (!this.#modules.has(root)) this.#modules.set(root, this.#rootModule(root));
    const module = this.#modules.get(root);
    const path = module === undefined ? undefined : module + dotted.slice(root.length);
    return path !== undefined && this.#file.modules.isModule(path) ? path : undefined;
  }

  #rootModule(root: string): string | undefined {
    const { source, identity, syntax } = this.#file;
    const statements = syntax.allStatements();
    const bound = new Set(statements.flatMap((statement) => modulesBound(statement, root, identity)));
    const [module, other] = bound;
    return other === undefined && isOnlyRead(source.text, root, statements) ? module : undefined;
  }
}

/** The dotted name that is the first argument, where the string at the offset is the second one of what sets attributes. */
function objectBefore(tokens: readonly Token[], offset: number): string | undefined {
  const comma = indexAt(tokens, offset) - 1;
  if (tokens[comma]?.text !== ',') return undefined;
  const [object, open] = dottedNameBefore(tokens, comma);
  if (object === '' || tokens[open]?.text !== '(') return undefined;
  const [called, before] = dottedNameBefore(tokens, open);
  return attributeSetter.test(called) && tokens[before]?.text !== 'def' ? object : undefined;
}

/** Index of the first token that starts at the offset or behind it. */
function indexAt(tokens: readonly Token[], offset: number): number {
  let low = 0;
  let high = tokens.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tokens[middle]?.start ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
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

/** The modules that the statement binds the name to. */
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
    if (rangeAt(statements, at) !== undefined) continue;
    const behind = text.slice(at + name.length, at + name.length + 40);
    const before = text.slice(Math.max(0, at - 60), at);
    const isArgument =
      /\b(?:object|(?:set|del|get|has)attr)(?<!\bdef\s+\w+)\s*\($/.test(before.trimEnd()) && /^\s*,/.test(behind);
    if (!isArgument && !/^\s*\./.test(behind)) return false;
  }
  return true;
}
