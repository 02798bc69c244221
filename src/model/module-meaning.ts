import type { Resolution } from './resolution.ts';
import type { ScriptCallRule } from './script-call-rule.ts';
import type { ScriptCallable } from './script-callable.ts';

/** The meaning under the Map of the module that a specifier leads to, in a certain file. */
export interface ModuleMeaning {
  /** The module, however it is spelled. */
  readonly key: string;
  /** The same for reports: a path relative to the root, or the name of a package. */
  readonly label: string;
  /** It is the canonical module under its canonical name: there is nothing to move. */
  readonly isCanonical: boolean;
  /** The specifier leads nowhere, and only looks as if it meant the module. */
  readonly isGuess: boolean;
  /** The Map moves exports of it one by one. */
  readonly hasSymbols: boolean;
  /** The Map moves the module. */
  readonly movesAsWhole: boolean;
  /**
   * Where the module goes as an object: a namespace, a mock, an import for its effect.
   * @param names what is used of it, none when it is loaded for its effect; undefined when all that it exports counts
   * @param isType it is looked at by the compiler only
   */
  readonly whole: (names: readonly string[] | undefined, isType?: boolean) => Resolution;
  /** Where it goes when everything that it exports is exported again. */
  readonly star: (isType: boolean) => Resolution;
  /** Where it goes as a URL, relative, with its extension, when these of its exports are used. */
  readonly url: (names: readonly string[]) => Resolution;
  /** Where an export goes; `default` is one of them. */
  readonly symbol: (name: string, isType?: boolean) => Resolution;
  /**
   * The same for a name of an import or export statement, `*` for the module as an object: an export may become that, and that an
   * export.
   */
  readonly inClause: (name: string, isType: boolean) => Resolution;
  /** The answers for the members of an export, such as `Namespace.Name`, of which the Map moves some; undefined where it moves none. */
  readonly members: (name: string) => Pick<ModuleMeaning, 'symbol' | 'label'> | undefined;
  /** The rule for calls of an export, if the Map has one. */
  readonly called: (name: string) => CalledExport | undefined;
  /**
   * Is the canonical module built on these exports of it, so that what stands in for them stands in for what it hands on?
   * @param names undefined: all of them
   */
  readonly isHandedOn: (names: readonly string[] | undefined) => boolean;
  /** Judges the moves of one statement together: modules may be loaded in another order. */
  readonly together: (resolutions: readonly Resolution[]) => readonly Resolution[];
}

/** An export whose calls the Map has a rule for. */
export interface CalledExport {
  /** The export in the notation of the Map. */
  readonly from: string;
  readonly rule: ScriptCallRule;
  /** Where calls go. */
  readonly target: Resolution;
  /** Where other uses go: to the canonical path of the entry. */
  readonly others: Resolution;
  /** Other uses may go there, because it is a class. */
  readonly movesOtherUses: boolean;
  /** Both are one export. */
  readonly isOne: boolean;
  /** The two callables, as far as they can be read. */
  readonly legacy: ScriptCallable | undefined;
  readonly canonical: ScriptCallable | undefined;
  /** Nothing of that name can be imported today. */
  readonly isMissing: boolean;
}
