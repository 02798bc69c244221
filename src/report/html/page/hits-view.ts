import type { HitsData } from '../report-data.ts';
import { count, element, number } from './dom.ts';

/** The legacy paths that programs still use, in a section that is open at first: a burn-down, and the places. */
export function hitsView(hits: HitsData | undefined): HTMLElement[] {
  if (hits === undefined) return [];
  const { days, places, all, hits: uses, neverHit } = hits;
  const most = Math.max(1, ...days.map(({ sites }) => sites));
  return [
    element(
      'details',
      { class: 'hits', open: '' },
      element('summary', {}, `${count(all, 'place')} used legacy paths when programs ran`),
      element(
        'p',
        { class: 'quiet' },
        `At least ${count(uses, 'use')}. ${count(neverHit, 'reference')} to shims that no program used.`,
      ),
      table(
        ['day', 'places', ''],
        days.map(({ day, sites }) => [
          day,
          number(sites),
          element('meter', { min: 0, max: most, value: sites, 'aria-label': `${day}: ${number(sites)}` }),
        ]),
      ),
      table(
        ['place', 'legacy path', 'known', 'uses'],
        places.map(({ place, legacy, kind, hits: times }) => [place, legacy, kind, `≥ ${number(times)}`]),
      ),
      ...(all > places.length
        ? [element('p', { class: 'quiet' }, `and ${count(all - places.length, 'more place')}`)]
        : []),
    ),
  ];
}

function table(head: readonly string[], rows: readonly (readonly (string | HTMLElement)[])[]): HTMLElement {
  return element(
    'table',
    {},
    element('thead', {}, element('tr', {}, ...head.map((title) => element('th', { scope: 'col' }, title)))),
    element('tbody', {}, ...rows.map((cells) => element('tr', {}, ...cells.map((cell) => element('td', {}, cell))))),
  );
}
