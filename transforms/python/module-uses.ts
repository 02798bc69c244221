import type { Refusal } from '../../src/model/edit.ts';
import type { Range } from '../../src/model/range.ts';
import type { Legacy, Resolution } from '../../src/model/resolution.ts';
import { leastSure } from '../../src/model/tier.ts';
import type { MadeCall } from './call-site/decide-call.ts';
import { isInClass, isPrivateName } from '../../src/parse/python/private-names.ts';
import type { Use } from '../../src/parse/python/scope.ts';

/** A use of a module's name that leads to a legacy symbol, or to a module that moves. */
export interface ModuleAccess {
  readonly use: Use;
  /** How many attributes behind the name belong to it. */
  readonly length: number;
  /** The module that the symbol is looked up in, or that is used itself. */
  readonly module: string;
  readonly resolution: Legacy;
  /** It is a call that is rewritten by a rule. */
  readonly call?: MadeCall;
}

/** The uses of one name that is bound to a module. */
export interface ModuleUses {
  readonly references: readonly ModuleAccess[];
  /** Where the object of a legacy module gets out of sight. */
  readonly moduleValueUses: readonly ModuleValueUse[];
  /** The other uses: the innermost module that each needs to be there. */
  readonly others: readonly string[];
  readonly refused: readonly (Range & Pick<Refusal, 'from' | 'reason' | 'message'> & { readonly isCall?: boolean })[];
  /** Uses of symbols that the Map knows and gives no canonical path, with the symbol. */
  readonly unmapped: readonly (Range & { readonly from: string })[];
}

export interface ModuleValueUse extends Range {
  readonly from: string;
  readonly message: string;
  /** The name is bound anew in the module, for whoever looks it up there; `for good` where nothing takes that back. */
  readonly isPatch: boolean | 'for good';
}

/** A refusal, or else the least sure move. */
export function worst(resolutions: readonly Resolution[]): Resolution | undefined {
  return (
    resolutions.find(({ kind }) => kind === 'refused') ??
    leastSure(resolutions.filter((resolution) => resolution.kind === 'legacy')) ??
    resolutions[0]
  );
}

/**
 * Why a use that leads to something legacy is not moved.
 * @param variable by which it is reached, where a package is assigned to one
 */
export function accessObstacle(
  { unread, scope }: Use,
  { to: { name = '' } }: Legacy,
  variable: string | undefined,
): Pick<Refusal, 'reason' | 'message'> | undefined {
  if (unread === 'not-python')
    return { reason: 'syntax-error', message: 'the statement is not valid Python, so what it does is not known' };
  if (unread === 'too-deep')
    return { reason: 'dynamic-use', message: 'the expression nests too deeply to be looked at' };
  if (isPrivateName(name) && isInClass(scope))
    return { reason: 'name-collision', message: `in a class, ${name} is another name` };
  if (variable === undefined) return undefined;
  return { reason: 'dynamic-use', message: `it is reached through ${variable}, which a package is assigned to` };
}
