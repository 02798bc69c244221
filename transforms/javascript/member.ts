import type { Node } from '@babel/types';
import type { Range } from '../../src/model/range.ts';
import { rangeOf } from '../../src/parse/javascript/module-references.ts';
import type { NameUse } from '../../src/parse/javascript/name-uses.ts';

/** A member of an object: its range is that of its name. */
export interface Member extends Range {
  readonly name: string;
}

/** The member that a use of a namespace reads; undefined when it does something else. */
export function memberOf({ around: [parent, outer] }: NameUse): Member | undefined {
  if (!parent || (outer && isWritten(parent, outer))) return undefined;
  const property = propertyOf(parent);
  if (property?.type !== 'Identifier' && property?.type !== 'JSXIdentifier') return undefined;
  return { ...rangeOf(property), name: property.name };
}

function propertyOf(node: Node): Node | undefined {
  switch (node.type) {
    case 'MemberExpression':
    case 'OptionalMemberExpression':
      return node.computed ? undefined : node.property;
    case 'JSXMemberExpression':
      return node.property;
    case 'TSQualifiedName':
      return node.right;
    default:
      return undefined;
  }
}

/** Is an expression what its parent assigns to, or deletes? */
function isWritten(node: Node, parent: Node): boolean {
  switch (parent.type) {
    case 'AssignmentExpression':
    case 'AssignmentPattern':
    case 'ForInStatement':
    case 'ForOfStatement':
      return parent.left === node;
    case 'UnaryExpression':
      return parent.operator === 'delete';
    case 'UpdateExpression':
    case 'ArrayPattern':
    case 'RestElement':
      return true;
    default:
      return false;
  }
}
