import type { SourceBuffer } from '../../native/source-buffer.ts';
import { holdsShim } from './generated-shim.ts';
import { readImports } from './import-statements.ts';
import { dottedName, split } from './token-groups.ts';
import { TokenKind as Kind, readTokens } from './tokens.ts';
import type { Token } from './tokens.ts';

/** The effects of importing a module besides binding its names, as far as its top level shows them. */
export interface ModuleEffects {
  /** The first line that does something else; undefined if there is none. */
  readonly line: number | undefined;
  /** The classes that its classes are made from, as it writes them: they may do something with each of these. */
  readonly bases: readonly { readonly name: string; readonly line: number }[];
}

/** Decorators that give a function or class back, or another one, and do nothing else. */
const pureDecorators =
  /(?:^|\.)(?:dataclass|dataclass_transform|define|frozen|mutable|attrs|attr\.s|unique|verify|total_ordering|lru_cache|cache|singledispatch|wraps|contextmanager|asynccontextmanager|runtime_checkable|final|overload|no_type_check|type_check_only|deprecated|override|njit|jit)$/;
/** @param text the expression behind the `@` */
export function isPureDecorator(text: string): boolean {
  const [name = ''] = /^[\w.]*/.exec(text) ?? [];
  return pureDecorators.test(name);
}
/** Calls that write for people: a log, or a warning. */
const messages =
  /^(?:warnings\.warn|(?:\w+\.)*_?(?:log|logger|logging)\w*\.(?:debug|info|warn|warning|error|critical|exception|log)|(?:\w+\.)*getLogger\(\)\.\w+)$/i;
