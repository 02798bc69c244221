import { applyTextEdits } from '../../edit/apply-text-edits.ts';
import { composedEdits } from '../../edit/composed-edits.ts';
import { lineEndAt, lineStartAt } from '../../edit/line-offsets.ts';
import type { TextEdit } from '../../model/edit.ts';
import type { SourceFile } from '../../model/source-file.ts';
import { codeStyles } from './code-style.ts';
import type { ScriptStyle } from './code-style.ts';

/** Gives the edits of a file of JavaScript or TypeScript the style of its project. */
export type ScriptLayout = (source: SourceFile, edits: readonly TextEdit[]) => readonly TextEdit[];

/** An import or export with names in braces, on one line. */
const statement =
  /^([ \t]*)((?:import|export)\b[^{}'"`\r\n]*)\{([^{}\r\n]*)(\}\s*from\s*(?:'[^'\r\n]*'|"[^"\r\n]*")(?:[ \t]*;)?)[ \t]*(?:\/\/[^\r\n]*)?$/;

/** @param root absolute path; undefined when no other file may be consulted: edits stay as they are then */
export function scriptLayout(root: string | undefined): ScriptLayout {
  if (root === undefined) return (_, edits) => edits;
  const styles = codeStyles(root);
  return (source, edits) => (edits.length === 0 ? edits : layOut(source, edits, styles.script(source.path)));
}

/**
 * The edits, with each import that they make too long for prettier's `printWidth` on several lines, as prettier writes it.
 * @param edits sorted
 * @returns the same edits where nothing is to be done
 */
function layOut({ text, lineEnding }: SourceFile, edits: readonly TextEdit[], style: ScriptStyle): readonly TextEdit[] {
  const { width } = style;
  if (width === undefined) return edits;
  const result: TextEdit[] = [];
  let isWrapped = false;
  for (let k = 0; k < edits.length;) {
    const from = lineStartAt(text, edits[k]?.start ?? 0);
    let to = from;
    const own: TextEdit[] = [];
    for (let edit = edits[k]; edit !== undefined && (own.length === 0 || edit.start <= to); edit = edits[++k]) {
      own.push({ start: edit.start - from, end: edit.end - from, text: edit.text });
      to = lineEndAt(text, edit.end);
    }
    const code = text.slice(from, to);
    const wraps = wrapsIn(applyTextEdits(code, own), width, style, lineEnding);
    if (wraps.length > 0) isWrapped = true;
    const all = wraps.length > 0 ? composedEdits(code, own, wraps) : own;
    result.push(...all.map((edit) => ({ start: edit.start + from, end: edit.end + from, text: edit.text })));
  }
  return isWrapped ? result : edits;
}

/** Edits of lines for each statement among them that is too long. */
function wrapsIn(lines: string, width: number, style: ScriptStyle, lineEnding: string): TextEdit[] {
  const wraps: TextEdit[] = [];
  let at = 0;
  for (const line of lines.split(/(\r\n?|\n)/)) {
    const [found, indentation = '', head = '', list = '', tail = ''] =
      line.length > width ? (statement.exec(line) ?? []) : [];
    const names = list.split(',').flatMap((name) => name.trim() || []);
    // One name alone stays on its line, as prettier has it.
    const isOpen = names.length > 1 || (names.length === 1 && head.includes(','));
    const length = indentation.length + head.length + list.length + tail.length + 1;
    if (found !== undefined && isOpen && length > width && !list.includes('/')) {
      const inner = indentation + style.indentation;
      const last = style.hasTrailingComma ? ',' : '';
      const broken = names.map((name, k) => `${inner}${name}${k < names.length - 1 ? ',' : last}`);
      const start = at + indentation.length + head.length + 1;
      wraps.push({ start, end: start + list.length, text: ['', ...broken, indentation].join(lineEnding) });
    }
    at += line.length;
  }
  return wraps;
}
