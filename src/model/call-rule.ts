import type { Parameter } from './interface.ts';
import type { Target } from './target.ts';

/** The treatment of `await` before a call. */
export type AwaitRule = 'keep' | 'drop' | 'add';

/** The source of an argument of the canonical callable: a parameter of the legacy one, or a text. */
export type ArgumentSource = string | { readonly value: string };

/** How calls of legacy symbols become calls of a canonical one, as the Map says it. */
export interface CallRule {
  /** The rule is the body of the legacy function, which does nothing but call another one. */
  readonly isInline: boolean;
  /** The callable that calls go to. */
  readonly canonical: Target;
  /** The parameters of the legacy callable, as Python writes them: `(context=None, *, mode)`. Undefined where they are read. */
  readonly signature: string | undefined;
  /** By the parameter of the canonical callable. Undefined: each is given what the legacy one of its name is given. */
  readonly args: Readonly<Record<string, ArgumentSource>> | undefined;
  /** Parameters of the legacy callable whose arguments go. */
  readonly drop: readonly string[];
  readonly await: AwaitRule;
  /** The legacy callable makes an object whose methods of these names create: they are what is called. */
  readonly creates?: readonly string[] | undefined;
}

/** The same as a person may write it. */
export type UserCallRule =
  | 'inline'
  | {
      readonly canonical?: string | undefined;
      readonly signature?: string | undefined;
      readonly args?: Readonly<Record<string, ArgumentSource>> | undefined;
      readonly drop?: readonly string[] | undefined;
      readonly await?: AwaitRule | undefined;
      readonly creates?: readonly string[] | undefined;
    };

/** The source of one argument of the canonical callable, once the signatures are known. */
export interface PlannedArgument {
  /** The parameter of the canonical callable. */
  readonly parameter: string;
  readonly source: ParameterSource | { readonly kind: 'text'; readonly text: string };
}

/** The argument of the canonical callable where a call gives none: its own default, a text, or one that cannot be written. */
export type WhenNotGiven =
  | { readonly kind: 'default' }
  | { readonly kind: 'text'; readonly text: string }
  /** The two have different defaults, and the legacy one cannot be written elsewhere. */
  | { readonly kind: 'unknown'; readonly message: string };

export interface ParameterSource {
  readonly kind: 'parameter';
  /** The name of a parameter of the legacy callable. */
  readonly name: string;
  readonly otherwise: WhenNotGiven;
}

/** A rule for calls of one legacy symbol, with all that is known of both sides: plain data. */
export interface CallPlan {
  readonly legacy: string;
  readonly target: Target;
  /** The canonical path of the entry: where uses as a type go. */
  readonly canonical: Target;
  /** Calls of it give a coroutine; undefined where it is not in the sources. */
  readonly isAsync: boolean | undefined;
  readonly isTargetAsync: boolean | undefined;
  readonly parameters: readonly Parameter[];
  /** Undefined where they cannot be read. */
  readonly targetParameters: readonly Parameter[] | undefined;
  readonly arguments: readonly PlannedArgument[];
  readonly dropped: readonly string[];
  /** All arguments are handed on as they are: `f(*args, **kwargs)`. */
  readonly handsOn: boolean;
  readonly await: AwaitRule;
  /** The methods that create, where the legacy callable makes a factory object. */
  readonly creates?: readonly string[] | undefined;
  /** How it is known: by the body of the legacy function, by both definitions, or by what the Map says. */
  readonly proof: 'body' | 'definitions' | 'map';
  /** Why each call fails today. */
  readonly failure: string | undefined;
  /** The members that the results have after the change; undefined where that is not known. */
  readonly members: readonly string[] | undefined;
  /** Uses other than calls go to the canonical path of the entry, which is a class. */
  readonly movesOtherUses: boolean;
}

/** Why no call of a legacy symbol can be rewritten. */
export interface NoCallPlan {
  readonly problem: string;
  /** The callable that calls go to is not there. */
  readonly isMissing?: true;
}
