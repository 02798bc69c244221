import { callPattern } from '../model/call-binding.ts';
import type { Edit } from '../model/edit.ts';
import type { Plan } from '../model/outcome.ts';
import { allReasons } from '../model/review.ts';
import { reasonOf, shapeId } from '../model/shape.ts';
import { tierRank } from '../model/tier.ts';
import { operationShapes } from './operation-shapes.ts';
import type { Example, LayoutKind, Shape } from './shape.ts';

/** The id of an Edit's Shape, computed once for each of many that are alike. */
export function shapeIds(): (edit: Edit) => string {
  const known = new Map<string, string>();
  return (edit) => {
    const key = [
      edit.transform,
      edit.tier,
      edit.from,
      edit.to,
      edit.uses,
      edit.tier === 'safe' ? '' : allReasons(edit),
      edit.call === undefined ? '' : callPattern(edit.call),
    ].join('\n');
    const id = known.get(key) ?? shapeId(edit);
    known.set(key, id);
    return id;
  };
}

/**
 * The Shapes of a Plan, outliers first: the least sure tier first, then the rare ones. Each Edit is in exactly one, and so is
 * each FileOperation.
 * @param plan made with texts
 */
export function shapesOf({ outcomes }: Plan): Shape[] {
  const idOf = shapeIds();
  const groups = new Map<string, Group>();
  for (const { path, edits } of outcomes) {
    for (const edit of edits) {
      const id = idOf(edit);
      const group = groups.get(id) ?? { first: edit, edits: 0, applied: 0, files: new Set(), texts: new Map() };
      groups.set(id, group);
      group.edits++;
      if (edit.applied) group.applied++;
      group.files.add(path);
      countText(group, path, edit);
    }
  }
  const shapes = [...groups].map(([id, group]) => shapeOf(id, group));
  return [...shapes, ...operationShapes(outcomes)].toSorted(byOddity);
}

/** The figures of one Shape, gathered on the way through the Plan. */
interface Group {
  readonly first: Edit;
  edits: number;
  applied: number;
  readonly files: Set<string>;
  /** By before and after, white space aside. */
  readonly texts: Map<string, { readonly example: Example; edits: number }>;
}

function countText({ texts }: Group, path: string, { line, before, after }: Edit): void {
  const key = `${before}\n→\n${after}`.replace(/\s+/g, ' ');
  const known = texts.get(key);
  if (known) known.edits++;
  else texts.set(key, { example: { path, line, before, after }, edits: 1 });
}

function shapeOf(id: string, { first, edits, applied, files, texts }: Group): Shape {
  const { transform, tier, from, to, uses } = first;
  const byKind = new Map<LayoutKind, { edits: number; best: number; example: Example }>();
  for (const { example, edits: count } of texts.values()) {
    const kind = layoutOf(example, from, to);
    const layout = byKind.get(kind) ?? { edits: 0, best: 0, example };
    byKind.set(kind, layout);
    layout.edits += count;
    if (count > layout.best) Object.assign(layout, { best: count, example });
  }
  const layouts = [...byKind].map(([kind, { edits: count, example }]) => ({ kind, edits: count, example }));
  return {
    id,
    transform,
    tier,
    from,
    to,
    uses,
    reason: reasonOf(first),
    because: allReasons(first),
    ...(first.call === undefined ? {} : { call: callPattern(first.call) }),
    edits,
    applied,
    files: files.size,
    layouts: layouts.toSorted((a, b) => b.edits - a.edits),
  };
}

function layoutOf({ before, after }: Example, from: string, to: string): LayoutKind {
  const [old, name] = [exportedName(from), exportedName(to)];
  // A mock replaces names without naming them beside the module.
  const isNamed = name !== 'default' && (old === 'default' || hasWord(before, old));
  if (after === '' || (isNamed && !hasWord(after, name))) return 'dropped';
  return imports(after) > imports(before) ? 'split' : 'in place';
}

function exportedName(path: string): string {
  return /[:#]([\p{L}\p{N}_$]+)$/u.exec(path)?.[1] ?? 'default';
}

function hasWord(text: string, word: string): boolean {
  return text.split(/[^\p{L}\p{N}_$]+/u).includes(word);
}

function imports(text: string): number {
  return text.match(/\bimport\b|\brequire\b/g)?.length ?? 0;
}

function byOddity(a: Shape, b: Shape): number {
  return (
    rank(a) - rank(b) || a.edits - b.edits || compare(a.from, b.from) || compare(a.to, b.to) || compare(a.id, b.id)
  );
}

function rank(shape: Shape): number {
  return -tierRank(shape);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
