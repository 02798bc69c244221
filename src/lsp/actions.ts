import type { Diagnostic, Range } from 'vscode-languageserver';
import type { Edit } from '../model/edit.ts';
import type { Outcome } from '../model/outcome.ts';
import { shapeId } from '../model/shape.ts';
import { SOURCE } from './diagnostics.ts';
import { touch } from './positions.ts';
import type { LspText } from './positions.ts';

/** The References of one Shape in a file: they move together, as one that stays could break another. */
export interface OfferedShape {
  readonly id: string;
  readonly title: string;
  readonly isSure: boolean;
  /** The diagnostics that it settles, of those that the editor asks about. */
  readonly diagnostics: readonly Diagnostic[];
}

/** More are not offered for one place. */
const MOST = 8;

/** The Shapes with a Reference in the range, in their order. */
export function shapesAt(
  { edits }: Pick<Outcome, 'edits'>,
  range: Range,
  text: LspText,
  asked: readonly Diagnostic[],
): OfferedShape[] {
  const here = edits.filter((edit) => touch(text.rangeOf(edit), range));
  const ids = [...new Set(here.map(shapeId))].slice(0, MOST);
  return ids.map((id) => {
    const own = edits.filter((edit) => shapeId(edit) === id);
    const [first] = own;
    return {
      id,
      title: first === undefined ? '' : titleOf(first, own.length),
      isSure: own.every(({ tier }) => tier !== 'review'),
      diagnostics: asked.filter(
        ({ source, range: at }) => source === SOURCE && own.some((edit) => touch(text.rangeOf(edit), at)),
      ),
    };
  });
}

function titleOf({ from, to, tier, because }: Edit, count: number): string {
  const places = count === 1 ? '' : ` (${count} places in this file)`;
  return `Move ${from} onto ${to}${places}${tier === 'review' ? ` - look at it: ${because}` : ''}`;
}

/** The title of the action for the whole file; undefined where nothing moves without a look. */
export function titleOfAll({ edits }: Pick<Outcome, 'edits'>): string | undefined {
  const sure = edits.filter(({ tier }) => tier !== 'review').length;
  if (sure === 0) return undefined;
  const left = edits.length - sure;
  return `Move all legacy references of this file (${sure}${left === 0 ? '' : `, without ${left} for review`})`;
}
