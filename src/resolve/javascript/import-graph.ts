import type { JavaScriptProject } from './javascript-project.ts';

/** Which file imports which when it is loaded, as far as somebody asks. */
export class ImportGraph {
  readonly #project: JavaScriptProject;
  readonly #reached = new Map<string, ReadonlyMap<string, string>>();

  constructor(project: JavaScriptProject) {
    this.#project = project;
  }

  /**
   * Would importing `target` from `importer` close a cycle that is not there today?
   * @returns the way from the target back to the importer, or undefined
   */
  newCycle(importer: string, target: string): string[] | undefined {
    const back = this.#from(target);
    if (!back.has(importer) || this.#from(importer).has(target)) return undefined;
    const way: string[] = [];
    for (let at: string | undefined = importer; at !== undefined && at !== target; at = back.get(at)) way.unshift(at);
    return [target, ...way];
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
