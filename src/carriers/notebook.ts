import { parseTree } from 'jsonc-parser';
import type { Node, ParseError } from 'jsonc-parser';
import type { Carrier, Part } from './carrier.ts';
import { addJsonString, asJson } from './json-string.ts';
import { isForeignCell, withoutMagics } from './magics.ts';
import { BETWEEN_BLOCKS, PartBuilder } from './part-builder.ts';

/** Notebooks of Jupyter: all cells that hold Python are one program, as the kernel runs them. */
export const notebook: Carrier = {
  id: 'notebook',
  isOf: (path) => path.endsWith('.ipynb'),
  parts: ({ text }) => {
    const errors: ParseError[] = [];
    const tree = parseTree(text, errors, { disallowComments: true });
    if (tree?.type !== 'object' || errors.length > 0) throw new SyntaxError('it is no valid JSON');
    const cells = cellsOf(tree).map((cell, k) => ({ cell, place: `cell ${k + 1}` }));
    const isPython = ['python', undefined].includes(languageOf(tree));
    const code = new PartBuilder();
    const others: Part[] = [];
    for (const { cell, place } of cells) {
      const source = valueOf(cell, 'source') ?? valueOf(cell, 'input');
      if (source === undefined) continue;
      const strings = source.type === 'array' ? (source.children ?? []) : [source];
      const isCode = valueOf(cell, 'cell_type')?.value === 'code';
      const cellText = strings.map(({ value }) => String(value)).join('');
      const section = { place, hasLines: true, write: asJson(separatorOf(text, strings)) };
      if (!isCode || !isPython || isForeignCell(cellText)) {
        const unread = !isCode
          ? undefined
          : isPython
            ? 'a cell magic hands the cell to something else'
            : 'the kernel of the notebook is not one of Python';
        const words = new PartBuilder();
        words.section(section);
        for (const string of strings) addJsonString(words, string, text);
        others.push(words.build('text', { unread }));
        continue;
      }
      const { text: python, masked } = withoutMagics(cellText);
      code.section(section);
      let at = 0;
      for (const string of strings) {
        const { length } = String(string.value);
        addJsonString(code, string, text, python.slice(at, at + length));
        at += length;
      }
      code.fill(BETWEEN_BLOCKS);
      for (const { start, end } of masked) others.push(maskedPart(strings, text, section, { start, end }));
    }
    return [code.build('code'), ...others];
  },
};

/** A magic, in which names of legacy modules are listed. */
function maskedPart(
  strings: readonly Node[],
  text: string,
  section: Parameters<PartBuilder['section']>[0],
  { start, end }: { readonly start: number; readonly end: number },
): Part {
  const words = new PartBuilder();
  words.section(section);
  const whole = strings.map(({ value }) => String(value)).join('');
  const shown = whole.replace(/[^\r\n]/g, (character, offset: number) =>
    offset >= start && offset < end ? character : ' ',
  );
  let at = 0;
  for (const string of strings) {
    const { length } = String(string.value);
    addJsonString(words, string, text, shown.slice(at, at + length));
    at += length;
  }
  return words.build('text', { unread: 'a magic of IPython is not read', hidesUses: true });
}

function cellsOf(tree: Node): readonly Node[] {
  const direct = valueOf(tree, 'cells')?.children;
  if (direct) return direct;
  // Version 3 of the format has its cells in worksheets.
  return (valueOf(tree, 'worksheets')?.children ?? []).flatMap((sheet) => valueOf(sheet, 'cells')?.children ?? []);
}

/** The language of the kernel, in lower case; undefined where the notebook does not say. */
function languageOf(tree: Node): string | undefined {
  const metadata = valueOf(tree, 'metadata');
  const [info, kernel] = [metadata && valueOf(metadata, 'language_info'), metadata && valueOf(metadata, 'kernelspec')];
  const named = [info && valueOf(info, 'name'), kernel && valueOf(kernel, 'language')].find(
    (node) => node !== undefined,
  );
  const language = typeof named?.value === 'string' ? named.value.toLowerCase() : undefined;
  return language === 'ipython' || language?.startsWith('python') ? 'python' : language;
}

function valueOf(object: Node, key: string): Node | undefined {
  return object.children?.findLast(({ children }) => children?.[0]?.value === key)?.children?.[1];
}

/** The text of the file between two strings of a list, which a new line of a cell needs, too. */
function separatorOf(text: string, [first, second]: readonly Node[]): string | undefined {
  return first && second && text.slice(first.offset + first.length, second.offset);
}
