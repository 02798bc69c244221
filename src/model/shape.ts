import { callPattern } from './call-binding.ts';
import type { CallBinding } from './call-binding.ts';
import type { Uses } from './config.ts';
import type { Tier } from './edit.ts';
import { allReasons } from './review.ts';
import type { Review } from './review.ts';

/** The part of an Edit that does not depend on the file, the place and the statement. A reviewer judges it once. */
export interface Decision {
  /** Id of the transform. */
  readonly transform: string;
  readonly tier: Tier;
  readonly from: string;
  readonly to: string;
  readonly uses: Uses;
  /** Why it has its tier, in a sentence. */
  readonly because: string;
  readonly reviews: readonly Review[];
  /** How the arguments of a call are bound. */
  readonly call?: CallBinding | undefined;
}

/** A word or a path, with the punctuation behind it, or punctuation alone. */
const words = /[\w$@*.:/#-]+/g;

/** The reasons for a tier without the names and positions of the place; empty for safe moves. */
export function reasonOf({ tier, because, reviews }: Pick<Decision, 'tier' | 'because' | 'reviews'>): string {
  if (tier === 'safe') return '';
  const isParticular = (word: string): boolean => /[.:/#]|^\d+$/.test(word);
  return allReasons({ because, reviews })
    .replace(words, (all) => {
      let end = all.length;
      while (/[^\w$*]/.test(all.charAt(end - 1))) end--;
      return isParticular(all.slice(0, end)) ? `…${all.slice(end)}` : all;
    })
    .replace(/\u2026(?: \u2192 \u2026)+/g, '…');
}

/** Base 32 without letters that are taken for digits, or for each other. */
const digits = '0123456789abcdefghjkmnpqrstvwxyz';
const ID_LENGTH = 8;

/**
 * The id of the Shape that an Edit belongs to: eight characters that depend on the decision and on nothing else, so that it is the
 * same from run to run and after every rebase.
 */
export function shapeId(decision: Decision): string {
  const { transform, tier, from, to, uses, call } = decision;
  const bound = call === undefined ? [] : [callPattern(call)];
  const key = JSON.stringify([transform, tier, from, to, uses, reasonOf(decision), ...bound]);
  const { createHash } = process.getBuiltinModule('node:crypto'); // slow to load, and seldom needed
  const hash = createHash('sha256').update(key).digest();
  return Array.from({ length: ID_LENGTH }, (_, k) => digits[(hash[k] ?? 0) & 31]).join('');
}
