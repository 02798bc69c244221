import type { Binding, ModuleBindings, Suite } from '../model/module-bindings.ts';
import type { ShimReason } from '../model/shim.ts';
import { shimReasons, shimTierOf } from '../model/shim.ts';
import type { LegacyName, ShimProject } from './forwarded-names.ts';
import { listed } from './forwarded-names.ts';
import { undefinedName } from './undefined-name.ts';

/** One thing that speaks about a module. */
export interface ShimEvidence {
  readonly reason: ShimReason;
  /** In words, where the reason alone does not say it. */
  readonly detail?: string | undefined;
}

const sentences: Readonly<Record<ShimReason, string>> = {
  'is-a-link': 'it is a link',
  'outside-root': 'a link leads out of the root',
  'is-package': 'it is a package, whose modules are imported by way of it',
  'is-canonical': 'it is canonical for other names',
  'other-kind': 'it is no module of JavaScript or TypeScript that could re-export',
  'is-commonjs': 'it is, or may be, a CommonJS module',
  'has-declarations': 'a file beside it declares its types',
  unreadable: 'it cannot be read',
  'fails-on-import': 'importing it fails today',
  'dynamic-names': 'it makes names that no statement binds',
  'target-not-exported': 'the canonical module does not have these names',
  'source-of-canonical': 'the canonical module takes these names from it',
  'unmapped-names': 'the Map gives these names no canonical path',
  'nothing-mapped': 'the Map moves none of its names',
  taken: 'a file of another kind is where the old code would go',
  'different-object': 'it has objects of its own for these names',
  'ambiguous-definition': 'which objects these names lead to depends on what runs',
  effects: 'importing it does more than bind names',
  'import-cycle': 'the canonical module loads it, and it would load that',
  'runs-as-script': 'it can be run as a program',
  replaced: 'as the Map declares, the canonical objects replace those of these names',
  forwards: 'each name leads to the same object',
  'up-to-date': 'it is a shim already, as it would be written',
};

/** The gravest reason, and a sentence about it. */
export function judgedShim(evidence: readonly ShimEvidence[]): { reason: ShimReason; because: string } {
  const reason = shimReasons.find((known) => evidence.some((one) => one.reason === known)) ?? 'forwards';
  const details = evidence.filter((one) => one.reason === reason && one.detail !== undefined);
  const detail = [...new Set(details.map((one) => one.detail))].join('; ');
  return { reason, because: `${sentences[reason]}${detail === '' ? '' : `: ${detail}`}` };
}

/** The reasons for a review among the evidence, the gravest first. */
export function shimReviews(evidence: readonly ShimEvidence[]): ShimReason[] {
  return shimReasons.filter(
    (known) => shimTierOf(known) === 'review' && evidence.some(({ reason }) => reason === known),
  );
}

/** The evidence about names, by their reasons. */
export function nameEvidence(names: readonly LegacyName[]): ShimEvidence[] {
  const reasons = new Set(names.map(({ reason }) => reason));
  return [...reasons].flatMap((reason) =>
    reason === undefined ? [] : [{ reason, detail: listed(names.filter((one) => one.reason === reason)) }],
  );
}

/** Why importing the module fails today, or why its names are not all known. */
export function moduleEvidence(
  module: string,
  path: string,
  { text, bindings }: { readonly text: string; readonly bindings: ModuleBindings },
  project: ShimProject,
): ShimEvidence[] {
  if (bindings.isBroken) return [{ reason: 'unreadable', detail: 'it is not valid Python' }];
  const failure = failureOf(module, path, { text, bindings }, project);
  if (failure !== undefined) return [{ reason: 'fails-on-import', detail: failure }];
  const hasGetattr = /^(?:async[ \t]+)?def[ \t]+__getattr__\b|^__getattr__[ \t]*=/m.test(text);
  const isDynamic =
    bindings.isDynamic || bindings.opensNamespace || hasGetattr || project.exports.publicNames(module) === 'unknown';
  return [
    ...(isDynamic ? [{ reason: 'dynamic-names' } as const] : []),
    ...(runsAsScript(bindings.suite) ? [{ reason: 'runs-as-script' } as const] : []),
  ];
}

function failureOf(
  module: string,
  path: string,
  { text, bindings: { suite } }: { readonly text: string; readonly bindings: ModuleBindings },
  { exports, index }: ShimProject,
): string | undefined {
  if (suite.some(({ kind }) => kind === 'exit')) return `${path} raises`;
  const name = undefinedName(text);
  if (name !== undefined) return `NameError, ${path}:${name.line} reads ${name.name}, which nothing binds`;
  const gone = suite.find(
    (item): item is Binding & { kind: 'from-import' | 'module-import' } =>
      (item.kind === 'from-import' || item.kind === 'module-import') &&
      exports.define(module, item.name).state === 'missing',
  );
  if (gone !== undefined) return `${path} imports ${gone.name} from ${gone.module}, which does not have it`;
  const star = suite.find((item) => item.kind === 'star-import' && item.level === 0 && index.isMissing(item.module)) as
    (Binding & { kind: 'star-import' }) | undefined;
  return star && `${path} imports from ${star.module}, which is not there`;
}

function runsAsScript(suite: Suite): boolean {
  return suite.some(
    (item) => item.kind === 'branch' && item.arms.some(({ condition }) => /__name__ == |== __name__/.test(condition)),
  );
}
