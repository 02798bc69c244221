import type { TextCountConfig } from './config.ts';
import type { UndeclaredPath } from './undeclared-path.ts';
import type { HitKind } from './hits.ts';
import type { Finding } from './finding.ts';
import type { InterfacePair } from './interface.ts';
import type { LeftOut } from './left-out.ts';
import type { PruneReason, PruneTier } from './pruning.ts';

/** Files that no program runs count apart: tests with their mocks, and backups. */
export type Area = 'production' | 'tests' | 'leftovers';

/** Where something stands: both numbers count from 1. */
export interface Place {
  /** Relative to the root, with forward slashes. */
  readonly path: string;
  readonly line: number;
  readonly column: number;
}

export interface AuditedPlace extends Place {
  readonly area: Area;
}

/** The kind of a class that could compete with a canonical one. */
export type ImplementationKind =
  | 'canonical'
  | 'alias'
  | 'subclass'
  | 'wrapper'
  | 'factory'
  | 'other'
  | 'interface'
  | 'mock'
  | 'test-case'
  | 'leftover';

/** A class, or another name of one, that could compete with a canonical one. */
export interface Implementation extends AuditedPlace {
  readonly name: string;
  readonly kind: ImplementationKind;
  readonly bases: readonly string[];
  /** Lines from the header to the end of the body; 1 for an alias. */
  readonly lines: number;
  /** Is it one of the implementations of which there should be one? */
  readonly counts: boolean;
  /** Why it counts, or does not. */
  readonly because: string;
}

/** One binding of a name by an import. */
export interface ImportBinding extends AuditedPlace {
  /** `module:Name`, or `module` where the module itself is imported. */
  readonly from: string;
  /** The name that it binds in the file. */
  readonly local: string;
  /** It runs when a function does. */
  readonly isLocal: boolean;
  /** It stands in a `try` with a handler: when it fails, the program goes on. */
  readonly isGuarded: boolean;
}

/** Bindings and files, production and tests apart. */
export interface Count {
  readonly bindings: number;
  readonly files: number;
}

/** One path by which a symbol is imported. */
export interface ImportPath {
  readonly from: string;
  readonly isCanonical: boolean;
  /** Importing it fails today. */
  readonly isDangling: boolean;
  readonly production: Count;
  readonly tests: Count;
  /** In backups, which count for nothing else. */
  readonly leftovers: Count;
  readonly places: readonly ImportBinding[];
}

/** A symbol of the Map with the paths by which it is imported. */
export interface SymbolImports {
  /** `module:Name`; only the name where the Map gives no canonical path yet. */
  readonly symbol: string;
  readonly isMapped: boolean;
  /** The canonical one first, then by bindings. */
  readonly paths: readonly ImportPath[];
  /** Canonical bindings of all: from 0 to 1; undefined without bindings, or without a canonical path. */
  readonly canonicalShare: number | undefined;
}

export interface DanglingImport extends ImportBinding {
  readonly message: string;
}

/** A symbol that one file imports several times. */
export interface DuplicateImport extends AuditedPlace {
  readonly symbol: string;
  readonly lines: readonly number[];
  /** Paths that differ. */
  readonly from: readonly string[];
}

export type LeftoverKind = 'backup-file' | 'compatibility-layer' | 'migration-adapter' | 'deprecated-shim';

/** A file that a migration left behind. */
export interface Leftover extends Place {
  readonly kind: LeftoverKind;
  readonly because: string;
  /** The module that it is; undefined where nothing can import it. */
  readonly module: string | undefined;
  readonly importers: readonly AuditedPlace[];
  /** Nothing imports it any more, and, in a git repository, `prune` deletes it as safe. */
  readonly canGo: boolean;
  /** The verdict of `prune` on it; undefined outside git, and for kinds that it does not delete. */
  readonly prune?: { readonly tier: PruneTier; readonly reason: PruneReason } | undefined;
  /** The reason that an `ssot: allow` comment in it gives; undefined where none does. */
  readonly allowedBecause?: string | undefined;
}

