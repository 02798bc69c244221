import type { CarriedEffect, Learned, LoadFindings } from '../model/learned.ts';
import { absoluteModule, isTestModule } from '../model/python.ts';
import type { ImportStatement, ModuleIdentity } from '../model/python.ts';
import { withReviews } from '../model/resolution.ts';
import type { Legacy, Resolution } from '../model/resolution.ts';
import type { Review, ReviewReason } from '../model/review.ts';
import type { PythonMap } from '../resolve/python/python-map.ts';
import { isBelow } from '../resolve/python/python-map.ts';
import type { Repository } from './python-project.ts';

/**
 * What importing a legacy module does besides binding names is lost when nothing imports it any more; and a name that some file
 * binds anew in a legacy module is lost on who looks it up in the canonical one.
 */
export class LoadFacts {
  readonly #learned: Learned;
  readonly #repository: Repository | undefined;
  readonly #map: PythonMap;
  /** Those of the legacy modules that do more than bind names; known from the first question on. */
  #withEffects: readonly string[] | undefined;
  readonly #leaves = new Set<string>();
  readonly #moves = new Set<string>();
  #sets: { symbol: string; place: string }[] = [];
  #keeps: readonly string[] = [];

  constructor(learned: Learned, repository: Repository | undefined, map: PythonMap) {
    this.#learned = learned;
    this.#repository = repository;
    this.#map = map;
  }

  startFile(): void {
    this.#leaves.clear();
    this.#moves.clear();
    this.#sets = [];
    this.#keeps = [];
  }

  findings(): LoadFindings {
    return { leaves: [...this.#leaves], keeps: this.#keeps, sets: this.#sets, moves: [...this.#moves] };
  }

  /** A name of another module is bound anew by what runs when the file is imported, or by one of its functions. */
  noteSet(symbol: string, place: string): void {
    this.#sets.push({ symbol, place });
  }

  /** @param runsOnImport the Reference is looked up when its file is imported, not when a function runs */
  judge(resolution: Resolution, runsOnImport: boolean): Resolution {
    if (resolution.kind !== 'legacy') return resolution;
    const found = (reason: ReviewReason, message: string | undefined): Review[] =>
      message === undefined ? [] : [{ reason, message }];
    return withReviews(resolution, [
      ...found('patched', this.#changed(resolution, runsOnImport)),
      ...found('effects', this.#lost(resolution)),
    ]);
  }

  #changed({ from, chain }: Legacy, runsOnImport: boolean): string | undefined {
    if (runsOnImport) for (const symbol of [from, ...chain]) this.#moves.add(symbol);
    const symbol = [from, ...chain].find((step) => this.#learned.set.has(step));
    return symbol && `${this.#learned.set.get(symbol) ?? ''} binds ${symbol} to something else`;
  }

  /** Why something would not run any more that runs today. */
  #lost({ from, to }: Legacy): string | undefined {
    const module = from.split(':', 1)[0] ?? from;
    const carried = this.#learned.carried.get(module) ?? [];
    const effect = this.#effectOf(module);
    if ((effect === undefined && carried.length === 0) || to.module === module || isBelow(to.module, module))
      return undefined;
    if (this.#repository?.graph.isLoadedBy(to.module, module) === true) return undefined;
    this.#leaves.add(module);
    const { loaded } = this.#learned;
    if (loaded === undefined || loaded.has(module)) return undefined;
    if (effect === undefined) return this.#lostWith(module, to.module, carried, [...loaded]);
    return `nothing would import ${module} any more, which does more than bind names (${effect})`;
  }

  /** The same of a module that does nothing but load others. */
  #lostWith(
    module: string,
    target: string,
    carried: readonly CarriedEffect[],
    kept: readonly string[],
  ): string | undefined {
    const { graph } = this.#repository ?? {};
    const lost = carried.find((effect) => ![target, ...kept].some((other) => graph?.isLoadedBy(other, effect.module)));
    return (
      lost &&
      `nothing would import ${module} any more, which loads ${lost.module} (${lost.place} does more than bind names)`
    );
  }

  #doesMore(module: string): boolean {
    return this.#effectOf(module) !== undefined || this.#learned.carried.has(module);
  }

  #effectOf(module: string): string | undefined {
    return this.#repository?.importEffect(module);
  }

  /** Does the file say anything of modules that do more than bind names? Else nobody need look which of them it keeps. */
  hasEffects(): boolean {
    return this.#modulesWithEffects().length > 0;
  }

  #modulesWithEffects(): readonly string[] {
    return (this.#withEffects ??= this.#map.legacyModules.filter((module) => this.#doesMore(module)));
  }

  /**
   * The imports that the file has when its edits are made.
   * @param runs does the statement ever run?
   */
  noteKept(
    path: string,
    identity: ModuleIdentity,
    statements: readonly ImportStatement[],
    runs: (statement: ImportStatement) => boolean,
  ): void {
    if (isTestModule(path) || /(?:^|\/)conftest\.py$/.test(path)) return;
    const imported = new Set(statements.filter(runs).flatMap((statement) => importedBy(statement, identity)));
    this.#keeps = this.#modulesWithEffects().filter((module) => identity.module !== module && imported.has(module));
  }
}

/** The modules that run when the statement does, the packages around them among them; some may be names. */
function importedBy({ kind, level, module: path, names }: ImportStatement, identity: ModuleIdentity): string[] {
  const from = kind === 'from' ? absoluteModule(level, path, identity) : '';
  if (from === undefined) return [];
  const modules = [from, ...names.map(({ name }) => (from === '' ? name : `${from}.${name}`))];
  return modules.flatMap((module) => module.split('.').map((_, k, parts) => parts.slice(0, k + 1).join('.')));
}
