import type { CallPlan, NoCallPlan } from '../../model/call-rule.ts';
import { formatTarget } from '../../model/config.ts';
import { importPath } from '../../model/import-path.ts';
import { isLookedUp } from '../../model/links.ts';
import type { Links } from '../../model/links.ts';
import type { ImportStyle } from '../../model/moved-tree.ts';
import type { PlanRequest } from '../../model/plan-request.ts';
import { absoluteModule } from '../../model/python.ts';
import type { LegacyPath } from '../../model/python.ts';
import type { Legacy } from '../../model/resolution.ts';
import { everyNameOf, parseSymbol } from '../../model/symbol.ts';
import type { OldPlace } from '../../resolve/python/old-place.ts';
import type { PythonMap } from '../../resolve/python/python-map.ts';
import type { PythonResolver } from '../../resolve/python/python-resolver.ts';
import type {
  CallPlans,
  Choice,
  LegacyModules,
  OtherFiles,
  PatchedName,
  PythonFile,
  Verdicts,
} from '../../../transforms/python/python-file.ts';
import { decide } from '../decide.ts';
import { selectsMove } from '../select-moves.ts';
import type { Repository } from './python-project.ts';
import type { PythonPart } from './python-part.ts';
import type { PythonReferences } from './python-references.ts';

/** The engine's knowledge of the Map and the repository, while it looks at a file. */
export interface FileKnowledge {
  readonly map: PythonMap;
  readonly resolver: PythonResolver;
  /** Undefined when no other file may be consulted. */
  readonly project: Repository | undefined;
  readonly legacyPath: (path: string) => LegacyPath | undefined;
  /** Is the module one of the repository? */
  readonly isModule: (module: string) => boolean;
  /** Does something of a module that moves as a whole go elsewhere? */
  readonly isSplit: (module: string) => boolean;
  /** Where the file stood that is looked at; undefined where it has not moved. */
  readonly oldPlace: OldPlace | undefined;
  /** The form of `from` imports that move. */
  readonly imports: ImportStyle;
  /** The names of other modules that its strings patch, among those that may get another name. */
  readonly patchedNames: readonly PatchedName[];
}

/** The part of a request that says which moves are made. */
export type MoveChoice = Pick<PlanRequest, 'includesReview' | 'selectedShapes' | 'withTexts'>;

/** The choice as transforms see it. */
export function choiceOf(choice: MoveChoice): Choice {
  return {
    isOfShapes: choice.selectedShapes !== undefined,
    withTexts: choice.withTexts,
    isApplied: (move, transform) => selectsMove(choice, move, formatTarget(move.to), transform),
  };
}

/** A file as the transforms see it, under the given Links. */
export function openFile(
  part: PythonPart,
  references: PythonReferences,
  knowledge: FileKnowledge,
  links: Links,
): PythonFile {
  const { source, identity, statements, strings, lines, span, scopes, nodes, tokens, allStatements } = part;
  return {
    source,
    identity,
    statements,
    strings,
    lines,
    span,
    syntax: { scopes, nodes, tokens, allStatements, holdsRelativeName: part.text.holdsRelativeName },
    modules: modulesOf(part, knowledge),
    verdicts: verdictsOn(part, references, knowledge, links),
    calls: callsOf(references, knowledge, links),
    others: othersOf(part, knowledge, links),
    importPath: (statement, module) => importPath(module, identity, statement, knowledge.imports),
  };
}

function verdictsOn(
  { statements, identity }: PythonPart,
  references: PythonReferences,
  { map, legacyPath, oldPlace }: FileKnowledge,
  links: Links,
): Verdicts {
  return {
    name: (module, name, local, offset) => decide(references.name(module, name, local, offset), links),
    attribute: (module, name, local, offset) => decide(references.attribute(module, name, local, offset), links),
    module: (module, local, offset) => decide(references.module(module, local, offset), links),
    symbol: (module, name, string) => decide(references.string(module, name, string), links),
    wholeModule: (module, string) => decide(references.string(module, undefined, string), links),
    legacyPath,
    hasLegacySymbols: (module) => {
      if (map.hasSymbolsOf(module) || oldPlace === undefined) return map.hasSymbolsOf(module);
      return statements.some(
        (statement) =>
          oldPlace.isConcerned(statement) && absoluteModule(statement.level, statement.module, identity) === module,
      );
    },
  };
}