/** A comment that allows nothing, and why. */
export interface VoidSuppression extends AuditedPlace {
  readonly message: string;
}

export type RiskSeverity = 'critical' | 'high' | 'medium' | 'low';

/** A place at which the state of one user can reach another. */
export interface IsolationRisk extends AuditedPlace, Omit<Finding, 'severity'> {
  readonly severity: RiskSeverity;
}

/** A method of the life of a connection that is not the canonical manager's. */
export interface ConnectionDefinition extends AuditedPlace {
  readonly method: string;
  /** The class that has it; empty for a function of the module. */
  readonly owner: string;
}

/** A test file that asserts on the single source of truth. */
export interface ValidationTest extends Place {
  /** The names by which it was told. */
  readonly names: readonly string[];
  readonly assertions: number;
  /** The imports of it that fail, each `module` or `module:Name`. */
  readonly dangling: readonly string[];
}

/** The count of a text-matching script, beside the measured figure. */
export interface TextCount extends TextCountConfig {
  readonly count: number;
  /** The measurement that answers the same question. */
  readonly measured: number;
  /** The measured thing, in words. */
  readonly measures: string;
}

export interface Rate {
  readonly canonical: number;
  readonly all: number;
  /** From 0 to 1; 1 where there are no bindings. */
  readonly rate: number;
}

export interface ComplianceCheck {
  readonly id:
    | 'one-implementation'
    | 'one-import-path'
    | 'no-isolation-risk'
    | 'no-dangling-import'
    | 'no-leftover-with-importers';
  readonly passed: boolean;
  /** The finding, in a sentence. */
  readonly found: string;
}

export interface Compliance {
  readonly production: Rate;
  readonly tests: Rate;
  readonly checks: readonly ComplianceCheck[];
}

/** The uses of shims that were recorded when the program ran. */
export interface AuditedHits {
  /** The places of each kind. */
  readonly sites: Readonly<Record<HitKind, number>>;
  /** At least so many uses. */
  readonly hits: number;
  /** References of the Plan that no process has used. */
  readonly neverHit: number;
  /** By day, the places of which there is a record. */
  readonly days: readonly { readonly day: string; readonly sites: number }[];
}

/** All that an audit found, in a stable order. */
export interface Audit {
  readonly filesScanned: number;
  readonly compliance: Compliance;
  readonly implementations: readonly Implementation[];
  readonly symbols: readonly SymbolImports[];
  readonly danglingImports: readonly DanglingImport[];
  readonly duplicateImports: readonly DuplicateImport[];
  /** Imports by paths that lead to canonical symbols and that the Map does not know; undefined where there are none. */
  readonly undeclaredPaths?: readonly UndeclaredPath[] | undefined;
  readonly leftovers: readonly Leftover[];
  readonly isolationRisks: readonly IsolationRisk[];
  /** Comments that allow nothing: without a reason, or of a rule that there is not. */
  readonly voidSuppressions: readonly VoidSuppression[];
  readonly connections: readonly ConnectionDefinition[];
  readonly validationTests: readonly ValidationTest[];
  /** Undefined unless asked for. */
  readonly textCounts: readonly TextCount[] | undefined;
  /** Undefined unless asked for. */
  readonly hits?: AuditedHits | undefined;
  /** Files of carriers that are off, and pages, which name a legacy path; undefined where there are none. */
  readonly notRead?: readonly string[] | undefined;
  /** Legacy symbols beside the canonical ones that are other objects; undefined where there are none. */
  readonly interfaces?: readonly InterfacePair[] | undefined;
  /** Files that could not be read, and why. */
  readonly unreadable: readonly { readonly path: string; readonly message: string }[];
  /** The places that were left out on purpose; undefined when there are none. */
  readonly leftOut: readonly LeftOut[] | undefined;
}
