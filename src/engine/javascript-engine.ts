import path from 'node:path';
import { applyTextEdits, sortTextEdits } from '../edit/apply-text-edits.ts';
import { formatExport } from '../model/config.ts';
import type { Config } from '../model/config.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Refusal, RefusalReason, Span, TextEdit } from '../model/edit.ts';
import { InternalError, isTooDeep } from '../model/errors.ts';
import type { ModuleExports } from '../model/module-exports.ts';
import type { ModuleMeaning } from '../model/module-meaning.ts';
import type { Outcome } from '../model/outcome.ts';
import type { PlanRequest } from '../model/plan-request.ts';
import { LineIndex, rangeAt, unionOf } from '../model/range.ts';
import type { Range } from '../model/range.ts';
import { forReview } from '../model/resolution.ts';
import type { Resolution } from '../model/resolution.ts';
import { isOfUnknownLanguage } from '../model/source-file.ts';
import type { SourceFile } from '../model/source-file.ts';
import type { SourceBuffer } from '../native/source-buffer.ts';
import type { ModuleReference } from '../parse/javascript/module-references.ts';
import { namingStatement } from '../parse/javascript/naming-statement.ts';
import { parseProgram } from '../parse/javascript/program.ts';
import type { Program } from '../parse/javascript/program.ts';
import { isComponent, scriptBlocks } from '../parse/javascript/script-blocks.ts';
import { sourceAttributes } from '../parse/javascript/source-attributes.ts';
import { quotedTexts } from '../parse/javascript/specifiers-in-text.ts';
import { JavaScriptMap } from '../resolve/javascript/javascript-map.ts';
import type { JavaScriptProject } from '../resolve/javascript/javascript-project.ts';
import { keepsLoading } from '../resolve/javascript/kept-modules.ts';
import { holdTexts } from '../resolve/javascript/mock-holds.ts';
import type { MockHold } from '../resolve/javascript/mock-holds.ts';
import { JavaScriptResolver } from '../resolve/javascript/javascript-resolver.ts';
import { decodeSource } from '../scan/decode.ts';
import { javascriptTransforms } from '../../transforms/javascript/index.ts';
import type { JavaScriptFile, TransformResult } from '../../transforms/javascript/javascript-file.ts';
import { isKept } from '../../transforms/javascript/kept-statement.ts';
import { allowCommentsIn, allowedBecause, letBe, withAllowed } from './allowed.ts';
import { changedOutcome } from './changed-outcome.ts';
import { changedEffects } from './changed-effects.ts';
import { checkPrograms } from './check-programs.ts';
import { notRead, nothingFound, unknownLanguage } from './file-result.ts';
import type { FileResult } from './file-result.ts';
import { importChange } from './import-change.ts';
import { isGenerated } from './generated-file.ts';
import { isChosen } from './is-chosen.ts';
import { JavaScriptPrefilter } from './javascript-prefilter.ts';
import { closedJavaScriptProject, openJavaScriptProject } from './javascript-project.ts';
import { isOwnDocument } from './own-document.ts';
import { remember } from './remember.ts';

/** An engine for the files of the root. */
export function openJavaScriptEngine(config: Config, request: PlanRequest, buffer: SourceBuffer): JavaScriptEngine {
  const project = openJavaScriptProject(config);
  const map = new JavaScriptMap(config.javascript, project);
  const prefilter = new JavaScriptPrefilter(config.javascript, map.legacyKeys, project);
  return new JavaScriptEngine(project, map, request, { buffer, prefilter });
}

/**
 * An engine for texts that are given to it.
 * @param consultsFiles look at the other files of the root
 * @param only the id of the one transform to run
 */
export function textEngine(
  config: Config,
  request: PlanRequest,
  consultsFiles: boolean,
  only: string | undefined,
): JavaScriptEngine {
  const project = consultsFiles ? openJavaScriptProject(config) : closedJavaScriptProject(config);
  return new JavaScriptEngine(project, new JavaScriptMap(config.javascript, project), request, undefined, only);
}

/** A text between quotes that leads to a legacy module. */
type Mention = Range & { readonly meaning: ModuleMeaning };

/** Looks at files of JavaScript and TypeScript, one after another. */
export class JavaScriptEngine {
  readonly #project: JavaScriptProject;
  readonly #map: JavaScriptMap;
  #resolver: JavaScriptResolver;
  /** Of the file at hand: the mocks that stay, and those that its References name. */
  #mocks: MockHold[] = [];
  #kept = new Set<string>();
  #named = new Set<string>();
  #request: PlanRequest;
  readonly #only: string | undefined;
  readonly #scan: { readonly buffer: SourceBuffer; readonly prefilter: JavaScriptPrefilter } | undefined;

