import type { Range } from '../../../src/model/range.ts';
import type { Legacy } from '../../../src/model/resolution.ts';
import type { Use } from '../../../src/parse/python/scope.ts';
import type { MadeCall } from './decide-call.ts';

/** A call that is rewritten, should it be chosen. */
export interface MovingCall {
  readonly use: Use;
  /** The range that gets the name of the canonical callable; undefined for a statement that goes. */
  readonly called: Range | undefined;
  readonly decision: MadeCall;
  readonly move: Legacy;
  readonly isApplied: boolean;
}
