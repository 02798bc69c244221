import type { Expression, Node, ObjectExpression } from '@babel/types';
import { literalText } from './module-references.ts';
import { nativeTree } from './native-tree.ts';
import { dialectOf, parseJavaScript, walk } from './syntax-tree.ts';

/** An alias as a configuration writes it. */
export interface AliasSetting {
  /** The key of the list that it stands in. */
  readonly list: 'moduleNameMapper' | 'alias' | '_moduleAliases';
  /** The text to replace: a name, or the source of a regular expression. */
  readonly find: string;
  readonly isPattern: boolean;
  /** Paths that it is replaced by, as the configuration has them; `<dir>` stands for its folder. */
  readonly targets: readonly string[];
}

const lists = new Set(['moduleNameMapper', 'alias', '_moduleAliases']);

/**
 * The aliases that a configuration of a bundler or of a test runner lists as data: `resolve.alias` of webpack and vite,
 * `alias` of babel's module-resolver, `moduleNameMapper` of jest. Nothing is executed, so computed values are left out.
 * @param file its name, which tells the language
 */
export function aliasSettings(file: string, text: string): AliasSetting[] {
  try {
    const code = file.endsWith('.json') || /rc$/.test(file) ? `(${text})` : text;
    const dialect = dialectOf(file, code);
    const { program } = nativeTree(code, dialect, undefined) ?? parseJavaScript(code, dialect).file;
    return settingsIn(program);
  } catch (error) {
    // A text that nests too deeply is no configuration that a person wrote.
    if (error instanceof SyntaxError || error instanceof RangeError) return [];
    throw error;
  }
}

function settingsIn(program: Node): AliasSetting[] {
  const values = new Map<string, Node>();
  const found: { readonly list: AliasSetting['list']; readonly value: Node }[] = [];
  const assigned: AliasSetting[] = [];
  walk(program, (node) => {
    if (node.type === 'VariableDeclarator' && node.id.type === 'Identifier' && node.init)
      values.set(node.id.name, node.init);
    if (node.type === 'ObjectProperty' && !node.computed) {
      const key = keyText(node.key);
      if (key !== undefined && lists.has(key)) found.push({ list: key as AliasSetting['list'], value: node.value });
    }
    // `config.resolve.alias['@'] = path.resolve(__dirname, 'src')`
    if (node.type === 'AssignmentExpression' && node.left.type === 'MemberExpression') {
      const { object, property, computed } = node.left;
      const find = computed ? literalText(property) : keyText(property);
      const holder = object.type === 'MemberExpression' && !object.computed ? keyText(object.property) : undefined;
      if (holder === 'alias' && find !== undefined)
        assigned.push({ list: 'alias', find, isPattern: false, targets: pathsOf(node.right, values) });
      if (!computed && find === 'alias') found.push({ list: 'alias', value: node.right });
    }
  });
  const listed = found.flatMap(({ list, value }) => {
    const plain = value.type === 'Identifier' ? values.get(value.name) : value;
    return plain ? settingsOf(list, plain, values) : [];
  });
  return [...listed, ...assigned].filter(({ targets }) => targets.length > 0);
}

function settingsOf(list: AliasSetting['list'], value: Node, values: ReadonlyMap<string, Node>): AliasSetting[] {
  if (value.type === 'ObjectExpression')
    return propertiesOf(value).map(([find, node]) => {
      return { list, find, isPattern: list === 'moduleNameMapper', targets: pathsOf(node, values) };
    });
  if (value.type !== 'ArrayExpression') return [];
  // vite: `[{ find: '~', replacement: '/src' }]`
  return value.elements.flatMap((element) => {
    if (element?.type !== 'ObjectExpression') return [];
    const entry = new Map(propertiesOf(element));
    const [find, replacement] = [entry.get('find'), entry.get('replacement')];
    if (!find || !replacement) return [];
    const pattern = patternText(find);
    const text = pattern ?? literalText(find);
    return text === undefined
      ? []
      : [{ list, find: text, isPattern: pattern !== undefined, targets: pathsOf(replacement, values) }];
  });
}

function propertiesOf({ properties }: ObjectExpression): (readonly [string, Node])[] {
  return properties.flatMap((property) => {
    if (property.type !== 'ObjectProperty' || property.computed) return [];
    const key = keyText(property.key);
    return key === undefined ? [] : [[key, property.value] as const];
  });
}

/** The source of a regular expression, as either parser gives it. */
function patternText(node: Node): string | undefined {
  if (node.type === 'RegExpLiteral') return node.pattern;
  return (node as { readonly regex?: { readonly pattern: string } }).regex?.pattern;
}

function keyText(node: Node): string | undefined {
  return node.type === 'Identifier' ? node.name : literalText(node);
}

function pathsOf(node: Node, values: ReadonlyMap<string, Node>): string[] {
  const nodes = node.type === 'ArrayExpression' ? node.elements : [node];
  return nodes.flatMap((element) => (element ? (pathOf(element, values, 0) ?? []) : []));
}

/** Deeper than this, and of more parts, no path is put together. */
const MAX_DEPTH = 5;
const MAX_PARTS = 4;

/** The path that an expression gives, where it says so itself. */
function pathOf(node: Node, values: ReadonlyMap<string, Node>, depth: number): string | undefined {
  const inner = (part: Node | undefined | null): string | undefined =>
    part && depth < MAX_DEPTH ? pathOf(part, values, depth + 1) : undefined;
  const text = literalText(node);
  if (text !== undefined) return text;
  switch (node.type) {
    case 'Identifier':
      return node.name === '__dirname' ? '<dir>' : inner(values.get(node.name));
    case 'TemplateLiteral': {
      if (node.quasis.length > MAX_PARTS) return undefined;
      const parts = node.quasis.map(({ value }, k) => {
        const between = node.expressions[k];
        const own = value.cooked ?? value.raw;
        if (!between) return own;
        const path = inner(between);
        return path === undefined ? undefined : own + path;
      });
      return parts.includes(undefined) ? undefined : parts.join('');
    }
    case 'BinaryExpression': {
      const [left, right] = [inner(node.left), inner(node.right)];
      return node.operator === '+' && left !== undefined && right !== undefined ? left + right : undefined;
    }
    case 'MemberExpression':
      // `import.meta.dirname`, `new URL('./src', import.meta.url).pathname`
      if (keyText(node.property) === 'dirname' && node.object.type === 'MetaProperty') return '<dir>';
      return keyText(node.property) === 'pathname' ? inner(node.object) : undefined;
    case 'NewExpression':
      // `new URL('./src', import.meta.url)`
      return calleeName(node.callee) === 'URL' ? joined(['<dir>', inner(node.arguments[0])]) : undefined;
    case 'CallExpression': {
      const name = calleeName(node.callee);
      if (name === 'cwd') return '<dir>';
      if (name === 'fileURLToPath') return inner(node.arguments[0]);
      if (node.arguments.length > MAX_PARTS) return undefined;
      if (name === 'resolve' || name === 'join') return joined(node.arguments.map(inner));
      return undefined;
    }
    default:
      return undefined;
  }
}

function joined(parts: readonly (string | undefined)[]): string | undefined {
  return parts.includes(undefined) ? undefined : parts.join('/');
}

function calleeName(callee: Expression | Node): string | undefined {
  return callee.type === 'MemberExpression' ? keyText(callee.property) : keyText(callee);
}
