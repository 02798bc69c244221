import { isOwnFile } from '../../model/own-file.ts';
import path from 'node:path';
import { backupsNamed, isReport, wordsFor } from '../../prune/backups.ts';
import type { Evidence } from '../../prune/evidence.ts';
import { importable } from '../../prune/module-candidates.ts';
import { importsOf, loadsFolder, mentionsOf, mentionParts } from '../../prune/module-mentions.ts';
import type { ModuleImport, SearchedFile, SeenImports, SoughtModule } from '../../prune/module-mentions.ts';
import type { PruneReader } from './prune-reader.ts';

/** The evidence about the candidates in the files of the repository, by path. */
export interface FoundEvidence {
  readonly imports: ReadonlyMap<string, readonly ModuleImport[]>;
  /** The evidence about each candidate, by file. */
  readonly mentions: ReadonlyMap<string, ReadonlyMap<string, readonly Evidence[]>>;
  /** Files that hold a comment which may let a leftover be. */
  readonly allowing: ReadonlySet<string>;
}

/** The things to search for, and the places to search. */
export interface Sought {
  readonly backups: readonly string[];
  readonly modules: readonly SoughtModule[];
  /** All files below the root. */
  readonly all: readonly string[];
  /** The configuration that holds the Map; undefined where none of the root does. */
  readonly configFile: string | undefined;
  /** Is shown the imports of each file in which one of its words stands. */
  readonly visitor: {
    readonly modules: () => readonly string[];
    readonly words: () => readonly string[];
    readonly visit: (file: string, seen: SeenImports) => void;
  };
}

/** Searches the files of the repository; see PruneRepository. */
interface Search {
  readonly holding: (texts: readonly string[], asWords: boolean) => Promise<readonly string[]>;
  readonly way: string;
}

/**
 * The path of a file relative to the root, from its path in the repository: files beside the root may name files below
 * it.
 */
export function fromRoot(file: string, way: string): string {
  return file.startsWith(way) ? file.slice(way.length) : '../'.repeat(way.split('/').length - 1) + file;
}

/** Search the files of the repository for what names the candidates. Git finds the files, which are then read. */
export async function findEvidence(
  sought: Sought,
  reader: PruneReader,
  { holding, way }: Search,
): Promise<FoundEvidence> {
  const { backups, modules, all, configFile, visitor } = sought;
  const isBackup = new Set(backups);
  const importables = [...modules, ...importableBackups(backups, reader)];
  const marks = backups.length + modules.length === 0 ? [] : ['allow[leftover', 'allow[audit/leftover'];
  // Git searches while the imports are read.
  const answering = Promise.all([
    holding(wordsFor(backups), false),
    holding(mentionParts(modules), false),
    holding(marks, false),
  ]);
  const imports = importsIn(
    // A backup that stays would fail when it is imported.
    all.filter((file) => file.endsWith('.py') || !isBackup.has(file)),
    importables,
    reader,
    visitor,
  );
  const answers = await answering;
  const [withBackups = [], withMentions = [], allowing = []] = answers.map((files) =>
    files.map((file) => fromRoot(file, way)),
  );
  const notes = new Notes();
  const marked = wordsFor(backups);
  const byName = groupByName(backups);
  const liveNames = new Set(all.filter((file) => !isBackup.has(file)).map((file) => path.posix.basename(file)));
  const isLiveName = (name: string): boolean => liveNames.has(name);
  for (const file of withBackups) {
    if (isBackup.has(file) || isReport(file)) continue;
    const text = reader.text(file);
    for (const [backup, line] of text === undefined ? [] : backupsNamed(text, marked, byName, isLiveName))
      notes.add(backup, file, [{ reason: 'named-in-file', place: `${file}:${line}` }]);
  }
  for (const file of new Set([...withMentions, ...besides(modules, all)])) {
    const searched = isBackup.has(file) ? undefined : searchedFile(file, reader, configFile);
    if (searched === undefined) continue;
    for (const module of modules)
      notes.add(module.path, file, [...mentionsOf(searched, module), ...loadsFolder(searched, module)]);
  }
  return { imports, mentions: notes.found, allowing: new Set(allowing) };
}

/** A file to search for mentions, without the Map in it; undefined for the tool's own files, which name legacy modules whatever happens to these. */
export function searchedFile(
  file: string,
  reader: PruneReader,
  configFile: string | undefined,
): SearchedFile | undefined {
  if (isOwnFile(file) || (file === configFile && !isPyproject(file))) return undefined;
  const read = reader.search(file);
  return read && file === configFile ? { ...read, text: withoutOwnTable(read.text) } : read;
}

function isPyproject(file: string): boolean {
  return file.endsWith('pyproject.toml');
}

/** The text without the tables of this tool; lines stay where they are. */
function withoutOwnTable(text: string): string {
  return text.replace(/^\[+tool\.ssot-codemod\b[^]*?(?=^\[+(?!tool\.ssot-codemod\b)|$(?![^]))/gm, (table) =>
    table.replace(/[^\n]/g, ''),
  );
}

/** The imports of modules by other files, by the paths of the modules. */
function importsIn(
  files: readonly string[],
  modules: readonly SoughtModule[],
  reader: PruneReader,
  visitor: Sought['visitor'],
): ReadonlyMap<string, readonly ModuleImport[]> {
  const imports = new Map<string, ModuleImport[]>();
  const tails = new Set([...modules.map(({ module }) => module.split('.').at(-1) ?? module), ...visitor.words()]);
  if (tails.size === 0) return imports;
  const look = reader.importsOf([...modules.map(({ module }) => module), ...visitor.modules()], tails);
  for (const file of files) {
    const python = look(file);
    if (python === undefined) continue;
    visitor.visit(file, python);
    for (const module of modules) {
      const found = file === module.path ? [] : importsOf(file, python, module, reader.isKnown);
      if (found.length > 0) imports.set(module.path, [...(imports.get(module.path) ?? []), ...found]);
    }
  }
  return imports;
}

/** The Python files in the folders of modules. */
function besides(modules: readonly SoughtModule[], all: readonly string[]): string[] {
  const folders = new Set(modules.map((module) => path.posix.dirname(module.path)));
  return all.filter((file) => file.endsWith('.py') && folders.has(path.posix.dirname(file)));
}

function importableBackups(backups: readonly string[], reader: PruneReader): SoughtModule[] {
  return backups
    .filter((file) => file.endsWith('.py'))
    .map((file) => ({ path: file, module: reader.moduleOf(file) }))
    .filter(({ module }) => importable.test(module));
}

function groupByName(files: readonly string[]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const file of files) {
    const name = path.posix.basename(file);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [file]);
    else group.push(file);
  }
  return groups;
}

/** The evidence about the candidates. A candidate's mention of itself does not count. */
class Notes {
  readonly found = new Map<string, Map<string, Evidence[]>>();

  add(candidate: string, file: string, evidence: readonly Evidence[]): void {
    if (evidence.length === 0 || candidate === file) return;
    const byFile = this.found.get(candidate) ?? new Map<string, Evidence[]>();
    this.found.set(candidate, byFile);
    byFile.set(file, [...(byFile.get(file) ?? []), ...evidence]);
  }
}
