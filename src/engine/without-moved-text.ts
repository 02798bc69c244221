import type { Diagnostic } from '../model/diagnostic.ts';
import type { Edit, Refusal, Span } from '../model/edit.ts';

/** Leave out what is said of text that is code after all, in a string annotation or a field of an f-string. */
export function withoutMovedText(
  diagnostics: readonly Diagnostic[],
  references: readonly (Edit | Refusal)[],
): Diagnostic[] {
  const inCode = references.filter(({ transform }) => transform === 'python/module-import');
  if (inCode.length === 0) return [...diagnostics];
  return diagnostics.filter(
    (text) => text.ruleId !== 'python/text-mention' || !inCode.some((reference) => isWithin(reference, text)),
  );
}

function isWithin(inner: Span, outer: Span): boolean {
  const isBehindStart = inner.line > outer.line || (inner.line === outer.line && inner.column >= outer.column);
  const isBeforeEnd =
    inner.endLine < outer.endLine || (inner.endLine === outer.endLine && inner.endColumn <= outer.endColumn);
  return isBehindStart && isBeforeEnd;
}
