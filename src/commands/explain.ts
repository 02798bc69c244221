import { explainLine } from '../engine/explain-line.ts';
import { makePlan } from '../engine/make-plan.ts';
import { ExpectedStop } from '../model/errors.ts';
import { ExitCode } from '../model/exit-code.ts';
import { plainRequest } from '../model/plan-request.ts';
import { explanationJson, explanationText } from '../report/explanation.ts';
import type { CommandIo } from './io.ts';
import type { ExplainOptions } from './options.ts';
import { configFor, selectionFor } from './plan-for.ts';
import { warn } from './warn.ts';

/** Explains one line by the Plan: what it refers to, where that moves, why, and with which edit. */
export async function explain(options: ExplainOptions, io: CommandIo): Promise<ExitCode> {
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

function placeOf(paths: readonly string[]): { readonly file: string; readonly line: number } {
  const [place = ''] = paths;
  const [, file, line] = /^(.+?):(\d+)(?::\d+)?$/.exec(place) ?? [];
  if (paths.length !== 1 || file === undefined || Number(line) < 1)
    throw new ExpectedStop('explain takes one place: FILE:LINE', 'lines count from 1, as in app/one.py:3');
  return { file, line: Number(line) };
}
