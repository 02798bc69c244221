import type { ReportData } from '../report-data.ts';
import { count, element } from './dom.ts';
import { extentOf, move, tierBadge } from './shape-view.ts';

/** Shapes that are printed. */
const SHAPES = 500;

/** The printed page: every Shape with an example, whatever is open on the screen. */
export function printView({ shapes }: ReportData): HTMLElement {
  return element(
    'section',
    { class: 'print', 'aria-label': 'All shapes' },
    element('h2', {}, count(shapes.length, 'shape')),
    ...shapes.slice(0, SHAPES).map((shape) => {
      const [layout] = shape.layouts;
      const { before = '', after = '', path = '', line = 0 } = layout?.example ?? {};
      return element(
        'article',
        {},
        element('p', {}, element('code', {}, shape.id), ' ', tierBadge(shape.tier), ` ${extentOf(shape)}`),
        element('p', {}, move(shape)),
        element('pre', {}, [...signed('-', before), ...signed('+', after)].join('\n')),
        element('p', { class: 'quiet' }, `${path}:${line}: ${shape.because}`),
      );
    }),
    ...(shapes.length > SHAPES ? [element('p', {}, `… and ${count(shapes.length - SHAPES, 'shape')} more`)] : []),
  );
}

function signed(sign: string, text: string): string[] {
  return text === '' ? [] : text.split(/\r\n?|\n/).map((line) => sign + line);
}
