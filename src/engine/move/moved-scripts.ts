import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { sortTextEdits } from '../../edit/apply-text-edits.ts';
import type { Config } from '../../model/config.ts';
import type { Edit, TextEdit } from '../../model/edit.ts';
import { isJavaScript, javaScriptGlob } from '../../model/javascript-endings.ts';
import type { MoveConcern, MoveRequest } from '../../model/moving.ts';
import { LineIndex } from '../../model/range.ts';
import type { SourceFile } from '../../model/source-file.ts';
import { movedSpecifier } from '../../move/moved-specifier.ts';
import { SourceBuffer } from '../../native/source-buffer.ts';
import type { ModuleReference } from '../../parse/javascript/module-references.ts';
import { parseProgram } from '../../parse/javascript/program.ts';
import type { Program } from '../../parse/javascript/program.ts';
import { scriptBlocks } from '../../parse/javascript/script-blocks.ts';
import { decodeSource } from '../../scan/decode.ts';
import { listFiles } from '../../scan/list-files.ts';
import { selectFiles } from '../../scan/select-files.ts';
import { checkPrograms } from '../javascript/check-programs.ts';
import { isGenerated } from '../generated-file.ts';
import { JavaScriptPrefilter } from '../javascript/javascript-prefilter.ts';
import { missingKey } from '../javascript/module-locator.ts';
import { openJavaScriptProject } from '../javascript/javascript-project.ts';
import type { OpenJavaScriptProject } from '../javascript/javascript-project.ts';
import type { MovedFile } from './moved-files.ts';
import { isSettings, movedSettings } from './moved-settings.ts';
import { readIntoBuffer } from '../read-file.ts';

/** A file of JavaScript with the specifiers that change, by its path before the move. */
export interface MovedScript {
  readonly path: string;
  readonly source: SourceFile;
  readonly edits: readonly Edit[];
  readonly textEdits: readonly TextEdit[];
}

export interface MovedScripts {
  readonly scripts: readonly MovedScript[];
  readonly concerns: readonly MoveConcern[];
  readonly filesScanned: number;
}

/** All specifiers of JavaScript and TypeScript that change when the files move. */
export async function movedScripts(
  config: Config,
  files: readonly MovedFile[],
  request: MoveRequest,
): Promise<MovedScripts> {
  const own = files.filter(({ from }) => isJavaScript(from) || !/\.pyi?$/.test(from));
  if (!own.some(({ from }) => isJavaScript(from))) return { scripts: [], concerns: [], filesScanned: 0 };
  const mover = new ScriptMover(config, own, request);
  let listed: string[] = [];
  for await (const part of listFiles({ root: config.root, paths: ['.'], usesGitignore: request.usesGitignore }))
    listed = part.isAnew ? [...part.files] : [...listed, ...part.files];
  // Without globs of their own, configurations include the languages that they have a Map for.
  const isAll = config.includesScripts && !config.include.includes(javaScriptGlob);
  const included = isAll ? { ...config, include: [...config.include, javaScriptGlob] } : config;
  const now = own.map(({ from, to }) => (request.isDone ? to : from));
  const wanted = new Set([...selectFiles(listed, included), ...now]);
  return mover.look(
    [...wanted].filter((file) => isJavaScript(file)).toSorted(),
    listed.filter((file) => isSettings(file)),
  );
}

class ScriptMover {
  readonly #config: Config;
  readonly #request: MoveRequest;
  readonly #project: OpenJavaScriptProject;
  readonly #prefilter: JavaScriptPrefilter;
  readonly #buffer = SourceBuffer.create();
  /** The new absolute path of each file, by the old one. */
  readonly #targets: ReadonlyMap<string, string>;
  /** The old absolute path of a file that is gone, by the name that the project has for what is not there. */
  readonly #gone: ReadonlyMap<string, string>;
  /** By the paths that they have now. */
  readonly #files: ReadonlyMap<string, MovedFile>;
  readonly #scripts: MovedScript[] = [];
  readonly #concerns: MoveConcern[] = [];

