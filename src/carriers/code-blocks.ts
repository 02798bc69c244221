import { isValid } from '../parse/python/syntax/parse.ts';
import type { Part } from './carrier.ts';
import type { Line } from './lines.ts';
import { withoutMagics } from './magics.ts';
import { BETWEEN_BLOCKS, PartBuilder } from './part-builder.ts';

/** Code in a document: its lines, each without what the document writes before it. */
export interface CodeBlock {
  readonly lines: readonly Line[];
  /** The text before a new line of code, such as a prompt. */
  readonly prefix: (line: string) => string;
  /** It has to stay on its line: a new line of code stands behind a semicolon. */
  readonly isOneLine?: boolean;
}

const prompt = /^([ \t]*)>>>(?: |$)/;

/** Does a line begin an example of the interpreter? */
export function isPrompt(line: string): boolean {
  return prompt.test(line);
}

/** The examples of an interactive session, as doctest finds them: output is left out. */
export function examplesIn(lines: readonly Line[], before: (line: Line) => string = () => ''): CodeBlock[] {
  const blocks: CodeBlock[] = [];
  for (let k = 0; k < lines.length; k++) {
    const indent = prompt.exec(lines[k]?.text ?? '')?.[1];
    const first = lines[k];
    if (first === undefined || indent === undefined) continue;
    const column = indent.length + '>>> '.length;
    const code = [codeOf(first, column)];
    const goesOn = (line: string): boolean =>
      line.startsWith(indent) && /^\.\.\.(?: |$)/.test(line.slice(indent.length));
    for (let next = lines[k + 1]; next !== undefined && goesOn(next.text); next = lines[k + 1]) {
      code.push(codeOf(next, column));
      k++;
    }
    const start = before(first) + indent;
    blocks.push({
      lines: code,
      prefix: (line) => start + (/^(?:from|import)\b/.test(line) ? '>>> ' : '... '),
    });
  }
  return blocks;
}

function codeOf({ start, end, text, ending }: Line, column: number): Line {
  const from = Math.min(column, text.length);
  return { start: start + from, end, text: text.slice(from), ending };
}

/** The blocks as programs: those that are valid are one, as a reader follows them; each other one is for a person to look at. */
export function codeParts(blocks: readonly CodeBlock[]): Part[] {
  const together = new PartBuilder();
  const others: Part[] = [];
  for (const block of blocks) {
    const whole = block.lines.map(({ text, ending }) => text + ending).join('');
    const { text, masked } = withoutMagics(whole);
    const isSound = isValid(text);
    const program = isSound ? together : new PartBuilder();
    addBlock(program, block, text);
    program.fill(BETWEEN_BLOCKS);
    if (!isSound) others.push(program.build('code', { doubt: 'the code around it is not valid Python' }));
    if (masked.length === 0) continue;
    const words = new PartBuilder();
    const isMasked = (offset: number): boolean => masked.some(({ start, end }) => offset >= start && offset < end);
    addBlock(
      words,
      block,
      whole.replace(/[^\r\n]/g, (character, offset: number) => (isMasked(offset) ? character : ' ')),
    );
    others.push(words.build('text', { unread: 'a magic of IPython is not read', hidesUses: true }));
  }
  return together.length === 0 ? others : [together.build('code'), ...others];
}

/** A block as a program of its own, for a person to look at. */
export function blockPart(block: CodeBlock, doubt: string): Part {
  const program = new PartBuilder();
  addBlock(program, block, block.lines.map(({ text, ending }) => text + ending).join(''));
  return program.build('code', { doubt });
}

function addBlock(program: PartBuilder, { lines, prefix, isOneLine = false }: CodeBlock, shown: string): void {
  program.section({
    place: '',
    hasLines: false,
    write: (text) => {
      if (isOneLine) return text.replace(/\r?\n/g, '; ');
      const lines = text.split(/(?<=\n)/);
      const written = lines.map((line, k) => (k === 0 || line === '' ? '' : prefix(line)) + line);
      return written.join('') + (text.endsWith('\n') ? prefix('') : '');
    },
  });
  let at = 0;
  for (const { start, end, ending } of lines) {
    const length = end - start + ending.length;
    program.add(shown.slice(at, at + length), { start, end: start + length });
    at += length;
  }
}
