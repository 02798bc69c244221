import type { TextEdit } from '../../src/model/edit.ts';
import type { Range } from '../../src/model/range.ts';
import type { Legacy, Resolution } from '../../src/model/resolution.ts';
import type { ModuleReference } from '../../src/parse/javascript/module-references.ts';
import { nameText } from './identifier.ts';
import type { JavaScriptTransform } from './javascript-file.ts';
import { MoveRecorder, replaceSpecifier } from './move-recorder.ts';

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
      const [first] = legacy;
      if (!first) continue;
      const tag = { start: clause.start, end: reference.end };
      if (legacy.length === names.length && legacy.every(({ to }) => to.module === first.to.module)) {
        const edits = [
          replaceSpecifier(text, reference, first.to.module),
          ...names.flatMap((name, k) => rename(name, resolutions[k])),
        ];
        if (legacy.every((move) => moves.isApplied(move))) moves.move(tag, legacy, edits);
        else moves.pend(tag, legacy, edits);
      } else
        for (const move of legacy)
          moves.refuse(
            reference,
            move.from,
            'dynamic-use',
            'not all that the tag takes of the module moves to one: write two tags',
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

/** The names of a tag, whose specifier is known. */
function readTag(
  text: string,
  { start }: ModuleReference,
): { readonly names: readonly TagName[]; readonly clause: Range } {
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

function rename({ start, end, name, bound, isInBraces }: TagName, resolution: Resolution | undefined): TextEdit[] {
  const to = resolution?.kind === 'legacy' ? resolution.to.name : undefined;
  if (to === undefined || to === name) return [];
  const text = to === bound ? nameText(to) : `${nameText(to)} as ${bound}`;
  return [{ start, end, text: isInBraces ? text : to === 'default' ? bound : `{ ${text} }` }];
}
