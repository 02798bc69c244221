import type { Node } from '@babel/types';
import type { TextEdit } from '../../src/model/edit.ts';
import type { Legacy, Resolution } from '../../src/model/resolution.ts';
import type { ModuleMeaning } from '../../src/model/module-meaning.ts';
import type { Range } from '../../src/model/range.ts';
import { rangeOf } from '../../src/parse/javascript/module-references.ts';
import type { ModuleReference } from '../../src/parse/javascript/module-references.ts';
import type { NameDecision } from './call-site/script-calls.ts';
import { besides, resolutionOf } from './called-item.ts';
import { nameText } from './identifier.ts';
import type { JavaScriptFile } from './javascript-file.ts';
import type { AddedNames } from './statement-part.ts';
import { accessOf } from './module-access.ts';
import type { AccessedName, ModuleAccess } from './module-access.ts';
import { withoutComments } from './clause.ts';
import { judgeTogether } from './judged-together.ts';
import { escapeFor, replaceSpecifier } from './move-recorder.ts';
import type { MoveRecorder } from './move-recorder.ts';
import { isLazyComponent, moveLazyComponent } from './lazy-component.ts';
import { insertion } from './rewritten-clause.ts';
import { bindNamespaces, leaveSpies, membersRead, moveNamespaceMembers, staysReplaced } from './namespace-members.ts';
import { leaveReplaced, replacedNames } from './replaced-exports.ts';

/** Moves a module that an expression loads, `require('x')` or `import('x')`, by what is taken of it. */
export function moveLoadedModule(
  file: JavaScriptFile,
  moves: MoveRecorder,
  reference: ModuleReference & { readonly node: Node },
  meaning: ModuleMeaning,
): void {
  const use = { ...rangeOf(reference.node), around: reference.parents.toReversed() };
  if (replacedNames(use)?.length !== 0) {
    leaveReplaced(file, meaning, [use]);
    moves.refuse(reference, meaning.label, 'dynamic-use', 'it replaces an export of the module');
    return;
  }
  const access = accessOf(reference.node, reference.parents, file.uses);
  if (access.names) moveNames(file, moves, reference, meaning, access, access.names);
  else moveWhole(file, moves, reference, meaning, access);
}

function moveWhole(
  file: JavaScriptFile,
  moves: MoveRecorder,
  reference: ModuleReference & { readonly node: Node },
  meaning: ModuleMeaning,
  { isEffect, target, statement }: ModuleAccess,
): void {
  const binding = target?.type === 'Identifier' ? target : undefined;
  if (!meaning.movesAsWhole) {
    if (!meaning.hasSymbols || isEffect) return;
    if (isLazyComponent(file, reference)) {
      const [resolution] = judgeTogether(file, reference, meaning, [meaning.symbol('default')]);
      if (resolution?.kind === 'legacy')
        moves.single(
          statementOf(file.source.text, reference),
          resolution,
          moveLazyComponent(file, reference, resolution),
        );
      else if (resolution !== undefined) moves.note(reference, resolution);
      return;
    }
    if (!binding) {
      moves.refuseWhole(reference, meaning, 'it is used as a whole');
      return;
    }
    const shown = statement ? rangeOf(statement) : statementOf(file.source.text, reference);
    const namespace = { binding, statement: shown, specifier: reference, reference, isType: false, isAlone: true };
    moveNamespaceMembers(
      file,
      moves,
      meaning,
      namespace,
      (moved) => statement && bindNamespaces(file, namespace, moved),
    );
    return;
  }
  if (binding && staysReplaced(file, meaning, binding)) return;
  const all = meaning.whole(isEffect ? [] : undefined);
  const isSure = !binding || (all.kind === 'legacy' && all.tier !== 'review');
  // Only what is used of it counts.
  const [resolution = all] = judgeTogether(file, reference, meaning, [
    isSure ? all : meaning.whole(membersRead(file, binding)),
  ]);
  if (binding && !(resolution.kind === 'legacy' && moves.isApplied(resolution))) leaveSpies(file, meaning, binding);
  if (resolution.kind === 'legacy')
    moves.single(statementOf(file.source.text, reference), resolution, [
      replaceSpecifier(file.source.text, reference, resolution.to.module),
    ]);
  else moves.note(reference, resolution);
}

