import type { FileData, LeftData } from '../report-data.ts';
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
    ...(file.edits.length === 0 ? [] : [element('h3', {}, 'Edits'), editList(file, context)]),
    ...(file.left.length === 0 ? [] : [element('h3', {}, 'Left alone, or worth knowing'), leftList(file.left)]),
    ...(file.diff === undefined ? [] : [element('h3', {}, 'Diff'), diffView(hunksOf(diffText(file.diff)), format)]),
  ];
}

function editList(file: FileData, { data, showShape }: ViewContext): HTMLElement {
  const items = file.edits.flatMap(([index, line, applied]) => {
    const shape = data.shapes[index];
    if (shape === undefined) return [];
    const open = button(
      shape.id,
      () => {
        showShape(shape);
      },
      { class: 'link', 'aria-label': `Shape ${shape.id}` },
    );
    const state = applied ? undefined : element('span', { class: 'quiet' }, ' not applied');
    return [element('li', {}, `line ${line}: `, open, ' ', tierBadge(shape.tier), ' ', move(shape), state)];
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
