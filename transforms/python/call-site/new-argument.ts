import type { CallArgument } from './call-arguments.ts';

/** An argument as the canonical callable is to get it: one of the call, or a text. */
export interface NewArgument {
  /** The parameter of the canonical callable that it is for. */
  readonly parameter: string;
  /** Undefined for one that is given by its position. */
  readonly keyword: string | undefined;
  readonly given: CallArgument | undefined;
  readonly text: string;
}
