import type { FileData, ReportData } from '../report-data.ts';
import { count, element, number } from './dom.ts';
import { themeButton } from './theme.ts';

/** Does the file change, or would it if its edits for review were taken? Others are listed for what is left in them alone. */
export function isEdited({ status, edits, operation }: FileData): boolean {
  return status === 'changed' || edits.length > 0 || operation !== undefined;
}

/** The figures of the report, which are those of its views, and what they mean in a sentence. */
export function header(data: ReportData): HTMLElement {
  const { command, files, shapes } = data;
  const edits = files.reduce((sum, file) => sum + file.edits.length, 0);
  const left = files.reduce((sum, file) => sum + file.left.length, 0);
  const figures: readonly (readonly [number, string])[] = [
    [shapes.length, shapes.length === 1 ? 'shape' : 'shapes'],
    [files.filter(isEdited).length, 'files'],
    [edits, edits === 1 ? 'edit' : 'edits'],
    [left, 'left alone'],
  ];
  return element(
    'header',
    {},
    element('h1', {}, 'Review of ', element('code', {}, `ssot-codemod ${command}`)),
    element(
      'dl',
      { class: 'figures' },
      ...figures.map(([value, label]) =>
        element('div', {}, element('dt', {}, label), element('dd', {}, number(value))),
      ),
    ),
    themeButton(),
    element('p', { class: 'summary' }, ...summary(data, edits)),
  );
}

function summary({ command, summary: totals, files, shapes }: ReportData, edits: number): (HTMLElement | string)[] {
  const verb = command === 'apply' ? 'changed' : 'would change';
  const applied = files.reduce((sum, file) => sum + file.edits.filter(([, , isApplied]) => isApplied).length, 0);
  const declared = shapes.filter(({ tier }) => tier === 'declared');
  const declaredEdits = declared.reduce((sum, shape) => sum + shape.edits, 0);
  const { create = 0, delete: deleted = 0, rename = 0 } = totals.operations ?? {};
  const operations = [
    [create, 'created'],
    [deleted, 'deleted'],
    [rename, 'renamed'],
  ].flatMap(([value = 0, label]) => (value === 0 ? [] : [`${number(Number(value))} ${label}`]));
  const all = `${number(totals.filesChanged)} of ${count(totals.filesScanned, 'file')} that were read ${verb}`;
  const pending = edits - applied;
  return [
    `${all}${operations.length === 0 ? '' : ` (${operations.join(', ')})`}.`,
    pending === 0 ? '' : ` ${count(pending, 'edit')} of ${number(edits)} ${pending === 1 ? 'is' : 'are'} not applied.`,
    ...(declared.length === 0
      ? []
      : [
          ' ',
          element(
            'strong',
            { class: 'declared' },
            `${count(declaredEdits, 'edit')} of ${count(declared.length, 'shape')} ${declaredEdits === 1 ? 'is' : 'are'} right only because the Map says so.`,
          ),
        ]),
  ];
}
