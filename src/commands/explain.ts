import { closest, distance } from 'fastest-levenshtein';
import { explainLine } from '../engine/explain-line.ts';
import { makePlan } from '../engine/make-plan.ts';
import { ExpectedStop } from '../model/errors.ts';
import { ExitCode } from '../model/exit-code.ts';
import { plainRequest } from '../model/plan-request.ts';
import { explanationJson, explanationText } from '../report/explanation.ts';
import type { CommandIo } from './io.ts';
import type { ExplainOptions } from './options.ts';
import { manualText } from '../report/manual.ts';
import { readManual } from '../store/manual.ts';
import { configFor, selectionFor } from './plan-for.ts';
import { warn } from './warn.ts';

/** Explains one line by the Plan: what it refers to, where that moves, why, and with which edit. */
export async function explain(options: ExplainOptions, io: CommandIo): Promise<ExitCode> {
  const [reason = '', ...others] = options.paths;
  if (others.length === 0 && /^[a-z][a-z/-]*$/.test(reason)) return explainReason(reason, io);
  const { file, line } = placeOf(options.paths);
  const selection = { ...options, filesFrom: undefined };
  const config = await configFor(selection, io);
  const { paths } = await selectionFor({ ...selection, paths: [file] }, config, io);
  const whole = await selectionFor({ ...selection, paths: [config.root] }, config, io);
  // Who else looks a name up decides, too: so all files are looked at, as in a dry-run.
  const plan = await makePlan(config, { ...plainRequest, ...whole }, io.beginReading());
  warn(plan, io);
  const explanation = explainLine(config, plan, paths[0] ?? file, line);
  io.stdout(options.format === 'json' ? explanationJson(explanation) : explanationText(explanation));
  return ExitCode.ok;
}

/** The paragraphs of the docs about a reason, of which there may be several: one for each command that gives it. */
function explainReason(reason: string, io: CommandIo): ExitCode {
  const manual = readManual();
  const found = manual.filter(({ id }) => id === reason || id.endsWith(`/${reason}`));
  if (found.length > 0) {
    io.stdout(manualText(found));
    return ExitCode.ok;
  }
  const likely = closest(
    reason,
    manual.map(({ id }) => id),
  );
  const isLikely = distance(reason, likely) <= Math.max(2, reason.length / 3);
  throw new ExpectedStop(
    `no reason is called ${reason}${isLikely ? `, did you mean ${likely}?` : ''}`,
    'explain takes a reason, such as star-import, or a place, such as app/one.py:3',
  );
}

function placeOf(paths: readonly string[]): { readonly file: string; readonly line: number } {
  const [place = ''] = paths;
  const [, file, line] = /^(.+?):(\d+)(?::\d+)?$/.exec(place) ?? [];
  if (paths.length !== 1 || file === undefined || Number(line) < 1)
    throw new ExpectedStop(
      'explain takes one place: FILE:LINE',
      'lines count from 1, as in app/one.py:3; a reason, as in star-import, needs no line',
    );
  return { file, line: Number(line) };
}
