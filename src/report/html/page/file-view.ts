import type { Tier } from '../../../model/tier.ts';
import type { FileData, OperationData, ReportData } from '../report-data.ts';
import { hunksOf } from './diff-lines.ts';
import { diffView } from './diff-view.ts';
import { checkbox, count, element } from './dom.ts';
import { leftItem } from './left-view.ts';
import { diffText } from './load-data.ts';
import { hashOf, placeLink } from './place.ts';
import { move, tierBadge } from './shape-view.ts';
import type { ViewContext } from './shape-view.ts';

/** The tiers of a file besides the proven one: the badges that it gets. */
export function tiersOf({ edits, operation }: FileData, { shapes }: ReportData): Tier[] {
  const own = new Set([...edits.map(([shape]) => shape), operation?.shape ?? -1].map((shape) => shapes[shape]?.tier));
  return (['declared', 'review'] as const).filter((tier) => own.has(tier));
}

/** Everything about one file. */
export function fileView(file: FileData, context: ViewContext): HTMLElement[] {
  const { data, format, marks, setMark } = context;
  const { path } = file;
  const facts = [
    data.owners[file.owner],
    file.added + file.deleted === 0 ? undefined : `+${file.added} −${file.deleted}`,
    file.edits.length === 0 ? undefined : count(file.edits.length, 'edit'),
  ].filter((fact) => fact !== undefined);
  return [
    element('h2', { class: 'path' }, placeLink(path, undefined, path)),
    element(
      'p',
      { class: 'facts' },
      ...tiersOf(file, data).map(tierBadge),
      element('span', {}, file.status),
      element('span', { class: 'quiet' }, facts.join(' · ')),
    ),
    ...(file.status === 'changed'
      ? [
          element(
            'p',
            { class: 'actions' },
            checkbox('Viewed', marks.has('viewedFiles', path), (isSet) => {
              setMark('viewedFiles', path, isSet);
            }),
          ),
        ]
      : []),
    ...(file.operation === undefined ? [] : [operationLine(file.operation, data)]),
    ...(file.edits.length === 0 ? [] : [element('h3', {}, 'Edits'), editList(file, data)]),
    ...(file.left.length === 0
      ? []
      : [
          element('h3', {}, 'Left alone, or worth knowing'),
          element('ul', { class: 'left-list' }, ...file.left.map((left) => leftItem(file, left))),
        ]),
    ...(file.diff === undefined
      ? []
      : [element('h3', {}, 'Diff'), diffView(hunksOf(diffText(file.diff)), format, path)]),
  ];
}

/** The operation on the file as a whole, and its reason. */
function operationLine({ shape: index, what, because, applied }: OperationData, { shapes }: ReportData): HTMLElement {
  const shape = shapes[index];
  const open = shape && [shapeLink(shape.id), ' ', tierBadge(shape.tier), ' '];
  return element('p', {}, ...(open ?? []), `${what}${applied ? '' : ', not applied'}: ${because}`);
}

function shapeLink(id: string): HTMLElement {
  const attributes = { class: 'place-link', href: hashOf({ kind: 'shape', id }), 'aria-label': `Shape ${id}` };
  return element('a', attributes, element('code', {}, id));
}

function editList({ path, edits }: FileData, { shapes }: ReportData): HTMLElement {
  const items = edits.flatMap(([index, line, applied, place]) => {
    const shape = shapes[index];
    if (shape === undefined) return [];
    const at = place === undefined ? '' : ` (${place})`;
    return [
      element(
        'li',
        { 'data-line': line },
        placeLink(path, line, `line ${line}`),
        `${at} `,
        shapeLink(shape.id),
        ' ',
        tierBadge(shape.tier),
        ' ',
        move(shape),
        applied ? undefined : element('span', { class: 'quiet' }, ' not applied'),
      ),
    ];
  });
  return element('ul', {}, ...items);
}