const ownModule = /^(?:globals\(|vars\(\)|locals\(\)|sys\.modules\[__name__\])/;
/** A call for its effect, whose result an assignment keeps. */
const doing =
  /(?:^|\.)_?(?:register|connect|subscribe|install|patch|monkey_?patch|setup|start|run|activate|exec|system|popen)(?:_\w+)?$/i;
/** The start of a value that nobody else holds: a literal, or a call that makes one. */
const containers = new Set(['[', '{', '(']);
const makers =
  /^(?:dict|list|set|tuple|defaultdict|OrderedDict|deque|Counter|\w+\.(?:defaultdict|OrderedDict|deque|Counter))$/;
const skippedBlocks = /^if[ \t(]+(?:__name__[ \t]*==|(?:\w+\.)?TYPE_CHECKING\b)/;

/** Look at the module in the buffer, which must count bytes. Rather one effect too many than one too few, but for the above. */
export function moduleEffects(buffer: SourceBuffer): ModuleEffects {
  return holdsShim(buffer) ? { line: undefined, bases: [] } : new EffectReader(buffer).read();
}

class EffectReader {
  readonly #buffer: SourceBuffer;
  readonly #lines: Int32Array;
  readonly #imports: ReadonlySet<number>;
  /** Names of the module's own: whatever is done to them stays in it. */
  readonly #own = new Set<string>(['__all__', '__path__']);
  readonly #bases: { name: string; line: number }[] = [];
  #decorators: Token[][] = [];

  constructor(buffer: SourceBuffer) {
    this.#buffer = buffer;
    this.#imports = new Set(
      [...readImports(buffer.scanImports().records, buffer.identifierAt)].map(({ start }) => start),
    );
    this.#lines = buffer.outline().lines.slice();
  }

  read(): ModuleEffects {
    let skippedFrom = Infinity;
    let classIndent = Infinity;
    for (let at = 0; at < this.#lines.length; at += 3) {
      const [start = 0, end = 0, indent = 0] = this.#lines.subarray(at, at + 3);
      if (indent > skippedFrom) continue;
      skippedFrom = Infinity;
      if (indent <= classIndent) classIndent = Infinity;
      if (this.#imports.has(start) && !this.#buffer.latin1(start, end).includes(';')) continue;
      const text = this.#buffer.latin1(start, Math.min(end, start + 40));
      if (/^(?:async[ \t]+)?def\b/.test(text) || skippedBlocks.test(text)) skippedFrom = indent;
      if (skippedBlocks.test(text)) continue;
      const tokens = readTokens(this.#buffer, { start, end }, this.#buffer.identifierAt).filter(
        ({ kind }) => kind !== Kind.newline,
      );
      if (tokens[0]?.text === 'class' && classIndent === Infinity) classIndent = indent;
      const isMethod = indent > classIndent;
      if (this.#hasEffect(tokens, isMethod, start)) return { line: this.#lineOf(start), bases: [] };
    }
    return { line: undefined, bases: this.#bases };
  }

  #lineOf(offset: number): number {
    return this.#buffer.latin1(0, offset).split(/\r\n?|\n/).length;
  }

  #hasEffect(tokens: readonly Token[], isMethod: boolean, start: number): boolean {
    const at = tokens[0]?.text === 'async' ? 1 : 0;
    const word = tokens[at]?.text ?? '';
    if (word === '@') {
      this.#decorators.push(tokens.slice(1));
      return false;
    }
    const decorators = this.#decorators.splice(0);
    if (word === 'def' || word === 'class') {
      this.#own.add(tokens[at + 1]?.text ?? '');
      if (isMethod) return false;
      if (word === 'class') this.#noteBases(tokens, start);
      return !decorators.every((decorator) => pureDecorators.test(callee(decorator)));
    }
    if (/^(?:if|elif|else|for|while|try|except|finally|match|case)$/.test(word)) {
      const colon = lastColon(tokens);
      if (word === 'for')
        for (const { kind, text } of tokens.slice(1, colon)) if (kind === Kind.name) this.#own.add(text);
      return tokens.slice(colon + 1).length > 0 && this.#statements(tokens.slice(colon + 1));
    }
    if (word === 'with') return !/^(?:contextlib\.)?suppress$|catch_warnings$|[lL]ock$/.test(callee(tokens.slice(1)));
    return this.#statements(tokens);
  }

  #statements(tokens: readonly Token[]): boolean {
    return split(tokens, ';').some((statement) => this.#doesMore(statement));
  }

  /** Does a simple statement do more than bind names of the module? */
  #doesMore(tokens: readonly Token[]): boolean {
    const [first, second] = tokens;
    if (first === undefined || this.#imports.has(first.start)) return false;
    if (/^(?:pass|raise|assert|global|type|break|continue)$/.test(first.text) && second?.text !== '=') return false;
    const parts = split(first.text === 'del' ? [...tokens.slice(1), ...assign] : tokens, '=');
    if (parts.length === 1 && !isAugmented(tokens)) return this.#isCallOfOthers(tokens);
    const value = isAugmented(tokens) ? tokens.slice(2) : (parts.at(-1) ?? []);
    const targets = isAugmented(tokens)
      ? [tokens.slice(0, 1)]
      : parts.slice(0, -1).map((part) => split(part, ':')[0] ?? []);
    if (targets.some((target) => this.#changesOthers(target))) return true;
    const isOwn = containers.has(value[0]?.text ?? '') || value[0]?.kind === Kind.string || makers.test(callee(value));
    if (isOwn) for (const target of targets) if (target.length === 1) this.#own.add(target[0]?.text ?? '');
    return value.some(
      (token, k) =>
        value[k + 1]?.text === '(' && token.kind === Kind.name && doing.test(callee(value.slice(nameStart(value, k)))),
    );
  }

  /** `other.name = …`, `other["key"] = …` */
  #changesOthers(target: readonly Token[]): boolean {
    const isPlain = target.every(({ text, kind }) => kind === Kind.name || /^[(),*[\]]$/.test(text));
    const isDotted = target.some(
      ({ text }, k) =>
        text === '.' ||
        (text === '[' && target[k - 1]?.kind === Kind.name) ||
        (text === ')' && target[k + 1]?.text === '.'),
    );
    if (isPlain && !isDotted) return false;
    return !this.#isOwn(target);
  }

  #isOwn(tokens: readonly Token[]): boolean {
    const text = tokens.map((token) => token.text).join('');
    return ownModule.test(text) || this.#own.has(tokens[0]?.text ?? '');
  }

  /**
   * An expression that stands for itself: a call, unless it is one on the module's own objects, or writes a message.
   */
  #isCallOfOthers(tokens: readonly Token[]): boolean {
    if (!tokens.some(({ text }) => text === '(' || text === ':=' || text === 'await')) return false;
    const name = callee(tokens);
    if (messages.test(name)) return false;
    const annotated = split(tokens, ':');
    if (annotated.length > 1 && dottedName(annotated[0] ?? []) !== undefined) return false;
    if (/^setattr$/.test(name)) return !this.#isOwn(tokens.slice(2));
    const isMethodOfOwn = tokens[1]?.text === '.' || ownModule.test(tokens.map((token) => token.text).join(''));
    return !(isMethodOfOwn && this.#isOwn(tokens));
  }

  /** `class A(B, metaclass=C):`; a keyword, or a base that is no name, says that more is done. */
  #noteBases(tokens: readonly Token[], start: number): void {
    const line = this.#lineOf(start);
    if (tokens[2]?.text !== '(') return;
    const inner = tokens.slice(
      3,
      tokens.findLastIndex(({ text }) => text === ')'),
    );
    for (const base of split(inner, ',')) {
      const name = dottedName(split(base, '=').at(-1) ?? []) ?? callee(base);
      if (name !== '') this.#bases.push({ name, line });
    }
  }
}

/** Stands behind what `del` deletes, which it changes as an assignment does. */
const assign: readonly Token[] = [
  { kind: Kind.operator, text: '=', start: 0, end: 0 },
  { kind: Kind.name, text: 'None', start: 0, end: 0 },
];

/** The dotted name that an expression starts with. */
function callee(tokens: readonly Token[]): string {
  let name = '';
  for (const { kind, text } of tokens) {
    if (kind !== Kind.name && text !== '.') break;
    name += text;
  }
  return name;
}

/** Where the dotted name starts that ends at the token. */
function nameStart(tokens: readonly Token[], end: number): number {
  let start = end;
  while (start >= 2 && tokens[start - 1]?.text === '.') start -= 2;
  return start;
}

function isAugmented(tokens: readonly Token[]): boolean {
  const [first, second] = tokens;
  return (
    first?.kind === Kind.name && second?.kind === Kind.operator && /^[^=!<>:.([]+=$|^(?:<<|>>)=$/.test(second.text)
  );
}

/** The colon that ends the header of a block. */
function lastColon(tokens: readonly Token[]): number {
  let depth = 0;
  for (const [k, { text, kind }] of tokens.entries()) {
    if (kind === Kind.operator && /^[([{]$/.test(text)) depth++;
    if (kind === Kind.operator && /^[)\]}]$/.test(text)) depth--;
    if (depth === 0 && text === ':' && kind === Kind.operator) return k;
  }
  return tokens.length;
}
