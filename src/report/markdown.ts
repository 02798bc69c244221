import type { ApplyRun } from '../model/apply-run.ts';
import { atPlace } from '../model/carrier-place.ts';
import type { Edit } from '../model/edit.ts';
import type { Outcome, Plan } from '../model/outcome.ts';
import type { Origin } from '../model/origin.ts';
import { problemText } from '../check/map-findings.ts';
import type { MapProblem } from '../model/map-problem.ts';
import { allReasons } from '../model/review.ts';
import { shapesOf } from '../review/shapes.ts';
import type { Shape } from '../review/shape.ts';
import { runMarkdown } from './apply-run.ts';
import { count, number } from './count.ts';
import { isOfMap } from './text.ts';
import { code, fenced, plainMarkdown } from './escape.ts';
import { operationsText, operationText, participles, pendingOperation } from './operations.ts';
import type { Reporter } from './report-format.ts';

/** Characters that the whole may take, whatever the size of the change: GitHub takes no comment of more than 65,536. */
const ROOM = 59_000;
/** The characters that each part may use. The table of shapes gets the rest. */
const room = { examples: 9_000, refused: 7_000, review: 5_000, left: 3_000, map: 3_000 };

/** Characters of one text from the repository; a name can be as long as a file. */
const CELL = 240;

/** The summary for people, as the description of a pull request or the page of a job. */
export const markdown: Reporter = (plan, { command, run }) => {
  const shapes = shapesOf(plan);
  const { outcomes, summary } = plan;
  const verb = command === 'apply' ? 'changed' : 'would change';
  const head = textOf([
    `# ssot-codemod ${command}`,
    '',
    `${number(summary.filesChanged)} of ${count(summary.filesScanned, 'file')} ${verb}: ${tallyOf(plan, shapes)}${operationsText(summary)}.`,
    '',
  ]);
  const rest = textOf([
    ...table('Problems of the Map', ['path', 'problem', 'what to do'], (plan.problems ?? []).map(problemRow), room.map),
    ...examples(shapes),
    ...table('For review', ['place', 'from', 'to', 'because'], outcomes.flatMap(pendingRows), room.review),
    ...table(
      `Refused${reasonsOf(plan)}`,
      ['place', 'reason', 'import', 'message'],
      outcomes.flatMap(refusedRows),
      room.refused,
    ),
    ...table('Not written', ['file', 'reason', 'message'], outcomes.flatMap(leftRows), room.left),
    ...(run === undefined ? [] : [runMarkdown(shortened(run), plan)]),
    ...(plan.origin === undefined ? [] : reproduction(plan.origin)),
    ...(run === undefined ? undoing(command) : []),
  ]);
  return head + textOf(shapeTable(shapes, ROOM - head.length - rest.length)) + rest;
};

function textOf(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}

function tallyOf({ outcomes }: Plan, shapes: readonly Shape[]): string {
  const edits = outcomes.flatMap((outcome) => outcome.edits);
  const applied = edits.filter((edit) => edit.applied);
  const ofPeople = applied.filter(({ tier }) => tier === 'declared');
  const declared = ofPeople.length;
  const owner = ofPeople.every(isOfMap) ? 'the Map' : 'the Map or a transform';
  const waiting = edits.length - applied.length;
  return [
    count(applied.length, 'edit'),
    ...(declared > 0 ? [`${number(declared)} of them declared by ${owner}, not proven`] : []),
    ...(waiting > 0 ? [`${number(waiting)} more not applied`] : []),
    count(shapes.length, 'shape'),
  ].join(', ');
}

type Row = readonly string[];

/** Characters around the rows of the table. */
const TABLE_FRAME = 500;