  constructor(
    project: JavaScriptProject,
    map: JavaScriptMap,
    request: PlanRequest,
    scan: { readonly buffer: SourceBuffer; readonly prefilter: JavaScriptPrefilter } | undefined,
    only?: string,
  ) {
    this.#only = only;
    this.#project = project;
    this.#map = map;
    this.#resolver = new JavaScriptResolver(map, project, new Set());
    this.#request = request;
    this.#scan = scan;
  }

  /** What configurations could not be read as they are meant. */
  get warnings(): ReadonlySet<string> {
    return this.#project.warnings;
  }

  /** Know what files say of mocks that do not move, for files that are looked at again. */
  learn(learned: ReadonlySet<string>): void {
    if (learned.size > 0) this.#resolver = new JavaScriptResolver(this.#map, this.#project, learned);
  }

  /** Apply the Edits of other Shapes than before; see PlanRequest. */
  choose(onlyShapes: PlanRequest['onlyShapes']): void {
    this.#request = { ...this.#request, onlyShapes };
  }

  /** Look at the file in the buffer, whose path is relative to the root. */
  run(file: string): FileResult {
    if (!this.#scan) return nothingFound;
    const { buffer, prefilter } = this.#scan;
    const importer = path.join(this.#project.root, file);
    const isUnknown = isOfUnknownLanguage(file);
    if (!prefilter.passes(buffer, importer)) return isUnknown ? unknownLanguage(file, buffer.bytes) : nothingFound;
    this.#mocks = [];
    this.#kept = new Set();
    this.#named = new Set();
    const source = decodeSource(file, 'javascript', buffer.bytes);
    const text = 'message' in source ? buffer.bytes.toString('latin1') : source.text;
    const mentions = this.#mentions(
      importer,
      text,
      (quoted) => prefilter.mayName(importer, quoted),
      prefilter.pattern(importer),
    );
    if (isUnknown && (mentions.length === 0 || isOwnDocument(buffer.bytes))) return unknownLanguage(file, buffer.bytes);
    if (mentions.length === 0 && !hasStubs(text)) return { ...nothingFound, isCandidate: true };
    const skip = (reason: RefusalReason, message: string): Outcome => skipped(file, text, mentions, reason, message);
    const outcome = isUnknown
      ? skip('unknown-language', notRead(file))
      : 'message' in source
        ? skip('unsupported-encoding', source.message)
        : isGenerated(text)
          ? skip('generated-file', 'it says @generated: move the imports in what it is generated from')
          : this.#transform(source, mentions, skip);
    const labels = (shown: string): string[] => this.#labels(importer, shown);
    const reviewed: Outcome =
      this.#request.withReview && outcome.status === 'changed'
        ? {
            ...outcome,
            imports: importChange(outcome.edits, labels(text), labels(applyTextEdits(text, outcome.textEdits))),
          }
        : outcome;
    return {
      isCandidate: true,
      outcome: isSilent(reviewed) ? undefined : withAllowed(reviewed, allowCommentsIn(text)),
      imported: this.#learnedHere(),
      rebound: outcome.edits.length > 0 ? [...this.#named] : [],
      patches: nothingFound.patches,
      loads: nothingFound.loads,
    };
  }

  /** What the file at hand says to others: of mocks that stay, and of modules that it goes on to load. */
  #learnedHere(): string[] {
    return [...this.#mocks.flatMap(holdTexts), ...[...this.#kept].flatMap((key) => [key, keepsLoading(key)])];
  }

  /** The legacy modules that strings of a text lead to. */
  #labels(importer: string, text: string): string[] {
    const { prefilter } = this.#scan ?? {};
    const isWanted = (quoted: string): boolean => prefilter?.mayName(importer, quoted) ?? true;
    return this.#mentions(importer, text, isWanted, prefilter?.pattern(importer)).map(({ meaning }) => meaning.label);
  }

  /** Look at a text that was decoded elsewhere. */
  runSource(source: SourceFile): Outcome {
    const importer = path.join(this.#project.root, source.path);
    const mentions = this.#mentions(importer, source.text, (quoted) => quoted.length < 1000, undefined);
    const skip = (reason: RefusalReason, message: string): Outcome =>
      skipped(source.path, source.text, mentions, reason, message);
    if (isOfUnknownLanguage(source.path)) return skip('unknown-language', notRead(source.path));
    if (mentions.length > 0 && isGenerated(source.text))
      return skip('generated-file', 'it says @generated: move the imports in what it is generated from');
    let outcome = this.#transform(source, mentions, skip);
    const learned = this.#learnedHere();
    if (learned.length > 0) {
      this.learn(new Set(learned));
      outcome = this.#transform(source, mentions, skip);
    }
    return withAllowed(outcome, allowCommentsIn(source.text));
  }

  /** The texts between quotes that lead to legacy modules. */
  #mentions(
    importer: string,
    text: string,
    isWanted: (quoted: string) => boolean,
    pattern: RegExp | undefined,
  ): Mention[] {
    return quotedTexts(text, isWanted, pattern).flatMap((quoted) => {
      const meaning = this.#resolver.module(importer, quoted.text);
      return meaning && !meaning.isCanonical ? [{ start: quoted.start, end: quoted.end, meaning }] : [];
    });
  }

  #transform(
    source: SourceFile,
    mentions: readonly Mention[],
    skip: (reason: RefusalReason, message: string) => Outcome,
  ): Outcome {
    try {
      return this.#transformPrograms(source, mentions);
    } catch (error) {
      if (isTooDeep(error)) return skip('syntax-error', 'it nests too deep to be read');
      if (error instanceof SyntaxError) return skip('syntax-error', `it cannot be parsed: ${error.message}`);
      throw error;
    }
  }

