import type { Area, AuditedPlace, ConnectionDefinition, ImportBinding, IsolationRisk } from '../model/audit.ts';

/** A class, or another name of one, whose name says that it may be an implementation. */
export interface ClassFact extends AuditedPlace {
  readonly name: string;
  /** `name = other` at the top level: `other` is the only base. */
  readonly isAlias: boolean;
  /** The class or function that it is defined in; empty at the top level. */
  readonly inside: string;
  /** The base classes in the words of the code. */
  readonly bases: readonly string[];
  readonly lines: number;
}

/** An import of a module that the audit follows. */
export interface ImportFact extends ImportBinding {
  readonly module: string;
  /** Undefined where the module itself is imported. */
  readonly name: string | undefined;
}

/** The content of a module near the canonical ones. */
export interface LayerFact {
  /** It defines nothing: each name comes from elsewhere. */
  readonly onlyReExports: boolean;
  /** The names that it binds by importing, or as aliases. */
  readonly reExports: readonly string[];
  /** It warns of its own import. */
  readonly warnsWhenImported: boolean;
}

/** A test file about the single source of truth. */
export interface ValidationFact {
  readonly names: readonly string[];
  readonly assertions: number;
  /** The modules, and the names of modules, that its imports need. */
  readonly needs: readonly { readonly module: string; readonly name: string | undefined }[];
}

/** The facts of one file. */
export interface AuditFacts {
  readonly path: string;
  readonly area: Area;
  readonly imports: readonly ImportFact[];
  readonly classes: readonly ClassFact[];
  readonly risks: readonly IsolationRisk[];
  readonly voidSuppressions: readonly (AuditedPlace & { readonly message: string })[];
  readonly connections: readonly ConnectionDefinition[];
  readonly layer: LayerFact | undefined;
  readonly validation: ValidationFact | undefined;
}
