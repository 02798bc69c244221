import type { Span } from '../../src/model/edit.ts';
import type { ModuleMeaning } from '../../src/model/module-meaning.ts';
import type { Range } from '../../src/model/range.ts';
import type { Legacy } from '../../src/model/resolution.ts';
import type { SourceFile } from '../../src/model/source-file.ts';
import type { ModuleReference } from '../../src/parse/javascript/module-references.ts';
import type { NameUses } from '../../src/parse/javascript/name-uses.ts';
import type { ScriptCalls } from './call-site/script-calls.ts';
import type { TransformResult } from './transform-result.ts';

export type { TransformResult } from './transform-result.ts';

/** A JavaScript or TypeScript program as the transforms see it: parsed, with the Map and the repository behind `module`. */
export interface JavaScriptFile {
  readonly source: SourceFile;
  /** A component: what its scripts bind is used in its template, too. */
  readonly isComponent: boolean;
  /** Where the program names modules by strings, in order. */
  readonly references: readonly ModuleReference[];
  /** The meaning of the named module under the Map; undefined when the Map has no entry for it. */
  readonly module: (reference: ModuleReference) => ModuleMeaning | undefined;
  readonly specifiers: Specifiers;
  readonly mocks: Mocks;
  /** Why the moves of a place that loads a module are for review: it would load modules with effects no more, or in another order. */
  readonly changedEffect: (reference: ModuleReference) => string | undefined;
  /** The names by way of which configurations have elements of JSX made. */
  readonly elementFactories: () => readonly string[];
  /** Where names of the program are bound and used. */
  readonly uses: () => NameUses;
  /** Names that moves of this file bind; each that binds one adds it. */
  readonly given: Set<string>;
  /** The calls by rule, and what they make of names that statements bind. */
  readonly calls: () => ScriptCalls;
  /** Is the move to be applied, when the transform makes it? */
  readonly isApplied: (move: Legacy, transform: string) => boolean;
  readonly span: (range: Range) => Span;
}

/** The modules that specifiers of a file lead to. */
export interface Specifiers {
  /** The answer of the Map for a specifier that stands here and belongs to the file that the reference names. */
  readonly from: (reference: ModuleReference, specifier: string) => ModuleMeaning | undefined;
  /** The module that a specifier leads to: the same for each that leads there. */
  readonly leadsTo: (specifier: string) => string;
}

/** Mocks of a file. */
export interface Mocks {
  /**
   * A mock of the module stays where it is: what it stands in for must not move without a look.
   * @param range of the mock
   * @param names the exports that it replaces; undefined: all of them
   * @param isMock it is one, and no assignment
   */
  readonly leave: (module: ModuleMeaning, range: Range, names?: readonly string[], isMock?: boolean) => void;
  /** The file in a folder `__mocks__` that a mock without a factory takes for a module; relative to the root. */
  readonly manual: (specifier: string) => string | undefined;
}

/** One form of Reference, and how it is moved. */
export interface JavaScriptTransform {
  /** `javascript/` and the name of its file, of its fixtures and of its heading in the docs. */
  readonly id: string;
  readonly run: (file: JavaScriptFile) => TransformResult;
}
