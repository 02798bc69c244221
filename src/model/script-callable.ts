/** One parameter of a callable of JavaScript. */
export interface ScriptParameter {
  /** Undefined for a pattern. */
  readonly name: string | undefined;
  /** The text of its default. */
  readonly default: string | undefined;
  /** The fields that a pattern takes, each with the text of its default. */
  readonly fields: ReadonlyMap<string, string | undefined> | undefined;
  readonly isRest: boolean;
}

/** A function or class of JavaScript or TypeScript, as far as calls of it are concerned. */
export interface ScriptCallable {
  readonly kind: 'class' | 'function';
  /** It says `async`. A function that does not may give a promise all the same. */
  readonly isAsync: boolean;
  /** It can be called with `new`. */
  readonly isConstructor: boolean;
  /** Undefined where they cannot be read: those of a class may be inherited. */
  readonly parameters: readonly ScriptParameter[] | undefined;
  /** The number of type parameters. */
  readonly typeParameters: number;
  /** It does nothing but throw. */
  readonly raisesAlways: boolean;
}
