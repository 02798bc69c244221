import path from 'node:path';
import { mayElide } from '../../model/javascript-endings.ts';
import type { Evidence } from '../../model/reference.ts';
import { forReview } from '../../model/resolution.ts';
import type { Resolution } from '../../model/resolution.ts';
import { changedEffectOrder } from './changed-effect-order.ts';
import { displayKey } from './display-key.ts';
import { ImportGraph } from './import-graph.ts';
import type { Mapping } from './mapped-module.ts';
import type { JavaScriptProject } from './javascript-project.ts';
import { LoadedEffects } from './loaded-effects.ts';
import type { ChangedEffect, LoadedEffect, Loading } from './loaded-effects.ts';
import type { ModulePlace } from './module-place.ts';

/** The part of a module that is imported. */
interface Taken {
  /** Undefined: all of it. */
  readonly names: readonly string[] | undefined;
  /** The compiler alone looks at it. */
  readonly isType: boolean;
  /** The canonical module takes it from the legacy one: a replacement there is seen by all. */
  readonly isHandedOn: () => boolean;
}

/** Knows the consequences of a move for the rest of the repository. */
export class MoveConsequences {
  readonly #project: JavaScriptProject;
  readonly #graph: ImportGraph;
  readonly #effects: LoadedEffects;

  constructor(project: JavaScriptProject) {
    this.#project = project;
    this.#graph = new ImportGraph(project);
    this.#effects = new LoadedEffects(project, this.#graph);
  }

  /** Is one file loaded with another one? */
  loads(file: string, other: string): boolean {
    return this.#graph.loads(file, other);
  }

  /** The evidence for Rules: a mock that would miss the moved import, a lost effect, an import cycle. */
  evidence(
    place: ModulePlace,
    { canonical }: Mapping,
    move: Resolution,
    { names, isType, isHandedOn }: Taken,
  ): Evidence {
    if (move.kind !== 'legacy' || isType) return {};
    const { importer, legacy } = place;
    const label = this.#display(legacy.key);
    const standIn = this.#standIn(place, move.to.module);
    // A module that is loaded for its effect alone is replaced with that.
    const isReplaced = move.isReplacement && names?.length === 0;
    const line = isReplaced ? undefined : this.#lostEffect(legacy.key, canonical.key);
    const cycle = this.#cycle(importer, legacy.key, canonical.key);
    return {
      ...(isHandedOn() ? {} : { mockable: { key: legacy.key, label, names } }),
      ...(standIn === undefined ? {} : { standIn }),
      ...(line === undefined ? {} : { lostLoad: { key: legacy.key, label, line } }),
      ...(cycle === undefined ? {} : { cycle }),
    };
  }

  #cycle(importer: string, legacy: string, canonical: string): string | undefined {
    const closed = this.#graph.newCycle(importer, canonical);
    const cycle = closed ?? this.#graph.changedOrder(importer, legacy, canonical);
    if (!cycle) return undefined;
    const way = [importer, ...cycle].map((file) => this.#display(file)).join(' → ');
    const said = closed ? 'it closes an import cycle' : 'it changes the order in which an import cycle is loaded';
    return `${said}: ${way}`;
  }

  /** Resolves moves of one statement together: modules with effects must not be loaded in another order. */
  together({ importer, legacy }: ModulePlace, resolutions: readonly Resolution[]): readonly Resolution[] {
    const modules = new Set(resolutions.flatMap((move) => (move.kind === 'legacy' ? [move.to.module] : [])));
    if (modules.size < 2 || !this.#project.isConsulted) return resolutions;
    // The rest of the statement still loads the legacy module first. A compiler may leave that out.
    if (resolutions.some(({ kind }) => kind !== 'legacy') && !mayElide(importer)) return resolutions;
    const keys = [...modules].map((module) => this.#project.locate(importer, module).key);
    const changed = changedEffectOrder(this.#project, this.#graph, legacy.key, keys);
    if (changed.length === 0) return resolutions;
    const because = `${changed.map((key) => this.#display(key)).join(' and ')} have effects, and would be loaded in another order`;
    return resolutions.map((move) => (move.kind === 'legacy' ? forReview(move, 'effects', because) : move));
  }

  /** May the place load other modules with effects after its moves, or at another time? */
  mayChangeEffects(loading: Loading): boolean {
    return this.#project.isConsulted && this.#effects.of(loading).length > 0;
  }

  /**
   * Why the moves of the places of a file are for review that load modules with effects, by their indices.
   * @param keeps does some file go on to load the module?
   */
  changedEffects(loadings: readonly Loading[], keeps: (module: string) => boolean): ReadonlyMap<number, string> {
    const changes = this.#effects.changes(loadings, keeps);
    return new Map([...changes].map(([k, change]) => [k, this.#messageOf(change, loadings[k]?.module ?? '')]));
  }

  #messageOf(change: ChangedEffect, legacy: string): string {
    const place = ({ file, line }: LoadedEffect): string => `${this.#display(file)}:${line}`;
    if (change.kind === 'order')
      return `${change.effects.map(place).join(' and ')} have effects, and would be loaded in another order`;
    return change.kind === 'lost'
      ? `${this.#display(legacy)} loads ${this.#display(change.effect.file)}, which has an effect (line ${change.effect.line}), and nothing here would load it any more`
      : `loading ${this.#display(change.effect.file)} has an effect (line ${change.effect.line}), and this file does not load it now`;
  }

  /** The line of the legacy module's effect on loading, unless the canonical one loads it. */
  #lostEffect(legacy: string, canonical: string): number | undefined {
    const line = legacy === canonical ? undefined : this.#project.exportsOf(legacy)?.effectLine;
    if (line === undefined || this.#project.isFreeOfEffects(legacy)) return undefined;
    return this.#graph.loads(canonical, legacy) ? undefined : line;
  }

  /** The file of the root's `__mocks__` that jest uses for a package by itself, if there is none for the other. */
  #standIn({ importer, specifier }: ModulePlace, module: string): string | undefined {
    const mockOf = (name: string): string | undefined => {
      if (/^(?:[./]|node:)/.test(name)) return undefined;
      const { key, isFound } = this.#project.locate(importer, path.join(this.#project.root, '__mocks__', name));
      return isFound ? key : undefined;
    };
    const mock = this.#project.hasRootMocks ? mockOf(specifier) : undefined;
    return mock === undefined || mock === importer || mockOf(module) !== undefined ? undefined : this.#display(mock);
  }

  #display(key: string): string {
    return displayKey(this.#project.root, key);
  }
}
