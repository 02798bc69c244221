import { formatTarget } from '../model/config.ts';
import type { Target } from '../model/config.ts';
import type { Binding, ModuleBindings, Suite } from '../model/module-bindings.ts';
import type { ShimReason } from '../model/shim.ts';
import { moduleOf, parseSymbol } from '../model/symbol.ts';
import type { PythonMap } from '../resolve/python/python-map.ts';
import type { Definition, StaticExports } from '../resolve/python/static-exports.ts';
import { starNames } from '../resolve/python/star-names.ts';
import type { ModuleIndex } from '../resolve/python/module-index.ts';

/** The modules of the repository, as far as the names of a legacy one are concerned. */
export interface ShimProject {
  readonly index: ModuleIndex;
  readonly exports: StaticExports;
  readonly bindingsOf: (module: string) => ModuleBindings | undefined;
}

/** A name of a legacy module, and the object that it leads to. */
export interface LegacyName {
  readonly name: string;
  /** Where it can be taken from without the legacy module; undefined where that alone has it. */
  readonly target: Target | undefined;
  readonly isMapped: boolean;
  /** The reason against forwarding it; undefined where there is none. */
  readonly reason: ShimReason | undefined;
  /** The definition that it leads to today. */
  readonly definition: string;
}

/** The names that an import of the module binds; undefined where they are not all known. */
export function legacyNames(module: string, project: ShimProject, map: PythonMap): LegacyName[] | undefined {
  const bound = boundNames(module, project);
  if (bound === undefined) return undefined;
  const all = project.exports.publicNames(module);
  const isAsked = (name: string): boolean =>
    !/^__\w+__$/.test(name) || (all instanceof Set && (all as ReadonlySet<string>).has(name));
  return [...bound]
    .filter(isAsked)
    .toSorted()
    .flatMap((name): LegacyName[] => {
      const own = project.exports.define(module, name);
      if (own.state === 'missing') return [];
      const mapped = map.symbol(module, name);
      const known = { name, definition: own.key };
      if (mapped === undefined)
        return [{ ...known, target: handedOn(module, own, map), isMapped: false, reason: undefined }];
      const { entry, to } = mapped;
      const reason = entry.external
        ? undefined
        : judge(module, own, project.exports.define(to.module, to.name ?? ''), entry.replaces);
      return [
        {
          ...known,
          target: to,
          isMapped: true,
          reason: to.name?.includes('.') === true ? 'target-not-exported' : reason,
        },
      ];
    });
}

/** Why a name should not be forwarded to its canonical path without a look. */
function judge(module: string, own: Definition, canonical: Definition, replaces: boolean): ShimReason | undefined {
  if (canonical.state === 'missing') return 'target-not-exported';
  // Each would wait for the other one.
  if ([...canonical.chain, canonical.key].some((step) => moduleOf(step) === module)) return 'source-of-canonical';
  const isSame =
    (own.state === 'found' && canonical.state === 'found' && own.key === canonical.key) ||
    (own.doubt !== undefined && own.doubt === canonical.doubt);
  if (isSame) return undefined;
  if (replaces) return 'replaced';
  return own.state === 'found' && canonical.state === 'found' ? 'different-object' : 'ambiguous-definition';
}

/**
 * The place that a name is handed on from. Rather one outside of all legacy modules, so that one shim does not lead to
 * the next.
 */
function handedOn(module: string, { state, chain, doubt, key }: Definition, map: PythonMap): Target | undefined {
  const certain = state === 'found' ? chain : chain.slice(0, doubt === undefined ? 0 : chain.indexOf(doubt) + 1);
  const steps = [...certain.slice(1), ...(state === 'found' ? [key] : [])].filter((step) => moduleOf(step) !== module);
  const step = steps.find((one) => !map.hasSymbolsOf(moduleOf(one))) ?? steps[0];
  return step === undefined ? undefined : parseSymbol(step);
}

/** All names that the top level may bind, those of star imports among them. */
function boundNames(module: string, { index, exports, bindingsOf }: ShimProject): ReadonlySet<string> | undefined {
  const names = new Set<string>();
  const isPackage = index.find(module)?.kind === 'package';
  const around = isPackage ? module : module.slice(0, Math.max(0, module.lastIndexOf('.')));
  for (const binding of allBindings(bindingsOf(module)?.suite ?? [])) {
    if (binding.kind === 'exit' || binding.kind === 'deletion') continue;
    if (binding.kind !== 'star-import') {
      names.add(binding.name);
      continue;
    }
    const parts = around.split('.');
    const base = parts.slice(0, parts.length - binding.level + 1).join('.');
    const from = binding.level === 0 ? binding.module : [base, binding.module].filter((part) => part !== '').join('.');
    const brought = starNames(from, index, bindingsOf, (asked) => exports.publicNames(asked));
    if (brought === undefined) return undefined;
    const isListed = exports.publicNames(from) !== undefined;
    for (const name of brought) if (isListed || !name.startsWith('_')) names.add(name);
  }
  return names;
}

function allBindings(suite: Suite): Binding[] {
  return suite.flatMap((item) =>
    item.kind === 'branch' ? item.arms.flatMap((arm) => allBindings(arm.suite)) : [item],
  );
}

/** The names of a list, each with the place that it leads to. */
export function listed(names: readonly LegacyName[]): string {
  const shown = names.slice(0, 5).map(({ name, target }) => (target ? `${name} → ${formatTarget(target)}` : name));
  return `${shown.join(', ')}${names.length > shown.length ? `, and ${names.length - shown.length} more` : ''}`;
}
