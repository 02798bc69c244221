import type { SourceBuffer } from '../../native/source-buffer.ts';

/** A line that shows the content of a module, by its first words. A line of a string may look like one. */
export interface Landmark {
  readonly kind: 'class' | 'function' | 'value' | 'import';
  /**
   * The name that it defines, or the first word of an import statement. Valid only while the module is in the buffer.
   */
  readonly name: () => string;
  /** Offset of the name. */
  readonly start: number;
  /** From 1. */
  readonly line: number;
  /** Columns of indentation. */
  readonly column: number;
}

/** The kinds of assembly/landmarks.ts, by their numbers there. */
const kinds = ['class', 'function', 'value', 'import'] as const;
const LENGTH = 5;

/** The landmarks of the module in the buffer, in order. Each is valid until the next. */
export function* readLandmarks(buffer: SourceBuffer): Generator<Landmark> {
  const records = buffer.landmarks();
  for (let at = 0; at < records.length; at += LENGTH) {
    const start = records[at + 1] ?? 0;
    yield {
      kind: kinds[records[at] ?? 0] ?? 'value',
      name: () => buffer.identifierAt(start, records[at + 2] ?? 0),
      start,
      line: records[at + 3] ?? 0,
      column: records[at + 4] ?? 0,
    };
  }
}
