import type { InterfaceData } from '../report-data.ts';
import { count, element, number } from './dom.ts';

/** Legacy symbols beside other objects that stand for them, in a section with one of its own for each pair. */
export function interfaceView(pairs: readonly InterfaceData[]): HTMLElement[] {
  if (pairs.length === 0) return [];
  return [
    element(
      'details',
      { class: 'interfaces' },
      element('summary', {}, `${count(pairs.length, 'legacy symbol')} that another object stands for`),
      ...pairs.map(({ legacy, canonical, rows, notes, lacking }) =>
        element(
          'details',
          {},
          element('summary', {}, element('code', {}, legacy), ' → ', element('code', {}, canonical)),
          table(['', 'legacy', 'canonical'], rows),
          element('ul', {}, ...notes.map((note) => element('li', {}, note))),
          ...(lacking.length === 0
            ? []
            : [
                table(
                  ['member that is lacking', 'uses', 'first'],
                  lacking.map(([name, uses, place]) => [name, number(uses), place]),
                ),
              ]),
        ),
      ),
    ),
  ];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): HTMLElement {
  return element(
    'table',
    {},
    element('thead', {}, element('tr', {}, ...head.map((title) => element('th', { scope: 'col' }, title)))),
    element('tbody', {}, ...rows.map((cells) => element('tr', {}, ...cells.map((cell) => element('td', {}, cell))))),
  );
}
