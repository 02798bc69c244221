import type { Arm, Binding, Branch, ListPart, ModuleBindings, Suite } from '../../model/module-bindings.ts';
import type { SourceBuffer } from '../../native/source-buffer.ts';
import type { Range } from '../../model/range.ts';
import { holdsShim, shimBindings } from './generated-shim.ts';
import { readImports } from './import-statements.ts';
import { listParts, namesOfDefinitions } from './list-parts.ts';
import { LogicalLines } from './logical-lines.ts';
import { sharesList } from './shared-list.ts';
import { closing, depthChange, dottedName, split } from './token-groups.ts';
import { TokenKind as Kind, readTokens } from './tokens.ts';
import type { Token } from './tokens.ts';
import { writtenNames } from './written-names.ts';

const branchForms: ReadonlyMap<string, Branch['form']> = new Map([
  ['if', 'if'],
  ['try', 'try'],
  ['for', 'loop'],
  ['while', 'loop'],
  ['with', 'with'],
  ['match', 'match'],
]);
/** Code that may bind names of the module by their text: also in functions, and in those that it is passed to. */
const namespace =
  /\b(?:globals\s*\(|exec\s*\(|modules\s*(?:\[|\.\s*\w+\s*\()\s*__name__|import_module\s*\(\s*__name__)|^\w[^#\n]*\b(?:vars|locals)\s*\(\s*\)|^\w+(?:\.\w+)*\([^#\n]*\b__name__\b/m;
const continuations = new Set(['elif', 'else', 'except', 'finally', 'case']);

/**
 * The names that the module in the buffer binds at its top level. Reads only logical lines outside functions and classes.
 * The buffer must count bytes. It is free for other files afterwards.
 */
export function moduleBindings(buffer: SourceBuffer): ModuleBindings {
  const isShim = holdsShim(buffer);
  const bindings = new BindingsReader(buffer).read();
  return isShim ? shimBindings(bindings) : bindings;
}

class BindingsReader {
  readonly #buffer: SourceBuffer;
  readonly #imports: ReadonlyMap<number, readonly Binding[]>;
  /** Start, end and indentation of each logical line, in bytes. */
  readonly #lines: Int32Array;
  readonly #text: string;
  #all: ListPart[] | 'unknown' | undefined;
  readonly #written: string[] = [];
  readonly #isBroken: boolean;
  /** The place of `__all__` in the code that has been read of it. */
  readonly #allRead = new Set<number>();
  #isDynamic = false;
  #line = 0;

  constructor(buffer: SourceBuffer) {
    this.#buffer = buffer;
    this.#imports = importBindings(buffer);
    const { lines, errorAt } = buffer.outline();
    this.#lines = lines.slice();
    this.#isBroken = errorAt >= 0;
    this.#text = buffer.latin1(0, buffer.bytes.length);
  }

  read(): ModuleBindings {
    const suite = this.#suite(this.#indentation());
    const text = this.#text;
    let opensNamespace: boolean | undefined;
    return {
      suite,
      all: this.#isAllShared() ? 'unknown' : this.#all,
      isDynamic: this.#isDynamic,
      // Only for names that nothing binds does it matter, and it takes as long as all the rest.
      get opensNamespace() {
        return (opensNamespace ??= namespace.test(text));
      },
      isBroken: this.#isBroken,
      rebound: this.#globals(),
      written: this.#written,
    };
  }

  #indentation(): number {
    return this.#lines[this.#line * 3 + 2] ?? -1;
  }

  /** The lines from here on that are indented at least as far. */
  #suite(indentation: number): Suite {
    const suite: (Binding | Branch)[] = [];
    while (this.#line * 3 < this.#lines.length && this.#indentation() >= indentation) suite.push(...this.#statement());
    return suite;
  }

  /** The statement that starts on this line, with the blocks that belong to it. */
  #statement(): Suite {
    const imported = this.#importOnly();
    if (imported !== undefined) {
      this.#line++;
      return imported;
    }
    const tokens = this.#tokens();
    const indentation = this.#indentation();
    const at = tokens[0]?.text === 'async' ? 1 : 0;
    const word = tokens[at]?.text ?? '';
    if (word === 'def' || word === 'class') {
      this.#skipBlock(indentation);
      const name = tokens[at + 1]?.text ?? '';
      return [{ kind: 'definition', name }];
    }
    const form = branchForms.get(word);
    if (form === undefined || (word === 'match' && !isMatchHeader(tokens))) {
      this.#line++;
      return this.#simpleStatements(tokens);
    }
    if (form === 'match') return [{ kind: 'branch', form, arms: this.#matchArms(tokens, indentation) }];
    const arms = [this.#arm(tokens.slice(at), indentation)];
    while (this.#indentation() === indentation) {
      const next = this.#tokens();
      if (!continuations.has(next[0]?.text ?? '')) break;
      arms.push(this.#arm(next, indentation));
    }
    return [{ kind: 'branch', form, arms }];
  }

  /** The header of a `match`, and its cases, whose headers are indented further. */
  #matchArms(tokens: readonly Token[], indentation: number): Arm[] {
    const header = tokens.slice(1, headerColon(tokens));
    const arms = [armOf('match', header, [])];
    this.#line++;
    while (this.#indentation() > indentation) arms.push(this.#arm(this.#tokens(), this.#indentation()));
    return arms;
  }

  /** The arm whose header is on this line: `word condition:` and its block, or its statements on the same line. */
  #arm(tokens: readonly Token[], indentation: number): Arm {
    this.#line++;
    const colon = headerColon(tokens);
    const header = tokens.slice(1, colon);
    const word = tokens[0]?.text ?? '';
    const rest = tokens.slice(colon + 1).filter((token) => token.kind !== Kind.newline);
    const isInline = rest.length > 0;
    const block = isInline ? this.#simpleStatements(rest) : this.#block(indentation);
    return armOf(word, header, block);
  }

  #block(headerIndentation: number): Suite {
    const indentation = this.#indentation();
    return indentation > headerIndentation ? this.#suite(indentation) : [];
  }

  /** Skip the header on this line and everything that is indented further. */
  #skipBlock(indentation: number): void {
    this.#line++;
    while (this.#indentation() > indentation) this.#line++;
  }

  /** The bindings of a line that holds an import statement and nothing else; undefined for any other line. */
  #importOnly(): readonly Binding[] | undefined {
    const { start, end } = this.#range();
    const imported = this.#imports.get(start);
    return imported === undefined || this.#buffer.latin1(start, end).includes(';') ? undefined : imported;
  }

  #range(): Range {
    return { start: this.#lines[this.#line * 3] ?? 0, end: this.#lines[this.#line * 3 + 1] ?? 0 };
  }

  #tokens(): Token[] {
    return readTokens(this.#buffer, this.#range(), this.#buffer.identifierAt);
  }

  #simpleStatements(tokens: readonly Token[]): Suite {
    return split(tokens, ';').flatMap((statement) => this.#simpleStatement(statement));
  }

  #simpleStatement(tokens: readonly Token[]): Suite {
    const first = tokens[0];
    if (first === undefined) return [];
    const imported = this.#imports.get(first.start);
    if (imported !== undefined) return imported;
    if (first.text === 'raise') return [{ kind: 'exit' }];
    if (first.text === 'del') {
      const deleted = boundNames(tokens.slice(1)).map((name): Binding => ({ kind: 'deletion', name }));
      return [...deleted, ...walrusTargets(tokens)];
    }
    const isTypeAlias = first.text === 'type' && tokens[1]?.kind === Kind.name;
    if (isTypeAlias) return [{ kind: 'definition', name: tokens[1]?.text ?? '' }];
    this.#noteDynamic(tokens);
    const parts = split(tokens, '=');
    const value = parts.at(-1) ?? [];
    const targets = parts.slice(0, -1).map((part) => split(part, ':')[0] ?? []);
    this.#written.push(...writtenNames(tokens, targets));
    this.#noteAll(tokens, targets, value);
    const alias = dottedName(value);
    const bindings = targets.flatMap((target) =>
      boundNames(target).map((name): Binding => {
        const isAlias = alias !== undefined && target.length === 1;
        return isAlias ? { kind: 'alias', name, target: alias } : { kind: 'definition', name };
      }),
    );
    return [...bindings, ...augmentedTarget(tokens), ...walrusTargets(tokens)];
  }

  /** `globals()[…] = …`, `globals().update(…)`, `sys.modules[…] = …`: names appear that no statement binds. */
  #noteDynamic(tokens: readonly Token[]): void {
    const [first, second, third, fourth] = tokens.map((token) => token.text);
    const writesGlobals =
      (first === 'globals' || first === 'vars' || first === 'locals') && second === '(' && third === ')';
    const writesSysModules =
      first === 'sys' &&
      second === '.' &&
      third === 'modules' &&
      fourth === '[' &&
      tokens.some((token) => token.text === '__name__');
    if (writesGlobals || writesSysModules) this.#isDynamic = true;
  }

  /** `__all__ = […]`, `__all__ += […]`, `__all__.extend([…])`, `__all__.append('…')`. */
  #noteAll(tokens: readonly Token[], targets: readonly (readonly Token[])[], value: readonly Token[]): void {
    const target = targets.find((part) => part.length === 1 && part[0]?.text === '__all__')?.[0];
    if (target !== undefined) {
      this.#allRead.add(target.start);
      // Another target is the same list, which may grow under that name.
      const parts = targets.length === 1 ? (namesOfDefinitions(value, this.#text) ?? listParts(value)) : undefined;
      this.#all = parts ?? 'unknown';
      return;
    }
    const [first] = tokens;
    if (first?.text !== '__all__') return;
    const operator = tokens[1]?.text ?? '';
    if (!['+=', '.', '['].includes(operator)) return;
    this.#allRead.add(first.start);
    const isAddition = operator === '+=' || ['extend', 'append'].includes(tokens[2]?.text ?? '');
    const added = isAddition ? listParts(tokens.slice(operator === '+=' ? 2 : 3)) : undefined;
    const isOne = tokens[2]?.text === 'append' && added?.some((part) => typeof part !== 'string') === true;
    const all = this.#all ?? [];
    if (added === undefined || isOne || all === 'unknown') {
      this.#all = 'unknown';
      return;
    }
    for (const part of added) all.push(part);
    this.#all = all;
  }

  /** May code elsewhere change `__all__`, such as a function that appends to it? */
  #isAllShared(): boolean {
    return this.#mentions('__all__').some(
      ({ tokens, start, at }) => !this.#allRead.has(start) && sharesList(tokens, at, '__all__'),
    );
  }

  /** The names after `global`. */
  #globals(): Set<string> {
    const names = new Set<string>();
    for (const { tokens, at } of this.#mentions('global')) {
      if (tokens[at]?.text !== 'global') continue;
      for (let k = at + 1; k < tokens.length && tokens[k]?.text !== ';'; k++)
        if (tokens[k]?.kind === Kind.name) names.add(tokens[k]?.text ?? '');
    }
    return names;
  }

  /** Where the word stands, with the tokens of the line and the index of the one that holds it; -1 in a comment. */
  #mentions(word: string): { readonly tokens: readonly Token[]; readonly start: number; readonly at: number }[] {
    const lines = new LogicalLines(this.#lines, this.#text);
    // One line may hold thousands, which are met in their order.
    let known = -1;
    let tokens: readonly Token[] = [];
    let next = 0;
    return [...this.#text.matchAll(new RegExp(String.raw`\b${word}\b`, 'g'))].map(({ index: start }) => {
      this.#line = lines.at(start);
      if (this.#line !== known) [known, tokens, next] = [this.#line, this.#tokens(), 0];
      while ((tokens[next]?.end ?? Infinity) <= start) next++;
      return { tokens, start, at: (tokens[next]?.start ?? Infinity) <= start ? next : -1 };
    });
  }
}

function armOf(word: string, header: readonly Token[], block: Suite): Arm {
  return {
    word,
    condition: header.map((token) => token.text).join(' '),
    suite: [...headerTargets(word, header), ...walrusTargets(header), ...block],
  };
}

/** The bindings of each import statement in the buffer, by the offset of the statement. */
function importBindings(buffer: SourceBuffer): Map<number, Binding[]> {
  const { records } = buffer.scanImports();
  const bindings = new Map<number, Binding[]>();
  for (const { isFrom, isStar, level, module, names, aliases, start } of readImports(records, buffer.identifierAt)) {
    bindings.set(
      start,
      isStar
        ? [{ kind: 'star-import', level, module }]
        : names.map((name, k): Binding => {
            const alias = aliases[k];
            if (isFrom) return { kind: 'from-import', name: alias ?? name, imported: name, level, module };
            const first = name.split('.', 1)[0] ?? name;
            return {
              kind: 'module-import',
              name: alias ?? first,
              module: alias === undefined ? first : name,
              path: name,
            };
          }),
    );
  }
  return bindings;
}

/** Index of the colon that ends a compound statement's header; the number of tokens where there is none. */
function headerColon(tokens: readonly Token[]): number {
  let depth = 0;
  let lambdas = 0;
  for (const [k, token] of tokens.entries()) {
    depth += depthChange(token);
    if (depth > 0) continue;
    if (token.text === 'lambda') lambdas++;
    else if (token.text === ':' && token.kind === Kind.operator) {
      if (lambdas === 0) return k;
      lambdas--;
    }
  }
  return tokens.length;
}

/** `match x:` opens a block, `match = x` and `match(x)` do not. */
function isMatchHeader(tokens: readonly Token[]): boolean {
  const colon = headerColon(tokens);
  return (
    colon < tokens.length &&
    tokens.slice(colon + 1).every((token) => token.kind === Kind.newline) &&
    tokens[1]?.text !== ':'
  );
}

/** The names that the targets of an assignment bind, without those of attributes, subscripts and calls. */
function boundNames(target: readonly Token[]): string[] {
  const names: string[] = [];
  for (let k = 0; k < target.length; k++) {
    const token = target[k];
    const previous = target[k - 1];
    const next = target[k + 1]?.text;
    const isOperand =
      previous !== undefined && (previous.kind === Kind.name || previous.text === ')' || previous.text === ']');
    // A subscript or a call.
    if (isOperand && (token?.text === '[' || token?.text === '(')) {
      k = closing(target, k);
      continue;
    }
    if (token?.kind !== Kind.name || previous?.text === '.' || next === '.' || next === '[' || next === '(') continue;
    names.push(token.text);
  }
  return names;
}

/** `name += value` rebinds the name. */
function augmentedTarget(tokens: readonly Token[]): Binding[] {
  const [first, second] = tokens;
  const isAugmented =
    first?.kind === Kind.name && second?.kind === Kind.operator && /^[^=!<>:]+=$|^(?:<<|>>)=$/.test(second.text);
  return isAugmented ? [{ kind: 'definition', name: first.text }] : [];
}

/** Words of expressions of which some part may not run. */
const conditional = new Set(['and', 'or', 'if', 'else', 'for', 'lambda']);

/** The targets of `:=`, in an arm of their own where they may not run. */
function walrusTargets(tokens: readonly Token[]): Suite {
  const names = tokens.filter(({ kind }, k) => kind === Kind.name && tokens[k + 1]?.text === ':=');
  const suite = definitions(names.map(({ text }) => text));
  const isCertain = suite.length === 0 || !tokens.some(({ text }) => conditional.has(text));
  return isCertain ? suite : [{ kind: 'branch', form: 'if', arms: [{ word: 'if', condition: '', suite }] }];
}

/** The names that the header of a compound statement binds: loop variables, targets of `with … as`, captures of `case`. */
function headerTargets(word: string, header: readonly Token[]): Binding[] {
  if (word === 'for') {
    const end = header.findIndex((token) => token.text === 'in');
    return definitions(boundNames(header.slice(0, end)));
  }
  if (word === 'with') return withTargets(header);
  return word === 'case' ? captures(header) : [];
}

/** The names behind each `as` of a `with` that is not inside of an expression. */
function withTargets(header: readonly Token[]): Binding[] {
  // The parentheses of `with (a as b, c as d):` hold the items; those of `with (a) as b:` do not.
  const isInParentheses = header[0]?.text === '(' && closing(header, 0) === header.length - 1;
  const items = split(isInParentheses ? header.slice(1, -1) : header, ',');
  return items.flatMap((item) => {
    const target = split(item, 'as')[1];
    return target === undefined ? [] : definitions(boundNames(target));
  });
}

/** The names that a pattern binds, without those of values, classes, keywords and the guard. */
function captures(header: readonly Token[]): Binding[] {
  const [pattern = []] = split(header, 'if');
  const names = pattern.flatMap(({ kind, text }, k) => {
    const previous = pattern[k - 1]?.text;
    const next = pattern[k + 1]?.text;
    const isName = kind === Kind.name && !['_', 'as', 'None', 'True', 'False'].includes(text);
    const isCapture = isName && previous !== '.' && next !== '.' && next !== '(' && next !== '=';
    return isCapture ? [text] : [];
  });
  return definitions(names);
}

function definitions(names: readonly string[]): Binding[] {
  return names.map((name) => ({ kind: 'definition', name }));
}
