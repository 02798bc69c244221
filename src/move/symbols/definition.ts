import { beforeLineEnding, lineStartAt, nextLineAt } from '../../edit/line-offsets.ts';
import type { Range } from '../../model/range.ts';
import type { Binding, Site } from '../../parse/python/scope.ts';
import { child } from '../../parse/python/syntax/fields.ts';
import type { SyntaxNode } from '../../parse/python/syntax/syntax-node.ts';
import { placeIn } from './module-code.ts';
import type { ModuleCode, Obstacle } from './module-code.ts';

/** The definition of a name at the top level of a module. */
export interface Definition {
  readonly name: string;
  readonly binding: Binding;
  /** The statements; several for overloads. */
  readonly nodes: readonly SyntaxNode[];
  /** Whole lines: the statements with their decorators, and the comments that belong to them. */
  readonly ranges: readonly Range[];
  /** A class or a function, which two blank lines stand around. */
  readonly isBlock: boolean;
  /** The places in functions that assign the name by `global`. */
  readonly assignments: readonly Site[];
}

const kinds = new Set(['def', 'class', 'assignment', 'type-alias']);
const forms = new Set([
  'function_definition',
  'class_definition',
  'decorated_definition',
  'expression_statement',
  'type_alias_statement',
]);

/** The one definition of a name, or what speaks against moving it. */
export function definitionOf(code: ModuleCode, name: string): Definition | Obstacle {
  const { module } = code.identity;
  const binding = code.scopes.module.bindings.get(name);
  const bound = binding?.sites.filter(({ kind }) => kind !== 'declaration') ?? [];
  const [first] = bound;
  if (binding === undefined || first === undefined)
    return { place: `${module}:${name}`, message: `${module} defines no ${name}` };
  const imported = bound.find(({ kind }) => kind === 'import');
  if (imported?.origin)
    return {
      place: placeIn(code, imported.start),
      message: `${name} is imported here, and defined in ${imported.origin.module}: move it from there`,
    };
  const sites = bound.filter(({ scope }) => scope === code.scopes.module);
  const odd = sites.find(({ kind }) => !kinds.has(kind));
  if (odd)
    return { place: placeIn(code, odd.start), message: `this statement binds ${name} in a way that cannot move` };
  const nodes = sites.flatMap((site) => nodeOf(code, site) ?? []);
  if (nodes.length < sites.length || nodes.length === 0)
    return { place: placeIn(code, first.start), message: `${name} is defined under a condition, or in a loop` };
  const again = sites[1];
  if (again && !areOverloads(code, nodes))
    return { place: placeIn(code, again.start), message: `${name} is assigned again` };
  const shared = nodes.find((node) => !isAlone(code, node, name));
  if (shared)
    return {
      place: placeIn(code, shared.start),
      message: `the statement of ${name} binds other names, or shares its line`,
    };
  return {
    name,
    binding,
    nodes,
    ranges: nodes.map((node) => rangeWithComments(code.text, node)),
    isBlock: nodes.some(({ type }) => type !== 'expression_statement' && type !== 'type_alias_statement'),
    assignments: bound.filter(({ scope }) => scope !== code.scopes.module),
  };
}

export function isDefinition(found: Definition | Obstacle): found is Definition {
  return 'nodes' in found;
}

/** The statement of the top level that is all of the definition. */
function nodeOf({ root }: ModuleCode, { start, end }: Site): SyntaxNode | undefined {
  const node = root.children.find((one) => one.start <= start && end <= one.end);
  if (node === undefined || !forms.has(node.type)) return undefined;
  const inner = node.type === 'decorated_definition' ? child(node, 'definition') : node;
  const target = inner?.type === 'expression_statement' ? inner.children[0]?.children[0] : undefined;
  const name = inner && (child(inner, 'name') ?? target ?? child(inner, 'left'));
  return name !== undefined && name.start <= start && end <= name.end ? node : undefined;
}

/** `@overload` before each but the last. */
function areOverloads({ text }: ModuleCode, nodes: readonly SyntaxNode[]): boolean {
  return nodes.slice(0, -1).every((node) => /^@(?:\w+\.)?overload\b/.test(text.slice(node.start, node.end)));
}

/** Does the statement bind the name alone, on lines of its own? */
function isAlone({ text }: ModuleCode, node: SyntaxNode, name: string): boolean {
  const before = text.slice(lineStartAt(text, node.start), node.start);
  const behind = text.slice(node.end, nextLineAt(text, node.end));
  if (before.trim() !== '' || !/^[ \t]*(?:#.*)?[\r\n]*$/.test(behind)) return false;
  const [assignment] = node.type === 'expression_statement' ? node.children : [];
  if (assignment === undefined) return true;
  const left = child(assignment, 'left');
  return (
    left?.type === 'identifier' &&
    text.slice(left.start, left.end) === name &&
    child(assignment, 'right')?.type !== 'assignment'
  );
}

/** Whole lines: comments directly above, a comment behind, comments that end a block, and the string that documents a constant. */
function rangeWithComments(text: string, node: SyntaxNode): Range {
  let end = nextLineAt(text, node.end);
  if (node.type === 'expression_statement') {
    const next = node.parent?.children[node.parent.children.indexOf(node) + 1];
    const isDocumentation = next?.type === 'expression_statement' && next.children[0]?.type === 'string';
    if (isDocumentation && next.start === end) end = nextLineAt(text, next.end);
  } else end = endOfBlock(text, end);
  return { start: attachedStart(text, node.start), end };
}

/** Behind the last of the comments that are indented like the block before them. */
function endOfBlock(text: string, from: number): number {
  let end = from;
  for (let at = from; at < text.length;) {
    const next = nextLineAt(text, at);
    const line = text.slice(at, next);
    if (/^[ \t]+#/.test(line)) end = next;
    else if (line.trim() !== '') break;
    at = next;
  }
  return end;
}

/** The start of the comments that stand directly above an offset, at the start of the line; that of the line where none do. */
export function attachedStart(text: string, offset: number): number {
  let start = lineStartAt(text, offset);
  while (start > 0) {
    const above = lineStartAt(text, beforeLineEnding(text, start));
    const line = text.slice(above, start).trimEnd();
    if (!line.startsWith('#') || ofFile.test(line)) break;
    start = above;
  }
  return start;
}

/** Comments for the file, or for a stretch of it: they stay where they are. */
const ofFile =
  /^#(?:!|.*\bcoding[:=]|.*\b(?:copyright|licen[sc]e|SPDX)\b|\s*(?:fmt|yapf|isort|region|endregion|mypy|flake8|ruff|pyright)\s*[:]|\s*(?:end)?region\b|\s*pylint:\s*(?:enable|disable)|\s*%%)/i;
