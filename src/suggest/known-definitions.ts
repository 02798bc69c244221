import type { Definition } from '../resolve/python/static-exports.ts';
import type { ModuleFacts } from './module-facts.ts';
import type { SuggestContext } from './suggest-context.ts';

/**
 * What paths lead to. A name that one class or function of its module has, and nothing else there, is taken for that: to read all
 * that modules bind takes many times as long. Where it counts, it is asked for for certain.
 */
export class KnownDefinitions {
  readonly #context: Pick<SuggestContext, 'modules' | 'project'>;

  constructor(context: Pick<SuggestContext, 'modules' | 'project'>) {
    this.#context = context;
  }

  /** What the path leads to, as far as a look at its module tells; for certain where that does not. */
  guess(module: string, name: string): Definition {
    const facts = this.#context.modules.get(module);
    const key = `${module}:${name}`;
    if (facts && isPlain(facts, name)) return { state: 'found', key, chain: [key] };
    return this.ask(module, name);
  }

  /** What it leads to for certain. */
  ask(module: string, name: string): Definition {
    return this.#context.project.exports.define(module, name);
  }
}

/** Is the name that of one class or function of the module, and of nothing else there? */
function isPlain({ imports, definitions, hasStars }: ModuleFacts, name: string): boolean {
  if (hasStars) return false;
  let isFound = false;
  for (const definition of definitions) {
    if (definition.name !== name) continue;
    if (isFound || definition.kind === 'value') return false;
    isFound = true;
  }
  return isFound && !imports.some(({ local, column }) => column === 1 && local === name);
}
