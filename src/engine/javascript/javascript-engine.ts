import path from 'node:path';
import { applyTextEdits } from '../../edit/apply-text-edits.ts';
import { formatExport } from '../../model/config.ts';
import type { RefusalReason, Span } from '../../model/edit.ts';
import { isTooDeep } from '../../model/errors.ts';
import { factsOf } from '../../model/file-facts.ts';
import { isComponent } from '../../model/javascript-endings.ts';
import { noLinks } from '../../model/links.ts';
import type { Links } from '../../model/links.ts';
import { mockHolds } from '../../model/mock-hold.ts';
import type { MockHold } from '../../model/mock-hold.ts';
import type { ModuleMeaning } from '../../model/module-meaning.ts';
import type { Outcome } from '../../model/outcome.ts';
import type { PlanRequest } from '../../model/plan-request.ts';
import { LineIndex } from '../../model/range.ts';
import type { Range } from '../../model/range.ts';
import type { Evidence, Reference } from '../../model/reference.ts';
import type { Resolution } from '../../model/resolution.ts';
import type { Reads } from './reads-scripts.ts';
import type { SourceFile } from '../../model/source-file.ts';
import { jsxSources } from '../../parse/javascript/module-references.ts';
import type { ModuleReference } from '../../parse/javascript/module-references.ts';
import { namingStatement } from '../../parse/javascript/naming-statement.ts';
import { parseProgram } from '../../parse/javascript/program.ts';
import type { Program } from '../../parse/javascript/program.ts';
import { scriptBlocks } from '../../parse/javascript/script-blocks.ts';
import { quotedTexts } from '../../parse/javascript/specifiers-in-text.ts';
import type { JavaScriptProject } from '../../resolve/javascript/javascript-project.ts';
import type { JavaScriptResolver } from '../../resolve/javascript/javascript-resolver.ts';
import { decodeSource } from '../../scan/decode.ts';
import { javascriptTransforms } from '../../../transforms/javascript/index.ts';
import type { JavaScriptFile, TransformResult } from '../../../transforms/javascript/javascript-file.ts';
import { isLoadedAtOnce, loadedModules } from '../../../transforms/javascript/loaded-modules.ts';
import { allowCommentsIn, suppressionAt, withSuppressions } from '../suppressions.ts';
import { changedOutcome } from '../changed-outcome.ts';
import type { ScriptCalls } from '../../../transforms/javascript/call-site/script-calls.ts';
import { changedEffects, effectsOfLegacy } from './changed-effects.ts';
import { checkPrograms } from './check-programs.ts';
import { decide } from '../decide.ts';
import { manualMock } from './manual-mock.ts';
import { notRead, nothingFound, unknownLanguage } from '../file-result.ts';
import type { FileResult } from '../file-result.ts';
import { importChange } from '../import-change.ts';
import { scriptLayout } from '../layout/script-layout.ts';
import type { ScriptLayout } from '../layout/script-layout.ts';
import { isGenerated } from '../generated-file.ts';
import { selectsMove } from '../select-moves.ts';
import { skipped, spanOf, tagsOf, textMentions } from './javascript-mentions.ts';
import type { Mention } from './javascript-mentions.ts';
import type { JavaScriptScan } from './javascript-prefilter.ts';
import { transformChoice } from './only-transform.ts';
import type { TransformChoice } from './only-transform.ts';
import type { Resolvers } from './scoped-resolvers.ts';
import { joinedEdits } from './joined-edits.ts';
import type { MoveChoice } from '../python/open-file.ts';
import { isOwnDocument } from '../own-document.ts';
import { remember } from '../remember.ts';

/**
 * The facts that a file adds for others while it is edited: mocks that stay, modules that it still loads, and modules
 * that it names.
 */
interface Said {
  readonly mocks: MockHold[];
  readonly kept: Set<string>;
  readonly named: Set<string>;
}

interface EditContext {
  readonly links: Links;
  readonly choice: MoveChoice;
  readonly said: Said;
}

/** A file that is edited under certain Links. */
export interface DecidedJavaScript {
  readonly open: OpenJavaScript;
  readonly links: Links;
}

/** A file that was read: either to be edited, once or again with other choices, or never edited, with its result. */
export type OpenJavaScript = { readonly file: string } & (
  | { readonly isDone: true; readonly result: FileResult }
  | {
      readonly isDone: false;
      readonly source: SourceFile;
      readonly mentions: readonly Mention[];
      /** Parses them the first time that it is asked. @throws SyntaxError */
      readonly programs: () => readonly Program[];
    }
);

