import type { Diagnostic } from '../../model/diagnostic.ts';
import type { Edit, Refusal, Span } from '../../model/edit.ts';

/** Leaves out the notes on text that turned out to be code, in a string annotation or a field of an f-string. */
export function withoutMovedText(
  diagnostics: readonly Diagnostic[],
  references: readonly (Edit | Refusal)[],
): Diagnostic[] {
  const inCode = references
    .filter(({ transform }) => transform === 'python/module-import')
    .toSorted((a, b) => a.line - b.line || a.column - b.column);
  if (inCode.length === 0) return [...diagnostics];
  return diagnostics.filter((text) => text.ruleId !== 'python/text-mention' || !holdsOne(text, inCode));
}

/** Does one of the references, which are sorted by their starts, stand within the text? */
function holdsOne(text: Span, sorted: readonly Span[]): boolean {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const reference = sorted[middle];
    if (reference === undefined || startsBehind(reference, text)) high = middle;
    else low = middle + 1;
  }
  // They do not overlap: of those that start behind its start, the first one ends first.
  const first = sorted[low];
  return first !== undefined && endsBefore(first, text);
}

function startsBehind(inner: Span, outer: Span): boolean {
  return inner.line > outer.line || (inner.line === outer.line && inner.column >= outer.column);
}

function endsBefore(inner: Span, outer: Span): boolean {
  return inner.endLine < outer.endLine || (inner.endLine === outer.endLine && inner.endColumn <= outer.endColumn);
}
