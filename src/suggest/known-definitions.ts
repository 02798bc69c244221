import type { Definition } from '../resolve/python/static-exports.ts';
import type { ModuleFacts } from './module-facts.ts';
import type { SuggestContext } from './suggest-context.ts';

/**
 * Finds the definitions that paths lead to. A name that belongs to one class or function of its module, and to nothing
 * else there, is taken for that: to read everything that modules bind takes many times as long. Where it matters, `ask`
 * is certain.
 */
export class KnownDefinitions {
  readonly #context: Pick<SuggestContext, 'modules' | 'project'>;

  constructor(context: Pick<SuggestContext, 'modules' | 'project'>) {
    this.#context = context;
  }

  /** The definition of the path, by a cheap look at its module; for certain where that look does not tell. */
  guess(module: string, name: string): Definition {
    const facts = this.#context.modules.get(module);
    const key = `${module}:${name}`;
    if (facts && isPlain(facts, name)) return { state: 'found', key, chain: [key] };
    return this.ask(module, name);
  }

  /** The definition of the path, for certain. */
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
