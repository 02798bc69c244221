import type { ApplyRun, BatchReport } from '../model/apply-run.ts';
import type { Outcome, Plan } from '../model/outcome.ts';
import { count } from './count.ts';
import { printable, printableLines } from '../model/printable.ts';
import { code, fenced, plainMarkdown } from './escape.ts';

/** The steps of an apply, batch by batch, and how to undo it, for the terminal. */
export function runText(
  { batches, baselineSeconds, warnings, stopped, undo }: ApplyRun,
  plan: Pick<Plan, 'outcomes'>,
): string {
  const isSplit = batches.length > 1 || batches.some(({ gate, commit }) => gate !== undefined || commit !== undefined);
  const lines = [
    ...(baselineSeconds === undefined ? [] : [`The gate took ${seconds(baselineSeconds)} before anything was written`]),
    ...(isSplit ? batches.flatMap(batchLines) : []),
    ...warnings.map((warning) => `Warning: ${printable(warning)}`),
    ...(stopped === undefined
      ? []
      : [`Stopped: ${printableLines(stopped.trimEnd())}`, 'ssot-codemod apply --resume goes on']),
    ...onBranches(batches, plan),
    `Undo with: ${undo}`,
  ];
  return lines.map((line) => `${line}\n`).join('');
}

/** Where the edits are, when they are not in the working tree. */
function onBranches(batches: readonly BatchReport[], { outcomes }: Pick<Plan, 'outcomes'>): string[] {
  const branches = batches.filter(({ branch }) => branch !== undefined).length;
  if (branches === 0) return [];
  const where = branches === 1 ? '1 branch' : `${branches} branches`;
  const isLeft = (outcome: Outcome): boolean =>
    outcome.status === 'failed' || (outcome.status === 'skipped' && outcome.reason === 'changed-on-disk');
  const but = outcomes.some(isLeft) ? ', but for the files that are listed as skipped or failed' : '';
  return [`The edits are on ${where}; the working tree and HEAD are as before${but}`];
}

function batchLines(batch: BatchReport): string[] {
  const { name, files, edits, operations = 0, gate, commit, branch, pullRequest, quarantined } = batch;
  const facts = [
    `${count(files, 'file')}, ${count(edits, 'edit')}`,
    ...(operations === 0 ? [] : [`${count(operations, 'file')} created, deleted or renamed`]),
    ...(gate === undefined
      ? []
      : [`gate ${gate.result}${gate.seconds === undefined ? '' : ` in ${seconds(gate.seconds)}`}`]),
    ...(gate === undefined || gate.runs === 1 ? [] : [`${gate.runs} gate runs`]),
    ...(branch === undefined ? [] : [`branch ${printable(branch)}`]),
    ...(commit === undefined ? [] : [`commit ${commit.slice(0, 12)}`]),
    ...(pullRequest === undefined ? [] : [printable(pullRequest)]),
  ];
  return [
    `Batch ${printable(name)}: ${facts.join(', ')}`,
    ...quarantined.map((file) => `  quarantined: ${printable(file)}`),
    ...(quarantined.length === 0 ? [] : indented(gate?.output ?? '')),
  ];
}

/** Lines of a gate's output that a terminal shows. */
const SHOWN = 10;

function indented(output: string): string[] {
  return output
    .trimEnd()
    .split(/\r?\n/)
    .slice(-SHOWN)
    .map((line) => `  | ${printable(line)}`);
}

/** The same as a part of a Markdown document. */
export function runMarkdown(
  { id, batches, baselineSeconds, warnings, stopped, undo }: ApplyRun,
  plan: Pick<Plan, 'outcomes'>,
): string {
  const lines = [
    `## Run ${id}`,
    '',
    '| batch | files | edits | gate | gate runs | commit | quarantined |',
    '| --- | ---: | ---: | --- | ---: | --- | --- |',
    ...batches.map(batchRow),
    '',
    ...(baselineSeconds === undefined
      ? []
      : [`The gate took ${seconds(baselineSeconds)} before anything was written.`, '']),
    ...warnings.flatMap((warning) => [`**Warning:** ${plainMarkdown(warning)}`, '']),
    ...(stopped === undefined ? [] : ['**Stopped:**', '', ...fenced(stopped), '']),
    ...batches
      .filter(({ quarantined }) => quarantined.length > 0)
      .flatMap(({ name, gate }) => [
        `What the gate last said of batch ${code(name)}:`,
        '',
        ...fenced(gate?.output ?? ''),
        '',
      ]),
    ...onBranches(batches, plan).flatMap((line) => [`${line}.`, '']),
    'Undo with:',
    '',
    ...fenced(undo),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function batchRow({ name, files, edits, gate, commit, branch, quarantined }: BatchReport): string {
  const cells = [
    code(name),
    files,
    edits,
    gate === undefined ? '' : `${gate.result}${gate.seconds === undefined ? '' : ` (${seconds(gate.seconds)})`}`,
    gate?.runs ?? '',
    [
      ...(branch === undefined ? [] : [code(branch)]),
      ...(commit === undefined ? [] : [code(commit.slice(0, 12))]),
    ].join(' '),
    quarantined.map(code).join('<br>'),
  ];
  return `| ${cells.join(' | ')} |`;
}

function seconds(value: number): string {
  return `${value.toFixed(1)} s`;
}