function moveNames(
  file: JavaScriptFile,
  moves: MoveRecorder,
  reference: ModuleReference & { readonly node: Node },
  meaning: ModuleMeaning,
  access: ModuleAccess,
  names: readonly AccessedName[],
): void {
  const decisions = names.map((_, k) => decisionOn(file, access, k));
  bindBesides(file, moves, reference, access, besides(decisions));
  const each = names.map(({ name }, k) => resolutionOf(decisions[k]) ?? meaning.symbol(name));
  const resolutions = judgeTogether(file, reference, meaning, each);
  for (const [k, name] of names.entries()) {
    const resolution = resolutions[k];
    if (resolution) moves.note(name, resolution);
  }
  const legacy = resolutions.filter((resolution): resolution is Legacy => resolution.kind === 'legacy');
  if (legacy.length === 0) {
    // Nothing is taken: `const {} = require('x')`.
    if (names.length === 0) moveWhole(file, moves, reference, meaning, { ...access, names: undefined, isEffect: true });
    return;
  }
  const chosen = legacy.filter((move) => {
    const decision = decisions[resolutions.indexOf(move)];
    return decision?.kind === 'becomes' ? decision.isApplied : moves.isApplied(move);
  });
  const called = names.map((name, k) => withDecision(name, decisions[k]));
  const plan = (isChosen: (resolution: Resolution) => boolean): TextEdit[] | undefined =>
    nameEdits(file, reference, access, called, resolutions, isChosen);
  const applied = chosen.length === 0 ? [] : plan((resolution) => chosen.includes(resolution as Legacy));
  const all = plan((resolution) => resolution.kind === 'legacy');
  if (applied === undefined || all === undefined) {
    for (const [k, name] of names.entries()) {
      const resolution = resolutions[k];
      if (resolution?.kind === 'legacy')
        moves.refuse(name, resolution.from, 'dynamic-use', 'what is taken here of one module moves to several places');
    }
    return;
  }
  const statement = statementOf(file.source.text, reference);
  if (chosen.length > 0) moves.move(statement, chosen, applied);
  const pending = legacy.filter((resolution) => !chosen.includes(resolution));
  if (pending.length > 0) moves.pend(statement, pending, all);
}

/** The edits that take the chosen names from their canonical modules; undefined when one expression would load several. */
function nameEdits(
  { source }: JavaScriptFile,
  reference: ModuleReference,
  { statement, target }: ModuleAccess,
  names: readonly AccessedName[],
  resolutions: readonly Resolution[],
  isChosen: (resolution: Resolution) => boolean,
): TextEdit[] | undefined {
  const targetOf = (k: number): Legacy | undefined => {
    const resolution = resolutions[k];
    return resolution?.kind === 'legacy' && isChosen(resolution) ? resolution : undefined;
  };
  const keys = [...names.keys()];
  const modules = [...new Set(keys.flatMap((k) => targetOf(k)?.to.module ?? []))];
  const staying = keys.filter((k) => targetOf(k) === undefined);
  const rename = (k: number): TextEdit[] => {
    const [name, to] = [names[k], targetOf(k)?.to.name];
    const isRenamed = name !== undefined && to !== undefined && (to !== name.name || name.isRewritten === true);
    return isRenamed ? [name.rename(to)] : [];
  };
  const [first] = modules;
  if (first === undefined) return [];
  if (modules.length === 1 && staying.length === 0)
    return [replaceSpecifier(source.text, reference, first), ...keys.flatMap(rename)];
  if (!statement || !target) return undefined;
  const { text } = source;
  const kept = staying.length > 0 ? undefined : first;
  const keptKeys = keys.filter((k) => targetOf(k)?.to.module === kept);
  const part = (k: number): string => partText(text, names[k], rename(k));
  const edits: TextEdit[] = kept === undefined ? [] : [replaceSpecifier(text, reference, kept)];
  const { start, end } = rangeOf(statement);
  const pattern = { start: target.start ?? 0, end: patternEnd(text, names, target.end ?? 0) };
  if (/\/\/|\/\*/.test(text.slice(pattern.start, pattern.end))) return undefined;
  edits.push({ ...pattern, text: `{ ${keptKeys.map(part).join(', ')} }` });
  const added = modules
    .filter((module) => module !== kept)
    .map((module) => {
      const parts = keys.filter((k) => targetOf(k)?.to.module === module).map(part);
      return alikeStatement(text, reference, { statement, target }, module, parts);
    });
  edits.push(insertion(source, { start, end }, added));
  return edits;
}

