import type { ListPart } from '../../model/module-bindings.ts';
import { TokenKind as Kind } from './tokens.ts';
import type { Token } from './tokens.ts';

const literal = /^(?:[rRuU]?)(?:'([^'\\]*)'|"([^"\\]*)")$/;
const punctuation = new Set(['[', ']', '(', ')', ',', '+', '*']);
/** The functions that make a list from the entries of another one. */
const copies = new Set(['list', 'sorted', 'tuple', 'set']);

/**
 * The parts of a list of strings, as in `["A", *other.__all__] + list(another.__all__)`: plain string literals, and
 * names of other lists. Undefined for any other value.
 */
export function listParts(tokens: readonly Token[]): ListPart[] | undefined {
  const parts: ListPart[] = [];
  const significant = tokens.filter(({ kind }) => kind !== Kind.newline);
  const textAt = (k: number): string => significant[k]?.text ?? '';
  for (let k = 0; k < significant.length; k++) {
    const { kind, text } = significant[k] ?? { kind: Kind.newline, text: '' };
    const before = textAt(k - 1);
    if (kind === Kind.string) {
      const [, single, double] = literal.exec(text) ?? [];
      const value = single ?? double;
      if (value === undefined || before === '+' || textAt(k + 1) === '+') return undefined;
      const last = significant[k - 1]?.kind === Kind.string ? parts.pop() : undefined;
      parts.push((typeof last === 'string' ? last : '') + value);
    } else if (kind === Kind.name && !(copies.has(text) && textAt(k + 1) === '(')) {
      let path = text;
      for (; textAt(k + 1) === '.'; k += 2) path += `.${textAt(k + 2)}`;
      // Between the brackets of a list, a name is one entry, unless a star stands before it.
      const isList = before === '*' || (['', '+', '('].includes(before) && ['', '+', ')'].includes(textAt(k + 1)));
      if (!isList) return undefined;
      parts.push({ list: path });
    } else if (kind !== Kind.name && !punctuation.has(text)) return undefined;
  }
  return parts;
}

/**
 * The names in `[each.__name__ for each in classes]`, where `classes` is a list of classes and functions that the text defines and
 * assigns once. Undefined where it is something else.
 */
export function namesOfDefinitions(tokens: readonly Token[], text: string): string[] | undefined {
  const code = tokens
    .filter(({ kind }) => kind !== Kind.newline)
    .map((token) => token.text)
    .join(' ');
  const [, list] = /^\[ (\w+) \. __name__ for \1 in (\w+) \]$/.exec(code)?.slice(1) ?? [];
  if (list === undefined) return undefined;
  const [assigned, ...others] = text.matchAll(
    new RegExp(String.raw`^${list}\b[^=\n]*=[ \t]*([[(][\w\s,]*[\])])?`, 'gm'),
  );
  if (others.length > 0 || new RegExp(String.raw`\b${list}\s*(?:\.|\[|\+=)`).test(text)) return undefined;
  const names = assigned?.[1]?.match(/\w+/g);
  return names?.every((name) => new RegExp(String.raw`^(?:class|def) ${name}\b`, 'm').test(text)) === true
    ? names
    : undefined;
}
