import type { CallBinding } from './call-binding.ts';
import type { Uses } from './config.ts';
import type { Position, Range } from './range.ts';
import type { Review } from './review.ts';
import type { Tier } from './tier.ts';

export type { Tier } from './tier.ts';

/** Why a Reference was seen and left alone. Each has its paragraph in docs/refusals.md. */
export const refusalReasons = [
  'allowed-by-comment',
  'arguments-do-not-fit',
  'changed-on-disk',
  'coroutine-used',
  'dropped-argument-has-effect',
  'dynamic-use',
  'expects-error',
  'factory-object',
  'generated-file',
  'name-collision',
  'not-in-async',
  'not-reached',
  'outside-root',
  'patched-async',
  'quarantined',
  'self-import',
  'star-arguments',
  'star-import',
  'syntax-error',
  'target-not-exported',
  'target-not-found',
  'unknown-alias',
  'unknown-language',
  'unsupported-encoding',
  'used-as-value',
] as const;
export type RefusalReason = (typeof refusalReasons)[number];

/** A range of the original text and what replaces it. */
export interface TextEdit extends Range {
  readonly text: string;
}

/** From where to where in the original text, for reports. */
export interface Span extends Position {
  readonly endLine: number;
  readonly endColumn: number;
  /** The place in terms of its carrier, such as `cell 3, line 2`; undefined in plain code. */
  readonly place?: string | undefined;
}

/**
 * The move of one Reference onto its canonical path. Several Edits may share one statement. The TextEdits of the file
 * belong to all its applied Edits together.
 */
export interface Edit extends Span {
  /** Id of the transform that made it, such as `python/from-import`. */
  readonly transform: string;
  readonly tier: Tier;
  /** Is it part of the file's TextEdits? Edits for review are only if they were asked for. */
  readonly applied: boolean;
  /** The legacy symbol or module, and the canonical one: `module:Name` or `module`. */
  readonly from: string;
  readonly to: string;
  /**
   * The `uses` of the Map entry: `alias` keeps the local name, `rename` gives it and its uses the new name where that
   * is free.
   */
  readonly uses: Uses;
  /** Why it has its tier, in a sentence: of several reasons for a review, the gravest. */
  readonly because: string;
  /** All that speaks for a review, gravest first; empty for the other tiers. */
  readonly reviews: readonly Review[];
  /** Why the path moves, as the owner of the Map says; undefined where nobody does. */
  readonly mapReason?: string | undefined;
  /** The way from the legacy symbol to its definition, each `module:Name`. */
  readonly chain: readonly string[];
  /** How the arguments of a call are bound; undefined where it is none. */
  readonly call?: CallBinding | undefined;
  /** The statement or string as it stands, and as it will. */
  readonly before: string;
  readonly after: string;
}

/** A Reference that was seen and left alone. */
export interface Refusal extends Span {
  readonly transform: string;
  readonly reason: RefusalReason;
  readonly message: string;
  readonly from: string;
  /** Why the path should move, as the owner of the Map says. */
  readonly mapReason?: string | undefined;
}
