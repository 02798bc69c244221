import { ExpectedStop } from '../model/errors.ts';
import type { Shape } from './shape.ts';

/** The Shapes that people have accepted, as the committed review file holds them. */
export interface ReviewState {
  readonly accepted: readonly AcceptedShape[];
}

/** A Shape that somebody has looked at and found right, under a Map. */
export interface AcceptedShape {
  readonly shape: string;
  /** Hash of the Map that it was accepted under; under another one it counts as new. */
  readonly map: string;
  readonly from: string;
  readonly to: string;
  /** How many there were. */
  readonly edits: number;
  readonly files: number;
  readonly note?: string;
}

/** The Shapes of a Plan, by their state of review. */
export interface ReviewProgress {
  readonly accepted: readonly Shape[];
  readonly fresh: readonly Shape[];
  /** Accepted, and by now with more Edits. */
  readonly grown: readonly { readonly shape: Shape; readonly before: number }[];
}

export const nothingAccepted: ReviewState = { accepted: [] };

/** The ids of the Shapes that are accepted under a Map. */
export function acceptedIds({ accepted }: ReviewState, mapHash: string): ReadonlySet<string> {
  return new Set(accepted.filter(({ map }) => map === mapHash).map(({ shape }) => shape));
}

/** The state with these Shapes accepted, too. Earlier acceptances of them are replaced. */
export function accept(
  { accepted }: ReviewState,
  shapes: readonly Shape[],
  mapHash: string,
  note: string | undefined,
): ReviewState {
  const added = shapes.map(({ id, from, to, edits, files }): AcceptedShape => {
    const entry = { shape: id, map: mapHash, from, to, edits, files };
    return note === undefined ? entry : { ...entry, note };
  });
  const others = accepted.filter(({ shape }) => !added.some((entry) => entry.shape === shape));
  return { accepted: [...others, ...added].toSorted((a, b) => (a.shape < b.shape ? -1 : 1)) };
}

/** Sorts the Shapes of a Plan into accepted ones, new ones, and accepted ones that have grown since. */
export function progressOf(shapes: readonly Shape[], { accepted }: ReviewState, mapHash: string): ReviewProgress {
  const known = new Map(accepted.filter(({ map }) => map === mapHash).map((entry) => [entry.shape, entry]));
  const isKnown = ({ id }: Shape): boolean => known.has(id);
  return {
    accepted: shapes.filter(isKnown),
    fresh: shapes.filter((shape) => !isKnown(shape)),
    grown: shapes.flatMap((shape) => {
      const before = known.get(shape.id)?.edits ?? Infinity;
      return shape.edits > before ? [{ shape, before }] : [];
    }),
  };
}

const FORMAT = 1;

/** The text of the file, with one line for each Shape, so that two people who accept different ones do not collide. */
export function formatReviewState({ accepted }: ReviewState): string {
  const lines = accepted.map((entry) => `    ${JSON.stringify(entry)}`);
  return `{\n  "ssotReview": ${FORMAT},\n  "accepted": [\n${lines.join(',\n')}\n  ]\n}\n`;
}

/**
 * @param file its name, for messages
 * @throws ExpectedStop when it is none
 */
export function parseReviewState(text: string, file: string): ReviewState {
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch (error) {
    throw new ExpectedStop(`${file} is no JSON: ${error instanceof Error ? error.message : String(error)}`, mend);
  }
  const { ssotReview, accepted } = (found ?? {}) as { ssotReview?: unknown; accepted?: unknown };
  if (ssotReview !== FORMAT || !Array.isArray(accepted) || !accepted.every(isEntry))
    throw new ExpectedStop(`${file} is not what ssot-codemod review writes`, mend);
  return { accepted };
}

const mend = 'mend it, or delete it and accept again';

function isEntry(value: unknown): value is AcceptedShape {
  const { shape, map, from, to, edits, files } = (value ?? {}) as Record<string, unknown>;
  return [shape, map, from, to].every((text) => typeof text === 'string') && [edits, files].every(Number.isInteger);
}
