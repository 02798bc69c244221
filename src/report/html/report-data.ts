import type { Summary } from '../../model/outcome.ts';
import type { Shape } from '../../review/shape.ts';

/** The data that the page of a review packet shows: plain data, made by `reportData` and read by the page. */
export interface ReportData {
  readonly command: 'dry-run' | 'apply';
  readonly summary: Summary;
  /** How to make it again; undefined where that is not known. */
  readonly origin: { readonly commandLine: string; readonly version: string; readonly mapHash: string } | undefined;
  /** The problems of the Map, in a sentence each, with how to solve them. */
  readonly mapProblems: readonly string[];
  /** The uses of shims when programs ran; undefined where nobody asked. */
  readonly hits: HitsData | undefined;
  /** Legacy symbols beside other objects that stand for them, as far as there is something to look at. */
  readonly interfaces: readonly InterfaceData[];
  /** The command that undoes it. */
  readonly undo: string;
  /** By how much a reader has to look: those that only the Map makes right, those for review, then the proven ones. */
  readonly shapes: readonly Shape[];
  /** Names of owners, which files refer to by index. */
  readonly owners: readonly string[];
  /** In the order of the tiers of their Shapes, then by path. */
  readonly files: readonly FileData[];
}

/** A legacy symbol and the canonical one. */
export interface InterfaceData {
  readonly legacy: string;
  readonly canonical: string;
  /** The kind of each, in a few words, and its parameters and return, side by side. */
  readonly rows: readonly (readonly [what: string, legacy: string, canonical: string])[];
  /** The differences, the verdict, and how code calls it, a sentence each. */
  readonly notes: readonly string[];
  /** Members of results that the canonical side lacks, most used first: the name, the number of uses, and a place. */
  readonly lacking: readonly (readonly [name: string, uses: number, place: string])[];
}

/** The uses of legacy paths that were recorded when programs ran. */
export interface HitsData {
  /** The burn-down: on each day, the places that were recorded. */
  readonly days: readonly { readonly day: string; readonly sites: number }[];
  /** The places with most uses. */
  readonly places: readonly {
    readonly place: string;
    readonly legacy: string;
    readonly kind: string;
    readonly hits: number;
  }[];
  /** The number of all places. */
  readonly all: number;
  /** At least so many uses. */
  readonly hits: number;
  readonly neverHit: number;
}

export interface FileData {
  readonly path: string;
  readonly status: 'changed' | 'unchanged' | 'skipped' | 'failed';
  /** Index in `owners`; -1 for none. */
  readonly owner: number;
  readonly added: number;
  readonly deleted: number;
  readonly edits: readonly EditData[];
  /** The operation on the file as a whole; undefined for most files. */
  readonly operation: OperationData | undefined;
  readonly left: readonly LeftData[];
  /** Modules that the file stops and starts to import. */
  readonly removedImports: readonly string[];
  readonly addedImports: readonly string[];
  /** Undefined where the file does not change, or the diff was not made. */
  readonly diff: DiffData | undefined;
  /** By the index of a Shape, its diff alone, where that is not the diff of the file. */
  readonly alone: Readonly<Record<number, DiffData>>;
}

/** A unified diff: text, or bytes in base 64 where they are no UTF-8. */
export type DiffData = string | { readonly base64: string };

/** Index of the Shape, line from 1, is it applied; and what a carrier calls the place. */
export type EditData = readonly [shape: number, line: number, applied: boolean, place?: string];

/** A file that comes, goes, or gets another name. */
export interface OperationData {
  /** Index of its Shape. */
  readonly shape: number;
  /** Such as `deleted`, or `renamed to new/name.py`. */
  readonly what: string;
  readonly because: string;
  readonly applied: boolean;
}

/** Something that was seen and left. */
export interface LeftData {
  /** A reason of a refusal, the rule of a diagnostic, or `failed`. */
  readonly reason: string;
  readonly kind: 'refused' | 'note' | 'skipped' | 'failed' | 'review';
  readonly line: number;
  readonly what: string;
  readonly message: string;
  /** The source line; undefined where it is not known. */
  readonly source?: string | undefined;
}
