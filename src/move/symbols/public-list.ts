import { lineStartAt, nextLineAt } from '../../edit/line-offsets.ts';
import type { TextEdit } from '../../model/edit.ts';
import type { SyntaxNode } from '../../parse/python/syntax/syntax-node.ts';
import { child } from '../../parse/python/syntax/fields.ts';
import { placeIn } from './module-code.ts';
import type { ModuleCode, Obstacle } from './module-code.ts';

/** The literal list of `__all__`; undefined where there is none, or it is computed. */
function listOf({ root, text }: ModuleCode): SyntaxNode | undefined {
  for (const { type, children } of root.children) {
    const [assignment] = type === 'expression_statement' ? children : [];
    if (assignment?.type !== 'assignment') continue;
    const [left, right] = [child(assignment, 'left'), child(assignment, 'right')];
    if (left && text.slice(left.start, left.end) === '__all__' && (right?.type === 'list' || right?.type === 'tuple'))
      return right;
  }
  return undefined;
}

/** Does the module say which names are public? */
export function hasPublicList({ scopes }: ModuleCode): boolean {
  return scopes.module.bindings.has('__all__');
}

/** Is the name one that a star import of the module takes? */
export function isPublic(code: ModuleCode, name: string): boolean {
  return hasPublicList(code) ? code.scopes.publicNames.some((entry) => entry.name === name) : !name.startsWith('_');
}

/** The edits that take names out of `__all__`. */
export function withoutEntries(code: ModuleCode, names: ReadonlySet<string>): readonly TextEdit[] | Obstacle {
  const { text } = code;
  const edits: TextEdit[] = [];
  for (const entry of code.scopes.publicNames.filter(({ name }) => names.has(name))) {
    const node = stringAt(code.root, entry.start);
    const siblings = node?.parent?.children ?? [];
    if (node === undefined || !/^(?:list|tuple)$/.test(node.parent?.type ?? ''))
      return { place: placeIn(code, entry.start), message: `${entry.name} cannot be taken out of this \`__all__\`` };
    const [from, to] = [lineStartAt(text, node.start), nextLineAt(text, node.end)];
    const isOwnLine =
      /^[ \t]*$/.test(text.slice(from, node.start)) &&
      /^[ \t]*(?:,[ \t]*)?(?:#.*)?[\r\n]*$/.test(text.slice(node.end, to));
    const k = siblings.indexOf(node);
    const [next, previous] = [siblings[k + 1], siblings[k - 1]];
    if (isOwnLine) edits.push({ start: from, end: to, text: '' });
    else if (next) edits.push({ start: node.start, end: next.start, text: '' });
    else {
      const isGone = previous !== undefined && names.has(text.slice(previous.start + 1, previous.end - 1));
      // The comma behind the only entry of a tuple makes it one.
      const start = previous === undefined || isGone ? node.start : previous.end;
      edits.push({
        start,
        end: node.end + (previous === undefined ? (/^\s*,/.exec(text.slice(node.end))?.[0].length ?? 0) : 0),
        text: '',
      });
    }
  }
  return edits;
}

/** The edit that adds names to `__all__`. */
export function withEntries(code: ModuleCode, names: readonly string[]): readonly TextEdit[] | Obstacle {
  const known = new Set(code.scopes.publicNames.map(({ name }) => name));
  const added = names.filter((name) => !known.has(name));
  if (added.length === 0) return [];
  const list = listOf(code);
  if (list === undefined) {
    const [site] = code.scopes.module.bindings.get('__all__')?.sites ?? [];
    return {
      place: placeIn(code, site?.start ?? 0),
      message: `${added.join(', ')} cannot be added to this \`__all__\``,
    };
  }
  const { text } = code;
  const last = list.children.at(-1);
  const quote = last === undefined ? '"' : text.charAt(last.start) === "'" ? "'" : '"';
  const quoted = added.map((name) => quote + name + quote);
  if (last === undefined) {
    const comma = list.type === 'tuple' ? ',' : '';
    return [{ start: list.start + 1, end: list.start + 1, text: quoted.join(', ') + comma }];
  }
  const from = lineStartAt(text, last.start);
  const indent = text.slice(from, last.start);
  if (indent.trim() === '' && from > list.start)
    return [{ start: last.end, end: last.end, text: quoted.map((one) => `,\n${indent}${one}`).join('') }];
  return [{ start: last.end, end: last.end, text: quoted.map((one) => `, ${one}`).join('') }];
}

function stringAt(node: SyntaxNode, offset: number): SyntaxNode | undefined {
  const inner = node.children.find(({ start, end }) => start <= offset && offset < end);
  if (inner === undefined) return undefined;
  return inner.type === 'string' ? inner : stringAt(inner, offset);
}
