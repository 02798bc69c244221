/** A node of a tree by ESTree, as oxc-parser writes it: plain data. */
export interface EstreeNode {
  type: string;
  start: number;
  end: number;
  [key: string]: unknown;
}

/** Nodes that differ in their names alone. */
const otherNames: Readonly<Record<string, string>> = {
  PropertyDefinition: 'ClassProperty',
  TSAbstractPropertyDefinition: 'ClassProperty',
  AccessorProperty: 'ClassAccessorProperty',
  TSAbstractAccessorProperty: 'ClassAccessorProperty',
  PrivateIdentifier: 'PrivateName',
  Block: 'CommentBlock',
  Line: 'CommentLine',
};

/**
 * Give a tree by ESTree the shape that Babel's parser gives it, as far as module references and exports are read from it.
 * The nodes are changed in place.
 * @param text of the program
 */
export function toBabelShape(node: EstreeNode, text: string): void {
  for (const key in node) {
    const value = node[key];
    if (Array.isArray(value)) {
      for (const item of value) if (isNode(item)) toBabelShape(item, text);
    } else if (isNode(value)) toBabelShape(value, text);
  }
  switch (node.type) {
    case 'Literal':
      if (typeof node['value'] === 'string') node.type = 'StringLiteral';
      break;
    case 'Property':
      if (node['method'] === true || node['kind'] !== 'init') flattenMethod(node, 'ObjectMethod');
      else node.type = 'ObjectProperty';
      break;
    case 'MethodDefinition':
    case 'TSAbstractMethodDefinition':
      // Without a body, it declares one.
      flattenMethod(node, (node['value'] as EstreeNode)['body'] ? 'ClassMethod' : 'TSDeclareMethod');
      break;
    case 'ChainExpression': {
      const { expression } = node as unknown as { readonly expression: EstreeNode };
      nameChain(expression);
      replace(node, expression);
      break;
    }
    case 'ImportExpression': {
      if (node['phase'] != null) break;
      const { source, options } = node;
      const callee = { type: 'Import', start: node.start, end: node.start + 'import'.length };
      const { start, end } = node;
      replace(node, { type: 'CallExpression', callee, arguments: options ? [source, options] : [source], start, end });
      break;
    }
    case 'ExportAllDeclaration': {
      const { exported } = node as unknown as { readonly exported: EstreeNode | null };
      if (exported === null) break;
      const start = starBefore(text, node.start, exported.start);
      const specifier = { type: 'ExportNamespaceSpecifier', exported, start, end: exported.end };
      replace(node, { ...node, type: 'ExportNamedDeclaration', declaration: null, specifiers: [specifier] });
      break;
    }
    case 'ExportNamedDeclaration': {
      const { declaration, start, end } = node as unknown as EstreeNode & { readonly declaration: EstreeNode | null };
      if (declaration?.type === 'TSImportEqualsDeclaration')
        replace(node, { ...declaration, isExport: true, start, end });
      break;
    }
    case 'TSModuleDeclaration':
      // Babel nests the parts of `namespace a.b`.
      while ((node['id'] as EstreeNode).type === 'TSQualifiedName') node['id'] = (node['id'] as EstreeNode)['left'];
      break;
    case 'TSImportType':
      node['argument'] = node['source'];
      delete node['source'];
      break;
    default:
      node.type = otherNames[node.type] ?? node.type;
  }
  if (/^Class(?:Method|Property)$/.test(node.type) && (node['key'] as EstreeNode).type === 'PrivateName')
    node.type = node.type.replace('Class', 'ClassPrivate');
}

function isNode(value: unknown): value is EstreeNode {
  return typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';
}

function replace(node: EstreeNode, other: EstreeNode): void {
  for (const key of Object.keys(node)) Reflect.deleteProperty(node, key);
  Object.assign(node, other);
}

/** A method is one node, and not one that holds a function. */
function flattenMethod(node: EstreeNode, type: string): void {
  const { value, ...own } = node as unknown as EstreeNode & { readonly value: EstreeNode };
  replace(node, { ...value, ...own, type });
}

/** Marks each link of a chain behind the first `?.` as optional. Returns whether the chain has one. */
function nameChain(node: EstreeNode): boolean {
  const inner = node['object'] ?? node['callee'] ?? node['expression'];
  if (!/^(?:MemberExpression|CallExpression|TSNonNullExpression)$/.test(node.type) || !isNode(inner)) return false;
  const isOptional = nameChain(inner) || node['optional'] === true;
  if (isOptional && node.type !== 'TSNonNullExpression') node.type = `Optional${node.type}`;
  return isOptional;
}

/** Where the star of `export * as name` stands. */
function starBefore(text: string, start: number, name: number): number {
  const code = text.slice(start, name).replace(/\/\*[^]*?\*\/|\/\/.*/g, (comment) => ' '.repeat(comment.length));
  return start + code.indexOf('*');
}
