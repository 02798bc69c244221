import { applyTextEdits, sortTextEdits } from '../../edit/apply-text-edits.ts';
import type { Carrier, Part } from '../../carriers/carrier.ts';
import type { Config } from '../../model/config.ts';
import type { RefusalReason } from '../../model/edit.ts';
import { InternalError } from '../../model/errors.ts';
import { factsOf } from '../../model/file-facts.ts';
import type { FileFacts } from '../../model/file-facts.ts';
import type { Links } from '../../model/links.ts';
import type { Outcome } from '../../model/outcome.ts';
import type { PlanRequest } from '../../model/plan-request.ts';
import type { SourceFile } from '../../model/source-file.ts';
import type { SourceBuffer } from '../../native/source-buffer.ts';
import { mayNameLegacy, namedInText, namesLegacy } from '../../resolve/python/named-in-text.ts';
import { PythonMap } from '../../resolve/python/python-map.ts';
import { decodeSource } from '../../scan/decode.ts';
import type { LiteralPrefilter } from '../../scan/literal-prefilter.ts';
import { CarriedPlaces } from './carried-outcome.ts';
import type { CarriedReport } from './carried-outcome.ts';
import { programOf, untouched } from './carried-program.ts';
import { changedOutcome } from '../changed-outcome.ts';
import { nothingFound } from '../file-result.ts';
import type { FileResult } from '../file-result.ts';
import type { LanguageEngine } from '../readers/full-reader.ts';
import { isGenerated } from '../generated-file.ts';
import type { MoveChoice } from '../python/open-file.ts';
import { isOwnDocument } from '../own-document.ts';
import { PythonEngine } from '../python/python-engine.ts';
import type { DecidedPython, OpenPython } from '../python/python-engine.ts';
import type { Repository } from '../python/python-project.ts';
import { prefilterOf } from '../python/python-scanner.ts';
import { allowCommentsIn, withSuppressions } from '../suppressions.ts';

/** A part that was opened. A text has no program. */
interface OpenPart {
  readonly part: Part;
  readonly program: OpenPython | undefined;
}

/** A file of a carrier that was read: either to be edited, or with its result. */
export type OpenCarried =
  | { readonly isDone: true; readonly result: FileResult }
  | {
      readonly isDone: false;
      readonly source: SourceFile;
      readonly carrier: Carrier;
      readonly parts: readonly OpenPart[];
      readonly engine: PythonEngine;
    };

/** A file of a carrier with the Verdicts on the References in its programs, in the order of the parts. */
export interface DecidedCarried {
  readonly open: OpenCarried;
  readonly programs: readonly (DecidedPython | undefined)[];
}

/** Reads and edits the files of carriers, one after another. */
export class CarrierEngine implements LanguageEngine<OpenCarried, DecidedCarried> {
  readonly #carriers: readonly Carrier[];
  readonly #map: PythonMap;
  readonly #prefilter: LiteralPrefilter;
  readonly #buffer: SourceBuffer;
  readonly #request: PlanRequest;
  readonly #engine: PythonEngine;
  /** Keeps every local name: for files with code that cannot be read, in which the name may be used. */
  readonly #keeping: PythonEngine;

  constructor(
    carriers: readonly Carrier[],
    config: Config,
    request: PlanRequest,
    buffer: SourceBuffer,
    project: Repository | undefined,
  ) {
    this.#carriers = carriers;
    this.#map = new PythonMap(config.python);
    this.#prefilter = prefilterOf(this.#map, config.python);
    this.#buffer = buffer;
    // A part is edited for its edits alone: the diff is that of the file.
    this.#request = request;
    const ofPart = { ...request, withDiffs: false, withHashes: false, withReview: false };
    this.#engine = new PythonEngine(config, ofPart, buffer, project);
    this.#keeping = new PythonEngine(keepingNames(config), ofPart, buffer, project);
  }

