import type { Diagnostic, Severity } from './diagnostic.ts';
import type { Tier } from './tier.ts';

/** A Diagnostic of a file, with what to do about it: what `check` and `audit` report. */
export interface Finding extends Diagnostic {
  /** Relative to the root, with forward slashes. */
  readonly path: string;
  /** The remedy: a command or a sentence; empty where there is nothing to do. */
  readonly fix: string;
  /** The reason that an `ssot: allow` comment gives for letting it be; undefined where none does. */
  readonly allowedBecause: string | undefined;
  /** The tier of the move that would fix it; undefined where there is none. */
  readonly tier?: Tier | undefined;
}

/** The description of findings of one kind. */
export interface Rule {
  readonly id: string;
  readonly severity: Severity;
  /** In one sentence. */
  readonly summary: string;
  /** Why it matters and what to do, as plain text. */
  readonly help: string;
}
