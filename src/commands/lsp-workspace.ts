import path from 'node:path';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { CreateFile, RenameFile, WorkspaceEdit } from 'vscode-languageserver/node';
import { findConfig } from '../config/find-config.ts';
import { isCode } from '../config/config-file.ts';
import { loadConfig } from '../config/load-config.ts';
import { KnownFiles } from '../engine/known-files.ts';
import { fileText } from '../engine/file-text.ts';
import { makePlan } from '../engine/make-plan.ts';
import { planMove } from '../engine/move/plan-move.ts';
import { isSameFile, pathOf, relativeTo, uriOf } from '../lsp/paths.ts';
import { workspaceEdit } from '../lsp/workspace-edit.ts';
import type { EditCapabilities, EditedFile } from '../lsp/workspace-edit.ts';
import { hasBarrels } from '../model/config.ts';
import type { Config } from '../model/config.ts';
import { ExpectedStop } from '../model/errors.ts';
import { appliedOperation } from '../model/file-operation.ts';
import type { Moving, PathMove } from '../model/moving.ts';
import type { Outcome, Plan } from '../model/outcome.ts';
import { plainRequest } from '../model/plan-request.ts';
import type { PlanRequest } from '../model/plan-request.ts';
import { languageOf } from '../model/source-file.ts';
import { canonicalPaths } from '../scan/canonical-paths.ts';
import { unsavedBytes } from '../scan/decode.ts';
import { findRepository } from '../store/repository.ts';
import type { LspOptions } from './options.ts';

/** The documents that the editor has open, saved or not. */
export interface OpenDocuments {
  readonly all: () => readonly TextDocument[];
}

/** The edit for the editor, and what a person should know of it. */
export interface RenameAnswer {
  readonly edit: WorkspaceEdit;
  readonly moving: Moving;
}

/** One folder that the editor has open. Its configuration is read when it is needed, and kept until a file of that name changes. */
export class LspWorkspace {
  readonly folder: string;
  readonly #options: LspOptions;
  readonly #documents: OpenDocuments;
  readonly #edits: EditCapabilities;
  readonly #takesCode: boolean;
  #config: Promise<Config> | undefined;
  #known: KnownFiles | undefined;

  /** @param folder absolute */
  constructor(
    folder: string,
    options: LspOptions,
    { documents, edits, takesCode }: { documents: OpenDocuments; edits: EditCapabilities; takesCode: boolean },
  ) {
    this.folder = folder;
    this.#options = options;
    this.#documents = documents;
    this.#edits = edits;
    this.#takesCode = takesCode;
  }

  /** Forgets the configuration. The facts of files are looked at before they count, and stay. */
  forget(): void {
    this.#config = undefined;
  }

