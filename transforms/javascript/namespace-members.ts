import path from 'node:path';
import type { Identifier } from '@babel/types';
import { applyTextEdits } from '../../src/edit/apply-text-edits.ts';
import type { TextEdit } from '../../src/model/edit.ts';
import type { ModuleMeaning } from '../../src/model/module-meaning.ts';
import type { Range } from '../../src/model/range.ts';
import type { Legacy } from '../../src/model/resolution.ts';
import { rangeOf } from '../../src/parse/javascript/module-references.ts';
import type { ModuleReference } from '../../src/parse/javascript/module-references.ts';
import type { NameUse } from '../../src/parse/javascript/name-uses.ts';
import { isBindable, isIdentifier } from './identifier.ts';
import type { JavaScriptFile } from './javascript-file.ts';
import { memberOf } from './member.ts';
import type { Member } from './member.ts';
import { withoutComments } from './clause.ts';
import { judgeTogether } from './judged-together.ts';
import { replaceSpecifier } from './move-recorder.ts';
import type { MoveRecorder } from './move-recorder.ts';
import { leaveReplaced, replacedNames } from './replaced-exports.ts';
import { insertion } from './rewritten-clause.ts';

/** A module as an object that has a name: `import * as space from 'x'`, `const space = require('x')`. */
export interface Namespace {
  readonly binding: Identifier;
  /** The statement that binds it. */
  readonly statement: Range;
  /** The string that names the module. */
  readonly specifier: Range;
  readonly reference: ModuleReference;
  readonly isType: boolean;
  /** Nothing else is taken of the module there. */
  readonly isAlone: boolean;
}

/** A use `space.Name` of an export that moves. */
export interface MovedMember {
  readonly use: NameUse;
  readonly member: Member;
  readonly legacy: Legacy;
}

/** How what moves is bound, and used from there. */
export interface BoundMembers {
  readonly edits: readonly TextEdit[];
  /** Edits that others make. */
  readonly shown: readonly TextEdit[];
}

type Bind = (moved: readonly MovedMember[], isApplied: boolean) => BoundMembers | undefined;

/** Leaves the parts of a module that are replaced through a name of it: `jest.spyOn(space, 'x')`, `space.x = 1`. */
export function leaveSpies(file: JavaScriptFile, meaning: ModuleMeaning, binding: Identifier): void {
  if (!file.isComponent) leaveReplaced(file, meaning, file.uses().ofBinding(binding));
}

/**
 * Is something of the module replaced by way of a name of it, where the canonical module is built on that? There, it would be replaced for
 * nobody who takes it from the module.
 */
export function staysReplaced(file: JavaScriptFile, meaning: ModuleMeaning, binding: Identifier): boolean {
  if (file.isComponent || !meaning.isHandedOn(undefined)) return false;
  return file
    .uses()
    .ofBinding(binding)
    .some((use) => replacedNames(use)?.length !== 0);
}

/** The names that are read of a namespace, when all its uses are plain members; else undefined. */
export function membersRead(file: JavaScriptFile, binding: Identifier): string[] | undefined {
  if (file.isComponent) return undefined;
  const members = file.uses().ofBinding(binding).map(memberOf);
  return members.every((member) => member !== undefined) ? [...new Set(members.map(({ name }) => name))] : undefined;
}

/**
 * Move the exports that are read of a namespace, when the Map moves exports of its module one by one. If all that is read
 * moves, the namespace becomes that of the first module that it goes to; what goes elsewhere is bound beside it.
 * @param bind called with what moves elsewhere; gives undefined where that cannot be bound
 */
export function moveNamespaceMembers(
  file: JavaScriptFile,
  moves: MoveRecorder,
  meaning: ModuleMeaning,
  namespace: Namespace,
  bind: Bind,
): void {
  const { binding, isType, statement } = namespace;
  const uses = file.isComponent ? [] : file.uses().ofBinding(binding);
  const found: MovedMember[] = [];
  let isFollowed = !file.isComponent;
  for (const use of uses) {
    const member = memberOf(use);
    // A value that is set there stays with its module.
    if (!member || replacedNames(use)?.length !== 0) {
      isFollowed = false;
      continue;
    }
    const resolution = meaning.symbol(member.name, isType);
    if (resolution.kind === 'legacy') found.push({ use, member, legacy: resolution });
    else moves.note(member, resolution);
  }
  if (!isFollowed) {
    const what = file.isComponent ? 'may be used in the template' : 'is used as a whole';
    const message = `${binding.name} ${what}, and the Map moves exports of it one by one`;
    leaveSpies(file, meaning, binding);
    moves.refuse(rangeOf(binding), meaning.label, 'dynamic-use', message);
  }
  // Elements of JSX are made by it: `React.createElement`, which nobody wrote.
  const makesElements = !file.isComponent && file.uses().makesElements(binding.name, file.elementFactories());
  const maker = makesElements ? meaning.symbol('createElement', isType) : undefined;
  if (maker?.kind === 'legacy')
    moves.refuse(rangeOf(binding), maker.from, 'dynamic-use', `${binding.name} makes the elements of JSX`);
  if (found.length === 0) return;
  const moved = isType || found.length < uses.length ? found : movedTogether(file, namespace.reference, meaning, found);
  const legacy = [...new Map(moved.map((entry) => [entry.legacy.from, entry.legacy])).values()];
  const isApplied = legacy.every((move) => moves.isApplied(move));
  // Comments of JSDoc may name what stays.
  const isAll =
    !makesElements &&
    moved.length === uses.length &&
    (file.isComponent || file.uses().ofComments(binding.name)?.length === 0);
  const bindOthers = (others: readonly MovedMember[]): BoundMembers | undefined => bind(others, isApplied);
  const bound = isFollowed ? memberEdits(file, namespace, moved, isAll, bindOthers) : undefined;
  if (bound === undefined) {
    const message = `it is taken from the namespace ${binding.name}: import it by its name`;
    for (const { member, legacy } of moved) moves.refuse(member, legacy.from, 'dynamic-use', message);
    return;
  }
  const all = [...bound.edits, ...bound.shown];
  if (isApplied) {
    moves.show(statement, legacy, all);
    moves.also(bound.edits);
  } else moves.pend(statement, legacy, all);
}

