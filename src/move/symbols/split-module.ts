import type { TextEdit } from '../../model/edit.ts';
import type { ImportStyle } from '../../model/moved-tree.ts';
import type { MoveConcern } from '../../model/moving.ts';
import type { SyntaxNode } from '../../parse/python/syntax/syntax-node.ts';
import { broughtName, isLogger } from './brought-names.ts';
import type { Brought } from './brought-names.ts';
import { conflicts } from './conflicts.ts';
import { definitionOf, isDefinition } from './definition.ts';
import type { Definition } from './definition.ts';
import { enteredModule, lazyAnnotations } from './entered-module.ts';
import { leftModule } from './left-module.ts';
import { lostEffects } from './lost-effects.ts';
import { hasLazyAnnotations, placeIn, topStatement } from './module-code.ts';
import type { ModuleCode, Obstacle } from './module-code.ts';
import { sharedState, withDependenciesOf } from './dependencies.ts';
import { needsOf } from './needs.ts';
import type { NeededName, Needs } from './needs.ts';
import { hasPublicList, isPublic, withEntries } from './public-list.ts';

export interface SplitRequest {
  /** The names that move, from one module to another. */
  readonly names: readonly string[];
  /** Move along what they use of their old module. */
  readonly withDependencies: boolean;
  readonly reexports: boolean;
  readonly style: ImportStyle;
  readonly isModule: (path: string) => boolean;
  /** Imports between both modules for the sake of annotations alone stand below `if TYPE_CHECKING:`. */
  readonly importsForTypes: boolean;
}

/** The texts of both modules after the move, as edits. */
export interface SplitModule {
  readonly definitions: readonly Definition[];
  readonly left: readonly TextEdit[];
  readonly entered: readonly TextEdit[];
  /** The names that the definitions look up, which come along: a patch of one in the old module reaches them no more. */
  readonly needs: readonly string[];
  readonly concerns: readonly MoveConcern[];
  /** The names that a file imports for type checkers alone, because of a cycle. */
  readonly forTypes: readonly { readonly in: string; readonly name: string }[];
}

/** Moves definitions of one module to another one. */
export function splitModule(
  from: ModuleCode,
  to: ModuleCode,
  request: SplitRequest,
): SplitModule | readonly Obstacle[] {
  const { names, withDependencies, style, reexports, importsForTypes } = request;
  const asked = names.map((name) => definitionOf(from, name));
  const unfound = asked.filter((one): one is Obstacle => !isDefinition(one));
  if (unfound.length > 0) return unfound;
  const definitions = withDependencies
    ? withDependenciesOf(from, asked.filter(isDefinition))
    : asked.filter(isDefinition);
  const moved = new Set(definitions.map(({ name }) => name));
  const ranges = definitions.flatMap((one) => one.ranges);
  const needs = needsOf(from, ranges);
  const needed = needs.own.filter(({ name }) => !moved.has(name));
  const ways = needed.map((need) => ({ need, brought: broughtName(from, need) }));
  const brought = [
    ...ways.flatMap(({ need, brought: own }) =>
      isBrought(own) ? own.map((one) => (importsForTypes ? forTypes(one, need) : one)) : [],
    ),
    ...loggingOf(
      from,
      ways.flatMap(({ brought: own }) => (isBrought(own) ? own : [])),
    ),
  ];
  const obstacles = [
    ...ways.flatMap((way) => (isBrought(way.brought) ? [] : [way.brought])),
    ...sharedState(from, definitions),
    ...conflicts(from, to, { definitions, needs, brought, isModule: request.isModule }),
  ];
  const isLazy =
    hasLazyAnnotations(from) && !hasLazyAnnotations(to) && definitions.some(({ nodes }) => nodes.some(isAnnotated));
  if (isLazy && to.root.children.some(isAnnotated))
    obstacles.push({
      place: to.path,
      message: `it evaluates its annotations, and ${from.identity.module} does not: add \`from __future__ import annotations\` first`,
    });
  const entered = enteredModule(to, { from, definitions, brought, style });
  const left = leftModule(from, definitions, { target: to.identity.module, style, reexports, importsForTypes });
  const listed = hasPublicList(to)
    ? withEntries(
        to,
        [...moved].filter((name) => isPublic(from, name)),
      )
    : [];
  if (!areEdits(entered)) return [...obstacles, ...entered];
  if ('message' in left) return [...obstacles, left];
  if (!areEdits(listed)) return [...obstacles, listed];
  if (obstacles.length > 0) return obstacles;
  const future = isLazy ? [lazyAnnotations(to)] : [];
  return {
    definitions,
    left: left.edits.map((edit) => withNewlines(edit, from.text)),
    entered: withoutBlankStart(merged([...future, ...listed, ...entered]), to.text).map((edit) =>
      withNewlines(edit, to.text),
    ),
    needs: needed.map(({ name }) => name),
    concerns: [
      ...dynamicConcerns(from, needs),
      ...lostEffects(
        from,
        definitions,
        left.imports.some((one) => !one.isForTypes),
      ),
    ],
    forTypes: [
      ...left.imports.filter((one) => one.isForTypes).map((one) => ({ in: from.path, name: one.local })),
      ...brought
        .filter((one) => one.kind === 'back' && one.isForTypes && importsForTypes)
        .map((one) => ({ in: to.path, name: one.local })),
    ],
  };
}

