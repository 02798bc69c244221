import type { Node } from '@babel/types';

/** The names that a declaration binds. */
export function declaredNames(node: Node): { readonly name: string; readonly isType: boolean }[] {
  switch (node.type) {
    case 'VariableDeclaration':
      return node.declarations.flatMap(({ id }) => patternNames(id)).map((name) => ({ name, isType: false }));
    case 'FunctionDeclaration':
    case 'ClassDeclaration':
    case 'TSDeclareFunction':
    case 'DeclareClass':
    case 'DeclareFunction':
      return node.id ? [{ name: node.id.name, isType: false }] : [];
    case 'TSEnumDeclaration':
    case 'EnumDeclaration':
      return [{ name: node.id.name, isType: false }];
    case 'TSModuleDeclaration':
      return node.id.type === 'Identifier' ? [{ name: node.id.name, isType: false }] : [];
    case 'TSInterfaceDeclaration':
    case 'TSTypeAliasDeclaration':
    case 'TypeAlias':
    case 'InterfaceDeclaration':
    case 'OpaqueType':
      return [{ name: node.id.name, isType: true }];
    case 'TSImportEqualsDeclaration':
      return [{ name: node.id.name, isType: false }];
    default:
      return [];
  }
}

/** The names that a pattern binds. */
export function patternNames(node: Node): string[] {
  switch (node.type) {
    case 'Identifier':
      return [node.name];
    case 'ObjectPattern':
      return node.properties.flatMap((property) =>
        patternNames(property.type === 'RestElement' ? property.argument : property.value),
      );
    case 'ArrayPattern':
      return node.elements.flatMap((element) => (element ? patternNames(element) : []));
    case 'AssignmentPattern':
      return patternNames(node.left);
    case 'RestElement':
      return patternNames(node.argument);
    case 'TSParameterProperty':
      return patternNames(node.parameter);
    default:
      return [];
  }
}
