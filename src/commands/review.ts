import { ExpectedStop } from '../model/errors.ts';
import { ExitCode } from '../model/exit-code.ts';
import { printableJson } from '../report/escape.ts';
import { reviewText } from '../report/review.ts';
import { failedText } from '../report/text.ts';
import { mapHash } from '../review/map-hash.ts';
import { accept, formatReviewState, nothingAccepted, parseReviewState, progressOf } from '../review/review-state.ts';
import type { ReviewState } from '../review/review-state.ts';
import type { Shape } from '../review/shape.ts';
import { shapesOf } from '../review/shapes.ts';
import { readReviewFile, REVIEW_FILE, writeReviewFile } from '../store/review-file.ts';
import { refuseUnwritableFile, replaceFile } from '../store/replace-file.ts';
import type { CommandIo } from './io.ts';
import type { ReviewOptions } from './options.ts';
import { planFor } from './plan-for.ts';

/** Records which shapes somebody has accepted, and lists the others. Exits with 1 when it does not know all files. */
export async function review(options: ReviewOptions, io: CommandIo): Promise<ExitCode> {
  const { all, note, verbose } = options;
  const ids = options.accept.flatMap((list) => list.split(','));
  if (all && ids.length > 0) throw new ExpectedStop('--all accepts every shape: leave --accept out');
  if (note !== undefined && !all && ids.length === 0) throw new ExpectedStop('--note needs --accept or --all');
  if (options.outputFile !== undefined) refuseUnwritableFile(io.cwd, options.outputFile);
  const wanted = { withDiffs: false, withHashes: false, withTexts: options.format === 'json', withReview: false };
  const { plan, config } = await planFor({ ...options, includeReview: ['all'], noReview: [] }, io, wanted);
  const shapes = shapesOf(plan);
  const text = readReviewFile(config.root);
  const before = text === undefined ? nothingAccepted : parseReviewState(text, REVIEW_FILE);
  const chosen = all ? shapes : chosenOf(shapes, ids);
  const state: ReviewState = chosen.length === 0 ? before : accept(before, chosen, mapHash(config), note);
  if (state !== before) await writeReviewFile(config.root, formatReviewState(state));
  const progress = progressOf(shapes, state, mapHash(config));
  const document = options.format === 'json' ? printableJson(progress) : reviewText(progress, verbose);
  if (options.outputFile !== undefined) await replaceFile(io.cwd, options.outputFile, document);
  else if (!options.quiet) io.stdout(document);
  if (!options.quiet) io.stderr(failedText(plan));
  return plan.summary.failed > 0 ? ExitCode.findings : ExitCode.ok;
}

/** @throws ExpectedStop when there is no such Shape */
function chosenOf(shapes: readonly Shape[], ids: readonly string[]): Shape[] {
  return ids.map((id) => {
    const shape = shapes.find((candidate) => candidate.id === id);
    if (shape) return shape;
    throw new ExpectedStop(`nothing here has the shape ${id}`, 'ssot-codemod review -v lists the shapes');
  });
}
