import type { Identifier, Node } from '@babel/types';
import { scriptCallPlan } from '../../../src/calls/script-plan.ts';
import type { NoScriptCallPlan, ScriptCallPlan } from '../../../src/calls/script-plan.ts';
import type { CalledExport } from '../../../src/model/module-meaning.ts';
import type { ModuleReference } from '../../../src/parse/javascript/module-references.ts';
import { isGivenRequire } from '../../../src/parse/javascript/module-references.ts';
import type { JavaScriptFile } from '../javascript-file.ts';
import { accessOf } from '../module-access.ts';

/** A name that a statement binds to an export whose calls the Map has a rule for. */
export interface CalledName {
  readonly reference: ModuleReference;
  /** The local name, where it is bound. */
  readonly binding: Identifier;
  /** The export. */
  readonly name: string;
  readonly called: CalledExport;
  readonly plan: ScriptCallPlan | NoScriptCallPlan;
  /** The start of the block whose statement binds it; undefined for an import, which is bound before all else. */
  readonly block: number | undefined;
  /** Another statement that binds the callable can follow. */
  readonly isDivisible: boolean;
}

/** The names of imports, and of patterns that take a module apart. */
export function calledNames(file: JavaScriptFile): CalledName[] {
  return file.references.flatMap((reference): CalledName[] => {
    const isLoaded = reference.form === 'require' || reference.form === 'dynamic-import';
    if ((reference.form !== 'import' && !isLoaded) || isGivenRequire(reference)) return [];
    const meaning = file.module(reference);
    if (meaning?.hasSymbols !== true) return [];
    const found = isLoaded ? takenNames(file, reference) : importedNames(reference.node as Node);
    return found.flatMap(({ name, binding, isDivisible }): CalledName[] => {
      const called = meaning.called(name);
      // The module that holds the canonical callable is built on the other one.
      if (called === undefined || called.target.kind === 'canonical' || called.target.kind === 'unrelated') return [];
      const plan = scriptCallPlan(called);
      return [
        { reference, binding, name, called, plan, block: isLoaded ? blockOf(reference) : undefined, isDivisible },
      ];
    });
  });
}

function blockOf({ parents }: ModuleReference): number {
  const at = parents.findLastIndex(({ type }) => type === 'VariableDeclaration');
  return parents[at - 1]?.start ?? 0;
}

interface BoundName {
  readonly name: string;
  readonly binding: Identifier;
  readonly isDivisible: boolean;
}

function importedNames(node: Node): BoundName[] {
  if (node.type !== 'ImportDeclaration' || node.phase || node.importKind === 'type' || node.importKind === 'typeof')
    return [];
  return node.specifiers.flatMap((item): BoundName[] => {
    if (item.type === 'ImportNamespaceSpecifier') return [];
    if (item.type === 'ImportDefaultSpecifier') return [{ name: 'default', binding: item.local, isDivisible: true }];
    if (item.importKind === 'type' || item.importKind === 'typeof') return [];
    const { imported } = item;
    const name = imported.type === 'Identifier' ? imported.name : imported.value;
    return [{ name, binding: item.local, isDivisible: true }];
  });
}

/** `const { X } = require('x')`, `const { X: local } = await import('x')` */
function takenNames(file: JavaScriptFile, { node, parents }: ModuleReference): BoundName[] {
  if (isHoistedFromBlock(parents)) return [];
  const { names, statement, target } = accessOf(node as Node, parents, file.uses);
  if (names === undefined || target?.type !== 'ObjectPattern') return [];
  return target.properties.flatMap((property, k): BoundName[] => {
    const name = names[k]?.name;
    const isPlain = property.type === 'ObjectProperty' && property.value.type === 'Identifier';
    if (!isPlain || name === undefined) return [];
    return [{ name, binding: property.value as Identifier, isDivisible: statement !== undefined }];
  });
}

/** Does `var` in a block bind it, which the rest of the function sees, too? */
function isHoistedFromBlock(parents: readonly Node[]): boolean {
  const at = parents.findLastIndex(({ type }) => type === 'VariableDeclaration');
  const [outer, container, declaration] = [parents[at - 2], parents[at - 1], parents[at]];
  if (declaration?.type !== 'VariableDeclaration' || declaration.kind !== 'var') return false;
  return (
    container?.type !== 'Program' && !(container?.type === 'BlockStatement' && outer !== undefined && 'params' in outer)
  );
}
