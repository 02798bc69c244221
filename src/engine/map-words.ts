import { formatExport, formatTarget } from '../model/config.ts';
import type { Config, MapEntry, Target } from '../model/config.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Outcome } from '../model/outcome.ts';

/** The Outcomes with the words of the Map's owner: why paths move, and how to replace symbols that are removed. */
export function withMapWords(outcomes: readonly Outcome[], { python, javascript }: Config): readonly Outcome[] {
  const reasons = new Map([...reasonsOf(python.map, formatTarget), ...reasonsOf(javascript.map, formatExport)]);
  const removed = new Map([
    ...python.removed.map(({ symbol, message }) => [formatTarget(symbol), message] as const),
    ...javascript.removed.map(({ symbol, message }) => [formatExport(symbol), message] as const),
  ]);
  if (reasons.size + removed.size === 0) return outcomes;
  const withReason = <T extends { readonly from: string }>(reference: T): T => {
    const mapReason = reasonFor(reference.from, reasons);
    return mapReason === undefined ? reference : { ...reference, mapReason };
  };
  return outcomes.map((outcome) => ({
    ...outcome,
    edits: outcome.edits.map(withReason),
    refused: outcome.refused.map(withReason),
    diagnostics: outcome.diagnostics.map((diagnostic) => withRemoval(diagnostic, removed)),
  }));
}

function reasonsOf(map: readonly MapEntry[], format: (target: Target) => string): [string, string][] {
  return map.flatMap(({ legacy, reason }) =>
    reason === undefined ? [] : legacy.map((target): [string, string] => [format(target), reason]),
  );
}

/** The reason of the closest entry: that of the path itself, or of the module that it is in. */
function reasonFor(from: string, reasons: ReadonlyMap<string, string>): string | undefined {
  for (let end = from.length; end > 0; end = from.slice(0, end).search(/[.:/#][^.:/#]*$/)) {
    const path = from.slice(0, end);
    const reason = reasons.get(path) ?? reasons.get(`${path}:*`);
    if (reason !== undefined) return reason;
  }
  return undefined;
}

function withRemoval(diagnostic: Diagnostic, removed: ReadonlyMap<string, string>): Diagnostic {
  const [, language = '', symbol = ''] =
    /^(\w+)\/unmapped-symbol the Map knows (\S+) /.exec(`${diagnostic.ruleId} ${diagnostic.message}`) ?? [];
  const message = removed.get(symbol);
  if (message === undefined) return diagnostic;
  return {
    ...diagnostic,
    ruleId: `${language}/removed-symbol`,
    severity: 'error',
    message: `${symbol} is removed: ${message}`,
  };
}
