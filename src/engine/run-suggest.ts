import { areas } from '../audit/area.ts';
import type { Config } from '../model/config.ts';
import type { PlanRequest } from '../model/plan-request.ts';
import type { EarlierFiles } from '../model/earlier-files.ts';
import type { MovedPath, Suggestion } from '../model/suggestion.ts';
import { languageOf } from '../model/source-file.ts';
import { SourceBuffer } from '../native/source-buffer.ts';
import { PythonMap } from '../resolve/python/python-map.ts';
import { listFiles } from '../scan/list-files.ts';
import type { Listing } from '../scan/list-files.ts';
import { canonicalPaths } from '../scan/canonical-paths.ts';
import { selectFiles } from '../scan/select-files.ts';
import { outsideRoot } from '../scan/unread-place.ts';
import { suggestPython } from '../suggest/make-suggestion.ts';
import type { FoundInLanguage } from '../suggest/make-suggestion.ts';
import { movedDefinitions } from '../suggest/moved-definitions.ts';
import type { DefinitionsOfFile } from '../suggest/moved-definitions.ts';
import { readModuleFacts } from '../suggest/module-facts.ts';
import type { ModuleFacts } from '../suggest/module-facts.ts';
import { proposedEntries } from '../suggest/proposed-entries.ts';
import type { SuggestContext, SuggestFocus } from '../suggest/suggest-context.ts';
import { openPythonProject } from './python/python-project.ts';
import type { Repository } from './python/python-project.ts';
import { readIntoBuffer } from './read-file.ts';
import { remember } from './remember.ts';

/** The request of a suggestion. */
export type SuggestRequest = Pick<PlanRequest, 'paths' | 'files' | 'usesGitignore'> & {
  readonly wants: SuggestFocus;
  /** The files in another commit; undefined when nobody asks. */
  readonly earlier: EarlierFiles | undefined;
  /** Called now and then with the number of files read so far. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
};

/** The number of files between two reports of progress. */
const CHUNK_SIZE = 64;

/**
 * Proposes entries of the Map from the code of a repository. Writes nothing, and runs no code of the repository.
 * @throws ExpectedStop when a path does not exist
 */
export async function runSuggest(config: Config, request: SuggestRequest): Promise<Suggestion> {
  const chosen = selectFiles(await listed(config, request), config).toSorted();
  const python = chosen.filter((file) => languageOf(file) === 'python');
  const buffer = SourceBuffer.create();
  const project = openPythonProject(config);
  const unreadable: Unreadable[] = [];
  const files = readPython(config, python, project, buffer, { unreadable, onProgress: request.onProgress });
  const earlier = request.earlier && selected(request.earlier, config);
  const moved = earlier === undefined ? [] : movedPython(earlier, project, buffer, config.root);
  const found = suggestPython(files, moved, {
    map: new PythonMap(config.python),
    project,
    modules: new Map(
      files
        .filter(({ module, path }) => project.index.find(module)?.path === path)
        .map((facts) => [facts.module, facts]),
    ),
    wants: request.wants,
    textOf: (path) => textOf(buffer, config.root, path),
  } satisfies SuggestContext);
  const scripts = chosen.filter((file) => languageOf(file) === 'javascript');
  const ofScripts =
    scripts.length === 0
      ? undefined
      : (await import('./suggest-scripts.ts')).suggestScripts(config, scripts, { ...request, earlier }, unreadable);
  const all = ofScripts === undefined ? found : together(found, ofScripts.found);
  const filesScanned = files.length + (ofScripts?.filesScanned ?? 0);
  return { filesScanned, ...all, entries: proposedEntries(all, request.wants.minUses), unreadable };
}

/** Merges the findings of both languages, each list in its own order. */
function together(one: FoundInLanguage, other: FoundInLanguage): FoundInLanguage {
  return {
    severalPaths: [...one.severalPaths, ...other.severalPaths].toSorted((a, b) => b.detours - a.detours),
    roleAliases: [...one.roleAliases, ...other.roleAliases],
    dangling: [...one.dangling, ...other.dangling],
    tables: [...one.tables, ...other.tables],
    moved: [...one.moved, ...other.moved],
    rivals: [...one.rivals, ...other.rivals],
    facades: [...one.facades, ...other.facades],
    unverified: [...one.unverified, ...other.unverified],
  };
}

/** The files among these that the configuration includes. */
function selected(earlier: EarlierFiles, config: Config): EarlierFiles {
  const isIncluded = new Set(selectFiles([...earlier.changed, ...earlier.before.keys()], config));
  return {
    ...earlier,
    changed: earlier.changed.filter((path) => isIncluded.has(path)),
    before: new Map([...earlier.before].filter(([path]) => isIncluded.has(path))),
  };
}

function movedPython(
  earlier: EarlierFiles,
  { index, exports }: Repository,
  buffer: SourceBuffer,
  root: string,
): MovedPath[] {
  const isPython = (path: string): boolean => path.endsWith('.py');
  const read = (path: string, given: EarlierFiles['after']): DefinitionsOfFile | undefined => {
    const bytes = given?.get(path);
    if (!isPython(path) || (given !== undefined && bytes === undefined)) return undefined;
    if (bytes !== undefined) buffer.set(bytes);
    else if (readIntoBuffer(buffer, root, path, undefined) !== 'read') return undefined;
    const identity = index.identify(path);
    const facts = readModuleFacts(buffer, path, 'production', identity);
    const defined = (facts?.definitions ?? []).filter(({ kind }) => kind === 'class' || kind === 'function');
    return { module: identity.module, definitions: new Map(defined.map(({ name, kind }) => [name, kind])) };
  };
  return movedDefinitions(earlier, {
    section: 'python',
    before: remember((path: string) => read(path, earlier.before)),
    after: remember((path: string) => read(path, earlier.after)),
    symbol: (module, name) => `${module}:${name}`,
    isThere: (module, name) =>
      name === undefined ? index.find(module) !== undefined : exports.define(module, name).state === 'found',
  });
}

interface Unreadable {
  readonly path: string;
  readonly message: string;
}

function readPython(
  { root, audit }: Config,
  paths: readonly string[],
  { index }: Pick<Repository, 'index'>,
  buffer: SourceBuffer,
  { unreadable, onProgress }: Pick<SuggestRequest, 'onProgress'> & { readonly unreadable: Unreadable[] },
): ModuleFacts[] {
  const areaOf = areas(audit.tests);
  return paths.flatMap((path, k) => {
    if (k % CHUNK_SIZE === 0) onProgress?.(k, paths.length);
    const read = readIntoBuffer(buffer, root, path, undefined);
    if (read === 'gone' || read === 'link') return [];
    if (read !== 'read') {
      unreadable.push({ path, message: typeof read === 'object' ? read.error : outsideRoot });
      return [];
    }
    const facts = readModuleFacts(buffer, path, areaOf(path), index.identify(path));
    if (facts === undefined) unreadable.push({ path, message: 'it holds NUL bytes, which Python does not read' });
    return facts ?? [];
  });
}

async function listed({ root }: Config, { paths, files, usesGitignore }: SuggestRequest): Promise<readonly string[]> {
  if (files) return canonicalPaths(root, files).files;
  let parts: Listing[] = [];
  for await (const part of listFiles({ root, paths, usesGitignore })) parts = part.isAnew ? [part] : [...parts, part];
  return parts.flatMap((part) => part.files);
}

function textOf(buffer: SourceBuffer, root: string, path: string): string {
  return readIntoBuffer(buffer, root, path, undefined) === 'read'
    ? buffer.bytes.toString('utf8').replace(/^\ufeff/, '')
    : '';
}
