import { formatTarget } from '../../src/model/config.ts';
import type { Diagnostic } from '../../src/model/diagnostic.ts';
import type { Edit, Refusal, TextEdit } from '../../src/model/edit.ts';
import type { Patch } from '../../src/model/file-facts.ts';
import type { LegacyPath } from '../../src/model/python.ts';
import { withReviews } from '../../src/model/resolution.ts';
import type { Legacy } from '../../src/model/resolution.ts';
import type { Verdict } from '../../src/model/rule.ts';
import type { Review } from '../../src/model/review.ts';
import type { DottedString } from '../../src/parse/python/dotted-strings.ts';
import { patchOfCalled } from './call-site/patched-call.ts';
import { movedPatch } from './renamed-patch.ts';
import { findStrings } from './found-strings.ts';
import type { FoundString } from './found-strings.ts';
import { movedEdit, nearerNote, note, refusal, unmappedNote } from './reported.ts';
import type { Choice, PythonFile, RenamedPatch, TransformResult } from './python-file.ts';
import type { PythonTransform } from './python-transform.ts';
import { PossiblePatches } from './possible-patch.ts';
import { findRelativeTargets, moveRelativeTargets } from './relative-target.ts';
import type { FoundTarget } from './relative-target.ts';
import type { StringUse } from './string-use.ts';
import { isImport } from './string-uses.ts';

const id = 'python/string-target';
const mention = 'python/text-mention';

/** Strings that are a dotted path: targets of patches, arguments of `import_module`, entries of settings. */
export const stringTarget: PythonTransform<FoundTargets> = {
  id,
  find: (file, plans) => ({
    strings: findStrings(file, plans),
    relative: findRelativeTargets(file),
    patches: plans.facts.patches,
  }),
  rewrite: (file, found, choice) => new StringTargets(file, choice, found.patches).run(found),
};

interface FoundTargets {
  readonly strings: readonly FoundString[];
  readonly relative: readonly FoundTarget[];
  /** The patches through modules. */
  readonly patches: readonly Patch[];
}

class StringTargets {
  readonly #file: PythonFile;
  readonly #choice: Choice;
  readonly #patches: PossiblePatches;
  readonly #edits: Edit[] = [];
  readonly #textEdits: TextEdit[] = [];
  readonly #refused: Refusal[] = [];
  readonly #diagnostics: Diagnostic[] = [];
  /** The reasons against patches that were found, by symbol. The last one counts. */
  readonly #found: Map<string, string | undefined>;

  constructor(file: PythonFile, choice: Choice, patches: readonly Patch[]) {
    this.#file = file;
    this.#choice = choice;
    this.#found = new Map(patches.map(({ symbol, blockedBy }) => [symbol, blockedBy]));
    this.#patches = new PossiblePatches(file, (symbol, blockedBy) => this.#found.set(symbol, blockedBy));
  }

