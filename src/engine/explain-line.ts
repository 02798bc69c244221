import path from 'node:path';
import { applyTextEdits } from '../edit/apply-text-edits.ts';
import { formatExport, formatTarget } from '../model/config.ts';
import type { Config } from '../model/config.ts';
import type { Span } from '../model/edit.ts';
import { ExpectedStop } from '../model/errors.ts';
import type { Explanation, LineChange } from '../model/explanation.ts';
import type { Outcome, Plan } from '../model/outcome.ts';
import { languageOf } from '../model/source-file.ts';
import { inWords } from '../model/in-words.ts';
import { decodeSource } from '../scan/decode.ts';
import { selectFiles } from '../scan/select-files.ts';
import { readRegularFile } from '../regular-file.ts';

/**
 * The part of the Plan that concerns a line.
 * @param file relative to the root
 * @param line from 1
 * @throws ExpectedStop when there is no such file, or no such line in it
 */
export function explainLine(config: Config, { outcomes }: Plan, file: string, line: number): Explanation {
  const text = readText(config, file);
  const lines = text.split(/(?<=\r\n|\n|\r(?!\n))/);
  if (line > lines.length)
    throw new ExpectedStop(`${file} has ${lines.length} line${lines.length === 1 ? '' : 's'}, and no line ${line}`);
  const outcome = outcomes.find((other) => other.path === file);
  const isHere = (span: Span): boolean => span.line <= line && line <= span.endLine;
  const edits = outcome?.edits.filter(isHere) ?? [];
  return {
    path: file,
    line,
    edits,
    refused: outcome?.refused.filter(isHere) ?? [],
    diagnostics: outcome?.diagnostics.filter(isHere) ?? [],
    uses: edits.length === 0 && outcome ? changedUses(outcome, lines, line) : undefined,
    unread: selectFiles([file], config).length === 0 ? 'the configuration does not include it' : unread(outcome),
    lookedFor: legacyOf(config, file),
  };
}

function unread(outcome: Outcome | undefined): string | undefined {
  if (outcome?.status === 'skipped') return outcome.message;
  return outcome?.status === 'failed' ? outcome.error : undefined;
}

function readText({ root }: Config, file: string): string {
  const bytes = readBytes(path.join(root, file), file);
  const source = decodeSource(file, languageOf(file), bytes);
  return 'message' in source ? bytes.toString('latin1') : source.text;
}

function readBytes(absolute: string, file: string): Buffer {
  try {
    return readRegularFile(absolute);
  } catch (error) {
    throw new ExpectedStop(`${file} cannot be read: ${inWords(error)}`);
  }
}

/** The line before and after, when edits change it that belong to a Reference elsewhere. */
function changedUses(outcome: Outcome, lines: readonly string[], line: number): LineChange | undefined {
  if (outcome.status !== 'changed') return undefined;
  const start = lines.slice(0, line - 1).join('').length;
  const text = lines[line - 1] ?? '';
  const textEdits = outcome.textEdits
    .filter((edit) => edit.start >= start && edit.end <= start + text.length && edit.end > edit.start)
    .map((edit) => ({ ...edit, start: edit.start - start, end: edit.end - start }));
  if (textEdits.length === 0) return undefined;
  return { before: text.trimEnd(), after: applyTextEdits(text, textEdits).trimEnd() };
}

/** The legacy paths of the Map in the language of the file. */
function legacyOf({ python, javascript }: Config, file: string): string[] {
  const legacy =
    languageOf(file) === 'python'
      ? python.map.flatMap((entry) => entry.legacy.map(formatTarget))
      : javascript.map.flatMap((entry) => entry.legacy.map(formatExport));
  return [...new Set(legacy)].toSorted();
}
