import type { Target } from '../model/config.ts';
import type { SyntaxNode } from '../parse/python/syntax/syntax-node.ts';
import type { InterfaceSources } from './python-names.ts';
import { field, lineOf, textOf } from './tree.ts';
import type { ModuleTree } from './tree.ts';

/** Why importing a module fails today: an import at its top level, outside of any `try`, names what is not there. */
export function brokenOnImport({ exports, tree }: InterfaceSources, { module }: Target): string | undefined {
  const read = tree(module);
  if (read === undefined) return undefined;
  for (const statement of read.root.children) {
    if (statement.type !== 'import_from_statement') continue;
    const from = field(statement, 'module_name');
    const origin = from && absolute(read, textOf(read, from));
    if (origin === undefined) continue;
    const gone = statement.children
      .filter((child) => child.field === 'name')
      .map((child) => importedName(read, child))
      .find((name) => exports.define(origin, name).state === 'missing');
    if (gone !== undefined)
      return `${read.path}:${lineOf(read, statement.start)} imports ${gone} from ${origin}, which is not there`;
  }
  return undefined;
}

function importedName(tree: ModuleTree, node: SyntaxNode): string {
  return textOf(tree, node.type === 'aliased_import' ? (field(node, 'name') ?? node) : node);
}

function absolute({ module, path }: ModuleTree, written: string): string | undefined {
  const dots = /^[.\s]*/.exec(written)?.[0].replace(/\s/g, '').length ?? 0;
  const rest = written.replace(/^[.\s]*/, '');
  if (dots === 0) return rest;
  const isPackage = /(?:^|\/)__init__\.pyi?$/.test(path);
  const parts = module.split('.');
  const up = isPackage ? dots - 1 : dots;
  if (up > parts.length) return undefined;
  return [...parts.slice(0, parts.length - up), ...(rest === '' ? [] : [rest])].join('.');
}
