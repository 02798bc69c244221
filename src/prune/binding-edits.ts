import type { TextEdit } from '../model/edit.ts';
import type { ImportStatement } from '../model/python.ts';

/** A binding of a name at the top level of a module, in a form that can be taken out. */
export type NameBinding = { readonly local: string } & (
  | {
      readonly kind: 'from-import';
      readonly statement: ImportStatement;
      readonly name: ImportStatement['names'][number];
    }
  | { readonly kind: 'alias'; readonly start: number; readonly end: number }
);

/** A whole statement of a line of its own; not one behind `;`, in a block, or with one behind it. */
function lineOfStatement(text: string, start: number, end: number): { start: number; end: number } | undefined {
  if (start > 0 && text.charAt(start - 1) !== '\n') return undefined;
  const rest = /^[ \t]*(?:#[^\n]*)?(?:\r?\n|$)/.exec(text.slice(end, end + LONGEST_REST))?.[0];
  return rest === undefined ? undefined : { start, end: end + rest.length };
}

const LONGEST_REST = 2000;

/** The bindings of these names at the top level that can be taken out. */
export function removableBindings(
  text: string,
  statements: readonly ImportStatement[],
  names: ReadonlySet<string>,
): NameBinding[] {
  const imported = statements.flatMap((statement): NameBinding[] => {
    if (statement.kind !== 'from' || statement.isStar || statement.isUnsure || statement.module === '__future__')
      return [];
    if (lineOfStatement(text, statement.start, statement.end) === undefined) return [];
    return statement.names.flatMap((name): NameBinding[] => {
      const local = name.alias ?? name.name;
      return names.has(local) ? [{ kind: 'from-import', local, statement, name }] : [];
    });
  });
  const aliases = [...names].flatMap((local): NameBinding[] => {
    const found = [
      ...text.matchAll(
        new RegExp(`^${local}[ \\t]*=[ \\t]*[A-Za-z_][\\w.]*[ \\t]*(?:#[^\\n]*)?\\r?(?:\\n|$(?![^]))`, 'gm'),
      ),
    ];
    const [only] = found;
    return only === undefined || found.length > 1
      ? []
      : [{ kind: 'alias', local, start: only.index, end: only.index + only[0].length }];
  });
  return [...imported, ...aliases];
}

/**
 * The edits that take names out of a module: their bindings, and their entries of `__all__`.
 * @returns undefined when one of them is used besides, or bound in another way, so that it has to stay
 */
export function removeNames(
  text: string,
  statements: readonly ImportStatement[],
  names: ReadonlySet<string>,
): TextEdit[] | undefined {
  const bindings = removableBindings(text, statements, names);
  for (const local of names) if (bindings.filter((binding) => binding.local === local).length !== 1) return undefined;
  const edits: TextEdit[] = [];
  const byStatement = new Map<ImportStatement, string[]>();
  for (const binding of bindings) {
    if (binding.kind === 'alias') edits.push({ start: binding.start, end: binding.end, text: '' });
    else byStatement.set(binding.statement, [...(byStatement.get(binding.statement) ?? []), binding.local]);
  }
  for (const [statement, locals] of byStatement) edits.push(...withoutImported(text, statement, new Set(locals)));
  for (const local of names) {
    const entry = entryOfAll(text, local);
    if (entry === 'unclear') return undefined;
    if (entry !== undefined) edits.push(entry);
  }
  const sorted = edits.toSorted((a, b) => a.start - b.start);
  return isUsedBesides(text, names, sorted) ? undefined : sorted;
}

/** Some names of a statement go, or all of it. */
function withoutImported(text: string, statement: ImportStatement, locals: ReadonlySet<string>): TextEdit[] {
  const { names } = statement;
  const going = names.filter((name) => locals.has(name.alias ?? name.name));
  const line = lineOfStatement(text, statement.start, statement.end);
  if (going.length === names.length && line) return [{ ...line, text: '' }];
  const isLast = going.some((name) => name === names.at(-1));
  return going.map((name) => {
    const next = names[names.indexOf(name) + 1];
    const previous = names.slice(0, names.indexOf(name)).findLast((other) => !going.includes(other));
    if (isOwnLine(text, name)) return { ...ownLine(text, name), text: '' };
    if (next !== undefined) return { start: name.start, end: next.start, text: '' };
    return { start: isLast && previous ? previous.end : name.start, end: name.end, text: '' };
  });
}

/** Does nothing but the name and its comma stand on its lines? */
function isOwnLine(text: string, { start, end }: { start: number; end: number }): boolean {
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const to = text.indexOf('\n', end);
  return (
    to >= 0 && /^[ \t]*$/.test(text.slice(from, start)) && /^[ \t]*(?:,[ \t]*)?(?:#.*)?\r?$/.test(text.slice(end, to))
  );
}

function ownLine(text: string, { start, end }: { start: number; end: number }): { start: number; end: number } {
  return { start: text.lastIndexOf('\n', start - 1) + 1, end: text.indexOf('\n', end) + 1 };
}

/** The entry of a name in the list of `__all__`, with what parts it from the next; `unclear` when it cannot be taken out. */
function entryOfAll(text: string, local: string): TextEdit | 'unclear' | undefined {
  const quoted = [...text.matchAll(new RegExp(`(["'])${local}\\1`, 'g'))];
  if (quoted.length === 0) return undefined;
  const list = /^__all__[ \t]*(?::[^=\n]*)?=[ \t]*[[(]/m.exec(text);
  const [entry] = quoted;
  if (quoted.length > 1 || list === null || entry === undefined) return 'unclear';
  const open = list.index + list[0].length;
  const close = text.slice(open).search(/[\])]/);
  const [start, end] = [entry.index, entry.index + entry[0].length];
  if (close < 0 || start < open || end > open + close || text.slice(open, open + close).includes('(')) return 'unclear';
  if (isOwnLine(text, { start, end })) return { ...ownLine(text, { start, end }), text: '' };
  const behind = /^[ \t]*,[ \t]*/.exec(text.slice(end, open + close))?.[0] ?? '';
  if (behind !== '') return { start, end: end + behind.length, text: '' };
  const before = /,[ \t]*$/.exec(text.slice(open, start))?.[0] ?? '';
  return { start: start - before.length, end, text: '' };
}

/** Does one of the names stand anywhere but in the deleted parts? A comment may mention it. */
function isUsedBesides(text: string, names: ReadonlySet<string>, edits: readonly TextEdit[]): boolean {
  for (const local of names)
    for (const { index } of text.matchAll(new RegExp(`(?<![\\w.])${local}(?!\\w)`, 'g'))) {
      const isGone = edits.some(({ start, end }) => index >= start && index < end);
      const lineStart = text.lastIndexOf('\n', index - 1) + 1;
      if (!isGone && !text.slice(lineStart, index).includes('#')) return true;
    }
  return false;
}