/** Every Shape, outliers first; where there is no room for all, the oddest and the biggest. */
function shapeTable(shapes: readonly Shape[], budget: number): string[] {
  if (shapes.length === 0) return [];
  const rows = shapes.map(shapeRow);
  const kept = new Set(oddestAndBiggest(rows, budget - TABLE_FRAME));
  const left = shapes.filter((_, k) => !kept.has(k));
  return [
    '## Shapes',
    '',
    'Edits of one shape differ only in indentation, local names and position. Those for review come first, then those that only the Map makes right (declared).',
    '',
    '| shape | tier | edits | files | from | to |',
    '| --- | --- | ---: | ---: | --- | --- |',
    ...rows.filter((_, k) => kept.has(k)),
    '',
    ...more(left.length, `shapes of ${number(left.reduce((sum, { edits }) => sum + edits, 0))} edits`),
  ];
}

function shapeRow(shape: Shape): string {
  const { id, tier, edits, files, from, to, uses, reason, call, operation, transform } = shape;
  if (operation !== undefined) {
    const because = reason === '' ? '' : `: ${prose(reason)}`;
    return `| ${[code(id), tier, number(edits), number(files), cell(transform), `files ${participles[operation]}${because}`].join(' | ')} |`;
  }
  const target = `${cell(to)}${call === undefined ? '' : ` ${cell(call)}`}${uses === 'rename' ? ', uses renamed' : ''}${reason === '' ? '' : `: ${prose(reason)}`}`;
  return `| ${[code(id), tier, number(edits), number(files), cell(from), target].join(' | ')} |`;
}

/** The rows that fit: in turn one from the start and one from the end. */
function oddestAndBiggest(rows: readonly string[], budget: number): number[] {
  const kept: number[] = [];
  let left = budget;
  for (let k = 0; k < rows.length; k++) {
    const index = k % 2 === 0 ? k / 2 : rows.length - (k + 1) / 2;
    left -= (rows[index]?.length ?? 0) + 1;
    if (left < 0) break;
    kept.push(index);
  }
  return kept;
}

/** One edit of each Shape, the outliers first. */
function examples(shapes: readonly Shape[]): string[] {
  const blocks = shapes.flatMap(({ id, edits, operation, layouts: [layout] }) => {
    if (layout === undefined || operation !== undefined) return [];
    const { path, line, before, after } = layout.example;
    const [fence = '', ...body] = fenced([...signed('-', before), ...signed('+', after)].join('\n'));
    return [
      [`${code(id)}, ${count(edits, 'edit')}, as in ${cell(`${path}:${line}`)}:`, '', `${fence}diff`, ...body, ''].join(
        '\n',
      ),
    ];
  });
  const kept = oddestAndBiggest(blocks, room.examples).toSorted((a, b) => a - b);
  if (kept.length === 0) return [];
  return ['<details><summary>Examples</summary>', '', ...kept.map((k) => blocks[k] ?? ''), '</details>', ''];
}

/** Lines of a statement that an example shows. */
const EXAMPLE_LINES = 12;

function signed(sign: string, text: string): string[] {
  if (text === '') return [];
  const lines = text.split(/\r\n?|\n/);
  return [
    ...lines.slice(0, EXAMPLE_LINES).map((line) => sign + clipped(line)),
    ...(lines.length > EXAMPLE_LINES ? [`${sign}…`] : []),
  ];
}

function pendingRows(outcome: Outcome): Row[] {
  const { path, status, edits } = outcome;
  if (status === 'skipped' || status === 'failed') return [];
  const operation = pendingOperation(outcome);
  const row = operation && [cell(path), operation.rule, prose(operationText(operation)), prose(operation.because)];
  return [...(row ? [row] : []), ...pendingEditRows(path, edits)];
}

function pendingEditRows(path: string, edits: readonly Edit[]): Row[] {
  return edits
    .filter(({ applied, tier }) => !applied && tier === 'review')
    .map((edit) => [
      cell(`${path}:${edit.line}`),
      cell(edit.from),
      cell(edit.to),
      prose(atPlace(edit, allReasons(edit))),
    ]);
}

function refusedRows({ path, refused }: Outcome): Row[] {
  return refused.map(({ line, reason, from, message, place }) => [
    cell(`${path}:${line}`),
    reason,
    cell(from),
    prose(atPlace({ place }, message)),
  ]);
}

