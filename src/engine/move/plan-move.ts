import { composedEdits } from '../../edit/composed-edits.ts';
import { operationOutcome } from '../../edit/operation-outcome.ts';
import { renamePatch } from '../../edit/operation-patch.ts';
import type { Config } from '../../model/config.ts';
import type { Edit, TextEdit } from '../../model/edit.ts';
import type { RenameFile } from '../../model/file-operation.ts';
import type { MovedTree } from '../../model/moved-tree.ts';
import { ExpectedStop } from '../../model/errors.ts';
import { isJavaScript } from '../../model/javascript-endings.ts';
import type { MoveConcern, MovedPath, MoveRequest, Moving } from '../../model/moving.ts';
import type { Outcome, Plan } from '../../model/outcome.ts';
import { packagesAround } from '../../model/python.ts';
import { PythonMap } from '../../resolve/python/python-map.ts';
import { encodeSource } from '../../scan/decode.ts';
import { sha256 } from '../changed-outcome.ts';
import { changedOutcome } from '../changed-outcome.ts';
import { importConcerns } from './import-concerns.ts';
import { lazyInits, noLazyInits } from './lazy-inits.ts';
import type { LazyInits } from './lazy-inits.ts';
import { leftStrings } from './left-strings.ts';
import type { SourceFile } from '../../model/source-file.ts';
import type { KnownFiles } from '../known-files.ts';
import { moveShims } from './move-shims.ts';
import { movedFiles } from './moved-files.ts';
import type { MovedFile } from './moved-files.ts';
import { entriesFor, isPythonFile, missingInits, movedModules, movedPaths, refuseHidden } from './moved-modules.ts';
import type { MovedPython } from './moved-modules.ts';
import { movedScripts } from './moved-scripts.ts';
import type { MovedScript } from './moved-scripts.ts';
import { MovedTexts } from './moved-texts.ts';
import type { MovedText } from './moved-texts.ts';
import { createdFile, planConcerns, planOfTree, planWithOutcomes } from './planned-tree.ts';
import { openPythonProject } from '../python/python-project.ts';
import type { Repository } from '../python/python-project.ts';
import type { StartedThread } from '../readers/reader-thread.ts';

/**
 * Plans the move of files and folders: the files themselves, their own imports, and everything that names them.
 * Nothing is written.
 * @param config its own Map is left out
 * @param thread one that was started already, to be used where a second one pays
 * @param known what is known of the files already
 * @throws ExpectedStop when something cannot be moved
 */
export async function planMove(
  config: Config,
  request: MoveRequest,
  thread?: StartedThread,
  known?: KnownFiles,
): Promise<Moving> {
  const files = await movedFiles(config, request);
  const project = openPythonProject({ ...config, tree: undefined }, known);
  const { index, exports } = project;
  const modules = movedModules(config, files, index);
  const paths = movedPaths(request.moves, modules);
  const entries = entriesFor(paths);
  const map = new PythonMap({ ...config.python, map: entries, unmapped: [] });
  const texts = new MovedTexts({
    imports: request.imports,
    isDone: request.isDone,
    changed: request.changed ?? new Set(),
    isFound: (module, names) =>
      index.find(module) !== undefined && names.every((name) => exports.define(module, name).state !== 'missing'),
    movedTo: (module) => {
      const to = map.module(module)?.to.module;
      return to === undefined || index.find(request.isDone ? to : module) === undefined ? undefined : to;
    },
  });
  const edited = modules.map((module) => texts.read(module));
  const made = madeFiles(config, request, { modules, project, map });
  const lazy = request.lazyInit === true ? await lazyInits(config, request, modules, project) : noLazyInits;
  const tree: MovedTree = {
    from: new Map(files.map(({ from, to }) => [to, from])),
    contents: contentsOf({ files, edited, made, lazy }, request),
    modules: new Set(
      modules
        .flatMap(({ was }) => [was.module, ...packagesAround(was.module)])
        .filter((module) => map.module(module) !== undefined),
    ),
    imports: request.imports,
    isPending: !request.isDone,
  };
  const holding = known && (await holdingFiles(config, request, files, paths, known));
  const own = holding ? { ...request, files: holding, areFilesAll: true, known } : request;
  const plan = await planOfTree({ ...config, tree }, entries, own, thread);
  const scripts = await movedScripts(config, files, request);
  const outcomes = movedOutcomes({ plan, files, edited, scripts: scripts.scripts, made, lazy }, request);
  return {
    plan: planWithOutcomes(plan, outcomes, scripts.filesScanned),
    concerns: [
      ...edited.flatMap(({ concerns }) => concerns),
      ...lazy.concerns,
      ...planConcerns(outcomes),
      ...importConcerns(config, tree, { modules, lazy: lazy.names }, plan.outcomes, known),
      ...scripts.concerns,
      ...(await leftStrings(
        config,
        tree,
        paths.map(({ legacy }) => legacy),
        plan.outcomes,
        known && holding?.filter(mayName(known, files, paths)),
      )),
    ],
    entries: { python: paths, javascript: scriptPaths(files) },
  };
}

