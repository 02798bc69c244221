import { applyTextEdits, sortTextEdits } from '../../src/edit/apply-text-edits.ts';
import { formatExport } from '../../src/model/config.ts';
import type { Diagnostic } from '../../src/model/diagnostic.ts';
import type { Edit, Refusal, RefusalReason, TextEdit } from '../../src/model/edit.ts';
import type { ModuleMeaning } from '../../src/model/module-meaning.ts';
import { detachedString } from '../../src/model/detached-string.ts';
import type { Range } from '../../src/model/range.ts';
import type { Legacy, Resolution } from '../../src/model/resolution.ts';
import type { JavaScriptFile, TransformResult } from './javascript-file.ts';

/** Collects what one transform does to a file. */
export class MoveRecorder {
  readonly #file: JavaScriptFile;
  readonly #transform: string;
  readonly #edits: Edit[] = [];
  readonly #textEdits: TextEdit[] = [];
  readonly #refused: Refusal[] = [];
  readonly #diagnostics: Diagnostic[] = [];

  constructor(file: JavaScriptFile, transform: string) {
    this.#file = file;
    this.#transform = transform;
  }

  get result(): TransformResult {
    return {
      edits: this.#edits,
      textEdits: this.#textEdits,
      refused: this.#refused,
      diagnostics: this.#diagnostics,
    };
  }

  /**
   * Record the move of References that share a statement.
   * @param statement what the report shows
   * @param moves those that are applied together by `textEdits`, or none
   * @param pending those that are not applied, with the edits that applying all of them would take
   */
  move(statement: Range, moves: readonly Legacy[], textEdits: readonly TextEdit[]): void {
    this.#record(statement, moves, textEdits, true);
    this.#textEdits.push(...textEdits);
  }

  /** The same of moves whose edits come later, with those of other statements. */
  show(statement: Range, moves: readonly Legacy[], textEdits: readonly TextEdit[]): void {
    this.#record(statement, moves, textEdits, true);
  }

  pend(statement: Range, moves: readonly Legacy[], textEdits: readonly TextEdit[]): void {
    this.#record(statement, moves, textEdits, false);
  }

  #record(statement: Range, moves: readonly Legacy[], textEdits: readonly TextEdit[], applied: boolean): void {
    const { source, span } = this.#file;
    const before = detachedString(source.text.slice(statement.start, statement.end));
    const after = detachedString(textAfter(source.text, statement, textEdits));
    for (const { tier, from, to, uses, because, reviews, chain, call } of moves) {
      this.#edits.push({
        ...span(statement),
        transform: this.#transform,
        tier,
        applied,
        from,
        to: formatExport(to),
        uses,
        because,
        reviews,
        chain,
        ...(call === undefined ? {} : { call }),
        before,
        after,
      });
    }
  }

  /** Is the move to be applied, when this transform makes it? */
  isApplied(move: Legacy): boolean {
    return this.#file.isApplied(move, this.#transform);
  }

  /** Further edits of moves that are applied. */
  also(textEdits: readonly TextEdit[]): void {
    this.#textEdits.push(...textEdits);
  }

  /** One Reference that moves by edits of its own, when its tier is to be applied. */
  single(statement: Range, resolution: Legacy, textEdits: readonly TextEdit[]): void {
    if (this.isApplied(resolution)) this.move(statement, [resolution], textEdits);
    else this.pend(statement, [resolution], textEdits);
  }

  refuse(range: Range, from: string, reason: RefusalReason, message: string): void {
    this.#refused.push({ ...this.#file.span(range), transform: this.#transform, reason, message, from });
  }

  /** Refuse a Reference that takes all of a module of which the Map moves exports one by one. */
  refuseWhole(
    range: Range,
    { movesAsWhole, hasSymbols, label }: ModuleMeaning,
    what = 'it names the module as a whole',
  ): void {
    if (movesAsWhole || !hasSymbols) return;
    this.refuse(range, label, 'dynamic-use', `${what}, and the Map moves exports of it one by one`);
  }

  /** Note what is no move: a refusal, or an export that has no canonical path yet. */
  note(range: Range, resolution: Resolution): void {
    if (resolution.kind === 'refused') this.refuse(range, resolution.from, resolution.reason, resolution.message);
    if (resolution.kind !== 'unmapped') return;
    const message = `the Map knows ${resolution.from} and has no canonical path for it yet`;
    this.#diagnostics.push({
      ...this.#file.span(range),
      ruleId: 'javascript/unmapped-symbol',
      severity: 'note',
      message,
    });
  }

  diagnose(range: Range, ruleId: string, message: string): void {
    this.#diagnostics.push({ ...this.#file.span(range), ruleId, severity: 'note', message });
  }
}

/** The statement and what was added behind it, after the edits. */
function textAfter(text: string, { start, end }: Range, textEdits: readonly TextEdit[]): string {
  const near = textEdits.filter((edit) => edit.start >= start && edit.start <= end + 2);
  const to = Math.max(end, ...near.map((edit) => edit.end));
  const shifted = sortTextEdits(near).map((edit) => ({
    start: edit.start - start,
    end: edit.end - start,
    text: edit.text,
  }));
  return applyTextEdits(text.slice(start, to), shifted).trim();
}

/** The string literal of a specifier with another text, in the same quotes. */
export function replaceSpecifier(text: string, { start, end }: Range, specifier: string): TextEdit {
  return { start: start + 1, end: end - 1, text: escapeFor(text.charAt(start), specifier) };
}

/** A text as it stands between quotes of a kind. */
export function escapeFor(quote: string, text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`);
}
