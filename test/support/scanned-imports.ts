import type { SourceBuffer } from '../../src/native/source-buffer.ts';
import { importStatements } from '../../src/parse/python/import-statements.ts';
import type { FoundImport } from './python-programs.ts';

/** The result of the scanner for a text. */
export interface ScannedText {
  readonly imports: readonly FoundImport[];
  /** Offset of the first string that does not end, and of the first `import` that starts no statement; -1 for none. */
  readonly unterminatedAt: number;
  readonly malformedAt: number;
}

/** Scan a text, without byte order mark, whose UTF-8 bytes (a byte order mark allowed) the buffer holds. */
export function scannedImports(buffer: SourceBuffer, text: string): ScannedText {
  buffer.countUtf16();
  const { records, unterminatedAt, malformedAt } = buffer.scanImports();
  const imports = importStatements(records, text).map(({ kind, isLazy, start, end, level, module, names }) => ({
    kind,
    isLazy,
    start,
    end,
    level,
    module,
    names: names.map(({ name, alias, start, end }) => ({ name, alias, start, end })),
  }));
  return { imports, unterminatedAt, malformedAt };
}

/** Where the scanner and a judge differ, for a failing test to print; undefined where they do not. */
export function difference(
  expected: readonly FoundImport[],
  { imports, unterminatedAt, malformedAt }: ScannedText,
): string | undefined {
  if (unterminatedAt >= 0) return `a string at ${unterminatedAt} that does not end`;
  if (malformedAt >= 0) return `an import at ${malformedAt} that is no statement`;
  const count = Math.max(expected.length, imports.length);
  for (let k = 0; k < count; k++) {
    const [theirs, ours] = [expected[k], imports[k]].map((found) => JSON.stringify(found));
    if (theirs !== ours) return `import ${k}: expected ${theirs ?? 'none'}, scanned ${ours ?? 'none'}`;
  }
  return undefined;
}