/** Looks at files of JavaScript and TypeScript, one after another. */
export class JavaScriptEngine {
  readonly #project: JavaScriptProject;
  readonly #resolverOf: Resolvers['resolverOf'];
  readonly #whole: JavaScriptResolver;
  readonly #hasEffects: (key: string) => boolean;
  readonly #request: PlanRequest;
  readonly #isRead: Reads['isRead'];
  readonly #only: string | undefined;
  readonly #scan: JavaScriptScan | undefined;
  readonly #transforms: TransformChoice;
  readonly #layOut: ScriptLayout;

  constructor(
    project: JavaScriptProject,
    { map, whole, resolverOf }: Resolvers,
    request: PlanRequest,
    { isRead, only }: Reads,
    scan?: JavaScriptScan,
  ) {
    this.#isRead = isRead;
    this.#only = only;
    this.#transforms = transformChoice(only);
    this.#project = project;
    this.#layOut = scriptLayout(project.isConsulted ? project.root : undefined);
    this.#resolverOf = resolverOf;
    this.#whole = whole;
    this.#hasEffects = effectsOfLegacy(project, map, whole);
    this.#request = request;
    this.#scan = scan;
  }

  /** The warnings about configurations that could not be read as intended. */
  get warnings(): ReadonlySet<string> {
    return this.#project.warnings;
  }

