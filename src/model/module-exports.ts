/** The export of a module under a name. */
export type Export =
  /** A binding of the module; two names of one binding are one definition. */
  | { readonly kind: 'local'; readonly local: string; readonly isType: boolean }
  /** An export of another module; `*` is the module as an object. */
  | { readonly kind: 'from'; readonly specifier: string; readonly name: string; readonly isType: boolean };

/** The exports of a module, as far as its text shows them. */
export interface ModuleExports {
  readonly names: ReadonlyMap<string, Export>;
  /** The modules whose exports are all exported, too (but for `default`, where they are ES modules). */
  readonly stars: readonly string[];
  /** Names may exist that the text does not show. */
  readonly isDynamic: boolean;
  /** The line of the first statement that does more than to bind, import and export names when the module is loaded. */
  readonly effectLine?: number | undefined;
  /** The line of the first statement that does more than that and binds no name either: it is there for its effect. */
  readonly actLine?: number | undefined;
  /** The modules that it imports for their effect: `import './x'`. */
  readonly effectImports?: readonly string[];
}