  run({ strings, relative: targets }: FoundTargets): TransformResult {
    for (const string of strings) this.#string(string);
    for (const patch of this.#file.others.renamedPatches()) this.#renamed(patch);
    const relative = moveRelativeTargets(this.#file, targets, this.#choice, id);
    return {
      edits: [...this.#edits, ...relative.edits],
      textEdits: [...this.#textEdits, ...relative.textEdits],
      refused: [...this.#refused, ...relative.refused],
      diagnostics: this.#diagnostics,
      facts: {
        patches: Array.from(this.#found, ([symbol, blockedBy]) => ({ symbol, blockedBy })),
        rebinds: this.#patches.rebinds,
      },
    };
  }

  #renamed(patch: RenamedPatch): void {
    const moved = movedPatch(this.#file, this.#choice, patch, id);
    if ('refused' in moved) this.#refused.push(...moved.refused);
    else {
      this.#textEdits.push(moved.textEdit);
      this.#edits.push(moved.edit);
    }
  }

  #string({ string, path, verdict, use, partOf }: FoundString): void {
    const from = path.name === undefined ? path.module : `${path.module}:${path.name}`;
    if (partOf !== undefined) this.#patches.note(string, path, partOf);
    if (use === 'text') this.#note(string, mention, `the text names ${from}; text is not edited`);
    else if (verdict?.kind === 'unrelated' && verdict.nearer !== undefined)
      this.#diagnostics.push(nearerNote(this.#file.span(string), verdict.nearer));
    else if (verdict === undefined)
      this.#refuse(string, from, 'dynamic-use', 'the rest of the path is only known when the code runs');
    else if (path.name === undefined) this.#module(string, path.module, verdict, use);
    else this.#symbol(string, path, verdict, use);
  }

  #symbol(string: DottedString, path: LegacyPath, resolution: Verdict, use: StringUse): void {
    const { module, name = '', attributes } = path;
    const from = `${module}:${name}`;
    switch (resolution.kind) {
      case 'canonical':
        return;
      case 'unrelated':
        if (use === 'patch') this.#note(string, mention, `the Map does not move ${from}`);
        return;
      case 'unmapped':
        this.#diagnostics.push(unmappedNote(this.#file.span(string), from));
        return;
      case 'refused':
        if (use === 'patch') this.#found.set(from, 'the patch stays');
        else if (use === 'path') this.#patches.note(string, path, use);
        this.#refuse(string, from, resolution.reason, resolution.message);
        return;
      case 'legacy': {
        if (use === 'logger') {
          this.#note(string, mention, `${from} names a logger, which stays`);
          return;
        }
        const move = use === 'patch' ? patchOfCalled(this.#file, path, resolution, string.end) : resolution;
        if (!('kind' in move)) {
          this.#found.set(from, 'the patch stays');
          this.#refuse(string, from, move.reason, move.message);
          return;
        }
        const isStaying = !this.#move(string, this.#judge(move, use, attributes), `${module}.${name}`.length);
        if (isStaying && use === 'path') this.#patches.note(string, path, use);
      }
    }
  }

  /** A module of which names move one by one, or which moves as a whole. */
  #module(string: DottedString, module: string, resolution: Verdict, use: StringUse): void {
    const blockedBy =
      resolution.kind === 'legacy' ? this.#moduleBlockedBy(module, resolution.to.module, use) : undefined;
    if (blockedBy !== undefined) {
      this.#refuse(string, module, 'dynamic-use', blockedBy);
      return;
    }
    if (use === 'patch' && !(resolution.kind === 'legacy' && this.#choice.isApplied(resolution, id)))
      this.#noteMultiple(string, module);
    const isMoving =
      resolution.kind === 'legacy' && this.#move(string, this.#judge(resolution, use, ''), module.length);
    if (!isMoving && use !== 'logger') this.#patches.note(string, { module, name: undefined, attributes: '' }, use);
    if (resolution.kind === 'legacy') return;
    if (resolution.kind === 'refused') this.#refuse(string, module, resolution.reason, resolution.message);
    else if (resolution.kind === 'unrelated' && (isImport(use) || use === 'patch')) {
      const message = `names of ${module} move one by one, and which of them are used here is not known`;
      this.#refuse(string, module, 'dynamic-use', message);
    } else if (resolution.kind === 'unrelated') this.#note(string, mention, `names of ${module} move one by one`);
  }

  /** Why a module that moves as a whole cannot be given its new name here. */
  #moduleBlockedBy(module: string, target: string, use: StringUse): string | undefined {
    if (use === 'package' && `${module}${target}`.includes('.'))
      return 'the call gives the package around the module, through which the module is found';
    return isImport(use) && this.#file.modules.isSplit(module)
      ? `names of ${module} go to several modules, and which of them are used here is not known`
      : undefined;
  }

  /** `patch.multiple("module", Name=…)`: the names that it patches. */
  #noteMultiple({ start }: DottedString, module: string): void {
    const { lines, syntax } = this.#file;
    const line = syntax.tokens(lines.range(lines.at(start)));
    for (const [k, { text }] of line.entries())
      if (line[k + 1]?.text === '=') this.#found.set(`${module}:${text}`, 'the patch of it through the module stays');
  }

  /** The tier of a string, which is that of its symbol where the string is known to be imported. */
  #judge(resolution: Legacy, use: StringUse, attributes: string): Legacy {
    const doubt = this.#doubt(resolution, use, attributes);
    return doubt === undefined ? resolution : withReviews(resolution, [doubt]);
  }

  #doubt(resolution: Legacy, use: StringUse, attributes: string): Review | undefined {
    const { from, to, isReplacement } = resolution;
    switch (use) {
      case 'import':
      case 'package':
      case 'replace':
        return undefined;
      case 'patch':
      case 'patch-value':
        if (use === 'patch' && attributes === '') {
          const message = this.#patchBlockedBy(resolution);
          return message === undefined ? undefined : { reason: 'patched', message };
        }
        if (!isReplacement) return undefined;
        return {
          reason: 'different-object',
          message: `what is patched belongs to ${from}, another object than ${formatTarget(to)}`,
        };
      case 'logger':
        return { reason: 'string-use', message: 'it is the name of a logger, which others may configure' };
      case 'task':
        return {
          reason: 'string-use',
          message: `it names a task of Celery: messages in queues carry the old name, so give the task name="${from.replace(':', '.')}" first`,
        };
      case 'path':
      case 'text':
        return { reason: 'string-use', message: 'whether the string is read as an import path cannot be told' };
    }
  }

  #patchBlockedBy(move: Legacy): string | undefined {
    const { others } = this.#file;
    const isTaken = this.#choice.isApplied(move, id) || !this.#choice.isOfShapes;
    const own = others.ownPatchBlockedBy(move, this.#found.get(move.from), isTaken);
    this.#found.set(move.from, own);
    return own ?? others.patchBlockedBy(move.from);
  }

  /**
   * @param length of what moves, at the start of the path
   * @returns is it applied?
   */
  #move(string: DottedString, resolution: Legacy, length: number): boolean {
    const { source, span } = this.#file;
    const { withTexts } = this.#choice;
    const { whole, isUnsure } = string;
    const { from, to } = resolution;
    if (isUnsure && whole !== undefined)
      this.#refuse(string, from, 'syntax-error', 'it stands behind a string that does not end, so it may be text');
    if (isUnsure || whole === undefined) return false;
    const range = { start: whole.start, end: whole.start + length };
    // `module:Name`, as entry points write it.
    const separator = source.text.slice(range.start, range.end).includes(':') ? ':' : '.';
    const text = to.name === undefined ? to.module : to.module + separator + to.name;
    const applied = this.#choice.isApplied(resolution, id);
    if (applied) this.#textEdits.push({ ...range, text });
    const slice = (start: number, end: number): string => (withTexts ? source.text.slice(start, end) : '');
    this.#edits.push(
      movedEdit(span(string), id, resolution, formatTarget(to), applied, {
        before: slice(string.start, string.end),
        after: withTexts ? slice(string.start, range.start) + text + slice(range.end, string.end) : '',
      }),
    );
    return applied;
  }

  #refuse(string: DottedString, from: string, reason: Refusal['reason'], message: string): void {
    this.#refused.push(refusal(this.#file.span(string), id, reason, message, from));
  }

  #note(string: DottedString, ruleId: string, message: string): void {
    this.#diagnostics.push(note(this.#file.span(string), ruleId, message));
  }
}
