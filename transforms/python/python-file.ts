import type { Diagnostic } from '../../src/model/diagnostic.ts';
import type { Edit, Refusal, Span, TextEdit } from '../../src/model/edit.ts';
import type { ImportStatement, ModuleIdentity } from '../../src/model/python.ts';
import type { Range } from '../../src/model/range.ts';
import type { Legacy, Resolution } from '../../src/model/resolution.ts';
import type { SourceFile } from '../../src/model/source-file.ts';
import type { LogicalLines } from '../../src/parse/python/logical-lines.ts';
import type { Scopes } from '../../src/parse/python/scopes.ts';

/** A Python file as the transforms see it: parsed, with the Map and the repository behind `resolve`. */
export interface PythonFile {
  readonly source: SourceFile;
  readonly identity: ModuleIdentity;
  /** The import statements of the file, in order; those without a word of the Map may be left out. */
  readonly statements: readonly ImportStatement[];
  readonly lines: LogicalLines;
  /**
   * What the names in the file mean. Ask only when a Reference needs it: it costs a syntax tree. While the grammar is not
   * loaded, this ends the transform, which is run again when it is.
   */
  readonly scopes: () => Scopes;
  /** What `from module import name` means that binds `local`; `module` is absolute, `offset` is where the statement stands. */
  readonly resolve: (module: string, name: string, local: string, offset: number) => Resolution;
  /** Do other files look up the name in this module, as far as is known? */
  readonly isNeededElsewhere: (name: string) => boolean;
  /** Can some name of the module be legacy? */
  readonly hasLegacySymbols: (module: string) => boolean;
  /** Is the text of each Edit before and after wanted? */
  readonly withTexts: boolean;
  /** Is the move to be applied, when the transform makes it? */
  readonly isApplied: (move: Legacy, transform: string) => boolean;
  readonly span: (range: Range) => Span;
}

export interface TransformResult {
  readonly edits: readonly Edit[];
  /** Of the applied edits; in any order. */
  readonly textEdits: readonly TextEdit[];
  readonly refused: readonly Refusal[];
  readonly diagnostics: readonly Diagnostic[];
}

/** One form of Reference, and how it is moved. */
export interface PythonTransform {
  /** `python/` and the name of its file, of its fixtures and of its heading in the docs. */
  readonly id: string;
  readonly run: (file: PythonFile) => TransformResult;
}
