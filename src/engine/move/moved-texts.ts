import { applyTextEdits } from '../../edit/apply-text-edits.ts';
import type { Edit } from '../../model/edit.ts';
import { ExpectedStop } from '../../model/errors.ts';
import type { ImportStyle } from '../../model/moved-tree.ts';
import type { MoveConcern } from '../../model/moving.ts';
import { absoluteModule } from '../../model/python.ts';
import { LineIndex } from '../../model/range.ts';
import type { SourceFile } from '../../model/source-file.ts';
import { ownImports, takesOwnPackage } from '../../move/own-imports.ts';
import type { MovedTo, OwnImport } from '../../move/own-imports.ts';
import { placeUses } from '../../move/place-uses.ts';
import { SourceBuffer } from '../../native/source-buffer.ts';
import { importStatements } from '../../parse/python/import-statements.ts';
import { parseModule } from '../../parse/python/syntax/parse.ts';
import { readTokens } from '../../parse/python/tokens.ts';
import { decodeSource, encodeSource } from '../../scan/decode.ts';
import { isGenerated } from '../generated-file.ts';
import type { MovedFile } from './moved-files.ts';
import type { MovedPython } from './moved-modules.ts';

/** A Python file that moves, with its own imports as its new place wants them. */
export interface MovedText {
  readonly file: MovedFile;
  /** The file before the move. */
  readonly source: SourceFile;
  readonly own: readonly OwnImport[];
  readonly edits: readonly Edit[];
  /** The file with these edits. */
  readonly bytes: Uint8Array;
  readonly concerns: readonly MoveConcern[];
}

/** The move that the texts are read for. */
export interface TextContext {
  readonly imports: ImportStyle;
  readonly isDone: boolean;
  readonly movedTo: MovedTo;
  /** Does an import find its module, and each name that is a module? Asked where somebody may have written it anew already. */
  readonly isFound: (module: string, names: readonly string[]) => boolean;
  readonly changed: ReadonlySet<string>;
}

/** Reads the Python files that move, one after another, in one buffer. */
export class MovedTexts {
  readonly #context: TextContext;
  readonly #buffer = SourceBuffer.create();

  constructor(context: TextContext) {
    this.#context = context;
  }

  /** @throws ExpectedStop when its own imports cannot all be found, or one of them would mean something else */
  read({ file, was, is }: MovedPython): MovedText {
    const source = decodeSource(file.from, 'python', file.bytes);
    if ('message' in source) throw new ExpectedStop(`${file.from} cannot be moved: ${source.message}`);
    const { text } = source;
    const lines = new LineIndex(text);
    const [error] = parseModule(text).errors.filter(({ isTooDeep }) => !isTooDeep);
    if (error !== undefined)
      throw new ExpectedStop(
        `${file.from}:${lines.position(error.start).line} is not valid Python, so its own imports are not all known`,
      );
    this.#buffer.setText(text);
    const statements = importStatements(this.#buffer.scanImports().records, text);
    const { changed, isDone, isFound } = this.#context;
    const isWritten = ({ statement: { level, module, names } }: OwnImport): boolean => {
      const today = absoluteModule(level, module, is);
      return (
        today !== undefined &&
        isFound(
          today,
          names.map(({ name }) => name),
        )
      );
    };
    const own = ownImports(statements, { was, is, imports: this.#context.imports }, this.#context.movedTo).filter(
      (one) => !changed.has(file.to) || !isWritten(one),
    );
    const star = own.find(takesOwnPackage);
    if (star !== undefined)
      throw new ExpectedStop(
        `${file.from}:${lines.position(star.statement.start).line} imports all names of its own package, which it leaves`,
        'import them by their names first',
      );
    if (own.length > 0 && isGenerated(text))
      throw new ExpectedStop(`${file.from} says @generated: move what it is generated from`);
    const after =
      own.length === 0
        ? file.bytes
        : encodeSource(
            applyTextEdits(
              text,
              own.map(({ textEdit }) => textEdit),
            ),
            source,
          );
    if (after === undefined) throw new ExpectedStop(`${file.from}: a new path cannot be written in ${source.encoding}`);
    this.#buffer.setText(text);
    const tokens = readTokens(this.#buffer, { start: 0, end: this.#buffer.bytes.length }, (start, end) =>
      text.slice(start, end),
    );
    const concerns = isDone
      ? []
      : placeUses(tokens, {
          path: file.from,
          sameFolders: sameFolders(file),
          module: was.module,
          newModule: is.module,
          lineOf: (offset) => lines.position(offset).line,
        });
    return { file, source, own, edits: own.map((one) => editOf(one, source, lines)), bytes: after, concerns };
  }
}

/** How many folders from the file upwards keep what is in them. */
function sameFolders({ from, to, by }: MovedFile): number {
  if (from !== by.from) return from.slice(by.from.length + 1).split('/').length;
  return from.slice(0, from.lastIndexOf('/') + 1) === to.slice(0, to.lastIndexOf('/') + 1)
    ? Number.MAX_SAFE_INTEGER
    : 0;
}

function editOf({ statement, textEdit, from, to }: OwnImport, { text }: SourceFile, lines: LineIndex): Edit {
  const { line, column } = lines.position(statement.start);
  const end = lines.position(statement.end);
  const before = text.slice(statement.start, statement.end);
  const shift = statement.start;
  return {
    transform: 'move/own-import',
    tier: 'safe',
    applied: true,
    from,
    to,
    uses: 'alias',
    because: 'the file moves, and what it imports is where it was, or moves along',
    reviews: [],
    chain: [],
    before,
    after: before.slice(0, textEdit.start - shift) + textEdit.text + before.slice(textEdit.end - shift),
    line,
    column,
    endLine: end.line,
    endColumn: end.column,
  };
}
