import type { Shape } from '../../../review/shape.ts';
import type { FileData, ReportData } from '../report-data.ts';
import { count, element } from './dom.ts';
import { tiersOf } from './file-view.ts';
import type { ReviewMarks } from './review-marks.ts';
import { extentOf, shortMove, tierBadge } from './shape-view.ts';

/** One Shape in the list of all. */
export function shapeRow(shape: Shape | undefined, marks: ReviewMarks): Node[] {
  if (shape === undefined) return [];
  const state = marks.has('accepted', shape.id) ? 'accepted' : marks.has('viewed', shape.id) ? 'viewed' : undefined;
  return [
    element('div', { class: 'line' }, shortMove(shape)),
    element(
      'div',
      { class: 'line' },
      tierBadge(shape.tier),
      element('span', { class: 'quiet' }, extentOf(shape)),
      element('code', { class: 'quiet id' }, shape.id),
      state === undefined ? undefined : element('span', { class: `mark ${state}` }, `✓ ${state}`),
    ),
  ];
}

/** One file in the list of all. */
export function fileRow(file: FileData, data: ReportData, marks: ReviewMarks): Node[] {
  const { path, status, owner, added, deleted, edits, operation } = file;
  const name = data.owners[owner];
  const state = operation?.applied === true ? operation.what : status;
  const facts = [state, count(edits.length, 'edit'), `+${added} −${deleted}`, ...(name === undefined ? [] : [name])];
  return [
    element('div', { class: 'line path' }, path),
    element(
      'div',
      { class: 'line' },
      ...tiersOf(file, data).map(tierBadge),
      element('span', { class: 'quiet' }, facts.join(' · ')),
      marks.has('viewedFiles', path) ? element('span', { class: 'mark viewed' }, '✓ viewed') : undefined,
    ),
  ];
}
