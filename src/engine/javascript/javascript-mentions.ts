import type { Diagnostic } from '../../model/diagnostic.ts';
import type { Refusal, RefusalReason, Span } from '../../model/edit.ts';
import { InternalError } from '../../model/errors.ts';
import type { ModuleMeaning } from '../../model/module-meaning.ts';
import type { Outcome } from '../../model/outcome.ts';
import { LineIndex, rangeAt, unionOf } from '../../model/range.ts';
import type { Range } from '../../model/range.ts';
import type { SourceFile } from '../../model/source-file.ts';
import { astroTemplate } from '../../parse/javascript/astro-blocks.ts';
import type { Program } from '../../parse/javascript/program.ts';
import { sourceAttributes } from '../../parse/javascript/source-attributes.ts';

/** A text between quotes that leads to a legacy module. */
export type Mention = Range & { readonly meaning: ModuleMeaning };

/** The modules that the tags of a component name. Tags bind no names. Those of MDX are not looked up. */
export function tagsOf({ path, text: whole }: Pick<SourceFile, 'path' | 'text'>): Omit<Program, 'errorIn'> {
  const isAstro = path.endsWith('.astro');
  const text = isAstro ? astroTemplate(whole) : path.endsWith('.mdx') ? '' : whole;
  // Astro leaves a script with other attributes alone.
  const isWanted = (attributes: string): boolean =>
    !isAstro || /^\s*src\s*=\s*(?:"[^"]*"|'[^']*')[\s/]*$/i.test(attributes);
  const uses = (): never => {
    throw new InternalError('a tag binds no names');
  };
  const comments = [...text.matchAll(/<!--([^]*?)(?:-->|$)/g)].map(({ 0: comment, 1: value = '', index: start }) => ({
    type: 'CommentBlock' as const,
    value,
    start,
    end: start + comment.length,
  }));
  return { references: sourceAttributes(text, isWanted), comments, errorAt: -1, uses };
}

/** Paths of legacy modules in strings that are no Reference, and in what TypeScript reads of comments: text is not edited. */
export function textMentions(
  text: string,
  mentions: readonly Mention[],
  parts: readonly Pick<Program, 'references' | 'comments'>[],
): Diagnostic[] {
  const read = unionOf(
    parts.flatMap(({ references, comments }) => [
      ...references,
      ...comments
        .filter(({ value }) => !/^\/\s*<reference\s/.test(value))
        .map(({ start, end }) => ({ start: start ?? 0, end: end ?? 0 })),
    ]),
  );
  const isText = ({ start, end, meaning }: Mention): boolean =>
    !meaning.isGuess && text.slice(start, end).includes('/') && end > (rangeAt(read, start)?.end ?? 0);
  const index = new LineIndex(text);
  return mentions.filter(isText).map(({ start, end, meaning }) => ({
    ...spanOf(index, { start, end }),
    ruleId: 'javascript/text-mention',
    severity: 'note',
    message: `the text names ${meaning.label}; text is not edited`,
  }));
}

export function spanOf(index: LineIndex, { start, end }: Range): Span {
  const [from, to] = [index.position(start), index.position(end)];
  return { line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
}

/** Nothing of the file is edited; every string in it that leads to a legacy module is refused for the same reason. */
export function skipped(
  file: string,
  text: string,
  mentions: readonly Mention[],
  reason: RefusalReason,
  message: string,
): Outcome {
  const index = new LineIndex(text);
  const refused = mentions.map(({ start, end, meaning }): Refusal => {
    return {
      ...spanOf(index, { start, end }),
      transform: 'javascript/import-declaration',
      reason,
      message,
      from: meaning.label,
    };
  });
  return { path: file, status: 'skipped', reason, message, edits: [], refused, diagnostics: [] };
}
