import type { CalledExport } from '../../model/module-meaning.ts';
import type { Resolution } from '../../model/resolution.ts';
import type { ScriptCallable } from '../../model/script-callable.ts';
import type { Mapping } from './mapped-module.ts';
import type { JavaScriptProject, Location } from './javascript-project.ts';
import type { StaticExports } from './static-exports.ts';

/** Knows the callables on both sides of rules for calls. */
export class CalledExports {
  readonly #project: JavaScriptProject;
  readonly #exports: StaticExports;

  constructor(project: JavaScriptProject, exports: StaticExports) {
    this.#project = project;
    this.#exports = exports;
  }

  /**
   * The rule for calls of an export, with all that is known of both sides.
   * @param legacy where the export is
   * @param resolve the Verdict on a move of it by a mapping
   */
  of(
    legacy: Location,
    name: string,
    mapping: Mapping | undefined,
    resolve: (mapping: Mapping) => Resolution,
  ): CalledExport | undefined {
    const { called } = mapping ?? {};
    const rule = mapping?.entry.scriptCalls;
    if (mapping === undefined || called === undefined || rule === undefined) return undefined;
    const old = legacy.isFound ? this.#exports.define(legacy.key, name) : undefined;
    const to = called.entry.canonical.name ?? name;
    const isFound = called.canonical.isFound;
    const own = old && this.#callable(old.key);
    return {
      from: mapping.from,
      rule,
      target: resolve(called),
      others: resolve(mapping),
      // A function is called by whoever it is handed to.
      movesOtherUses: own?.kind !== 'function' && this.isClass(mapping),
      isOne: called.canonical.key === mapping.canonical.key && to === mapping.entry.canonical.name,
      legacy: own,
      canonical: isFound ? this.#callable(this.#exports.define(called.canonical.key, to).key) : undefined,
      isMissing: this.#project.isConsulted && (old === undefined || old.state === 'missing'),
    };
  }

  /** Is the canonical export of an entry a class? */
  isClass({ canonical, entry }: Mapping): boolean {
    if (!canonical.isFound) return false;
    return this.#callable(this.#exports.define(canonical.key, entry.canonical.name ?? '').key)?.kind === 'class';
  }

  /** @param key `file#binding` */
  #callable(key: string): ScriptCallable | undefined {
    const at = key.lastIndexOf('#');
    return this.#project.callableOf(key.slice(0, at), key.slice(at + 1));
  }
}
