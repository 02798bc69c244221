import type { Baselines } from '../check/baseline.ts';
import { checkKinds } from '../model/check-kind.ts';
import type { CheckKind } from '../model/check-kind.ts';
import type { Config } from '../model/config.ts';
import { ExpectedStop } from '../model/errors.ts';

/**
 * The kinds of findings that a check looks for: those of the command line, else those of the configuration, else
 * imports and every kind that the baseline knows of.
 * @throws ExpectedStop when the command line names another kind
 */
export function checkedKinds(
  only: readonly string[],
  { checkOnly }: Config,
  baseline: Baselines | undefined,
): readonly CheckKind[] {
  const named = only.flatMap((list) => list.split(','));
  const unknown = named.find((name) => !isKind(name));
  if (unknown !== undefined)
    throw new ExpectedStop(
      `--only ${unknown}: check knows nothing of that kind`,
      `the kinds are ${checkKinds.join(', ')}`,
    );
  const isNamed = (kind: CheckKind): boolean => named.includes(kind);
  const isKnown = (kind: CheckKind): boolean => baseline?.[kind] !== undefined;
  if (named.length > 0) return checkKinds.filter(isNamed);
  return checkOnly ?? checkKinds.filter((kind) => kind === 'imports' || isKnown(kind));
}

function isKind(name: string): name is CheckKind {
  return checkKinds.some((kind) => kind === name);
}
