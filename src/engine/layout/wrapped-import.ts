import { isPragma } from '../../../transforms/python/statement-place.ts';
import type { ListForm } from './code-style.ts';
import { namesOf } from './import-items.ts';
import type { ImportCode, ImportItem } from './import-items.ts';

/** Comments that ask for the line to stay as it is. */
const keepsLine = /E501|fmt:\s*skip|isort:\s*skip|yapf:\s*disable/;

/** The style in which a list of names is written. */
export interface WrapStyle {
  readonly width: number;
  readonly form: ListForm;
  readonly countsPragmas: boolean;
  /** One step of indentation. */
  readonly step: string;
  readonly lineEnding: string;
}

/** A `from` import on one line that is longer than the style allows, in parentheses; any other as it is. */
export function wrappedItem<Item extends ImportItem>(item: Item, style: WrapStyle): Item {
  const { code } = item;
  if (code?.kind !== 'from' || /[\r\n]/.test(code.list)) return item;
  if (keepsLine.test(code.comment)) return item;
  const line = item.text.slice(0, item.text.length - code.ending.length);
  const counted = isPragma(code.comment) && !style.countsPragmas ? line.slice(0, -code.comment.length).trimEnd() : line;
  if (columnsOf(counted) <= style.width) return item;
  const names = namesOf(code);
  return names.length === 0 || names.includes('*') ? item : { ...item, text: inParentheses(code, names, style) };
}

/** With tabs as eight columns. */
function columnsOf(line: string): number {
  let columns = 0;
  for (const character of line) columns += character === '\t' ? 8 - (columns % 8) : 1;
  return columns;
}

/** A comment stands behind the opening parenthesis, where it counts for the whole statement. */
function inParentheses(
  code: ImportCode,
  names: readonly string[],
  { width, form, step, lineEnding }: WrapStyle,
): string {
  const { indentation, head, comment, ending } = code;
  const opening = `${indentation}${head} (`;
  if (form === 'aligned' && comment === '') {
    const aligned = ' '.repeat(columnsOf(opening));
    const [first = '', ...others] = filled(names, width - aligned.length - 1);
    const lines = [opening + first, ...others.map((line) => aligned + line)];
    return `${lines.join(lineEnding)})${ending}`;
  }
  const inner = indentation + step;
  const lines = form === 'filled' ? filled(names, width - columnsOf(inner) - 1) : names.map((name) => `${name},`);
  const list = lines.map((line) => inner + line);
  if (form === 'filled') list.push(`${list.pop() ?? ''},`);
  return [opening + (comment === '' ? '' : `  ${comment}`), ...list, `${indentation})${ending}`].join(lineEnding);
}

/** Lines with commas between the names, each with all that fit into it. */
function filled(names: readonly string[], width: number): string[] {
  const lines: string[] = [];
  for (const name of names) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + name.length + 2 <= width) lines[lines.length - 1] = `${last}, ${name}`;
    else {
      if (last !== undefined) lines[lines.length - 1] = `${last},`;
      lines.push(name);
    }
  }
  return lines;
}

/** The form of the first list that is written on several lines; undefined where there is none. */
export function formInText(text: string): ListForm | undefined {
  const found = /^[ \t]*from[ \t]+[\w.]+[ \t]+import[ \t]*\(([^()#\r\n]*)(?:#[^\r\n]*)?[\r\n]([^\r\n]*)/m.exec(text);
  if (found === null) return undefined;
  const [, first = '', second = ''] = found;
  if (first.trim() !== '') return 'aligned';
  return /,[ \t]*[^\s#]/.test(second) ? 'filled' : 'hanging';
}
