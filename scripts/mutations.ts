import type { Random } from './random.ts';

/** A change of a text that somebody might make by accident, or to do harm. Texts hold bytes: one character each. */
type Mutation = (text: string, random: Random, others: readonly string[]) => string;

const token = /\w+|[ \t]+|\r\n?|\n|[^\w\s]/g;
const brackets = ['(', ')', '[', ']', '{', '}', '"', "'", '"""', "'''", '`', '${', '\\', '/*', '*/', '//', '#', '<!--'];
const oddBytes = [
  '\0',
  '\xff',
  '\xc3',
  '\xe2\x80\xa8',
  '\x1b[31m',
  '\xf0\x9d\x92\xb3',
  '\f',
  '\x85',
  '\xa0',
  '\xef\xbb\xbf',
];

const mutations: readonly Mutation[] = [
  (text, random) => withParts(tokensOf(text), random, () => []),
  (text, random) => withParts(tokensOf(text), random, (part) => [part, part]),
  (text, random) => swapped(tokensOf(text), random),
  (text, random, others) => withParts(tokensOf(text), random, () => [random.pick(tokensOf(random.pick(others)))]),
  (text, random) => withParts(linesOf(text), random, () => []),
  (text, random) => withParts(linesOf(text), random, (part) => [part, part]),
  (text, random) => swapped(linesOf(text), random),
  (text, random, others) =>
    withParts(linesOf(text), random, (part) => [part, random.pick(linesOf(random.pick(others)))]),
  (text, random) => withParts(text.split(/(?:)/), random, () => []),
  (text, random) => withParts(text.split(/(?:)/), random, (part) => [random.pick(oddBytes), part]),
  (text, random) => withParts(text.split(/(?:)/), random, (part) => [part, random.pick(brackets)]),
  (text, random) => withParts(linesOf(text), random, (part) => [random.pick([' ', '    ', '\t', '\f']), part]),
  (text, random) => withParts(linesOf(text), random, (part) => [part.trimStart()]),
  (text) => text.replace(/\r?\n/g, '\r\n'),
  (text) => text.replace(/\r?\n/g, '\r'),
  (text, random) => text.replace(/\n/g, (ending) => random.pick([ending, ending, '\r\n', '\r'])),
  (text) => `\xef\xbb\xbf${text}`,
  (text) => Buffer.from(Buffer.from(text, 'latin1').toString('utf8'), 'utf16le').toString('latin1'),
  (text, random) => `# -*- coding: ${random.pick(['latin-1', 'utf-8', 'cp1252', 'shift_jis', 'no-such'])} -*-\n${text}`,
  (text, random) => text.slice(0, random.below(text.length + 1)),
  (text, random) => text.slice(random.below(text.length + 1)),
  (text, random, others) => text.slice(0, random.below(text.length + 1)) + random.pick(others),
  (text) => text.trimEnd(),
];

/**
 * The text with up to three such changes, or none.
 * @param others texts that parts may come from
 */
export function mutated(text: string, random: Random, others: readonly string[]): string {
  let result = text;
  for (let left = random.below(4); left > 0; left--) result = random.pick(mutations)(result, random, others);
  return result;
}

/** The text with some of the lines between its own; most of them where no block is open. */
export function withLines(text: string, random: Random, added: readonly string[]): string {
  const lines = linesOf(text);
  for (let left = 1 + random.below(5); left > 0; left--) {
    const at = random.below(lines.length + 1);
    const blanks = /^[ \t]*/.exec(lines[at] ?? '')?.[0] ?? '';
    lines.splice(
      at,
      0,
      ...random
        .pick(added)
        .split('\n')
        .map((line) => `${blanks}${line}\n`),
    );
  }
  return lines.join('');
}

function tokensOf(text: string): string[] {
  return text.match(token) ?? [''];
}

function linesOf(text: string): string[] {
  return text.split(/(?<=\n|\r(?!\n))/);
}

/** With other parts in place of one of them. */
function withParts(parts: readonly string[], random: Random, replace: (part: string) => readonly string[]): string {
  const at = random.below(parts.length);
  return [...parts.slice(0, at), ...replace(parts[at] ?? ''), ...parts.slice(at + 1)].join('');
}

function swapped(parts: string[], random: Random): string {
  const [a, b] = [random.below(parts.length), random.below(parts.length)];
  return parts.map((part, k) => (k === a ? parts[b] : k === b ? parts[a] : part)).join('');
}
