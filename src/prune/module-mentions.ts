import path from 'node:path';
import { absoluteModule, isTestModule } from '../model/python.ts';
import type { ModuleIdentity } from '../model/python.ts';
import { withoutEnd } from '../model/without-end.ts';
import { isReport, lineOf } from './backups.ts';
import type { Evidence } from './evidence.ts';

/** An import statement, as far as it matters here. */
export interface SeenImport {
  readonly isFrom: boolean;
  readonly level: number;
  readonly module: string;
  readonly names: readonly string[];
  /** The names that they get in the file. */
  readonly locals: readonly string[];
  readonly isStar: boolean;
  /** Counted from 1. */
  readonly line: number;
}

/** One file that may mention modules. */
export interface SearchedFile {
  readonly path: string;
  readonly text: string;
  readonly isPython: boolean;
}

/** The imports of a Python file, and the base of its relative ones. */
export interface SeenImports {
  readonly identity: ModuleIdentity;
  readonly imports: readonly SeenImport[];
}

/** A module as it is looked for. */
export interface SoughtModule {
  readonly path: string;
  readonly module: string;
}

/** An import of a module, in a file. */
export interface ModuleImport {
  readonly importer: string;
  readonly line: number;
  /** The names that are imported from the module; empty where the module itself is. */
  readonly names: readonly string[];
  readonly isStar: boolean;
  readonly isTest: boolean;
  /** The names that it binds in the file. */
  readonly locals: readonly string[];
}

/** The statements of a file that import a module, or something from it. */
export function importsOf(
  importer: string,
  { identity, imports }: SeenImports,
  { module, path: own }: SoughtModule,
  isKnown: (module: string) => boolean,
): ModuleImport[] {
  const isMeant = (named: string): boolean =>
    named === module || named.startsWith(`${module}.`) || isOtherName(named, own, importer, isKnown);
  const isTest = isTestModule(importer) || /(?:^|\/)(?:tests?|conftest)(?:\/|\.py$)/.test(importer);
  return imports.flatMap(({ isFrom, level, module: named, names, locals, isStar, line }): ModuleImport[] => {
    const seen = { importer, line, isTest, locals };
    if (!isFrom) {
      const isNamed = names.some(isMeant);
      return isNamed ? [{ ...seen, names: [], isStar: false }] : [];
    }
    const from = absoluteModule(level, named, identity);
    if (from === undefined) return [];
    if (isMeant(from)) return [{ ...seen, names, isStar }];
    return names.some((name) => isMeant(`${from}.${name}`)) ? [{ ...seen, names: [], isStar: false }] : [];
  });
}

/**
 * Can an import mean the file by another name, as where another folder is on the path of Python? Not when the name leads to a module
 * that is known. A name of one part means a file beside the importer, as for a script.
 */
function isOtherName(named: string, own: string, importer: string, isKnown: (module: string) => boolean): boolean {
  const file = `${named.replaceAll('.', '/')}.py`;
  if (named.includes('.')) return `/${own}`.endsWith(`/${file}`) && !isKnown(named);
  return own === path.posix.join(path.posix.dirname(importer), file) && !isKnown(named);
}

/** Places of one file that are looked for: more say nothing new, and each takes its time. */
const MOST_PLACES = 20;

/** Characters of dotted paths and of paths of files. */
const wordCharacter = /[\w./:-]/;
/** The functions that import or replace something by a name that they are given. */
const takesName =
  /\b(?:import_module|__import__|importorskip|run_module|resolve_name|import_string|patch|setattr|find_spec)\b/;

/** Where a file names a module otherwise than by an import statement. */
export function mentionsOf(file: SearchedFile, { module, path: own }: SoughtModule): Evidence[] {
  const parts = module.split('.');
  const tail = parts.slice(-2);
  const found: Evidence[] = [];
  for (const needle of new Set([tail.join('.'), tail.join('/')])) {
    for (let at = file.text.indexOf(needle); at >= 0; at = file.text.indexOf(needle, at + needle.length)) {
      if (found.length >= MOST_PLACES) break;
      const word = wordAt(file.text, at, needle.length);
      const evidence = judgeWord(file, word, { module, path: own, isShort: parts.length === 1 });
      if (evidence !== undefined) found.push(evidence);
    }
  }
  return [...found, ...writtenImports(file, module), ...relativeNames(file, module)];
}

