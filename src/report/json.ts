import { createHash } from 'node:crypto';
import type { Edit } from '../model/edit.ts';
import type { FileOperation } from '../model/file-operation.ts';
import type { Outcome } from '../model/outcome.ts';
import { operationId } from '../review/operation-shapes.ts';
import { shapeIds, shapesOf } from '../review/shapes.ts';
import { printableJson } from './escape.ts';
import type { Reporter } from './report-format.ts';

/** The report for programs; its schema is schema/report.json. Stable from run to run and machine to machine. */
export const json: Reporter = (plan, { command, run }) => {
  const { outcomes, summary, problems, notRead, leftOut } = plan;
  const shapes = shapesOf(plan);
  const files = outcomes.map(fileReport(shapeIds()));
  return printableJson({ schemaVersion: 1, command, summary, problems, notRead, leftOut, run, shapes, files });
};

/** One file in one line, for programs that read a stream; the last line is the summary, with the shapes. */
export const jsonl: Reporter = (plan, { command, run }) => {
  const { outcomes, summary, problems, notRead, leftOut } = plan;
  return [
    ...outcomes.map(fileReport(shapeIds())),
    { schemaVersion: 1, command, summary, problems, notRead, leftOut, run, shapes: shapesOf(plan) },
  ]
    .map((entry) => printableJson(entry, 0))
    .join('');
};

/** Without the bytes of a new file: its length and its hash tell it from others. */
function operationReport(operation: FileOperation, shape: string): object {
  if (operation.kind !== 'create') return { ...operation, shape };
  const { content, ...rest } = operation;
  const bytes = Buffer.from(content, 'base64');
  return { ...rest, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex'), shape };
}

const fileReport =
  (idOf: (edit: Edit) => string) =>
  (outcome: Outcome): object => {
    const { path, status, edits, refused, diagnostics } = outcome;
    return {
      path,
      status,
      ...(outcome.status === 'changed' ? { lines: outcome.lines } : {}),
      ...(outcome.status === 'skipped' ? { reason: outcome.reason, message: outcome.message } : {}),
      ...(outcome.status === 'failed' ? { error: outcome.error } : {}),
      ...(outcome.operation ? { operation: operationReport(outcome.operation, operationId(outcome.operation)) } : {}),
      edits: edits.map((edit) => ({ ...edit, shape: idOf(edit) })),
      refused,
      diagnostics,
    };
  };