function callsOf(references: PythonReferences, { map, project }: FileKnowledge, links: Links): CallPlans {
  const planOf = (module: string, name: string): CallPlan | NoCallPlan | undefined => {
    const entry = map.symbol(module, name)?.entry;
    if (entry?.calls === undefined) return undefined;
    const { calls, canonical } = entry;
    if (project === undefined) return { problem: 'no other file was consulted, so what it takes is not known' };
    return project.interfaces.callPlan({ calls, canonical }, { module, name });
  };
  return {
    plan: planOf,
    verdict: (module, name, local, offset, isAttribute = false) => {
      const plan = planOf(module, name);
      if (plan === undefined || 'problem' in plan) return { kind: 'unrelated' };
      return decide(references.calls(plan, { module, name, local, offset, isAttribute }), links);
    },
  };
}

function othersOf(
  { source, identity }: PythonPart,
  { project, patchedNames }: FileKnowledge,
  links: Links,
): OtherFiles {
  const ownNames = (name: string): readonly string[] => {
    // Where a source root is inside of another one, the module has two names.
    const path = source.path.replace(/(?:\/__init__)?\.pyi?$/, '').replaceAll('/', '.');
    return [...new Set([identity.module, path])].map((module) => `${module}:${name}`);
  };
  return {
    ownPatchBlockedBy: (move, noted, isTaken) =>
      runTimeUse(project, move) ?? noted ?? (isTaken ? undefined : 'the patch is not among the moves that are taken'),
    patchBlockedBy: (symbol) =>
      links.patches.has(symbol)
        ? (links.patches.get(symbol) ?? links.patches.get(everyNameOf(symbol)))
        : `only a look at all files tells who looks ${symbol} up while it is patched`,
    isNeededElsewhere: (name, { isOfShapes }) =>
      // An edit that is chosen by its Shape does not take patches along.
      ownNames(name).some((key) => isLookedUp(links.lookups, key) || (isOfShapes && links.patchedNames.has(key))),
    ownNames,
    isPatched: (name) => links.patchedNames.has(`${identity.module}:${name}`),
    isPatchedAsync: (symbol) => links.asyncPatches.has(symbol),
    renamedPatches: () =>
      patchedNames.flatMap((patched) => {
        const name = links.renamed.get(patched.symbol);
        return name ? [{ ...patched, ...name }] : [];
      }),
    isImported: () => project?.isImported(identity.module) ?? true,
    attributeLookups: (name) => project?.attributeLookups(identity.module, name) ?? { isReached: false, patched: [] },
    loads: (module, other) => project?.graph.isLoadedBy(module, other, identity.module) ?? false,
  };
}

/** Functions of either module that look the name up themselves. */
function runTimeUse(project: Repository | undefined, { from, to }: Legacy): string | undefined {
  const { module, name = '' } = parseSymbol(from);
  const line = project?.runTimeUse(module, name);
  if (line !== undefined) return `${module} looks ${name} up itself (line ${line}), and stays`;
  // Functions of the canonical module would be patched, which a patch of the legacy module does not reach. Those that come from there
  // with the symbol do not count.
  if (to.name === undefined || project?.index.find(module) === undefined || project.isMoved(from)) return undefined;
  const next = project.runTimeUse(to.module, to.name);
  if (next === undefined) return undefined;
  return `${to.module} looks ${to.name} up itself (line ${next}), and would be patched`;
}

function modulesOf(
  { source }: PythonPart,
  { map, resolver, project, isModule, isSplit }: FileKnowledge,
): LegacyModules {
  const nearer = (module: string): string | undefined => {
    const found = project?.nearer(source.path, module);
    return found?.hasModule === true ? found.path : undefined;
  };
  /** Is the module that the file finds another one than that of the source roots, or one that stays? */
  const isOther = (module: string): boolean => resolver.stays(module) || nearer(module) !== undefined;
  return {
    names: map.legacyModules,
    canonical: map.canonicalModules,
    isLegacy: (module) => map.hasSymbolsOf(module) && !isOther(module),
    movesSymbolsOf: (module) => map.movesSymbolsOf(module) && !isOther(module),
    isSplit,
    holdsLegacy: (module) => map.holdsModule(module),
    leadsTo: (path) => map.leadsTo(path),
    hasSymbol: (module, name) => map.hasSymbol(module, name),
    isModule: (path) => resolver.isModule(path),
    otherName: (module) =>
      map.ownNames(module).find((own) => {
        const path = project?.index.find(own)?.path;
        return path !== undefined && project?.index.find(module)?.path === path;
      }),
    bringsByStar: (module, name) => {
      if (project?.leavesStar(module, name) === true) return true;
      return isModule(module) ? (project?.exports.starExports(module, name) ?? 'unknown') : 'unknown';
    },
    nearer: (module) => (map.hasSymbolsOf(module) ? nearer(module) : undefined),
    starNames: (module) => project?.starNames(module),
  };
}
