import type { PathFacts } from './candidates.ts';
import type { KnownDefinitions } from './known-definitions.ts';
import type { LedTo, PathLanguage } from './path-language.ts';
import { canonicalOf, isSettled, splitPath } from './suggest-context.ts';
import type { SuggestContext } from './suggest-context.ts';
import type { Definition } from '../resolve/python/static-exports.ts';

/** The paths of Python: `module:Name`. */
export function pythonPaths(definitions: KnownDefinitions, context: SuggestContext): PathLanguage {
  const leads =
    (look: (module: string, name: string) => Definition) =>
    (path: string): LedTo => {
      const { module, name } = splitPath(path);
      const { state, key, doubt } = look(module, name);
      const definition = state === 'found' ? key : doubt;
      return { definition: definition?.includes(':') === true ? definition : undefined, isSure: state === 'found' };
    };
  return {
    section: 'python',
    nameOf: (path) => splitPath(path).name,
    guess: leads((module, name) => definitions.guess(module, name)),
    ask: leads((module, name) => definitions.ask(module, name)),
    factsOf: (path, definition) => factsOf(path, definition, context),
    areaOf: (definition) => context.modules.get(splitPath(definition).module)?.area,
    ownPath: (definition, name) => (splitPath(definition).name === name ? definition : undefined),
    isOtherName: (definition, path) => splitPath(definition).name !== splitPath(path).name,
    isSettled: (path) => isSettled(context, splitPath(path).module, splitPath(path).name),
    canonicalOf: (path) => canonicalOf(context, splitPath(path).module, splitPath(path).name),
  };
}

function factsOf(path: string, definition: string, { modules, project, textOf }: SuggestContext): PathFacts {
  const { module, name } = splitPath(path);
  const facts = modules.get(module);
  const hasList = facts?.definitions.some((each) => each.name === '__all__') === true;
  return {
    module,
    name,
    isDefinition: path === definition,
    distance: project.exports.define(module, name).chain.length,
    isListed: hasList && project.exports.starExports(module, name) === true,
    warns: facts?.mayWarn === true && warning.test(textOf(facts.path)),
    isFacade: project.index.find(module)?.kind === 'package' && definition.startsWith(`${module}.`),
  };
}

/** A warning of deprecation that runs when the module is imported. */
const warning = /^(?:warnings\.)?warn\((?:[^()]|\([^()]*\))*DeprecationWarning/m;