/** The same, judged as what one statement loads. */
function movedTogether(
  file: JavaScriptFile,
  reference: ModuleReference,
  meaning: ModuleMeaning,
  moved: readonly MovedMember[],
): MovedMember[] {
  const all = moved.map(({ legacy }) => legacy);
  const judged = judgeTogether(file, reference, meaning, all);
  return moved.map((entry, k) => {
    const legacy = judged[k];
    return legacy?.kind === 'legacy' ? { ...entry, legacy } : entry;
  });
}

function memberEdits(
  { source }: JavaScriptFile,
  { specifier, isAlone }: Namespace,
  moved: readonly MovedMember[],
  isAll: boolean,
  bind: (moved: readonly MovedMember[]) => BoundMembers | undefined,
): BoundMembers | undefined {
  if (!moved.every(({ legacy }) => isIdentifier(legacy.to.name ?? ''))) return undefined;
  const module = isAll && isAlone ? moved[0]?.legacy.to.module : undefined;
  const kept = moved.filter(({ legacy }) => legacy.to.module === module);
  const others = moved.filter(({ legacy }) => legacy.to.module !== module);
  const bound = others.length === 0 ? { edits: [], shown: [] } : bind(others);
  if (bound === undefined) return undefined;
  const own = module === undefined ? [] : [replaceSpecifier(source.text, specifier, module)];
  return { edits: [...own, ...kept.flatMap(renameMember), ...bound.edits], shown: bound.shown };
}

/**
 * Further namespaces for what moves, each bound by a statement of its own, behind that of the first.
 * @param statementOf binds a module to a name; like that of the first, if it is not given
 * @returns undefined when no name is free for one
 */
export function bindNamespaces(
  file: JavaScriptFile,
  namespace: Namespace,
  moved: readonly MovedMember[],
  statementOf = (module: string, name: string): string => similarStatement(file.source.text, namespace, module, name),
): BoundMembers | undefined {
  const edits: TextEdit[] = [];
  const added: string[] = [];
  for (const module of new Set(moved.map(({ legacy }) => legacy.to.module))) {
    const name = [nameOf(module), `${nameOf(module)}Module`].find((candidate) => isFree(file, candidate));
    if (name === undefined) return undefined;
    file.given.add(name);
    added.push(statementOf(module, name));
    for (const entry of moved.filter(({ legacy }) => legacy.to.module === module)) {
      edits.push({ start: entry.use.start, end: entry.use.end, text: name }, ...renameMember(entry));
    }
  }
  return { edits: [insertion(file.source, namespace.statement, added), ...edits], shown: [] };
}

function similarStatement(
  text: string,
  { binding, statement, specifier }: Namespace,
  module: string,
  name: string,
): string {
  const changes = [{ ...rangeOf(binding), text: name }, replaceSpecifier(text, specifier, module)];
  const shifted = changes.map((edit) => ({
    start: edit.start - statement.start,
    end: edit.end - statement.start,
    text: edit.text,
  }));
  return withoutComments(applyTextEdits(text.slice(statement.start, statement.end), shifted));
}

function isFree(file: JavaScriptFile, name: string): boolean {
  return isBindable(name) && !file.given.has(name) && !file.uses().occurs(name);
}

/** A name for a module: the last part of its path that says something, in camel case. */
function nameOf(module: string): string {
  const { dir, base } = path.posix.parse(module.replace(/\/index(?:\.\w+)?$/, ''));
  const words = (base.replace(/(?<=.)\..*/s, '') || dir).split(/[^\p{L}\p{N}$]+/u).filter((word) => word !== '');
  return words.map((word, k) => (k === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1))).join('');
}

function renameMember({ member: { start, end, name }, legacy: { to } }: MovedMember): TextEdit[] {
  return to.name === undefined || to.name === name ? [] : [{ start, end, text: to.name }];
}
