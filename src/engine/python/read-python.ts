import type { AllowComment } from '../../model/allow-comment.ts';
import type { RefusalReason } from '../../model/edit.ts';
import type { SourceFile } from '../../model/source-file.ts';
import type { SourceBuffer } from '../../native/source-buffer.ts';
import { decodeSource } from '../../scan/decode.ts';
import { marksOfImporters, patchesJoinedPath } from '../../parse/python/joined-strings.ts';
import type { LiteralPrefilter } from '../../scan/literal-prefilter.ts';
import { allowCommentsIn, allowMark } from '../suppressions.ts';
import type { ReadText } from './check-edits.ts';
import { isGenerated } from '../generated-file.ts';

/** A Python file as it was read, before anything is judged: plain data, so that a thread can send it. */
export interface PythonText {
  readonly source: SourceFile;
  /** The import statements and string literals with a word of the Map, counted in UTF-16 code units of the text. */
  readonly records: Int32Array;
  /** Three integers for each logical line, as SourceBuffer.outline gives them. */
  readonly lines: Int32Array;
  /** Where brackets or strings do not balance, or -1. */
  readonly errorAt: number;
  /** The offset of the first `import` that starts no valid statement, or -1. */
  readonly malformedAt: number;
  /** A string in code starts as the relative name of a module does, or `__import__` is called. */
  readonly holdsRelativeName: boolean;
  /** A string starts with a part of a legacy path, and what imports or patches by a path may be given it and others joined. */
  readonly mayJoinPaths: boolean;
  /** Comments that let findings in the file be. */
  readonly allowComments: readonly AllowComment[];
}

/** Why nobody should edit a file. */
export interface Uneditable {
  readonly reason: RefusalReason;
  readonly message: string;
}

/** Reads Python files in full, one after another, in one buffer. */
export class PythonReader {
  readonly #prefilter: LiteralPrefilter;
  readonly #buffer: SourceBuffer;

  constructor(prefilter: LiteralPrefilter, buffer: SourceBuffer) {
    this.#prefilter = prefilter;
    this.#buffer = buffer;
  }

  /** The file in the buffer, whose path is relative to the root. */
  read(path: string): PythonText | Uneditable {
    const source = decodeSource(path, 'python', this.#buffer.bytes, () => this.#buffer.text());
    return 'message' in source ? { reason: 'unsupported-encoding', ...source } : this.readSource(source);
  }

  /** A file that was decoded, whose bytes are in the buffer. */
  readSource(source: SourceFile): PythonText | Uneditable {
    if (this.#buffer.holdsNul())
      return { reason: 'syntax-error', message: 'it holds NUL bytes, which Python does not read' };
    if (isGenerated(source.text))
      return {
        reason: 'generated-file',
        message: 'it says @generated: move the imports in the source that it is generated from',
      };
    this.#countAsIn(source);
    const { records, unterminatedAt, malformedAt } = this.#prefilter.scan(this.#buffer);
    return {
      source,
      records: records.slice(),
      mayJoinPaths: this.#mayJoinPaths(source.text),
      ...this.#outline(unterminatedAt),
      malformedAt,
      allowComments: this.#buffer.holdsMark(allowMark) ? allowCommentsIn(source.text) : [],
    };
  }

  /** A text that is no file, such as one with edits. */
  readText(text: string): ReadText {
    this.#buffer.setText(text);
    const { unterminatedAt, malformedAt } = this.#prefilter.scan(this.#buffer);
    return { text, ...this.#outline(unterminatedAt), malformedAt };
  }

  /** The import statements and string literals of a text; a view that the next call overwrites. */
  records(text: string): Int32Array {
    this.#buffer.setText(text);
    return this.#prefilter.scan(this.#buffer).records;
  }

  #mayJoinPaths(text: string): boolean {
    const buffer = this.#buffer;
    if (!buffer.holdsQuotedPart()) return false;
    return marksOfImporters.some((mark) => buffer.holdsMark(mark)) || patchesJoinedPath(text);
  }

  #outline(unterminatedAt: number): Pick<PythonText, 'lines' | 'errorAt' | 'holdsRelativeName'> {
    const { lines, errorAt, holdsRelativeName } = this.#buffer.outline();
    return { lines: lines.slice(), errorAt: errorAt < 0 ? unterminatedAt : errorAt, holdsRelativeName };
  }

  /** Let the buffer count offsets as they are in the decoded text. */
  #countAsIn({ text, encoding, hasByteOrderMark }: SourceFile): void {
    if (encoding === 'latin1') return;
    if (encoding !== 'utf8') this.#buffer.setText(text);
    else if (hasByteOrderMark || !this.#buffer.isAscii()) this.#buffer.countUtf16();
  }
}
