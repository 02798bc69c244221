import type { Identifier } from '@babel/types';
import type { TextEdit } from '../../src/model/edit.ts';
import type { ModuleMeaning } from '../../src/model/module-meaning.ts';
import type { Legacy } from '../../src/model/resolution.ts';
import { rangeOf } from '../../src/parse/javascript/module-references.ts';
import type { NameUse } from '../../src/parse/javascript/name-uses.ts';
import type { Clause } from './clause.ts';
import type { JavaScriptFile } from './javascript-file.ts';
import type { LocalNames } from './local-names.ts';
import { memberOf } from './member.ts';
import type { Member } from './member.ts';
import type { MoveRecorder } from './move-recorder.ts';
import { replacedNames } from './replaced-exports.ts';
import { insertion, newStatement } from './rewritten-clause.ts';
import { addedText } from './statement-part.ts';
import type { AddedNames } from './statement-part.ts';

/** A name that is imported, and whose members move one by one: `React` of `React.PropTypes`. */
export interface MembersOf {
  readonly binding: Identifier;
  readonly clause: Clause;
  /** The Map's answers for its members. */
  readonly members: Pick<ModuleMeaning, 'symbol' | 'label'>;
}

/** The property that a use sets, or takes by a string. */
function propertyName({ around: [parent] }: NameUse): Member | undefined {
  if (parent?.type !== 'MemberExpression') return undefined;
  const { property, computed } = parent;
  if (property.type === 'StringLiteral') return { ...rangeOf(property), name: property.value };
  return property.type === 'Identifier' && !computed ? { ...rangeOf(property), name: property.name } : undefined;
}

/** Moves the members of an imported name: each use becomes the canonical name alone, which is imported beside it. */
export function moveMembers(
  file: JavaScriptFile,
  moves: MoveRecorder,
  names: LocalNames,
  { binding, clause, members }: MembersOf,
): AddedNames[] {
  const { source, isComponent } = file;
  const added = new Map<string, { readonly names: Set<string>; readonly defaults: Set<string> }>();
  const edits: TextEdit[] = [];
  const made = new Map<string, Legacy>();
  for (const use of isComponent ? [] : file.uses().ofBinding(binding)) {
    const member = memberOf(use);
    if (member === undefined) {
      const written = propertyName(use);
      const own = written === undefined ? undefined : members.symbol(written.name, clause.isType);
      if (written && own?.kind === 'legacy')
        moves.refuse(written, own.from, 'dynamic-use', 'it is set here, or not taken by its name');
      continue;
    }
    const legacy = members.symbol(member.name, clause.isType);
    if (legacy.kind !== 'legacy') {
      moves.note(member, legacy);
      continue;
    }
    const refuse = (reason: 'dynamic-use' | 'name-collision', message: string): void => {
      moves.refuse(member, legacy.from, reason, message);
    };
    const { module, name = 'default' } = legacy.to;
    const local = name === 'default' ? member.name : name;
    const isPlain = /^\s*\??\.\s*$/.test(source.text.slice(use.end, member.start));
    const isReady = added.get(module)?.[name === 'default' ? 'defaults' : 'names'].has(local) === true;
    if (replacedNames(use)?.length !== 0 || !isPlain) refuse('dynamic-use', 'it is replaced here, or written in parts');
    else if (!isReady && !names.isFree({ ...legacy, to: { module, name: local } }, use))
      refuse('name-collision', `${local} means something else in this file`);
    else if (!moves.isApplied(legacy))
      moves.pend(member, [legacy], [{ start: use.start, end: member.end, text: local }]);
    else {
      const own = added.get(module) ?? { names: new Set(), defaults: new Set() };
      added.set(module, own);
      const isImported = name !== 'default' && names.isImported({ module, name });
      if (!isImported) {
        own[name === 'default' ? 'defaults' : 'names'].add(local);
        file.given.add(local);
      }
      edits.push({ start: use.start, end: member.end, text: local });
      made.set(legacy.from, legacy);
    }
  }
  const wanted = [...added].map(([module, own]): AddedNames => ({
    module,
    names: [...own.names],
    defaults: [...own.defaults],
  }));
  const fresh = wanted.filter((one) => one.names.length + (one.defaults ?? []).length > 0);
  if (edits.length > 0) {
    const statements = fresh.map((one) => newStatement(source, clause, one.module, addedText(one)));
    moves.show(
      clause,
      [...made.values()],
      [...edits, ...(statements.length === 0 ? [] : [insertion(source, clause, statements)])],
    );
    moves.also(edits);
  }
  return fresh;
}