/** Why a package gets a file. */
export const madeBecause = 'the packages beside it have one';

/** The files that the packages of the new places need, and the shims at the old ones. */
function madeFiles(
  { root, python }: Config,
  { shims = false, isDone }: MoveRequest,
  {
    modules,
    project,
    map,
  }: { readonly modules: readonly MovedPython[]; readonly project: Repository; readonly map: PythonMap },
): Map<string, MadeFile> {
  const inits = missingInits(root, python.sourceRoots, modules);
  if (!isDone) refuseHidden(root, modules, inits);
  const made = new Map(inits.map((file): [string, MadeFile] => [file, { text: '', because: madeBecause }]));
  if (!shims) return made;
  if (isDone)
    throw new ExpectedStop('--shim needs the files at their old paths', 'leave it out, or use ssot-codemod shim');
  const { atOldPaths, support } = moveShims(modules, project, map);
  for (const [file, text] of atOldPaths) made.set(file, { text, because: 'a shim stays at the old path' });
  if (support) made.set(support.path, { text: support.text, because: 'shims share it' });
  return made;
}

/** The files in which something that moves may be named, by the paths that they will have; undefined when that is not known. */
async function holdingFiles(
  { carriers }: Config,
  { files, contents = new Map<string, Uint8Array>(), isDone }: MoveRequest,
  moved: readonly MovedFile[],
  paths: readonly MovedPath[],
  known: KnownFiles,
): Promise<string[] | undefined> {
  if (isDone || files !== undefined || carriers.some((carrier) => carrier !== 'stub') || paths.length === 0)
    return undefined;
  const words = paths.map(({ legacy }) => legacy.slice(legacy.lastIndexOf('.') + 1));
  const holding = await known.holding(words);
  if (holding === undefined) return undefined;
  const unsaved = [...contents].filter(([, bytes]) => words.some((word) => Buffer.from(bytes).includes(word)));
  const next = new Map(moved.map(({ from, to }) => [from, to]));
  const all = [...holding, ...unsaved.map(([file]) => file)].map((file) => next.get(file) ?? file);
  return [...new Set([...all, ...next.values()])].filter(isPythonFile);
}

/** Tells of a file, by its new path, whether it may name one of the modules in full. */
function mayName(
  known: KnownFiles,
  files: readonly MovedFile[],
  paths: readonly MovedPath[],
): (file: string) => boolean {
  const names = new Map(files.map(({ from, to }) => [to, from]));
  return (file) => paths.some(({ legacy }) => known.holdsAll(names.get(file) ?? file, legacy.split('.')));
}

/** The bytes of files that are not as the disk has them. */
function contentsOf(
  { files, edited, made, lazy }: Pick<Planned, 'files' | 'edited' | 'made' | 'lazy'>,
  { isDone, contents = new Map<string, Uint8Array>() }: MoveRequest,
): Map<string, Uint8Array> {
  const now = new Set(files.map(({ from, to }) => (isDone ? to : from)));
  return new Map([
    ...[...contents].filter(([file]) => !now.has(file)),
    ...(isDone ? [] : files).map(({ to, bytes }): [string, Uint8Array] => [to, bytes]),
    ...edited.map(({ file, bytes }): [string, Uint8Array] => [file.to, bytes]),
    ...Array.from(lazy.packages, ([file, { bytes }]): [string, Uint8Array] => [file, bytes]),
    ...Array.from(made, ([file, { text }]): [string, Uint8Array] => [file, Buffer.from(text)]),
  ]);
}

/** All that is known of a move before its Outcomes are made. */
interface Planned {
  readonly plan: Plan;
  readonly files: readonly MovedFile[];
  readonly edited: readonly MovedText[];
  readonly scripts: readonly MovedScript[];
  /** The files that are made, or take the place of others, by their paths. */
  readonly made: ReadonlyMap<string, MadeFile>;
  readonly lazy: LazyInits;
}

/** A file that a move makes. */
interface MadeFile {
  readonly text: string;
  readonly because: string;
}

