import type { Target, Uses } from './config.ts';
import type { RefusalReason, Tier } from './edit.ts';

/** What a Reference means under the Map. `from` is `module:Name` or `module`, as the file means it. */
export type Resolution =
  | { readonly kind: 'unrelated' }
  | { readonly kind: 'canonical' }
  | { readonly kind: 'unmapped'; readonly from: string }
  | Legacy
  | { readonly kind: 'refused'; readonly from: string; readonly reason: RefusalReason; readonly message: string };

/** A legacy symbol or module and where it goes. */
export interface Legacy {
  readonly kind: 'legacy';
  readonly from: string;
  readonly to: Target;
  readonly tier: Tier;
  /** Why it has its tier, in a sentence. */
  readonly because: string;
  /** The way from the legacy symbol to its definition, each `module:Name`. */
  readonly chain: readonly string[];
  readonly uses: Uses;
  /** The canonical symbol is another object than the legacy one, and the Map says that it replaces it. */
  readonly isReplacement: boolean;
}
