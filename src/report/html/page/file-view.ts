import type { Shape } from '../../../review/shape.ts';
import type { FileData, LeftData, OperationData } from '../report-data.ts';
import { diffView, hunksOf } from './diff-view.ts';
import { button, element } from './dom.ts';
import { diffText } from './load-data.ts';
import { move, tierBadge } from './shape-view.ts';
import type { ViewContext } from './shape-view.ts';

/** Everything about one file. */
export function fileView(file: FileData, context: ViewContext): HTMLElement[] {
  const { data, format } = context;
  const owner = data.owners[file.owner];
  return [
    element('h2', { class: 'path' }, file.path),
    element(
      'p',
      { class: 'quiet' },
      [
        file.status,
        ...(owner === undefined ? [] : [owner]),
        ...(file.added + file.deleted === 0 ? [] : [`+${file.added} −${file.deleted}`]),
      ].join(' · '),
    ),
    ...(file.operation === undefined ? [] : [operationLine(file.operation, context)]),
    ...(file.edits.length === 0 ? [] : [element('h3', {}, 'Edits'), editList(file, context)]),
    ...(file.left.length === 0 ? [] : [element('h3', {}, 'Left alone, or worth knowing'), leftList(file.left)]),
    ...(file.diff === undefined ? [] : [element('h3', {}, 'Diff'), diffView(hunksOf(diffText(file.diff)), format)]),
  ];
}

/** The operation on the file as a whole, and its reason. */
function operationLine({ shape: index, what, because, applied }: OperationData, context: ViewContext): HTMLElement {
  const shape = context.data.shapes[index];
  const open = shape && [shapeButton(shape, context), ' ', tierBadge(shape.tier), ' '];
  return element('p', {}, ...(open ?? []), `${what}${applied ? '' : ', not applied'}: ${because}`);
}

function shapeButton(shape: Shape, { showShape }: ViewContext): HTMLElement {
  return button(
    shape.id,
    () => {
      showShape(shape);
    },
    { class: 'link', 'aria-label': `Shape ${shape.id}` },
  );
}

function editList(file: FileData, context: ViewContext): HTMLElement {
  const items = file.edits.flatMap(([index, line, applied, place]) => {
    const shape = context.data.shapes[index];
    if (shape === undefined) return [];
    const open = shapeButton(shape, context);
    const state = applied ? undefined : element('span', { class: 'quiet' }, ' not applied');
    const at = place === undefined ? '' : ` (${place})`;
    return [element('li', {}, `line ${line}${at}: `, open, ' ', tierBadge(shape.tier), ' ', move(shape), state)];
  });
  return element('ul', {}, ...items);
}

function leftList(left: readonly LeftData[]): HTMLElement {
  return element(
    'ul',
    {},
    ...left.map(({ reason, line, what, message, kind }) =>
      element(
        'li',
        {},
        `line ${line}: `,
        element('span', { class: `badge ${kind}` }, reason),
        ' ',
        what === '' ? undefined : element('code', {}, what),
        element('span', {}, ` ${message}`),
      ),
    ),
  );
}