function problemRow(problem: MapProblem): Row {
  const { path, fix, place } = problem;
  const at = place === undefined ? '' : ` (${cell(`${place.path}:${place.line}`)})`;
  return [cell(path) + at, prose(problemText(problem)), prose(fix)];
}

function leftRows(outcome: Outcome): Row[] {
  if (outcome.status === 'skipped') return [[cell(outcome.path), outcome.reason, prose(outcome.message)]];
  return outcome.status === 'failed' ? [[cell(outcome.path), 'failed', prose(outcome.error)]] : [];
}

/** ` (3 star-import, 1 self-import)` */
function reasonsOf({ outcomes }: Plan): string {
  const counts = new Map<string, number>();
  for (const { reason } of outcomes.flatMap(({ refused }) => refused))
    counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const parts = [...counts].toSorted(([, m], [, n]) => n - m).map(([reason, count]) => `${number(count)} ${reason}`);
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`;
}

function table(title: string, heads: Row, rows: readonly Row[], budget: number): string[] {
  if (rows.length === 0) return [];
  const lines: string[] = [];
  let left = budget;
  for (const row of rows) {
    const line = `| ${row.join(' | ')} |`;
    left -= line.length + 1;
    if (left < 0) break;
    lines.push(line);
  }
  return [
    `## ${title}`,
    '',
    `| ${heads.join(' | ')} |`,
    `| ${heads.map(() => '---').join(' | ')} |`,
    ...lines,
    '',
    ...more(rows.length - lines.length, 'rows'),
  ];
}

function more(count: number, what: string): string[] {
  return count === 0
    ? []
    : [`… and ${number(count)} more ${what}: \`--format html\` and \`--format json\` have all.`, ''];
}

function reproduction({ commandLine, version, mapHash }: Origin): string[] {
  return [
    '## How to make this again',
    '',
    ...fenced(clipped(commandLine, 2000)),
    '',
    `with ssot-codemod ${version} and the Map ${code(mapHash)}, on the same files.`,
    '',
  ];
}

function undoing(command: 'dry-run' | 'apply'): string[] {
  const wrote = command === 'apply' ? 'Nothing was written.' : 'Nothing was written yet. After `ssot-codemod apply`:';
  return ['## How to undo', '', wrote, '', ...(command === 'apply' ? [] : fenced('ssot-codemod rollback'))];
}

/** How much of a run is told. */
const RUN = { batches: 12, name: 60, outputs: 2, output: 1000, quarantined: 3, warnings: 5 };

/** A run with as much of each part as there is room for. */
function shortened(run: ApplyRun): ApplyRun {
  const { batches, warnings } = run;
  const shown = batches.slice(0, RUN.batches);
  const names = (all: readonly string[]): string[] => [
    ...all.slice(0, RUN.quarantined).map((name) => clipped(name, RUN.name)),
    ...(all.length > RUN.quarantined ? [`… and ${number(all.length - RUN.quarantined)} more`] : []),
  ];
  let outputs = 0;
  return {
    ...run,
    batches: shown.map(({ gate, ...batch }) => {
      const hasOutput = batch.quarantined.length > 0 && outputs++ < RUN.outputs;
      return {
        ...batch,
        name: clipped(batch.name, RUN.name),
        branch: batch.branch === undefined ? undefined : clipped(batch.branch, RUN.name),
        quarantined: names(batch.quarantined),
        gate: gate && { ...gate, output: hasOutput ? gate.output.slice(-RUN.output) : '' },
      };
    }),
    warnings: [
      ...warnings.slice(0, RUN.warnings).map((warning) => clipped(warning)),
      ...(batches.length > shown.length ? [`${number(batches.length - shown.length)} more batches are not shown`] : []),
    ],
    stopped: run.stopped === undefined ? undefined : run.stopped.slice(0, RUN.output),
  };
}

function cell(text: string): string {
  return code(clipped(text));
}

function prose(text: string): string {
  return plainMarkdown(clipped(text.replaceAll(/\s+/g, ' ')));
}

function clipped(text: string, length = CELL): string {
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}
