import type { Range } from '../../model/range.ts';

/** An expression that puts a string together of parts that the file says; from its first literal on. */
export interface JoinedString extends Range {
  readonly value: string;
}

/** Five letters of each function that mostly imports by a path: `import_module`, `__import__`, `importorskip`. */
export const marksOfImporters = ['ort_m', '__imp', 'torsk'];
/** The argument of a patch of something else than a plain string: `patch("app." + name)`. */
const computedTarget = /\s*(?:f["']|["'][\w.:{}%()]{0,200}["']\s*(?:\+|%|\.\s*(?:format|join)))/y;

/** Does the text patch something by a path that it puts together? */
export function patchesJoinedPath(text: string): boolean {
  for (let at = text.indexOf('patch('); at >= 0; at = text.indexOf('patch(', at + 1)) {
    computedTarget.lastIndex = at + 'patch('.length;
    if (computedTarget.test(text)) return true;
  }
  return false;
}

/** May the literal be joined to others, by its place or by fields of its own? */
export function mayBeJoined({ start, end }: Range, text: string): boolean {
  if (end - start > NEAR) return false;
  return /[%{]/.test(text.slice(start, end)) || joinedBehind.test(text.slice(end, end + NEAR)) || isAdded(text, start);
}

/** Does a `+` or a literal stand before the offset? */
function isAdded(text: string, start: number): boolean {
  let at = start - 1;
  while (/[\s\\rRuUfF]/.test(text.charAt(at))) at--;
  return /[+"']/.test(text.charAt(at));
}

/** The parts of an argument or of a list are not read further than this. */
const MOST_PARTS = 20;
/** The number of names whose values are looked for, at most. */
const MOST_NAMES = 100;
/** Text further than this before or behind a literal is not joined to it. */
const NEAR = 200;
const joinedBehind = /^[\s\\]*(?:\.[\s\\]*(?:join|format)[\s\\]*\(|%|\+|[rRuUfF]{0,2}["'])/;
/** Functions that import or patch by a path. Searching for each takes less time than one pattern of all. */
const takers = [
  'import_module',
  '__import__',
  'importorskip',
  'import_string',
  'resolve_name',
  'find_spec',
  'run_module',
  'patch',
  'setattr',
  'sys.modules',
];
const opening = /(?:\.\w+)?[ \t]*[([][\s\\]*(?:(?:name|target)\s*=\s*)?/y;
const plainArgument = /[rRuU]?(["'])[^"'\r\n]*\1\s*[,)\]]|[A-Za-z_]\w*\s*[.([]/y;
const assignment = /\s*(?::[^=\n]{0,80})?=(?!=)\s*/y;
const nameAlone = /([A-Za-z_]\w*)\s*[,)\]]/y;

/**
 * The paths that a text puts together of literals and names, by `+`, `%`, `format`, `join`, fields or by standing side by side,
 * for what imports or patches by them.
 * @param valueOf the string that a name is bound to in the file; undefined where that cannot be told
 */
export function joinedStrings(text: string, valueOf: (name: string) => string | undefined): JoinedString[] {
  const found = new Map<number, JoinedString>();
  const reader = new JoinReader(text, valueOf);
  for (const argument of argumentsOfTakers(text)) {
    const [, name] = matchAt(nameAlone, text, argument) ?? [];
    const at = name === undefined ? argument : valueAt(text, name);
    const sum = at === undefined ? undefined : reader.sum(at);
    const start = at === undefined ? -1 : text.slice(at).search(/[rRuUfF]{0,2}["']/) + at;
    if (sum !== undefined && start < sum.end) found.set(start, { start, end: sum.end, value: sum.value });
  }
  return [...found.values()];
}

/** Where the arguments of calls that take a path start, but for plain strings and other calls. */
function argumentsOfTakers(text: string): number[] {
  return takers.flatMap((taker) => {
    const found: number[] = [];
    for (let at = text.indexOf(taker); at >= 0; at = text.indexOf(taker, at + 1)) {
      const [open] = matchAt(opening, text, at + taker.length) ?? [];
      if (open === undefined) continue;
      const argument = at + taker.length + open.length;
      if (!matchAt(plainArgument, text, argument) && !isInComment(text, at)) found.push(argument);
    }
    return found;
  });
}

/** Does a comment start before the offset on its line, as far as no string stands there? */
function isInComment(text: string, at: number): boolean {
  return /^[^"']*#/.test(text.slice(text.lastIndexOf('\n', at) + 1, at));
}

/** Where the value stands that is assigned to the name; undefined where several are, or it is a plain literal. */
function valueAt(text: string, name: string): number | undefined {
  let found: number | undefined;
  for (let at = text.indexOf(name), end; at >= 0; at = text.indexOf(name, end)) {
    end = at + name.length;
    const [assigned] = (!/[\w.]/.test(text.charAt(at - 1)) && matchAt(assignment, text, end)) || [];
    if (assigned === undefined) continue;
    if (found !== undefined) return undefined;
    end += assigned.length;
    found = end;
  }
  if (found === undefined) return undefined;
  return matchAt(/[rRuU]?(["'])[^"'\r\n]*\1[ \t]*(?:[#\r\n]|$)/y, text, found) ? undefined : found;
}

function matchAt(sticky: RegExp, text: string, at: number): RegExpExecArray | undefined {
  sticky.lastIndex = at;
  return sticky.exec(text) ?? undefined;
}

/** The value of an expression, and where it ends. */
interface Read {
  readonly value: string;
  readonly end: number;
}

/** Reads an expression from an offset on; undefined where its value is not known. */
class JoinReader {
  readonly #text: string;
  readonly #valueOf: (name: string) => string | undefined;
  /** To look for a name takes a look at all of the text. */
  readonly #values = new Map<string, string | undefined>();

  constructor(text: string, valueOf: (name: string) => string | undefined) {
    this.#text = text;
    this.#valueOf = (name) => {
      if (!this.#values.has(name) && this.#values.size < MOST_NAMES) this.#values.set(name, valueOf(name));
      return this.#values.get(name);
    };
  }

  /** `a + b`. */
  sum(at: number): Read | undefined {
    let sum = this.#formatted(at);
    for (let parts = 1; sum !== undefined && parts < MOST_PARTS; parts++) {
      const plus = this.#skip(sum.end);
      if (this.#text[plus] !== '+') return sum;
      const next = this.#formatted(plus + 1);
      if (next === undefined) return undefined;
      sum = { value: sum.value + next.value, end: next.end };
    }
    return undefined;
  }

  /** `"%s.%s" % (a, b)`, `"%s" % a`. */
  #formatted(at: number): Read | undefined {
    const template = this.#primary(at);
    if (template === undefined) return undefined;
    const percent = this.#skip(template.end);
    if (this.#text[percent] !== '%') return template;
    const open = this.#skip(percent + 1);
    const isTuple = this.#text[open] === '(';
    const given = isTuple ? this.#list(open + 1, ')') : this.#one(open);
    if (given === undefined) return undefined;
    const value = filled(template.value, /%s/g, (_, k) => given.values[k]);
    return value === undefined || /%/.test(value) ? undefined : { value, end: given.end };
  }

  /** A literal or several, with `join` or `format`; a name; or any of these in parentheses. */
  #primary(at: number): Read | undefined {
    const start = this.#skip(at);
    if (this.#text[start] === '(') {
      const inner = this.sum(start + 1);
      const close = inner && this.#skip(inner.end);
      return inner && close !== undefined && this.#text[close] === ')'
        ? { value: inner.value, end: close + 1 }
        : undefined;
    }
    const literals = this.#literals(start);
    if (literals === undefined) return this.#name(start);
    const [called, method = ''] = this.#match(/[\s\\]*\.[\s\\]*(join|format)[\s\\]*\(/y, literals.end) ?? [];
    if (called === undefined) return literals;
    const open = literals.end + called.length;
    return method === 'join' ? this.#join(literals.value, open) : this.#format(literals.value, open);
  }

  #name(start: number): Read | undefined {
    const [name] = this.#match(/[A-Za-z_]\w*(?![\w.(["'])/y, start) ?? [];
    const value = name === undefined ? undefined : this.#valueOf(name);
    return name === undefined || value === undefined ? undefined : { value, end: start + name.length };
  }

  /** Literals side by side. */
  #literals(start: number): Read | undefined {
    let value: string | undefined;
    let end = start;
    for (let at = start; ; at = this.#skip(end)) {
      const [whole, prefix = '', , content = ''] =
        this.#match(/([rRuUfF]{0,2})(["'])(?!\2\2)((?:(?!\2)[\w.:{}%()'"]){0,200})\2/y, at) ?? [];
      if (whole === undefined) break;
      const own = /f/i.test(prefix) ? this.#fields(content) : content;
      if (own === undefined) return undefined;
      value = (value ?? '') + own;
      end = at + whole.length;
    }
    return value === undefined ? undefined : { value, end };
  }

  /** A format string, whose fields are names or literals. */
  #fields(content: string): string | undefined {
    const field = /\{\s*(?:(["'])([\w.]*)\1|([A-Za-z_]\w*))\s*\}/g;
    const value = filled(content, field, ([, , own, name = '']) => own ?? this.#valueOf(name));
    return value === undefined || /[{}]/.test(value) ? undefined : value;
  }

  #join(separator: string, open: number): Read | undefined {
    const bracket = this.#skip(open);
    const closing = { '[': ']', '(': ')' }[this.#text[bracket] ?? ''];
    const items = closing === undefined ? undefined : this.#list(bracket + 1, closing);
    if (items === undefined) return undefined;
    const [end] = this.#match(/[\s\\]*(?:,[\s\\]*)?\)/y, items.end) ?? [];
    return end === undefined ? undefined : { value: items.values.join(separator), end: items.end + end.length };
  }

  #format(template: string, open: number): Read | undefined {
    const given = this.#list(open, ')');
    if (given === undefined) return undefined;
    const value = filled(template, /\{(\w*)\}/g, ([, field = ''], k) =>
      /^\d*$/.test(field) ? given.values[field === '' ? k : Number(field)] : given.named.get(field),
    );
    return value === undefined || /[{}]/.test(value) ? undefined : { value, end: given.end };
  }

  #one(at: number): Arguments | undefined {
    const value = this.#primary(at);
    return value && { values: [value.value], named: new Map(), end: value.end };
  }

  /** Values with commas between them, up to the closing bracket, some with a name. */
  #list(at: number, closing: string): Arguments | undefined {
    const values: string[] = [];
    const named = new Map<string, string>();
    let next = this.#skip(at);
    while (this.#text[next] !== closing && values.length + named.size < MOST_PARTS) {
      const [keyword, name = ''] = this.#match(/(\w+)\s*=(?!=)/y, next) ?? [];
      const value = this.sum(next + (keyword?.length ?? 0));
      if (value === undefined) return undefined;
      if (keyword === undefined) values.push(value.value);
      else named.set(name, value.value);
      next = this.#skip(value.end);
      if (this.#text[next] === ',') next = this.#skip(next + 1);
      else if (this.#text[next] !== closing) return undefined;
    }
    return this.#text[next] === closing ? { values, named, end: next + 1 } : undefined;
  }

  #match(sticky: RegExp, at: number): RegExpExecArray | undefined {
    return matchAt(sticky, this.#text, at);
  }

  /** The offset of the next character that is no blank, line end or backslash. */
  #skip(at: number): number {
    let next = at;
    while (' \t\r\n\\'.includes(this.#text[next] ?? '.')) next++;
    return next;
  }
}

interface Arguments {
  readonly values: readonly string[];
  readonly named: ReadonlyMap<string, string>;
  readonly end: number;
}

/** The template with its fields filled in; undefined where the value of one is not known. */
function filled(
  template: string,
  field: RegExp,
  valueOf: (field: RegExpMatchArray, k: number) => string | undefined,
): string | undefined {
  const values = Array.from(template.matchAll(field), valueOf);
  if (values.includes(undefined)) return undefined;
  let k = 0;
  return template.replace(field, () => values[k++] ?? '');
}
