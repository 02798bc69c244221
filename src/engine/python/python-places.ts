import { commentParts } from '../../carriers/comment.ts';
import { docstringParts, docstringsIn } from '../../carriers/docstring.ts';
import type { Docstring } from '../../carriers/docstring.ts';
import type { Part } from '../../carriers/carrier.ts';
import { sortTextEdits } from '../../edit/apply-text-edits.ts';
import type { Config } from '../../model/config.ts';
import type { Outcome } from '../../model/outcome.ts';
import type { PlanRequest } from '../../model/plan-request.ts';
import type { Links } from '../../model/links.ts';
import { LineIndex } from '../../model/range.ts';
import type { Range } from '../../model/range.ts';
import { mayNameLegacy } from '../../resolve/python/named-in-text.ts';
import { PythonMap } from '../../resolve/python/python-map.ts';
import { CarriedPlaces } from '../carriers/carried-outcome.ts';
import type { CarriedReport } from '../carriers/carried-outcome.ts';
import { programOf, untouched } from '../carriers/carried-program.ts';
import { changedOutcome } from '../changed-outcome.ts';
import type { FileResult } from '../file-result.ts';
import type { LanguageEngine } from '../readers/full-reader.ts';
import type { MoveChoice } from './open-file.ts';
import type { DecidedPython, OpenPython, PythonEngine } from './python-engine.ts';
import type { PythonText } from './read-python.ts';

/** A Python file with the places in it that hold code besides its own. */
export interface OpenPlaces {
  readonly file: OpenPython;
  readonly parts: readonly { readonly part: Part; readonly program: OpenPython | undefined }[];
  readonly docstrings: readonly Docstring[];
}

/** The same under certain Links. */
export interface DecidedPlaces {
  readonly open: OpenPlaces;
  readonly file: DecidedPython;
  readonly programs: readonly (DecidedPython | undefined)[];
}

/** An engine for Python that reads docstrings and commented imports, too, where these carriers are on. */
export class PythonPlaces implements LanguageEngine<OpenPlaces, DecidedPlaces> {
  readonly #engine: PythonEngine;
  readonly #map: PythonMap;
  readonly #carriers: Config['carriers'];
  readonly #request: PlanRequest;

  constructor({ python, carriers }: Config, request: PlanRequest, engine: PythonEngine) {
    this.#engine = engine;
    this.#map = new PythonMap(python);
    this.#carriers = carriers;
    this.#request = request;
  }

  open(path: string): OpenPlaces {
    return this.#opened(this.#engine.open(path));
  }

  openText(text: PythonText): OpenPlaces {
    return this.#opened(this.#engine.openText(text));
  }

  decide(open: OpenPlaces, links: Links): DecidedPlaces {
    return {
      open,
      file: this.#engine.decide(open.file, links),
      programs: open.parts.map(({ program }) => program && this.#engine.decide(program, links)),
    };
  }

  edit({ open: { file: python, parts, docstrings }, file, programs }: DecidedPlaces, choice: MoveChoice): FileResult {
    const result = this.#engine.edit(file, choice);
    const source = python.part?.source;
    if (parts.length === 0 || source === undefined) return result;
    const places = new CarriedPlaces(source.text);
    const reports = parts.map(({ part }, k): CarriedReport => {
      const program = programs[k];
      if (program === undefined) return places.mentions(part, this.#map);
      return places.report(part, this.#engine.edit(program, choice).outcome ?? untouched(source.path));
    });
    const own = result.outcome ?? untouched(source.path);
    const index = new LineIndex(source.text);
    const spans = docstrings.map(({ whole }) => ({
      line: index.position(whole.start).line,
      endLine: index.position(whole.end).line,
    }));
    // The words of a docstring are reported by their own places.
    const isOfDocstring = ({ line, ruleId }: { readonly line: number; readonly ruleId: string }): boolean =>
      ruleId === 'python/text-mention' && spans.some((span) => span.line === line);
    const report = {
      path: source.path,
      edits: inOrder([...own.edits, ...reports.flatMap(({ edits }) => edits)]),
      refused: inOrder([...own.refused, ...reports.flatMap(({ refused }) => refused)]),
      diagnostics: inOrder([
        ...own.diagnostics.filter((one) => !isOfDocstring(one)),
        ...reports.flatMap(({ diagnostics }) => diagnostics),
      ]),
    };
    if (report.edits.length + report.refused.length + report.diagnostics.length === 0)
      return { ...result, outcome: undefined };
    if (own.status === 'skipped' || own.status === 'failed') return result;
    const added = reports.flatMap(({ textEdits }) => textEdits);
    if (added.length === 0) return { ...result, outcome: { ...own, ...report } };
    const before = own.status === 'changed' ? own.textEdits : [];
    const changed = changedOutcome(source, sortTextEdits([...before, ...added]), this.#request);
    if (changed === undefined) return result;
    const imports = own.status === 'changed' ? own.imports : undefined;
    const outcome: Outcome = { ...report, ...changed, imports };
    return { ...result, outcome };
  }

  get #readsText(): boolean {
    return this.#carriers.includes('docstring') || this.#carriers.includes('comment');
  }

  #opened(file: OpenPython): OpenPlaces {
    const { part } = file;
    if (!this.#readsText || part === undefined || part.text.errorAt >= 0) return { file, parts: [], docstrings: [] };
    const { text } = part.source;
    const statements = logicalLines(part.text.lines);
    const docstrings = this.#carriers.includes('docstring')
      ? docstringsIn(text, statements).filter(({ content }) => this.#isNamedIn(text.slice(content.start, content.end)))
      : [];
    const comments = this.#carriers.includes('comment') ? commentParts(text, statements) : [];
    const parts = [
      ...docstrings.flatMap(({ content }) => docstringParts(text, content)),
      ...comments.filter((comment) => this.#isNamedIn(comment.text)),
    ];
    const opened = parts.map((one) => ({
      part: one,
      program: one.kind === 'text' ? undefined : this.#engine.openPart(programOf(part.source, one), one.doubt),
    }));
    return { file, parts: opened, docstrings };
  }

  #isNamedIn(text: string): boolean {
    return mayNameLegacy(text, this.#map);
  }
}

function inOrder<T extends { readonly line: number; readonly column: number }>(found: readonly T[]): T[] {
  return found.toSorted((a, b) => a.line - b.line || a.column - b.column);
}

/** Three integers for each logical line: its start, its end and its indentation. */
function logicalLines(lines: Int32Array): Range[] {
  const found: Range[] = [];
  for (let at = 0; at < lines.length; at += 3) found.push({ start: lines[at] ?? 0, end: lines[at + 1] ?? 0 });
  return found;
}