  constructor(config: Config, files: readonly MovedFile[], request: MoveRequest) {
    this.#config = config;
    this.#request = request;
    this.#project = openJavaScriptProject(config);
    const absolute = (file: string): string => path.join(this.#project.root, file);
    this.#targets = new Map(files.map(({ from, to }) => [absolute(from), absolute(to)]));
    const { isDone } = request;
    this.#gone = new Map(isDone ? files.map(({ from }) => [missingKey(absolute(from)), absolute(from)]) : []);
    this.#files = new Map(files.map((file) => [isDone ? file.to : file.from, file]));
    const map = files.map(({ from }) => ({
      canonical: { module: `./${from}`, name: undefined },
      legacy: [{ module: `./${from.replace(/(?:\/index)?\.[^./]+$/, '')}`, name: undefined }],
      uses: 'alias' as const,
      replaces: false,
      external: false,
      absent: 'ok' as const,
    }));
    this.#prefilter = new JavaScriptPrefilter(
      { ...config.javascript, map, unmapped: [] },
      { legacyKeys: [...this.#targets.keys(), ...this.#gone.keys()], patternFolders: [] },
      this.#project,
    );
  }

  look(files: readonly string[], settings: readonly string[]): MovedScripts {
    const changed = settings.flatMap(
      (file) =>
        movedSettings(this.#project.root, file, {
          newPath: (at) => this.#newPath(at),
          isThere: (at) => existsSync(at) || (this.#request.isDone && this.#newPath(at) !== undefined),
        }) ?? [],
    );
    for (const specifier of changed.flatMap(({ specifiers }) => specifiers)) this.#configured.add(specifier);
    for (const file of files) this.#look(file);
    const scripts = [...this.#scripts, ...changed.map((one) => ({ ...one, edits: [] }))];
    return { scripts, concerns: this.#concerns, filesScanned: files.length };
  }

  /** The new path of a file that moves, or of a folder that moves as a whole. */
  #newPath(absolute: string): string | undefined {
    const own = this.#targets.get(absolute);
    if (own !== undefined) return own;
    const { root } = this.#project;
    if (this.#request.isDone) return holdsFiles(absolute) ? undefined : folderNow(absolute, this.#targets);
    const by = this.#request.moves.find(({ from }) => `${absolute}/`.startsWith(`${path.join(root, from)}/`));
    return by && path.join(root, by.to) + absolute.slice(path.join(root, by.from).length);
  }

  #look(file: string): void {
    const importer = path.join(this.#project.root, file);
    if (readIntoBuffer(this.#buffer, this.#config.root, file, this.#request.contents) !== 'read') return;
    if (!this.#files.has(file) && !this.#prefilter.passes(this.#buffer, importer)) return;
    const source = decodeSource(file, 'javascript', this.#buffer.bytes);
    if ('message' in source) return;
    const lines = new LineIndex(source.text);
    let programs: readonly Program[];
    try {
      programs = scriptBlocks(file, source.text).map((block) => parseProgram(block, undefined));
    } catch (error) {
      if (!(error instanceof SyntaxError) && !(error instanceof RangeError)) throw error;
      this.#note('left-behind', file, `it cannot be parsed: ${error.message}`);
      return;
    }
    const changed = programs
      .flatMap(({ references }) => references)
      .flatMap((reference) => this.#change(importer, file, reference, lines));
    if (this.#files.has(file) && !this.#request.isDone) this.#ownPlace(file, source.text, lines);
    if (changed.length === 0) return;
    if (isGenerated(source.text)) {
      this.#note('left-behind', file, 'it says @generated: move what it is generated from');
      return;
    }
    const unique = new Map(changed.map((one) => [one.start, one]));
    const textEdits = sortTextEdits([...unique.values()].map(({ start, end, text }) => ({ start, end, text })));
    checkPrograms(source, textEdits, programs);
    const edits = [...unique.values()].map(({ start, end, text, from, to }) =>
      editOf(source.text, lines, { start, end, text, from, to }),
    );
    this.#scripts.push({ path: this.#files.get(file)?.from ?? file, source, edits, textEdits });
  }

  #change(now: string, file: string, reference: ModuleReference, lines: LineIndex): Change[] {
    const { specifier, start, end } = reference;
    const { isDone } = this.#request;
    const importer = isDone ? this.#placeBefore(file, now) : now;
    const newImporter = this.#targets.get(importer) ?? importer;
    const target = isDone ? this.#locateBefore(importer, now, specifier) : this.#locate(importer, specifier);
    if (target === undefined) return [];
    const newTarget = this.#targets.get(target) ?? target;
    if (newTarget === target && newImporter === importer) return [];
    const isPath = /^\.\.?(?:\/|$)/.test(specifier);
    if (!isPath && (newTarget === target || this.#configured.has(specifier))) return [];
    const after = movedSpecifier(specifier, { importer, newImporter, target, newTarget });
    if (after === undefined) {
      const place = `${file}:${lines.position(start).line}`;
      this.#concerns.push({
        reason: 'left-behind',
        place,
        message: `${specifier} is an alias of the file itself: change its configuration`,
      });
      return [];
    }
    if (after === specifier) return [];
    const display = (absolute: string): string => path.relative(this.#project.root, absolute).split(path.sep).join('/');
    return [{ start: start + 1, end: end - 1, text: after, from: display(target), to: display(newTarget) }];
  }

  /** The file that a specifier leads to; a path of a moved file leads somewhere even if nothing is there yet. */
  #locate(importer: string, specifier: string): string | undefined {
    const plain = specifier.split('?', 1)[0] ?? specifier;
    const { key, isFound } = this.#project.locate(importer, specifier);
    if (isFound) return key.includes('/node_modules/') ? undefined : key;
    if (!/^\.\.?(?:\/|$)/.test(plain)) return undefined;
    const asWritten = path.resolve(path.dirname(importer), plain);
    return this.#targets.has(importer) || existsSync(asWritten) ? asWritten : undefined;
  }

  /** The absolute path that a file had before. */
  #placeBefore(file: string, now: string): string {
    const moved = this.#files.get(file);
    return moved === undefined ? now : path.join(this.#project.root, moved.from);
  }

  /** The file that a specifier led to before files were moved by hand; undefined also where somebody has written it anew. */
  #locateBefore(importer: string, now: string, specifier: string): string | undefined {
    const plain = specifier.split('?', 1)[0] ?? specifier;
    const today = this.#project.locate(now, specifier);
    if (!/^\.\.?(?:\/|$)/.test(plain)) {
      if (today.isFound) return today.key.includes('/node_modules/') ? undefined : today.key;
      return [today.key, ...today.others].flatMap((key) => this.#gone.get(key) ?? [])[0];
    }
    const isWritten = this.#request.changed?.has(path.relative(this.#project.root, now).split(path.sep).join('/'));
    if (today.isFound && (importer === now || isWritten === true)) return undefined;
    const asWritten = path.resolve(path.dirname(importer), plain);
    const gone = this.#gone.get(missingKey(asWritten));
    if (gone !== undefined && !existsSync(gone)) return gone;
    if (this.#targets.has(asWritten) && !existsSync(asWritten)) return asWritten;
    const { key, isFound } = this.#project.locate(importer, specifier);
    return isFound ? key : existsSync(asWritten) ? asWritten : undefined;
  }

  /** The specifiers whose configurations follow the move. */
  readonly #configured = new Set<string>();

  #ownPlace(file: string, text: string, lines: LineIndex): void {
    const moved = this.#files.get(file);
    const isAlone = moved !== undefined && moved.from === moved.by.from;
    const leaves = isAlone && path.posix.dirname(moved.from) !== path.posix.dirname(moved.to);
    if (!leaves) return;
    const computed =
      /\b(?:import|require)\s*\(\s*(?:`\.|["']\.[^"']*["']\s*\+)|\bimport\.meta\.glob(?:Eager)?\s*\(|\brequire\.context\s*\(/.exec(
        text,
      );
    const place =
      /\b__dirname\b|\b__filename\b|\bimport\.meta\.(?:dirname|filename)\b|\bfileURLToPath\s*\(\s*import\.meta\.url/.exec(
        text,
      );
    for (const [found, message] of [
      [computed, 'it loads files by paths that are known when it runs'],
      [place, 'it looks for files by its own place'],
    ] as const)
      if (found !== null) this.#note('place', `${file}:${lines.position(found.index).line}`, message);
  }

  #note(reason: MoveConcern['reason'], place: string, message: string): void {
    this.#concerns.push({ reason, place, message });
  }
}

/** Is it a file, or a folder with files in it? Whoever moves the last file leaves an empty folder. */
function holdsFiles(absolute: string): boolean {
  const stats = statSync(absolute, { throwIfNoEntry: false });
  if (stats?.isDirectory() !== true) return stats !== undefined;
  return readdirSync(absolute, { recursive: true, withFileTypes: true }).some((entry) => !entry.isDirectory());
}

/** The folder that the files of a folder are in now, if all of them went to one. */
function folderNow(folder: string, targets: ReadonlyMap<string, string>): string | undefined {
  const found = new Set<string | undefined>();
  for (const [from, to] of targets) {
    if (!from.startsWith(`${folder}/`)) continue;
    const rest = from.slice(folder.length);
    found.add(to.endsWith(rest) ? to.slice(0, -rest.length) : undefined);
  }
  return found.size === 1 ? [...found][0] : undefined;
}

interface Change extends TextEdit {
  readonly from: string;
  readonly to: string;
}

function editOf(text: string, lines: LineIndex, { start, end, text: after, from, to }: Change): Edit {
  const [first, last] = [lines.position(start - 1), lines.position(end + 1)];
  const before = text.slice(start - 1, end + 1);
  return {
    transform: 'move/specifier',
    tier: 'safe',
    applied: true,
    from,
    to,
    uses: 'alias',
    because: 'the specifier leads to the same file as before',
    reviews: [],
    chain: [],
    before,
    after: before.charAt(0) + after + before.charAt(before.length - 1),
    line: first.line,
    column: first.column,
    endLine: last.line,
    endColumn: last.column,
  };
}
