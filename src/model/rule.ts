import type { Links } from './links.ts';
import type { Reference } from './reference.ts';
import type { Legacy, Resolution } from './resolution.ts';

/** The answer to one Reference: a move with its tier, or why it stays. */
export type Verdict = Resolution;

/** A pure function that may lower a Verdict: to a move for review, or to none. It never makes one surer. */
export interface Rule {
  /** The name of its file, of its fixtures and of its paragraph in docs/rules.md. */
  readonly id: string;
  readonly judge: (reference: Reference, links: Links, move: Legacy) => Verdict;
}
