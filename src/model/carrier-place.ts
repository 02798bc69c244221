import type { Span } from './edit.ts';

/** A message about a place, with what its carrier calls that, such as `cell 3, line 2`. */
export function atPlace({ place }: Pick<Span, 'place'>, message: string): string {
  return place === undefined ? message : `${place}: ${message}`;
}