  /** Open the file in the buffer, whose path is relative to the root. */
  open(file: string): OpenJavaScript {
    if (!this.#scan) return { file, isDone: true, result: nothingFound };
    const { buffer, prefilter, noteSettings } = this.#scan;
    const importer = path.join(this.#project.root, file);
    noteSettings(path.dirname(importer));
    const isUnknown = !this.#isRead(file);
    const done = (result: FileResult): OpenJavaScript => ({ file, isDone: true, result });
    if (!prefilter.passes(buffer, importer))
      return done(isUnknown ? unknownLanguage(file, buffer.bytes) : nothingFound);
    const source = decodeSource(file, 'javascript', buffer.bytes);
    const text = 'message' in source ? buffer.bytes.toString('latin1') : source.text;
    const isWanted = (quoted: string): boolean => prefilter.mayName(importer, quoted);
    const mentions = this.#mentions(importer, text, isWanted, prefilter.pattern(importer));
    if (isUnknown && (mentions.length === 0 || isOwnDocument(buffer.bytes)))
      return done(unknownLanguage(file, buffer.bytes));
    if (mentions.length === 0 && !hasStubs(text)) return done({ ...nothingFound, isCandidate: true });
    const skip = (reason: RefusalReason, message: string): OpenJavaScript => {
      const outcome = withSuppressions(skipped(file, text, mentions, reason, message), allowCommentsIn(text));
      return done({ isCandidate: true, outcome, facts: undefined });
    };
    if (isUnknown) return skip('unknown-language', notRead(file));
    if ('message' in source) return skip('unsupported-encoding', source.message);
    if (isGenerated(text))
      return skip('generated-file', 'it says @generated: move the imports in the source that it is generated from');
    return { file, isDone: false, source, mentions, programs: programsOf(source, mentions) };
  }

  /** Each transform decides when it edits: the Verdicts on a statement depend on the others that are made. */
  decide(open: OpenJavaScript, links: Links): DecidedJavaScript {
    return { open, links };
  }

  /** The Outcome of a file under a choice, and its facts. */
  edit({ open, links }: DecidedJavaScript, choice: MoveChoice): FileResult {
    if (open.isDone) return open.result;
    const { file, source } = open;
    const said: Said = { mocks: [], kept: new Set(), named: new Set() };
    const outcome = this.#transform(open, { links, choice, said });
    const importer = path.join(this.#project.root, file);
    const labels = (shown: string): string[] => this.#labels(importer, shown);
    const reviewed: Outcome =
      this.#request.withReview && outcome.status === 'changed'
        ? {
            ...outcome,
            imports: importChange(
              outcome.edits,
              labels(source.text),
              labels(applyTextEdits(source.text, outcome.textEdits)),
            ),
          }
        : outcome;
    return {
      isCandidate: true,
      outcome: isSilent(reviewed) ? undefined : withSuppressions(reviewed, allowCommentsIn(source.text)),
      facts: factsOf(file, {
        lookups: [...said.mocks.map(({ key }) => key), ...said.kept],
        mocks: said.mocks,
        keeps: [...said.kept],
        ownNames: outcome.edits.length > 0 ? [...said.named] : [],
      }),
    };
  }

  /** The legacy modules that strings of a text lead to. */
  #labels(importer: string, text: string): string[] {
    const { prefilter } = this.#scan ?? {};
    const isWanted = (quoted: string): boolean => prefilter?.mayName(importer, quoted) ?? true;
    return this.#mentions(importer, text, isWanted, prefilter?.pattern(importer)).map(({ meaning }) => meaning.label);
  }

  /** Edit a text that was decoded elsewhere, knowing of other files what their modules are. */
  editSource(source: SourceFile): Outcome {
    const importer = path.join(this.#project.root, source.path);
    const mentions = this.#mentions(importer, source.text, (quoted) => quoted.length < 1000, undefined);
    if (!this.#isRead(source.path))
      return skipped(source.path, source.text, mentions, 'unknown-language', notRead(source.path));
    if (mentions.length > 0 && isGenerated(source.text)) {
      const message = 'it says @generated: move the imports in the source that it is generated from';
      return skipped(source.path, source.text, mentions, 'generated-file', message);
    }
    const said: Said = { mocks: [], kept: new Set(), named: new Set() };
    const open = { source, mentions, programs: programsOf(source, mentions) };
    const outcome = this.#transform(open, { links: noLinks, choice: this.#request, said });
    const links = { ...noLinks, mocks: mockHolds(said.mocks), loaded: said.kept };
    const isAlone = links.mocks.size + links.loaded.size === 0;
    const known = isAlone ? outcome : this.#transform(open, { links, choice: this.#request, said });
    return withSuppressions(known, allowCommentsIn(source.text));
  }

  /** The texts between quotes that lead to legacy modules. */
  #mentions(
    importer: string,
    text: string,
    isWanted: (quoted: string) => boolean,
    pattern: RegExp | undefined,
  ): Mention[] {
    const sources = jsxSources(text).map(({ specifier, ...range }) => ({ ...range, text: specifier }));
    return [...quotedTexts(text, isWanted, pattern), ...sources].flatMap(({ start, end, text: specifier }) => {
      const meaning = this.#resolverOf(importer).module(importer, specifier);
      return meaning && !meaning.isCanonical ? [{ start, end, meaning }] : [];
    });
  }

  #transform(open: EditedText, context: EditContext): Outcome {
    const { source, mentions } = open;
    const skip = (reason: RefusalReason, message: string): Outcome =>
      skipped(source.path, source.text, mentions, reason, message);
    try {
      return this.#transformPrograms(open, context);
    } catch (error) {
      if (isTooDeep(error)) return skip('syntax-error', 'it nests too deep to be read');
      if (error instanceof SyntaxError) return skip('syntax-error', `it cannot be parsed: ${error.message}`);
      throw error;
    }
  }

  #transformPrograms({ source, mentions, programs: parse }: EditedText, context: EditContext): Outcome {
    const results: TransformResult[] = [];
    const programs = parse();
    const parts = isComponent(source.path) ? [...programs, tagsOf(source)] : programs;
    for (const part of parts) {
      const file = this.#file(source, part, context);
      this.#keep(file, context.said);
      // All of them look, so that each knows what the others leave.
      for (const { id, run } of javascriptTransforms) results.push(...this.#transforms.kept(id, run(file)));
    }
    const textEdits = this.#layOut(source, joinedEdits(source.text, results));
    const report = {
      path: source.path,
      edits: results.flatMap((result) => result.edits),
      refused: results.flatMap((result) => result.refused),
      diagnostics: [
        ...results.flatMap((result) => result.diagnostics),
        ...(this.#only === undefined && !hasStubs(source.text) ? textMentions(source.text, mentions, parts) : []),
      ],
    };
    if (textEdits.length > 0) checkPrograms(source, textEdits, programs);
    const changed = textEdits.length === 0 ? undefined : changedOutcome(source, textEdits, this.#request);
    return changed ? { ...report, ...changed } : { ...report, status: 'unchanged' };
  }

  /** Note the legacy modules with effects that the file goes on to load. */
  #keep(file: JavaScriptFile, { kept }: Said): void {
    const isOfEffect = (reference: ModuleReference): boolean => {
      const meaning = isLoadedAtOnce(reference) ? file.module(reference) : undefined;
      return meaning !== undefined && this.#hasEffects(meaning.key);
    };
    if (!file.references.some(isOfEffect)) return;
    const isValue = ({ key }: ModuleMeaning, name: string): boolean => this.#whole.isValue(key, name);
    for (const { reference, isAtOnce, isKept } of loadedModules(file, isValue)) {
      const meaning = isKept && isAtOnce && isOfEffect(reference) ? file.module(reference) : undefined;
      if (meaning) kept.add(meaning.key);
    }
  }

  #file(source: SourceFile, program: Omit<Program, 'errorIn'>, { links, choice, said }: EditContext): JavaScriptFile {
    const importer = path.join(this.#project.root, source.path);
    const resolver = this.#resolverOf(importer);
    const index = new LineIndex(source.text);
    const line = program.errorAt < 0 ? undefined : index.position(program.errorAt).line;
    const comments = allowCommentsIn(source.text);
    const span = (range: Range): Span => spanOf(index, range);
    const deciding =
      (evidence: Evidence) =>
      (reference: Reference): Resolution =>
        decide({ ...reference, evidence: { ...reference.evidence, ...evidence } }, links);
    const evidenceOf = (reference: ModuleReference): Evidence => {
      const suppression = suppressionAt(comments, () => span(namingStatement(reference)));
      return {
        ...(line === undefined ? {} : { errorLine: line }),
        ...(suppression === undefined ? {} : { suppression }),
      };
    };
    const meanings = new Map<string, ModuleMeaning | undefined>();
    const meaningOf = (reference: ModuleReference): ModuleMeaning | undefined => {
      const evidence = evidenceOf(reference);
      const key = `${reference.specifier}\0${evidence.suppression ?? ''}`;
      if (meanings.has(key)) return meanings.get(key);
      const meaning = resolver.module(importer, reference.specifier, deciding(evidence));
      if (meaning?.isCanonical === false) said.named.add(meaning.key);
      meanings.set(key, meaning?.isCanonical === true ? undefined : meaning);
      return meanings.get(key);
    };
    let calls: ScriptCalls | undefined;
    const file: JavaScriptFile = {
      source,
      isComponent: isComponent(source.path),
      references: program.references,
      module: meaningOf,
      specifiers: {
        from: (reference, specifier) => {
          const from = this.#project.locate(importer, reference.specifier);
          const decideHere = deciding(evidenceOf(reference));
          const meaning = from.isFound ? resolver.module(from.key, specifier, decideHere) : undefined;
          return meaning?.isCanonical === true ? undefined : meaning;
        },
        // A loader's query makes another module of it.
        leadsTo: remember(
          (specifier: string) => this.#project.locate(importer, specifier).key + (/\?.*/s.exec(specifier)?.[0] ?? ''),
        ),
      },
      mocks: {
        leave: ({ key }, range, names, isMock = true) => {
          const place = `${source.path}:${span(range).line}`;
          for (const name of names ?? [undefined]) said.mocks.push({ key, name, place, isMock });
        },
        manual: (specifier) => manualMock(this.#project, importer, specifier),
      },
      changedEffect: changedEffects(this.#project, resolver, links, () => file),
      elementFactories: () => this.#project.elementFactories(importer),
      uses: program.uses,
      given: new Set(),
      calls: () => (calls ??= this.#transforms.calls(file)),
      isApplied: (move, transform) =>
        this.#transforms.applies(transform) && selectsMove(choice, move, formatExport(move.to), transform),
      span,
    };
    return file;
  }
}

type EditedText = Pick<OpenJavaScript & { readonly isDone: false }, 'source' | 'mentions' | 'programs'>;

/** The programs of a file, which are parsed once, however often it is edited. */
function programsOf({ path, text }: SourceFile, mentions: readonly Mention[]): () => readonly Program[] {
  let programs: readonly Program[] | undefined;
  const places = hasStubs(text) ? undefined : mentions;
  return () => (programs ??= scriptBlocks(path, text).map((block) => parseProgram(block, places)));
}

/** These libraries replace a module by the name that the tested module uses, so no text here need lead to it. */
function hasStubs(text: string): boolean {
  return /\b(?:proxyquire|rewiremock)\b/.test(text);
}

/** Nothing to say of the file: what leads to a legacy module there is no Reference, or takes what does not move. */
function isSilent({ status, edits, refused, diagnostics }: Outcome): boolean {
  return status === 'unchanged' && edits.length + refused.length + diagnostics.length === 0;
}
