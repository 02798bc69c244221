import { count, element } from './dom.ts';

/** What is wrong with the Map: a line each, that opens by itself. */
export function mapProblemsView(problems: readonly string[]): HTMLElement[] {
  if (problems.length === 0) return [];
  return [
    element(
      'details',
      { class: 'map-problems', open: '' },
      element('summary', {}, count(problems.length, 'problem') + ' of the Map'),
      element('ul', {}, ...problems.map((problem) => element('li', {}, problem))),
    ),
  ];
}
