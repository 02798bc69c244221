import type { Finding } from '../model/finding.ts';
import type { MapProblem } from '../model/map-problem.ts';

/** The problem in a sentence, with the path that was likely meant. */
export function problemText({ section, message, kind, nearest }: MapProblem): string {
  const isMeant = nearest.length > 0 && kind !== 'wrong-separator';
  return `${section}.map: ${message}${isMeant ? `: did you mean ${nearest.join(' or ')}?` : ''}`;
}

/** The problems of the Map that have a place in a file. */
export function mapFindings(problems: readonly MapProblem[]): Finding[] {
  return problems.flatMap((problem) => {
    const { place, fix } = problem;
    if (place === undefined) return [];
    const { path, line } = place;
    const span = { line, column: 1, endLine: line, endColumn: 1 };
    return [
      {
        ...span,
        path,
        ruleId: 'map-entry',
        severity: 'error',
        message: problemText(problem),
        fix,
        allowedBecause: undefined,
      },
    ];
  });
}
