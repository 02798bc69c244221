import type { ShimReason } from '../model/shim.ts';
import type { JavaScriptMap } from '../resolve/javascript/javascript-map.ts';
import type { Mapping } from '../resolve/javascript/mapped-module.ts';
import type { JavaScriptProject } from '../resolve/javascript/javascript-project.ts';
import { spell } from '../resolve/javascript/spelling.ts';
import type { Definition, StaticExports } from '../resolve/javascript/static-exports.ts';

/** The modules of JavaScript, as far as the exports of a legacy one are concerned. */
export interface ScriptShimProject {
  readonly project: JavaScriptProject;
  readonly map: JavaScriptMap;
  readonly exports: StaticExports;
}

/** Another module's export, as a module of the repository names it. */
export interface ScriptTarget {
  readonly specifier: string;
  /** `default` for its default export, `*` for the module as an object. */
  readonly name: string;
}

/** An export of a legacy module, and the export that it leads to. */
export interface ScriptName {
  readonly name: string;
  /** Undefined where the legacy module alone has it. */
  readonly target: ScriptTarget | undefined;
  /** Only a type: it has no value when the program runs. */
  readonly isType: boolean;
  readonly isMapped: boolean;
  /** The reason against forwarding it; undefined where there is none. */
  readonly reason: ShimReason | undefined;
}

/**
 * The exports of a legacy module, in the order in which it has them; undefined where they are not all known.
 * @param file absolute path
 * @param style a specifier that is written as those of the module are: with an ending, or without
 */
export function scriptNames(file: string, style: string, context: ScriptShimProject): ScriptName[] | undefined {
  const { exports, map } = context;
  const names = exports.names(file);
  const mapped = map.module(file, undefined);
  if (names === undefined) return undefined;
  return [...names].map((name): ScriptName => {
    const own = exports.define(file, name);
    const mapping = mapped?.symbols.get(name) ?? (mapped?.unmapped.has(name) === true ? undefined : mapped?.whole);
    const known = { name, isType: own.isType };
    if (mapping === undefined) {
      const target = handedOn(file, name, style, context);
      return { ...known, target, isMapped: false, reason: undefined };
    }
    const { target, reason } = mappedTarget(file, mapping, name, { own, style, context });
    return { ...known, target, isMapped: true, reason };
  });
}

function mappedTarget(
  file: string,
  mapping: Mapping,
  name: string,
  { own, style, context }: { own: Definition; style: string; context: ScriptShimProject },
): Pick<ScriptName, 'target' | 'reason'> {
  const { project, exports } = context;
  const { entry, canonical } = mapping;
  const original = entry.canonical.name ?? name;
  const specifier = spell(project, file, { target: entry.canonical, location: canonical }, style);
  const target = { specifier: specifier ?? entry.canonical.module, name: original };
  if (!canonical.isFound) {
    const doubt = entry.replaces ? 'replaced' : 'ambiguous-definition';
    return { target, reason: entry.external ? doubt : 'target-not-exported' };
  }
  const isReached = specifier !== undefined && project.locate(file, specifier).key === canonical.key;
  if (!isReached) return { target, reason: 'target-not-exported' };
  return { target, reason: judge(file, own, exports.define(canonical.key, original), entry.replaces) };
}

/** Why an export should not be forwarded to its canonical path without a look. */
function judge(file: string, own: Definition, canonical: Definition, replaces: boolean): ShimReason | undefined {
  if (canonical.state === 'missing' || (canonical.isType && !own.isType)) return 'target-not-exported';
  // Each would wait for the other one.
  if ([...canonical.chain, canonical.key].some((step) => step.startsWith(`${file}#`))) return 'source-of-canonical';
  const isFound = own.state === 'found' && canonical.state === 'found';
  if (isFound && own.key === canonical.key) return undefined;
  if (replaces) return 'replaced';
  return isFound ? 'different-object' : 'ambiguous-definition';
}

/** The place that a module hands an export on from, as it names it; or its canonical path, if that place is legacy, too. */
function handedOn(file: string, name: string, style: string, context: ScriptShimProject): ScriptTarget | undefined {
  const { project, exports, map } = context;
  const found = project.exportsOf(file);
  const own = found?.names.get(name);
  const isOfStar = (specifier: string): boolean =>
    exports.define(project.locate(file, specifier).key, name).state === 'found';
  const written: ScriptTarget | undefined =
    own === undefined
      ? found?.stars.filter(isOfStar).map((specifier) => ({ specifier, name }))[0]
      : own.kind === 'from'
        ? { specifier: own.specifier, name: own.name }
        : undefined;
  if (written === undefined) return undefined;
  const { key } = project.locate(file, written.specifier);
  const { symbols, whole } = map.module(key, written.specifier) ?? {};
  const mapping = symbols?.get(written.name) ?? whole;
  if (mapping === undefined) return written;
  const next = exports.define(key, written.name);
  const { target, reason } = mappedTarget(file, mapping, written.name, { own: next, style, context });
  return reason === undefined ? target : written;
}
