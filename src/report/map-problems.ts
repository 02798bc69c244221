import type { MapProblem } from '../model/map-problem.ts';
import { problemText } from '../check/map-findings.ts';
import { number } from './count.ts';

/** Problems that a terminal shows before it says how many more there are. */
const SHOWN = 10;

/** The problem, and what to do about it. */
export function problemLine(problem: MapProblem): string {
  return `${problemText(problem)} (${problem.fix})`;
}

/** A line for each problem of the Map, up to a limit, and one that counts the rest. */
export function problemLines(problems: readonly MapProblem[]): string[] {
  const more = problems.length - SHOWN;
  return [
    ...problems.slice(0, SHOWN).map(problemLine),
    ...(more > 0 ? [`${number(more)} more problems of the Map (--format json lists all)`] : []),
  ];
}