function movedOutcomes({ plan, files, edited, scripts, made, lazy }: Planned, request: MoveRequest): Outcome[] {
  const texts = new Map([...scripts.map(scriptText), ...edited.map(moduleText)].map((text) => [text.path, text]));
  const moved = new Map(files.map((file) => [file.to, file]));
  const found = new Map(plan.outcomes.map((outcome) => [outcome.path, outcome]));
  const goes = new Set(files.map(({ from }) => from));
  const own = scripts
    .filter(({ path }) => !goes.has(path))
    .flatMap(({ path, source, edits, textEdits }): Outcome[] => {
      const changed = changedOutcome(source, textEdits, { withHashes: true, withDiffs: request.withDiffs });
      return changed ? [{ path, edits, refused: [], diagnostics: [], ...changed }] : [];
    });
  for (const [path, { source, textEdits, edits }] of lazy.packages) {
    const outcome = found.get(path);
    const all = composedEdits(source.text, textEdits, outcome?.status === 'changed' ? outcome.textEdits : []);
    const changed = changedOutcome(source, all, { withHashes: true, withDiffs: request.withDiffs });
    const { refused = [], diagnostics = [] } = outcome ?? {};
    if (changed) own.push({ path, edits: [...edits, ...(outcome?.edits ?? [])], refused, diagnostics, ...changed });
  }
  const isOwn = new Set(own.map(({ path }) => path));
  const others = [...own, ...plan.outcomes.filter(({ path }) => !moved.has(path) && !isOwn.has(path))];
  const renamed = files.flatMap((file) =>
    outcomesOf(file, texts.get(file.from), found.get(file.to), { ...request, replacement: made.get(file.from) }),
  );
  const created = [...made]
    .filter(([file]) => !goes.has(file))
    .map(([file, { text, because }]) => {
      const bytes = Buffer.from(text);
      return operationOutcome(file, createdFile(bytes, '100644', because), bytes, request.withDiffs);
    });
  return [...others, ...renamed, ...created].toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

/** The changes of a moved file that its own place asks for. */
interface OwnText {
  readonly path: string;
  readonly source: SourceFile;
  readonly textEdits: readonly TextEdit[];
  readonly edits: readonly Edit[];
  readonly concerns: readonly MoveConcern[];
}

function moduleText({ file, source, own, edits, concerns }: MovedText): OwnText {
  return { path: file.from, source, textEdits: own.map(({ textEdit }) => textEdit), edits, concerns };
}

function scriptText(script: MovedScript): OwnText {
  return { ...script, concerns: [] };
}

/** The entries for modules of JavaScript, each by its path from the root. */
function scriptPaths(files: readonly MovedFile[]): MovedPath[] {
  const specifier = (file: string): string => `./${file.replace(/(?:\.d)?\.[mc]?[jt]sx?$/, '')}`;
  return files
    .filter(({ from }) => isJavaScript(from))
    .map(({ from, to }) => ({ legacy: specifier(from), canonical: specifier(to) }))
    .slice(0, MOST_ENTRIES);
}

/** A folder of more modules of JavaScript is not recorded whole: each would be an entry. */
const MOST_ENTRIES = 50;

interface OutcomeContext extends Pick<MoveRequest, 'isDone' | 'withDiffs'> {
  /** The file that takes its place. */
  readonly replacement: MadeFile | undefined;
}

/** The Outcomes of one file that moves. */
function outcomesOf(
  file: MovedFile,
  text: OwnText | undefined,
  outcome: Outcome | undefined,
  { isDone, withDiffs, replacement }: OutcomeContext,
): Outcome[] {
  const second = outcome?.status === 'changed' ? outcome.textEdits : [];
  const textEdits = text?.source ? composedEdits(text.source.text, text.textEdits, second) : [];
  const report = {
    edits: [...(text?.edits ?? []), ...(outcome?.edits ?? [])].toSorted((a, b) => a.line - b.line),
    refused: outcome?.refused ?? [],
    diagnostics: outcome?.diagnostics ?? [],
  };
  const source = text?.source;
  if (isDone) {
    const changed =
      source && textEdits.length > 0
        ? changedOutcome({ ...source, path: file.to }, textEdits, { withHashes: true, withDiffs })
        : undefined;
    if (changed === undefined && report.edits.length + report.refused.length + report.diagnostics.length === 0)
      return [];
    return [{ path: file.to, ...report, ...(changed ?? { status: 'unchanged' }) }];
  }
  if (replacement && source) {
    const bytes = encodeSource(applied(source.text, textEdits), source) ?? file.bytes;
    const { text: next, because } = replacement;
    const replaced = changedOutcome(source, [{ start: 0, end: source.text.length, text: next }], {
      withHashes: true,
      withDiffs,
    });
    const copied = operationOutcome(file.to, createdFile(bytes, file.mode, because), bytes, withDiffs);
    return [
      ...(replaced && source.text !== next
        ? [{ path: file.from, edits: [], refused: [], diagnostics: [], ...replaced }]
        : []),
      { ...copied, ...report },
    ];
  }
  const operation: RenameFile = {
    kind: 'rename',
    rule: 'move/file',
    tier: (text?.concerns.length ?? 0) > 0 ? 'review' : 'safe',
    applied: true,
    because: text?.concerns[0]?.message ?? 'nothing in it depends on its place',
    mode: file.mode,
    to: file.to,
  };
  const plain = operationOutcome(file.from, operation, file.bytes, withDiffs);
  const changed =
    source && textEdits.length > 0
      ? changedOutcome(source, textEdits, { withHashes: true, withDiffs: false })
      : undefined;
  if (changed === undefined || source === undefined) return [{ ...plain, ...report, path: file.from }];
  const diff = withDiffs
    ? encodeSource(renamePatch(file.from, operation, source, textEdits), { ...source, hasByteOrderMark: false })
    : undefined;
  return [{ ...plain, ...report, ...changed, hash: sha256(file.bytes), diff: diff ?? new Uint8Array(), operation }];
}

function applied(text: string, edits: readonly TextEdit[]): string {
  return edits.reduceRight((after, { start, end, text: own }) => after.slice(0, start) + own + after.slice(end), text);
}
