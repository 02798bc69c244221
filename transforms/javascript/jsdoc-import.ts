import { lineStartAt } from '../../src/edit/line-offsets.ts';
import type { TextEdit } from '../../src/model/edit.ts';
import type { Range } from '../../src/model/range.ts';
import type { Legacy } from '../../src/model/resolution.ts';
import type { SourceFile } from '../../src/model/source-file.ts';
import type { ModuleReference } from '../../src/parse/javascript/module-references.ts';
import { nameText } from './identifier.ts';
import type { JavaScriptTransform } from './javascript-file.ts';
import { escapeFor, MoveRecorder, replaceSpecifier } from './move-recorder.ts';

const id = 'javascript/jsdoc-import';

/** `@import { T } from './x'` in a comment of JSDoc (https://www.typescriptlang.org/docs/handbook/jsdoc-supported-types.html#import). */
export const jsdocImport: JavaScriptTransform = {
  id,
  run: (file) => {
    const moves = new MoveRecorder(file, id);
    const { text } = file.source;
    for (const reference of file.references) {
      if (reference.form !== 'jsdoc-tag') continue;
      const meaning = file.module(reference);
      if (!meaning) continue;
      const { names, clause } = readTag(text, reference);
      const resolutions = names.map(({ name }) =>
        name === '*' ? meaning.whole(undefined, true) : meaning.symbol(name, true),
      );
      for (const [k, name] of names.entries()) {
        const resolution = resolutions[k];
        if (resolution) moves.note(name, resolution);
        if (name.name === '*') moves.refuseWhole(name, meaning);
      }
      const legacy = resolutions.filter((resolution): resolution is Legacy => resolution.kind === 'legacy');
      if (legacy.length === 0) continue;
      const tag = { start: clause.start, end: reference.end };
      const edits = (isChosen: (move: Legacy) => boolean): TextEdit[] =>
        tagEdits(file.source, reference, { names, clause }, (k) => {
          const resolution = resolutions[k];
          return resolution?.kind === 'legacy' && isChosen(resolution) ? resolution : undefined;
        });
      const chosen = legacy.filter((move) => moves.isApplied(move));
      const pending = legacy.filter((move) => !chosen.includes(move));
      if (chosen.length > 0)
        moves.move(
          tag,
          chosen,
          edits((move) => chosen.includes(move)),
        );
      if (pending.length > 0)
        moves.pend(
          tag,
          pending,
          edits(() => true),
        );
    }
    return moves.result;
  },
};

/** One name that a tag imports. */
interface TagName extends Range {
  /** The export; `default`, or `*` for a namespace. */
  readonly name: string;
  readonly bound: string;
  readonly isInBraces: boolean;
}

/** The imports of a tag, and their place. */
interface Tag {
  readonly names: readonly TagName[];
  /** From the tag to the specifier. */
  readonly clause: Range;
}

/** The names of a tag, whose specifier is known. */
function readTag(text: string, { start }: ModuleReference): Tag {
  const from = text.lastIndexOf('@import', start) + '@import'.length;
  const names: TagName[] = [];
  // The asterisks that start the lines of a comment are none of it.
  const clause = text
    .slice(from, start)
    .replace(/\bfrom\s*$/, '')
    .replace(/([\r\n][ \t]*)\*(?!\s*as\b)/g, '$1 ');
  const open = clause.indexOf('{');
  const item = /(\*\s*as\s+)?([\p{ID_Start}$_][\p{ID_Continue}$]*)(?:\s+as\s+([\p{ID_Start}$_][\p{ID_Continue}$]*))?/gu;
  for (const { 0: all, 1: star, 2: name = '', 3: bound = name, index } of clause.matchAll(item)) {
    const isInBraces = open >= 0 && index > open;
    const range = { start: from + index, end: from + index + all.length };
    names.push({ ...range, name: isInBraces ? name : star === undefined ? 'default' : '*', bound, isInBraces });
  }
  return { names, clause: { start: from - '@import'.length, end: start } };
}

/** The edits that take what moves from its modules: a tag for each module, the first of them in the place of the old one. */
function tagEdits(
  { text, lineEnding }: SourceFile,
  reference: ModuleReference,
  { names, clause }: Tag,
  moveOf: (k: number) => Legacy | undefined,
): TextEdit[] {
  const keys = [...names.keys()];
  const all = new Set(keys.map((k) => moveOf(k)?.to.module));
  // Names that stay keep the tag.
  const moved = [...all].filter((module) => module !== undefined);
  const modules = all.has(undefined) ? [undefined, ...moved] : moved;
  const [first, ...others] = modules;
  if (others.length === 0)
    return first === undefined
      ? []
      : [replaceSpecifier(text, reference, first), ...names.flatMap((name, k) => rename(name, moveOf(k)))];
  const clauseOf = (module: string | undefined): string =>
    clauseText(names.map((name, k) => ({ name, move: moveOf(k) })).filter(({ move }) => move?.to.module === module));
  const quote = text.charAt(reference.start);
  const added = others.map(
    (module = '') => `@import ${clauseOf(module)} from ${quote}${escapeFor(quote, module)}${quote}`,
  );
  const between = betweenTags(text, clause.start, reference.end, lineEnding);
  return [
    { start: clause.start, end: reference.start, text: `@import ${clauseOf(first)} from ` },
    ...(first === undefined ? [] : [replaceSpecifier(text, reference, first)]),
    { start: reference.end, end: reference.end, text: added.map((tag) => between + tag).join('') },
  ];
}

/** The text between two tags: a line of the comment, or the end of one and the start of another. */
function betweenTags(text: string, start: number, end: number, lineEnding: string): string {
  const before = text.slice(lineStartAt(text, start), start);
  const [indent = ''] = /^[ \t]*/.exec(before) ?? [];
  const isLine = /^[ \t]*\/\*\*[ \t]*$/.test(before) && /^[ \t]*\*\//.test(text.slice(end, end + 50));
  if (isLine && !text.slice(start, end).includes('\n')) return ` */${lineEnding}${indent}/** `;
  return lineEnding + (/^[ \t]*\*[ \t]*$/.test(before) ? before : `${indent} * `);
}

function clauseText(items: readonly { readonly name: TagName; readonly move: Legacy | undefined }[]): string {
  const alone: string[] = [];
  const inBraces: string[] = [];
  for (const {
    name: { name, bound },
    move,
  } of items) {
    const to = move?.to.name ?? name;
    if (to === '*') alone.push(`* as ${bound}`);
    else if (to === 'default' && !alone.some((text) => !text.startsWith('*'))) alone.unshift(bound);
    else inBraces.push(to === bound ? nameText(to) : `${nameText(to)} as ${bound}`);
  }
  return [...alone, ...(inBraces.length > 0 ? [`{ ${inBraces.join(', ')} }`] : [])].join(', ');
}

function rename({ start, end, name, bound, isInBraces }: TagName, move: Legacy | undefined): TextEdit[] {
  const to = move?.to.name;
  if (to === undefined || to === name) return [];
  const text = to === bound ? nameText(to) : `${nameText(to)} as ${bound}`;
  return [{ start, end, text: isInBraces ? text : to === 'default' ? bound : `{ ${text} }` }];
}
