import { applyTextEdits } from '../edit/apply-text-edits.ts';
import type { Config } from '../model/config.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Edit, Refusal } from '../model/edit.ts';
import type { ReviewChoice } from '../model/review.ts';
import { languageOf } from '../model/source-file.ts';
import type { SourceFile } from '../model/source-file.ts';
import { languageById } from './languages.ts';

/** A text after its Edits. */
export interface TransformedText {
  readonly text: string;
  readonly edits: readonly Edit[];
  readonly refused: readonly Refusal[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Applies the Map to one text.
 * @param path relative to the root: it decides the language, and the meaning of relative imports
 * @param consultsFiles look at the other files of the root; without it, the exports of modules are unknown
 * @param only the id of the one transform to run, of those of JavaScript
 */
export async function transformText(
  config: Config,
  path: string,
  text: string,
  consultsFiles: boolean,
  includesReview: ReviewChoice,
  only?: string,
): Promise<TransformedText> {
  const request = {
    paths: [path],
    files: [path],
    contents: undefined,
    usesGitignore: false,
    selectedShapes: undefined,
    includesReview,
    jobs: 1,
    withDiffs: false,
    withHashes: false,
    withTexts: true,
    withReview: false,
  };
  const bom = text.startsWith('\ufeff') ? '\ufeff' : '';
  const plain = text.slice(bom.length);
  const ending = /\r\n?|\n/.exec(plain)?.[0];
  const source: SourceFile = {
    path,
    language: languageOf(path),
    text: plain,
    encoding: 'utf8',
    hasByteOrderMark: false,
    lineEnding: ending === '\r\n' || ending === '\r' ? ending : '\n',
  };
  const { edits, refused, diagnostics, ...outcome } = await languageById(source.language).editText(config, request, {
    source,
    consultsFiles,
    only,
  });
  const changed = outcome.status === 'changed' ? applyTextEdits(plain, outcome.textEdits) : plain;
  return { text: bom + changed, edits, refused, diagnostics };
}
