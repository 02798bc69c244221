import path from 'node:path';
import { backupsNamed, isReport, wordsFor } from '../prune/backups.ts';
import type { Evidence } from '../prune/evidence.ts';
import { importsOf, loadsFolder, mentionsOf, mentionParts } from '../prune/module-mentions.ts';
import type { ModuleImport, SoughtModule } from '../prune/module-mentions.ts';
import type { PruneReader } from './prune-reader.ts';

/** What the files of the repository say of the candidates, by their paths. */
export interface FoundEvidence {
  readonly imports: ReadonlyMap<string, readonly ModuleImport[]>;
  /** Of each candidate, what each file says. */
  readonly mentions: ReadonlyMap<string, ReadonlyMap<string, readonly Evidence[]>>;
  /** Files that hold a comment which may let a leftover be. */
  readonly allowing: ReadonlySet<string>;
}

/** What is looked for, and where. */
export interface Sought {
  readonly backups: readonly string[];
  readonly modules: readonly SoughtModule[];
  /** All files below the root. */
  readonly all: readonly string[];
  /** The configuration that holds the Map; undefined where none of the root does. */
  readonly configFile: string | undefined;
}

/** Searches the files of the repository; see PruneRepository. */
interface Search {
  readonly holding: (texts: readonly string[], asWords: boolean) => Promise<readonly string[]>;
  readonly way: string;
}

/** A module can be imported by such a name. */
const importable = /^[\p{ID_Start}_][\p{ID_Continue}]*(?:\.[\p{ID_Start}_][\p{ID_Continue}]*)*$/u;

/** Search the files of the repository for what names the candidates. Git finds the files, which are then read. */
export async function findEvidence(
  sought: Sought,
  reader: PruneReader,
  { holding, way }: Search,
): Promise<FoundEvidence> {
  const { backups, modules, all, configFile } = sought;
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
    all.filter((file) => !isBackup.has(file)),
    importables,
    reader,
  );
  const answers = await answering;
  // The rest of the repository may name what lies below the root.
  const up = '../'.repeat(way.split('/').length - 1);
  const [withBackups = [], withMentions = [], allowing = []] = answers.map((files) =>
    files.map((file) => (file.startsWith(way) ? file.slice(way.length) : up + file)),
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
    const isSkipped = isBackup.has(file) || isOwnFile(file) || (file === configFile && !isPyproject(file));
    const read = isSkipped ? undefined : reader.search(file);
    const searched = read && file === configFile ? { ...read, text: withoutOwnTable(read.text) } : read;
    if (searched === undefined) continue;
    for (const module of modules)
      notes.add(module.path, file, [...mentionsOf(searched, module), ...loadsFolder(searched, module)]);
  }
  return { imports, mentions: notes.found, allowing: new Set(allowing) };
}

/** What the tool reads and writes itself names legacy modules, whatever becomes of them. */
function isOwnFile(file: string): boolean {
  return /(?:^|\/)ssot\.(?:config|review|baseline)\.[^/]*$/.test(file);
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
): ReadonlyMap<string, readonly ModuleImport[]> {
  const imports = new Map<string, ModuleImport[]>();
  if (modules.length === 0) return imports;
  const tails = new Set(modules.map(({ module }) => module.split('.').at(-1) ?? module));
  const look = reader.importsOf(tails);
  for (const file of files) {
    const python = look(file);
    if (python === undefined) continue;
    for (const module of modules) {
      const found = file === module.path ? [] : importsOf(file, python, module);
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

/** What files say of the candidates; what a candidate says of itself is no news. */
class Notes {
  readonly found = new Map<string, Map<string, Evidence[]>>();

  add(candidate: string, file: string, evidence: readonly Evidence[]): void {
    if (evidence.length === 0 || candidate === file) return;
    const byFile = this.found.get(candidate) ?? new Map<string, Evidence[]>();
    this.found.set(candidate, byFile);
    byFile.set(file, [...(byFile.get(file) ?? []), ...evidence]);
  }
}
