import type { ImportGraph } from './import-graph.ts';
import type { JavaScriptProject } from './javascript-project.ts';

/** A place of a file that loads a module, and the modules that it would load after its moves. */
export interface Loading {
  readonly module: string;
  /** In the order in which they would be named. */
  readonly targets: readonly string[];
  /** When its file is loaded, and not when a function runs. */
  readonly isAtOnce: boolean;
  /** Its moves are made, if nothing else speaks against them. */
  readonly isChosen: boolean;
}

/** A module that does something when it is loaded, and the line of that. */
export interface LoadedEffect {
  readonly file: string;
  readonly line: number;
}

/** A difference in what a file loads. */
export type ChangedEffect =
  | { readonly kind: 'lost' | 'added'; readonly effect: LoadedEffect }
  | { readonly kind: 'order'; readonly effects: readonly [LoadedEffect, LoadedEffect] };

/**
 * Compares what a file loads before and after its moves, apart from the legacy modules: modules that are imported for
 * their effect, and those that do more than give values names (ECMA-262, InnerModuleEvaluation: in the order of first
 * mention, depth first).
 */
export class LoadedEffects {
  readonly #project: JavaScriptProject;
  readonly #graph: ImportGraph;
  readonly #exchanges = new Map<string, readonly LoadedEffect[]>();

  constructor(project: JavaScriptProject, graph: ImportGraph) {
    this.#project = project;
    this.#graph = graph;
  }

  /** The modules with effects that only one side of the move loads, or that may be loaded at another time. */
  of({ module, targets }: Loading): readonly LoadedEffect[] {
    if (targets.length === 1 && targets[0] === module) return [];
    const key = [module, ...targets].join('\0');
    let effects = this.#exchanges.get(key);
    if (effects === undefined) {
      effects = this.#compare(module, targets);
      this.#exchanges.set(key, effects);
    }
    return effects;
  }

  /**
   * The change of each place, by its index, without places that change nothing. Chosen places are taken together as
   * long as nothing changes. So a second run, after these have moved, finds the same for the others.
   * @param keeps does the repository still load the module elsewhere?
   */
  changes(loadings: readonly Loading[], keeps: (module: string) => boolean): ReadonlyMap<number, ChangedEffect> {
    const changes = new Map<number, ChangedEffect>();
    const effects = loadings.map((loading) => this.of(loading));
    const moving = new Set([...loadings.keys()].filter((k) => loadings[k]?.isChosen));
    for (;;) {
      const change = this.#change(loadings, moving, keeps);
      if (!change) break;
      const files = change.kind === 'order' ? change.effects.map(({ file }) => file) : [change.effect.file];
      const isPart = (k: number): boolean => effects[k]?.some(({ file }) => files.includes(file)) === true;
      const cause = [...moving].find(isPart) ?? [...moving][0];
      if (cause === undefined) break;
      moving.delete(cause);
      changes.set(cause, change);
    }
    for (const [k, loading] of loadings.entries()) {
      if (loading.isChosen || effects[k]?.length === 0) continue;
      const change = this.#change(loadings, new Set([...moving, k]), keeps);
      if (change) changes.set(k, change);
    }
    return changes;
  }

  #change(
    loadings: readonly Loading[],
    moving: ReadonlySet<number>,
    keeps: (module: string) => boolean,
  ): ChangedEffect | undefined {
    const effects = [...moving].flatMap((k) => {
      const [loading] = loadings.slice(k, k + 1);
      return loading ? this.of(loading).map((effect) => ({ ...effect, loading })) : [];
    });
    if (effects.length === 0) return undefined;
    const targetsOf = (k: number, { module, targets }: Loading): readonly string[] =>
      moving.has(k) ? targets : [module];
    const all = (after: boolean): readonly string[] =>
      loadings.flatMap((loading, k) => (after ? targetsOf(k, loading) : [loading.module]));
    const [was, now] = [this.#graph.evaluationOrder(all(false)), new Set(this.#graph.evaluationOrder(all(true)))];
    const before = new Set(was);
    for (const { loading, file, line } of effects) {
      if (before.has(file) && !now.has(file) && !keeps(loading.module)) return { kind: 'lost', effect: { file, line } };
      if (!before.has(file) && loading.targets.includes(file)) return { kind: 'added', effect: { file, line } };
    }
    const atOnce = (after: boolean): readonly string[] =>
      loadings.flatMap((loading, k) => (loading.isAtOnce ? (after ? targetsOf(k, loading) : [loading.module]) : []));
    const inverted = this.#inverted(
      this.#graph.evaluationOrder(atOnce(false)),
      this.#graph.evaluationOrder(atOnce(true)),
      effects,
    );
    return inverted && { kind: 'order', effects: inverted };
  }

  /** Two modules with effects that change places, at least one of which is among these. */
  #inverted(
    before: readonly string[],
    after: readonly string[],
    effects: readonly LoadedEffect[],
  ): readonly [LoadedEffect, LoadedEffect] | undefined {
    const places = new Map(before.map((file, k) => [file, k]));
    for (const { file: moved, line } of effects) {
      const [old, now] = [places.get(moved), after.indexOf(moved)];
      if (old === undefined || now < 0) continue;
      for (const [k, file] of after.entries()) {
        const place = places.get(file);
        if (place === undefined || place === old || place < old === k < now) continue;
        const other = this.#effectOf(file, false);
        const effect = { file: moved, line };
        if (other) return place < old ? [other, effect] : [effect, other];
      }
    }
    return undefined;
  }

  #compare(legacy: string, targets: readonly string[]): readonly LoadedEffect[] {
    const before = this.#graph.evaluationOrder([legacy]);
    const order = this.#graph.evaluationOrder(targets);
    const [was, after] = [new Set(before), new Set(order)];
    const common = before.filter((file) => file !== legacy && after.has(file));
    const stays = order.filter((file) => file !== legacy && was.has(file));
    const isSameOrder = common.every((file, k) => file === stays[k]);
    const lost = before.filter((file) => file !== legacy && !after.has(file));
    const added = order.filter((file) => !was.has(file));
    const forEffect = new Set([legacy, ...lost].flatMap((file) => this.#importedForEffect(file)));
    return [...lost, ...added, ...(isSameOrder ? [] : common)].flatMap(
      (file) => this.#effectOf(file, forEffect.has(file)) ?? [],
    );
  }

  #importedForEffect(file: string): string[] {
    const specifiers = this.#project.exportsOf(file)?.effectImports ?? [];
    return specifiers.map((specifier) => this.#project.locate(file, specifier).key);
  }

  /** @param isForEffect it is imported for nothing else, so that whatever it does counts */
  #effectOf(file: string, isForEffect: boolean): LoadedEffect | undefined {
    if (file.includes('/node_modules/')) return undefined;
    const { actLine, effectLine } = this.#project.exportsOf(file) ?? {};
    const line = actLine ?? (isForEffect ? effectLine : undefined);
    return line === undefined || this.#project.isFreeOfEffects(file) ? undefined : { file, line };
  }
}
