import type { JavaScriptProject } from './javascript-project.ts';

/** Which file imports which when it is loaded, as far as somebody asks. */
export class ImportGraph {
  readonly #project: JavaScriptProject;
  readonly #reached = new Map<string, ReadonlyMap<string, string>>();

  constructor(project: JavaScriptProject) {
    this.#project = project;
  }

  /** Is one file loaded with another one? */
  loads(file: string, other: string): boolean {
    return this.#from(file).has(other);
  }

  /**
   * Would importing `target` from `importer` close a cycle that is not there today?
   * @returns the way from the target back to the importer, or undefined
   */
  newCycle(importer: string, target: string): string[] | undefined {
    const back = this.#from(target);
    if (!back.has(importer) || this.#from(importer).has(target)) return undefined;
    return [target, ...this.#way(back, target, importer)];
  }

  /** The files that are loaded when these are imported one after another, in the order in which they are evaluated. */
  evaluationOrder(starts: readonly string[]): string[] {
    const order: string[] = [];
    const seen = new Set<string>();
    const waiting = starts.toReversed().map((file) => ({ file, isLeft: false }));
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const { file, isLeft } = next;
      if (isLeft) order.push(file);
      else if (!seen.has(file)) {
        seen.add(file);
        const imports = this.#project.importsOf(file).map((imported) => ({ file: imported, isLeft: false }));
        waiting.push({ file, isLeft: true }, ...imports.toReversed());
      }
    }
    return order;
  }

  /** From one file to another, without the first. */
  #way(back: ReadonlyMap<string, string>, from: string, to: string): string[] {
    const way: string[] = [];
    for (let at: string | undefined = to; at !== undefined && at !== from; at = back.get(at)) way.push(at);
    return way.reverse();
  }

  /**
   * Would importing `target` in place of `legacy` load the modules of a cycle that is there already in another order?
   * @returns the cycle, or undefined
   */
  changedOrder(importer: string, legacy: string, target: string): string[] | undefined {
    const back = this.#from(target);
    if (!back.has(importer) || target === importer) return undefined;
    const imports = this.#project.importsOf(importer);
    const [first, place] = [imports.indexOf(target), imports.indexOf(legacy)];
    // It is loaded before, and stays so.
    if (first >= 0 && first < place) return undefined;
    const isInCycle = (file: string): boolean => file === importer || this.#from(file).has(importer);
    // The legacy module loads the target and nothing else of the cycle.
    const seen = new Set<string>();
    for (let at = legacy; !seen.has(at);) {
      if (at === target) return undefined;
      seen.add(at);
      const next = this.#project.importsOf(at).filter(isInCycle);
      if (next.length !== 1) break;
      at = next[0] ?? '';
    }
    return [target, ...this.#way(back, target, importer)];
  }

  /** Every file that is loaded with `start`, each with the one that imports it. */
  #from(start: string): ReadonlyMap<string, string> {
    const known = this.#reached.get(start);
    if (known) return known;
    const reached = new Map<string, string>();
    const queue = [start];
    for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
      for (const next of this.#project.importsOf(file)) {
        if (reached.has(next)) continue;
        reached.set(next, file);
        queue.push(next);
      }
    }
    this.#reached.set(start, reached);
    return reached;
  }
}