/** The fate of a name whose calls have a rule. */
function decisionOn(file: JavaScriptFile, { target }: ModuleAccess, k: number): NameDecision | undefined {
  const property = target?.type === 'ObjectPattern' ? target.properties[k] : undefined;
  const binding = property?.type === 'ObjectProperty' ? property.value : undefined;
  return binding?.type === 'Identifier' ? file.calls().names.get(binding.start ?? -1) : undefined;
}

/** The same name, taken under the local name that its calls get. */
function withDecision(name: AccessedName, decision: NameDecision | undefined): AccessedName {
  if (decision?.kind !== 'becomes') return name;
  const { start, end } = name;
  const written = (to: string): string => (to === decision.local ? to : `${nameText(to)}: ${decision.local}`);
  return { ...name, isRewritten: true, rename: (to) => ({ start, end, text: written(to) }) };
}

/** Binds canonical callables beside names that stay. */
function bindBesides(
  { source }: JavaScriptFile,
  moves: MoveRecorder,
  reference: ModuleReference,
  { statement, target }: ModuleAccess,
  added: readonly AddedNames[],
): void {
  if (!statement || !target || added.length === 0) return;
  const statements = added.map(({ module, names }) =>
    alikeStatement(source.text, reference, { statement, target }, module, names),
  );
  moves.also([insertion(source, rangeOf(statement), statements)]);
}

/** Another statement that loads a module as this one does, for names. */
function alikeStatement(
  text: string,
  reference: ModuleReference,
  { statement, target }: { readonly statement: Node; readonly target: Node },
  module: string,
  names: readonly string[],
): string {
  const { start, end } = rangeOf(statement);
  const quote = text.charAt(reference.start);
  const head = withoutComments(text.slice(start, target.start ?? 0));
  const middle = withoutComments(text.slice(target.end ?? 0, reference.start));
  const behind = withoutComments(text.slice(reference.end, end));
  return `${head}{ ${names.join(', ')} }${middle}${quote}${escapeFor(quote, module)}${quote}${behind}`;
}

/** The end of a pattern without its type annotation. */
function patternEnd(text: string, names: readonly AccessedName[], end: number): number {
  const last = names.at(-1)?.end ?? end;
  const close = text.indexOf('}', last);
  return close < 0 ? end : close + 1;
}

function partText(text: string, name: AccessedName | undefined, edits: readonly TextEdit[]): string {
  if (!name) return '';
  const [edit] = edits;
  if (!edit) return text.slice(name.start, name.end);
  return text.slice(name.start, edit.start) + edit.text + text.slice(edit.end, name.end);
}

/** The statement that a report shows, or the expression when that has many lines. */
function statementOf(text: string, { node, parents }: ModuleReference): Range {
  const declaration = parents.findLast(({ type }) => /^(?:VariableDeclaration|ExpressionStatement)$/.test(type));
  if (!declaration) return rangeOf(node);
  const { start, end } = rangeOf(declaration);
  const lineEndings = text.slice(start, end).match(/\r\n?|[\n\u2028\u2029]/g) ?? [];
  return lineEndings.length < 10 ? { start, end } : rangeOf(node);
}
