import type { Span } from './edit.ts';

export type Severity = 'error' | 'warning' | 'note';

/** Something worth saying about a place that is not an Edit or a Refusal. */
export interface Diagnostic extends Span {
  /** Such as `python/redundant-fallback`. */
  readonly ruleId: string;
  readonly severity: Severity;
  readonly message: string;
}