  open(path: string): OpenCarried {
    const done = (result: FileResult): OpenCarried => ({ isDone: true, result });
    const carrier = this.#carriers.find(({ isOf }) => isOf(path));
    const { bytes } = this.#buffer;
    if (carrier === undefined || !this.#prefilter.passes(this.#buffer, path) || isOwnDocument(bytes))
      return done(nothingFound);
    const source = decodeSource(path, 'carried', bytes);
    if ('message' in source)
      return done(this.#skipped(path, bytes.toString('latin1'), 'unsupported-encoding', source.message));
    return mayNameLegacy(source.text, this.#map)
      ? this.#opened(carrier, source)
      : done({ ...nothingFound, isCandidate: true });
  }

  #opened(carrier: Carrier, source: SourceFile): OpenCarried {
    const { path, text } = source;
    const done = (result: FileResult): OpenCarried => ({ isDone: true, result });
    if (isGenerated(text))
      return done(this.#skipped(path, text, 'generated-file', 'it says @generated: change what it is generated from'));
    let parts: readonly Part[];
    try {
      parts = carrier.parts({ path, text, mayName: this.#mayName });
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      return done(this.#skipped(path, text, 'syntax-error', error.message));
    }
    const hiding = parts.filter(({ hidesUses }) => hidesUses === true);
    const isPartlyHidden = hiding.length > 0 || parts.some(({ doubt }) => doubt !== undefined);
    const engine = isPartlyHidden ? this.#keeping : this.#engine;
    const [named] = hiding.flatMap((part) => namedInText(part.text, this.#map));
    const general = named && `${named.from} is used where code is not read, too`;
    const opened = parts.map((part): OpenPart => {
      const doubt = part.doubt ?? general;
      const program = part.kind === 'text' ? undefined : engine.openPart(programOf(source, part), doubt);
      return { part, program };
    });
    return { isDone: false, source, carrier, parts: opened, engine };
  }

  decide(open: OpenCarried, links: Links): DecidedCarried {
    if (open.isDone) return { open, programs: [] };
    const { parts, engine } = open;
    return { open, programs: parts.map(({ program }) => program && engine.decide(program, links)) };
  }

  edit({ open, programs }: DecidedCarried, choice: MoveChoice): FileResult {
    if (open.isDone) return open.result;
    const { source, parts, engine } = open;
    const places = new CarriedPlaces(source.text);
    const reports: CarriedReport[] = [];
    const facts: FileFacts[] = [];
    for (const [k, { part }] of parts.entries()) {
      const program = programs[k];
      if (program === undefined) reports.push(places.mentions(part, this.#map));
      else {
        const result = engine.edit(program, choice);
        reports.push(places.report(part, result.outcome ?? untouched(source.path)));
        if (result.facts) facts.push(result.facts);
      }
    }
    return { isCandidate: true, outcome: this.#outcome(open, reports), facts: factsTogether(source.path, facts) };
  }

  #outcome(
    { source, carrier, parts }: Exclude<OpenCarried, { isDone: true }>,
    reports: readonly CarriedReport[],
  ): Outcome | undefined {
    const { path, text } = source;
    const together = {
      path,
      edits: inOrder(reports.flatMap(({ edits }) => edits)),
      refused: inOrder(reports.flatMap(({ refused }) => refused)),
      diagnostics: inOrder(reports.flatMap(({ diagnostics }) => diagnostics)),
    };
    if (together.edits.length + together.refused.length + together.diagnostics.length === 0) return undefined;
    const report = withSuppressions(together, allowCommentsIn(text));
    const textEdits = sortTextEdits(reports.flatMap((one) => one.textEdits));
    if (textEdits.length === 0) return { ...report, status: 'unchanged' };
    const after = carrier.parts({ path, text: applyTextEdits(text, textEdits), mayName: this.#mayName });
    const other = reports.findIndex(
      (one, k) => essence(after[k], after[k]?.text) !== essence(parts[k]?.part, one.after),
    );
    if (other >= 0 || after.length !== reports.length)
      throw new InternalError(`the file would not be read as it was edited (part ${other + 1} of ${after.length})`);
    const changed = changedOutcome(source, textEdits, this.#request);
    return changed && { ...report, ...changed };
  }

  readonly #mayName = (value: string): boolean => this.#prefilter.mayName(value);

  /** The result of a file that cannot be read: the legacy paths in it are refused. */
  #skipped(path: string, text: string, reason: RefusalReason, message: string): FileResult {
    const whole: Part = {
      kind: 'text',
      text,
      pieces: [{ start: 0, end: text.length, at: { start: 0, end: text.length } }],
      sections: [],
      unread: message,
    };
    if (!namesLegacy(text, this.#map)) return { ...nothingFound, isCandidate: true };
    const refused = new CarriedPlaces(text)
      .mentions(whole, this.#map)
      .refused.map((refusal) => ({ ...refusal, reason }));
    const outcome: Outcome = { path, status: 'skipped', reason, message, edits: [], refused, diagnostics: [] };
    return { ...nothingFound, isCandidate: true, outcome: withSuppressions(outcome, allowCommentsIn(text)) };
  }
}

/** The same configuration with local names that stay. What is built in has no name to import. */
function keepingNames(config: Config): Config {
  const map = config.python.map.map((entry) =>
    entry.canonical.module === 'builtins' ? entry : { ...entry, uses: 'alias' as const },
  );
  return { ...config, python: { ...config.python, map } };
}

/** A part without what edits of others may change: empty lines, and around words what code leaves between them. */
function essence(part: Part | undefined, text = ''): string {
  return `${part?.kind ?? ''} ${part?.kind === 'text' ? text.replace(/[\s>.]+/g, '') : text.replace(/(?:0 {2}# import \*|; |\r?\n)+/g, '\n')}`;
}

function inOrder<T extends { readonly line: number; readonly column: number }>(found: readonly T[]): T[] {
  return found.toSorted((a, b) => a.line - b.line || a.column - b.column);
}

/** The facts of all parts as those of the file. Nobody imports it, so no name in it changes for others. */
function factsTogether(path: string, facts: readonly FileFacts[]): FileFacts | undefined {
  if (facts.length === 0) return undefined;
  const all = <Key extends keyof FileFacts>(key: Key): FileFacts[Key] =>
    facts.flatMap((one) => one[key] as readonly unknown[]) as unknown as FileFacts[Key];
  const references = all('references').map((reference) => ({
    ...reference,
    evidence: { ...reference.evidence, changesForImporters: false },
  }));
  return factsOf(path, {
    ...facts[0],
    references,
    lookups: all('lookups'),
    patches: all('patches'),
    staying: all('staying'),
    patchedNames: all('patchedNames'),
    ownNames: [],
    renamed: [],
    rebinds: [],
    keeps: [],
  });
}
