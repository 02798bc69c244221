import { formatTarget } from '../../model/config.ts';
import type { Target } from '../../model/config.ts';
import { ExpectedStop } from '../../model/errors.ts';
import { factsOf } from '../../model/file-facts.ts';
import type { FileFacts } from '../../model/file-facts.ts';
import type { InterfaceDifference } from '../../model/interface.ts';
import type { KnownFacts, KnownModule, ReadExports } from '../../model/known-exports.ts';
import type { ModuleBindings } from '../../model/module-bindings.ts';
import type { ModuleIndex } from '../../resolve/python/module-index.ts';

/** The modules of other repositories, by their exports. */
export interface KnownModules {
  readonly kindOf: (module: string) => KnownModule['kind'] | undefined;
  readonly isOpen: (module: string) => boolean;
  /** Undefined for a module that is not known, or only by its name. */
  readonly facts: (
    module: string,
  ) => (Omit<KnownFacts, 'bindings'> & { readonly bindings: ModuleBindings }) | undefined;
  readonly differences: (legacy: Target, canonical: Target) => readonly InterfaceDifference[] | undefined;
}

/** @param exports of other repositories, which do not contradict each other */
export function knownModules(exports: readonly ReadExports[]): KnownModules {
  const modules = new Map(exports.flatMap((one) => one.modules.map((module) => [module.module, module])));
  const facts = new Map(
    [...modules].flatMap(([module, { facts: own }]) => (own === undefined ? [] : [[module, complete(own)] as const])),
  );
  const differences = new Map(
    exports.flatMap((one) =>
      one.differences.map(({ legacy, canonical, differences: own }) => [`${legacy} ${canonical}`, own] as const),
    ),
  );
  return {
    kindOf: (module) => modules.get(module)?.kind,
    isOpen: (module) => modules.get(module)?.isOpen === true,
    facts: (module) => facts.get(module),
    differences: (legacy, canonical) => differences.get(`${formatTarget(legacy)} ${formatTarget(canonical)}`),
  };
}

function complete(facts: KnownFacts): Omit<KnownFacts, 'bindings'> & { readonly bindings: ModuleBindings } {
  const { all, rebound, ...rest } = facts.bindings;
  return { ...facts, bindings: { ...rest, all, rebound: new Set(rebound) } };
}

/** The facts of other repositories that count when those of the files here are put together. */
export function knownFacts(exports: readonly ReadExports[]): FileFacts[] {
  return exports.map(({ file, lookups, staying }) => factsOf(`the repository of ${file}`, { lookups, staying }));
}

/**
 * @param index of this repository alone
 * @throws ExpectedStop when two repositories have a module of one name
 */
export function refuseConflicts(exports: readonly ReadExports[], index: ModuleIndex): void {
  const seen = new Map<string, { readonly file: string; readonly known: KnownModule }>();
  for (const { file, modules } of exports)
    for (const known of modules) {
      const { module, kind } = known;
      const own = index.find(module);
      if (own !== undefined && !(own.kind === 'namespace' && kind === 'namespace'))
        throw new ExpectedStop(
          `${module} is in ${file}, and here, too: ${own.path}`,
          'a module that two repositories have is not known: which of them is imported depends on where code runs',
        );
      const other = seen.get(module);
      if (other !== undefined && JSON.stringify(other.known) !== JSON.stringify(known))
        throw new ExpectedStop(
          `${module} is in ${other.file} and in ${file}, and not the same`,
          'leave one of them out, or write both anew',
        );
      seen.set(module, { file, known });
    }
}