/** The names that the statement of a logger uses. */
function loggingOf(from: ModuleCode, brought: readonly Brought[]): readonly Brought[] {
  const nodes = brought.flatMap((one) => {
    const site =
      one.kind === 'copy' && isLogger(one.text) ? from.scopes.module.bindings.get(one.local)?.sites[0] : undefined;
    return (site && topStatement(from, site.start)) ?? [];
  });
  return needsOf(from, nodes).own.flatMap((need) => {
    const own = broughtName(from, need);
    return isBrought(own) ? own : [];
  });
}

function forTypes(brought: Brought, { isForTypes }: NeededName): Brought {
  return brought.kind === 'back' && isForTypes ? { ...brought, isForTypes } : brought;
}

function isBrought(brought: readonly Brought[] | Obstacle): brought is readonly Brought[] {
  return !('message' in brought);
}

function areEdits(found: readonly TextEdit[] | readonly Obstacle[] | Obstacle): found is readonly TextEdit[] {
  return !('message' in found) && found.every((one) => 'start' in one);
}

function isAnnotated(node: SyntaxNode): boolean {
  return (
    node.field === 'return_type' || (node.field === 'type' && node.type === 'type') || node.children.some(isAnnotated)
  );
}

function dynamicConcerns(code: ModuleCode, { dynamic }: Needs): MoveConcern[] {
  return dynamic.map((at) => ({
    reason: 'left-behind',
    place: placeIn(code, at),
    message: `it looks names up by their text, which ${code.identity.module} may have`,
  }));
}

/** Insertions at one place as one edit, in their order. */
function merged(edits: readonly TextEdit[]): TextEdit[] {
  const result: TextEdit[] = [];
  for (const edit of edits.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    const last = result.at(-1);
    if (last && last.start === edit.start && last.end === edit.end && last.start === last.end)
      result[result.length - 1] = { ...last, text: last.text + edit.text };
    else result.push(edit);
  }
  return result;
}

/** A new file does not start with blank lines. */
function withoutBlankStart(edits: readonly TextEdit[], text: string): readonly TextEdit[] {
  return text === '' ? edits.map((edit) => ({ ...edit, text: edit.text.replace(/^\n+/, '') })) : edits;
}

/** With the line endings of the file. */
function withNewlines(edit: TextEdit, text: string): TextEdit {
  const [ending = '\n'] = /\r\n?|\n/.exec(text) ?? [];
  return ending === '\n' ? edit : { ...edit, text: edit.text.replaceAll(/\r\n?|\n/g, ending) };
}
