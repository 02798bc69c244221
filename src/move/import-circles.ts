import { importsOf } from './import-order.ts';
import type { KnownModules } from './import-order.ts';

/** A module while the circles are searched for. */
interface Visited {
  readonly order: number;
  lowest: number;
  isOpen: boolean;
}

/**
 * The modules that import each other in circles, as far as importing the given ones leads there, in groups. Each member of a group
 * loads all others.
 */
export function importCircles(modules: KnownModules, starts: readonly string[]): string[][] {
  const visited = new Map<string, Visited>();
  const open: string[] = [];
  const groups: string[][] = [];
  for (const start of starts) if (!visited.has(start)) visit(start);
  return groups;

  // Tarjan's strongly connected components, with a list in place of recursion.
  function visit(start: string): void {
    const way = [begin(start)];
    for (let at = way.at(-1); at !== undefined; at = way.at(-1)) {
      const next = at.targets.pop();
      if (next === undefined) {
        way.pop();
        end(at.module, at.visit);
        const above = way.at(-1);
        if (above) above.visit.lowest = Math.min(above.visit.lowest, at.visit.lowest);
        continue;
      }
      const known = visited.get(next);
      if (known === undefined) way.push(begin(next));
      else if (known.isOpen) at.visit.lowest = Math.min(at.visit.lowest, known.order);
    }
  }

  function begin(module: string): { module: string; visit: Visited; targets: string[] } {
    const visit = { order: visited.size, lowest: visited.size, isOpen: true };
    visited.set(module, visit);
    open.push(module);
    return { module, visit, targets: importsOf(modules, module) };
  }

  function end(module: string, { order, lowest }: Visited): void {
    if (lowest !== order) return;
    const group: string[] = [];
    for (let member = open.pop(); member !== undefined; member = open.pop()) {
      const visit = visited.get(member);
      if (visit) visit.isOpen = false;
      group.push(member);
      if (member === module) break;
    }
    if (group.length > 1) groups.push(group);
  }
}