  /** Reads the files while nobody waits, so that renames are answered quickly. */
  async prepare(): Promise<void> {
    await (await this.#facts()).prepare();
  }

  /** The facts of the files below the root. */
  async #facts(): Promise<KnownFiles> {
    const config = await this.config();
    if (this.#known?.isOf(config) !== true) this.#known = new KnownFiles(config, this.#options.gitignore);
    return this.#known;
  }

  /** @throws ExpectedStop when it is not valid, or is code that may not run */
  config(): Promise<Config> {
    return (this.#config ??= this.#load());
  }

  /** The path of a file below the root; undefined when it is elsewhere, by its name or by a link. */
  async below(uri: string): Promise<string | undefined> {
    const file = pathOf(uri);
    if (file === undefined) return undefined;
    const { root } = await this.config();
    const relative = relativeTo(root, file);
    return relative === undefined || leadsOut(root, relative) ? undefined : relative;
  }

  /** The Plan of one open document, by its unsaved text. */
  async planOf(file: string, document: TextDocument, choice: Partial<PlanRequest> = {}): Promise<Plan> {
    const bytes = unsavedBytes(languageOf(file), document.getText());
    const contents = bytes === undefined ? undefined : new Map([[file, bytes]]);
    if (contents === undefined) return emptyPlan;
    return makePlan(await this.config(), { ...this.#request(), ...choice, files: [file], contents });
  }

  /** The Plan of everything, with the unsaved texts of open documents. */
  async planOfAll(): Promise<Plan> {
    return makePlan(await this.config(), { ...this.#request(), contents: await this.#unsaved() });
  }

  /** The edits that let everything follow files that the editor is about to rename. @throws ExpectedStop when they cannot move */
  async rename(moves: readonly PathMove[]): Promise<RenameAnswer> {
    const config = await this.config();
    const known = await this.#facts();
    const request = {
      moves,
      imports: 'auto',
      isDone: false,
      withDiffs: false,
      usesGitignore: this.#options.gitignore,
      contents: await this.#unsaved(),
    } as const;
    const moving = await known.during(() => planMove(config, request, undefined, known));
    const { outcomes } = moving.plan;
    const moved = (file: string): boolean => moves.some(({ from }) => file === from || file.startsWith(`${from}/`));
    const target = (file: string): boolean => moves.some(({ to }) => file.startsWith(`${to}/`));
    // A package leaves an empty file behind, which only the editor could make once it has renamed this one.
    const withOwnText = (outcome: Outcome): Outcome => {
      if (outcome.status !== 'changed' || appliedOperation(outcome) !== undefined) return outcome;
      const own = moves.find(({ from }) => outcome.path === from || outcome.path.startsWith(`${from}/`));
      const to = own && own.to + outcome.path.slice(own.from.length);
      const copy = outcomes.map((one) => (one.path === to ? appliedOperation(one) : undefined)).find(Boolean);
      if (copy?.kind !== 'create') return outcome;
      const text = Buffer.from(copy.content, 'base64').toString();
      return { ...outcome, textEdits: outcome.textEdits.map((edit) => ({ ...edit, text })) };
    };
    const operations = outcomes.flatMap((outcome): (CreateFile | RenameFile)[] => {
      const operation = appliedOperation(outcome);
      // The editor makes the folders that it renames to, and moves what it was asked to move.
      if (operation?.kind === 'create' && operation.content === '' && !target(outcome.path) && !moved(outcome.path))
        return [{ kind: 'create', uri: uriOf(config.root, outcome.path), options: { ignoreIfExists: true } }];
      if (operation?.kind === 'rename' && !moved(outcome.path))
        return [{ kind: 'rename', oldUri: uriOf(config.root, outcome.path), newUri: uriOf(config.root, operation.to) }];
      return [];
    });
    return { edit: await this.edit(outcomes.map(withOwnText), operations), moving };
  }

  /** The edit that makes the changes of these Outcomes to texts. @throws ExpectedStop when a file changed meanwhile */
  async edit(
    outcomes: readonly Outcome[],
    operations: readonly (CreateFile | RenameFile)[] = [],
  ): Promise<WorkspaceEdit> {
    const { root } = await this.config();
    const files = outcomes.flatMap((outcome): EditedFile[] => {
      if (outcome.status !== 'changed' || outcome.textEdits.length === 0) return [];
      const { path: file, textEdits, hash } = outcome;
      const open = this.#open(root, file);
      if (open) return [{ uri: open.uri, version: open.version, text: open.getText(), textEdits }];
      const source = fileText(root, file);
      if (source === undefined || (hash !== '' && source.hash !== hash))
        throw new ExpectedStop(`${file} changed while its edits were made`, 'try again');
      return [{ uri: uriOf(root, file), version: undefined, text: source.text, textEdits }];
    });
    return workspaceEdit(files, operations, this.#edits);
  }

  #open(root: string, file: string): TextDocument | undefined {
    const uri = uriOf(root, file);
    return this.#documents.all().find((document) => isSameFile(document.uri, uri));
  }

  async #unsaved(): Promise<ReadonlyMap<string, Uint8Array>> {
    const contents = new Map<string, Uint8Array>();
    for (const document of this.#documents.all()) {
      const file = await this.below(document.uri);
      if (file === undefined) continue;
      const bytes = unsavedBytes(languageOf(file), document.getText());
      if (bytes === undefined)
        throw new ExpectedStop(
          `${file} cannot be saved as it is: it names an encoding that lacks one of its characters`,
        );
      contents.set(file, bytes);
    }
    return contents;
  }

  #request(): PlanRequest {
    return {
      ...plainRequest,
      paths: ['.'],
      files: undefined,
      contents: undefined,
      usesGitignore: this.#options.gitignore,
      withHashes: true,
      jobs: undefined,
    };
  }

  async #load(): Promise<Config> {
    const { config, preset, map, exclude } = this.#options;
    const isNamed = config !== undefined || preset.length > 0;
    const found = isNamed ? undefined : (await findConfig(this.folder)).file;
    if (found !== undefined && isCode(found) && !this.#takesCode)
      throw new ExpectedStop(
        `${found} is code, which runs only in a workspace that you trust`,
        'start the server with --config-code, or with initializationOptions of { "trusted": true }',
      );
    const loaded = await loadConfig({
      cwd: this.folder,
      file: config,
      presets: preset,
      moves: map,
      takesCode: this.#takesCode || isNamed,
      include: undefined,
      exclude,
      isOptional: true,
    });
    const root = loaded.file === undefined ? (findRepository(this.folder)?.root ?? this.folder) : loaded.root;
    const complete = { ...loaded, root };
    return hasBarrels(complete) ? (await import('../engine/barrels.ts')).withBarrels(complete) : complete;
  }
}

const emptyPlan: Plan = {
  outcomes: [],
  summary: {
    filesScanned: 0,
    filesCandidate: 0,
    filesChanged: 0,
    edits: 0,
    safe: 0,
    declared: 0,
    review: 0,
    refused: 0,
    unmapped: 0,
    textMentions: 0,
    skipped: 0,
    failed: 0,
  },
};

/** Does a link lead from one of the folders around the file out of the root? What is not there yet leads nowhere. */
function leadsOut(root: string, file: string): boolean {
  const places: string[] = [];
  for (let place = file; place !== '.'; place = path.posix.dirname(place)) places.push(place);
  return canonicalPaths(root, places).unread.length > 0;
}