  #transformPrograms(source: SourceFile, mentions: readonly Mention[]): Outcome {
    const places = hasStubs(source.text) ? undefined : mentions;
    const results: TransformResult[] = [];
    const programs = scriptBlocks(source.path, source.text).map((block) => parseProgram(block, places));
    const parts = isComponent(source.path) ? [...programs, tagsOf(source.text)] : programs;
    for (const part of parts) {
      const file = this.#file(source, part);
      this.#keep(file);
      // All of them look, so that each knows what the others leave.
      for (const { id, run } of javascriptTransforms) {
        const result = run(file);
        if (this.#only === undefined || this.#only === id) results.push(result);
      }
    }
    const textEdits = unique(sortTextEdits(results.flatMap((result) => result.textEdits)));
    const report = {
      path: source.path,
      edits: results.flatMap((result) => result.edits),
      refused: results.flatMap((result) => result.refused),
      diagnostics: [
        ...results.flatMap((result) => result.diagnostics),
        ...(places && this.#only === undefined ? textMentions(source.text, mentions, parts) : []),
      ],
    };
    if (textEdits.length > 0) checkPrograms(source, textEdits, programs);
    const changed = textEdits.length === 0 ? undefined : changedOutcome(source, textEdits, this.#request);
    return changed ? { ...report, ...changed } : { ...report, status: 'unchanged' };
  }

  /** Note the legacy modules with effects that the file goes on to load. */
  #keep(file: JavaScriptFile): void {
    const mayElide = /\.(?:[mc]?tsx?|vue|svelte)$/.test(file.source.path);
    for (const reference of file.references) {
      const meaning = reference.form === 'import' ? file.module(reference) : undefined;
      if (!meaning) continue;
      const exports = (): ModuleExports | undefined => this.#project.exportsOf(meaning.key);
      if (isKept(reference, meaning, exports, mayElide) && this.#hasEffects(meaning.key, exports()))
        this.#kept.add(meaning.key);
    }
  }

  /** Does something when it is loaded that the modules do not do which the Map puts in its place? */
  #hasEffects(key: string, exports: ModuleExports | undefined): boolean {
    if (exports?.effectLine !== undefined) return true;
    const { whole, symbols } = this.#map.module(key, undefined) ?? {};
    const mappings = [...(whole ? [whole] : []), ...(symbols?.values() ?? [])];
    const targets = [...new Set(mappings.map(({ canonical }) => canonical.key))];
    return this.#resolver.consequences.mayChangeEffects({ module: key, targets, isAtOnce: true, isChosen: true });
  }

  #file(source: SourceFile, program: Omit<Program, 'errorIn'>): JavaScriptFile {
    const importer = path.join(this.#project.root, source.path);
    const index = new LineIndex(source.text);
    const line = program.errorAt < 0 ? undefined : index.position(program.errorAt).line;
    const comments = allowCommentsIn(source.text);
    const span = (range: Range): Span => spanOf(index, range);
    const unlessAllowed = (reference: ModuleReference, meaning: ModuleMeaning | undefined) => {
      const reason = meaning && allowedBecause(comments, () => span(namingStatement(reference)));
      return meaning && reason !== undefined ? withEach(meaning, (resolution) => letBe(resolution, reason)) : meaning;
    };
    const meaningOf = remember((specifier: string): ModuleMeaning | undefined => {
      const meaning = this.#resolver.module(importer, specifier);
      if (meaning?.isCanonical) return undefined;
      if (meaning) this.#named.add(meaning.key);
      return meaning && line !== undefined ? withError(meaning, line) : meaning;
    });
    const file: JavaScriptFile = {
      source,
      isComponent: isComponent(source.path),
      references: program.references,
      module: (reference) => unlessAllowed(reference, meaningOf(reference.specifier)),
      moduleFrom: (reference, specifier) => {
        const from = this.#project.locate(importer, reference.specifier);
        const meaning = from.isFound ? this.#resolver.module(from.key, specifier) : undefined;
        return meaning?.isCanonical === true ? undefined : unlessAllowed(reference, meaning);
      },
      // A loader's query makes another module of it.
      leadsTo: remember(
        (specifier: string) => this.#project.locate(importer, specifier).key + (/\?.*/s.exec(specifier)?.[0] ?? ''),
      ),
      leaveMock: ({ key }, range, names, isMock = true) => {
        const place = `${source.path}:${span(range).line}`;
        for (const name of names ?? [undefined]) this.#mocks.push({ key, name, place, isMock });
      },
      manualMock: (specifier) => {
        const { key } = this.#project.locate(importer, specifier);
        const beside = path.join(path.dirname(key), '__mocks__', path.basename(key).replace(/\.[^.]+$/, ''));
        const inRoot = path.join(this.#project.root, '__mocks__', specifier);
        const found = this.#project.locate(importer, path.isAbsolute(key) ? beside : inRoot);
        return found.isFound ? path.relative(this.#project.root, found.key).split(path.sep).join('/') : undefined;
      },
      changedEffect: changedEffects(this.#project, this.#resolver, () => file),
      uses: program.uses,
      given: new Set(),
      isApplied: (move, transform) => isChosen(this.#request, move, formatExport(move.to), transform),
      span,
    };
    return file;
  }
}

/** What the tags of a component name; no names are bound there. */
function tagsOf(text: string): Omit<Program, 'errorIn'> {
  const uses = (): never => {
    throw new InternalError('a tag binds no names');
  };
  const comments = [...text.matchAll(/<!--([^]*?)(?:-->|$)/g)].map(({ 0: comment, 1: value = '', index: start }) => ({
    type: 'CommentBlock' as const,
    value,
    start,
    end: start + comment.length,
  }));
  return { references: sourceAttributes(text), comments, errorAt: -1, uses };
}

/** Nothing to say of the file: what leads to a legacy module there is no Reference, or takes what does not move. */
function isSilent({ status, edits, refused, diagnostics }: Outcome): boolean {
  return status === 'unchanged' && edits.length + refused.length + diagnostics.length === 0;
}

/** Paths of legacy modules in strings that are no Reference, and in what TypeScript reads of comments: text is not edited. */
function textMentions(
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

function spanOf(index: LineIndex, { start, end }: Range): Span {
  const [from, to] = [index.position(start), index.position(end)];
  return { line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
}

/** Two transforms may ask for the same: the uses of a name that two forms move. */
function unique(sorted: readonly TextEdit[]): TextEdit[] {
  return sorted.filter((edit, k) => {
    const before = sorted[k - 1];
    return !before || before.start !== edit.start || before.end !== edit.end || before.text !== edit.text;
  });
}

/** What these libraries replace is named as the module that is tested names it, so no text here need lead to it. */
function hasStubs(text: string): boolean {
  return /\b(?:proxyquire|rewiremock)\b/.test(text);
}

/** A file with errors that the parser passed may be other than it looks. */
function withError(meaning: ModuleMeaning, line: number): ModuleMeaning {
  return withEach(meaning, (resolution) =>
    resolution.kind === 'legacy'
      ? forReview(resolution, 'unreadable-code', `the file has an error (line ${line})`)
      : resolution,
  );
}

/** The meaning of a module, each answer of which is changed. */
function withEach(meaning: ModuleMeaning, change: (resolution: Resolution) => Resolution): ModuleMeaning {
  return {
    ...meaning,
    whole: (names, isType) => change(meaning.whole(names, isType)),
    star: (isType) => change(meaning.star(isType)),
    url: (names) => change(meaning.url(names)),
    symbol: (name, isType) => change(meaning.symbol(name, isType)),
  };
}

/** Nothing of the file is edited; every string in it that leads to a legacy module is refused for the same reason. */
function skipped(
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
