import type { Binding, Branch, Suite } from '../model/module-bindings.ts';
import type { KnownModules } from './import-order.ts';

/** A module before and after a move, by its dotted names. */
export interface ModulePair {
  readonly was: string;
  readonly is: string;
}

/**
 * Do the statements at the top level of a module load the same modules, in the same order, and bind the same names, but for the new
 * names of what moved? Then importing it takes the same course as before.
 * @param newName the name that a dotted path has after the move
 */
export function hasSameImports(
  before: KnownModules,
  after: KnownModules,
  { was, is }: ModulePair,
  newName: (path: string) => string,
): boolean {
  const [old, now] = [before.bindings(was), after.bindings(is)];
  if (old === undefined || now === undefined) return old === now;
  if (old.isDynamic !== now.isDynamic) return false;
  return isSameSuite(old.suite, now.suite);

  function isSameSuite(one: Suite, other: Suite): boolean {
    return one.length === other.length && one.every((entry, k) => isSameEntry(entry, other[k]));
  }

  function isSameEntry(one: Binding | Branch, other: Binding | Branch | undefined): boolean {
    if (other === undefined) return false;
    if (one.kind === 'branch' || other.kind === 'branch')
      return (
        one.kind === 'branch' &&
        other.kind === 'branch' &&
        one.form === other.form &&
        one.arms.length === other.arms.length &&
        one.arms.every((arm, k) => {
          const next = other.arms[k];
          return arm.word === next?.word && arm.condition === next.condition && isSameSuite(arm.suite, next.suite);
        })
      );
    return meaning(before, was, one, newName) === meaning(after, is, other, (path) => path);
  }
}

/** The statement as a text that is equal for equal effects. */
function meaning(modules: KnownModules, module: string, binding: Binding, rename: (path: string) => string): string {
  const { kind } = binding;
  const name = 'name' in binding ? binding.name : '';
  if (kind === 'alias') return `${kind} ${name} ${rename(binding.target)}`;
  if (kind === 'definition' || kind === 'deletion' || kind === 'exit') return `${kind} ${name}`;
  const source = modules.sourceOf(module, binding) ?? '';
  if (kind === 'from-import') return `${kind} ${name} ${rename(`${source}.${binding.imported}`)}`;
  if (kind === 'module-import') return `${kind} ${name} ${rename(binding.module)} ${rename(source)}`;
  return `${kind} ${rename(source)}`;
}
