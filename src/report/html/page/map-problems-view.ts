import { count, element } from './dom.ts';

/** The problems of the Map, one line each, in a section that is open at first. */
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