/** Import statements in text that is no module: a notebook, `python -c`, a template. Those of modules are read, and not searched. */
function writtenImports(file: SearchedFile, module: string): Evidence[] {
  const dot = module.lastIndexOf('.');
  if (dot < 0) return [];
  const [holder, last] = [module.slice(0, dot), module.slice(dot + 1)];
  const start = `from ${holder} import `;
  const found: Evidence[] = [];
  for (let at = file.text.indexOf(start); at >= 0; at = file.text.indexOf(start, at + start.length)) {
    if (found.length >= MOST_PLACES) break;
    const [names = ''] =
      /^[\w\s,()\\]*/.exec(file.text.slice(at + start.length, at + start.length + LONGEST_WORD)) ?? [];
    if (!new RegExp(`(?<!\\w)${last}(?!\\w)`).test(names)) continue;
    const place = `${file.path}:${lineOf(file.text, at)}`;
    found.push({ reason: isReport(file.path) ? 'named-in-text' : 'named-by-string', place });
  }
  return found;
}

/** `import_module(".manager", "app.core")`; and the names of modules that a package lists for those who take all of it. */
function relativeNames(file: SearchedFile, module: string): Evidence[] {
  if (!file.isPython) return [];
  const last = module.split('.').at(-1) ?? module;
  const found: Evidence[] = [];
  const relative = new RegExp(`["']\\.{1,5}(?:\\w+\\.)*${last}["']`).exec(file.text);
  if (relative) found.push({ reason: 'near-string', place: `${file.path}:${lineOf(file.text, relative.index)}` });
  const holder = module.slice(0, Math.max(0, module.lastIndexOf('.'))).replaceAll('.', '/');
  const isItsPackage = holder !== '' && `/${file.path}`.endsWith(`/${holder}/__init__.py`);
  const listed = isItsPackage ? new RegExp(`["']${last}["']`).exec(file.text) : null;
  if (listed) found.push({ reason: 'named-by-string', place: `${file.path}:${lineOf(file.text, listed.index)}` });
  return found;
}

interface Word {
  readonly text: string;
  readonly start: number;
  /** Does it stand between two quotes? */
  readonly isQuoted: boolean;
  /** The line, up to the word. */
  readonly before: string;
  readonly lineStart: number;
}

const LONGEST_WORD = 400;

function wordAt(text: string, at: number, length: number): Word {
  let start = at;
  while (start > 0 && at - start < LONGEST_WORD && wordCharacter.test(text.charAt(start - 1))) start--;
  let end = at + length;
  while (end < text.length && end - at < LONGEST_WORD && wordCharacter.test(text.charAt(end))) end++;
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const quotes = `${text.charAt(start - 1)}${text.charAt(end)}`;
  return {
    text: withoutEnd(text.slice(start, end), '.:/-'),
    start,
    isQuoted: quotes === '""' || quotes === "''" || quotes === '``',
    before: text.slice(Math.max(lineStart, start - LONGEST_WORD), start),
    lineStart,
  };
}

