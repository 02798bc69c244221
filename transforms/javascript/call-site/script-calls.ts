import type { RebuiltArguments } from '../../../src/edit/rebuilt-arguments.ts';
import type { Target } from '../../../src/model/config.ts';
import type { Legacy, Resolution } from '../../../src/model/resolution.ts';
import type { TransformResult } from '../transform-result.ts';

/** The fate of an imported name whose calls have a rule. */
export type NameDecision =
  /** It stays, and the canonical callable may be bound beside it. */
  | { readonly kind: 'stays'; readonly besides: Target | undefined }
  /** It moves as other names do, and the canonical callable may be bound beside it. */
  | { readonly kind: 'moves'; readonly resolution: Resolution; readonly besides: Target | undefined }
  /** It becomes the canonical callable. */
  | {
      readonly kind: 'becomes';
      readonly move: Legacy;
      /** The local name afterwards. */
      readonly local: string;
      /** Another statement binds it. */
      readonly isBound: boolean;
      readonly isApplied: boolean;
    };

/** The calls of a file by rule, and what they make of its imports. */
export interface ScriptCalls {
  readonly result: TransformResult & { readonly rebuilt: readonly RebuiltArguments[] };
  /** By the offset where the local name is bound. */
  readonly names: ReadonlyMap<number, NameDecision>;
}

export const noScriptCalls: ScriptCalls = {
  result: { edits: [], textEdits: [], refused: [], diagnostics: [], rebuilt: [] },
  names: new Map(),
};