function judgeWord(
  file: SearchedFile,
  word: Word,
  sought: SoughtModule & { readonly isShort: boolean },
): Evidence | undefined {
  const kind = kindOfWord(word.text, sought);
  if (kind === undefined) return undefined;
  const place = `${file.path}:${lineOf(file.text, word.start)}`;
  if (isReport(file.path)) return kind === 'near' ? undefined : { reason: 'named-in-text', place };
  const name = path.posix.basename(file.path);
  if (!file.isPython) {
    if (kind === 'near') return { reason: 'near-string', place };
    const isComment = /^\s*(?:#|\/\/|\*)/.test(word.before);
    if (isComment) return { reason: 'named-in-text', place };
    return { reason: /^(?:pyproject\.toml|setup\.cfg)$/.test(name) ? 'entry-point' : 'named-by-string', place };
  }
  // Import statements are read, and not searched.
  if (/^\s*(?:from|import)\s[\w.\s,]*$/.test(word.before) && !word.isQuoted) return undefined;
  if (/#/.test(word.before) && !word.isQuoted) return { reason: 'named-in-text', place };
  if (!word.isQuoted) return { reason: kind === 'near' ? 'near-string' : 'named-in-file', place };
  if (sought.isShort && kind === 'dotted' && word.text === sought.module && !takesName.test(word.before))
    return undefined;
  if (kind === 'near') return { reason: 'near-string', place };
  return { reason: name === 'setup.py' ? 'entry-point' : 'named-by-string', place };
}

/** Does the word mean the module, by its dotted path or as a file, or does it only end as that does? */
function kindOfWord(
  text: string,
  { module, path: own, isShort }: SoughtModule & { readonly isShort: boolean },
): 'dotted' | 'file' | 'near' | undefined {
  const [dotted = ''] = text.split(':');
  if (dotted === module || dotted.startsWith(`${module}.`)) {
    // `legacy.py` is a file.
    return dotted === `${module}.py` && isShort ? 'file' : 'dotted';
  }
  const file = text.replace(/^(?:\.{0,2}\/)+/, '').replace(/:\d+$/, '');
  const inRoots = `${module.replaceAll('.', '/')}.py`;
  const isFile = [own, inRoots].some((known) => file === known || file.endsWith(`/${known}`));
  if (isFile) return 'file';
  if (isShort) return undefined;
  const tail = module.split('.').slice(-2).join('.');
  const isNear = new RegExp(`(?:^|\\.)${tail.replaceAll('.', '\\.')}(?:\\.|$)`).test(dotted);
  const namesFile = file.endsWith(`${tail.replaceAll('.', '/')}.py`);
  return isNear || namesFile ? 'near' : undefined;
}

/** The functions that list the modules of a folder. */
const listsModules = /\b(?:iter_modules|walk_packages)\b/;
const listsFolder = /\b(?:listdir|scandir|iterdir|glob|rglob)\b/;

/** Does code of the same folder list it, or does any file put the name of a module of the package together? */
export function loadsFolder(file: SearchedFile, { module, path: own }: SoughtModule): Evidence[] {
  const made = file.isPython ? putTogether(module).find((text) => file.text.includes(text)) : undefined;
  if (made !== undefined)
    return [{ reason: 'folder-loading', place: `${file.path}:${lineOf(file.text, file.text.indexOf(made))}` }];
  if (!file.isPython || path.posix.dirname(file.path) !== path.posix.dirname(own)) return [];
  const isLoading =
    listsModules.test(file.text) || (listsFolder.test(file.text) && /__(?:file|path)__/.test(file.text));
  return isLoading ? [{ reason: 'folder-loading', place: file.path }] : [];
}

/** The texts to search for, so that each file is found that may mention a module other than by an import statement. */
export function mentionParts(modules: readonly SoughtModule[]): string[] {
  const parts = new Set<string>();
  // Git takes its time for each of many: the packages around several modules are few.
  for (const { module } of modules) {
    const [last = module, holder] = module.split('.').toReversed();
    if (holder === undefined) parts.add(last);
    else parts.add(`${holder}.`).add(`${holder}/`).add(`${holder} import`);
    for (const quote of ['"', "'"]) parts.add(`.${last}${quote}`);
  }
  return [...parts];
}

/** How code puts the name of a module of a package together. */
function putTogether(module: string): string[] {
  if (!module.includes('.')) return [];
  const holder = module.slice(0, module.lastIndexOf('.'));
  return ['{', '%', '"', "'"].map((sign) => `${holder}.${sign}`);
}
