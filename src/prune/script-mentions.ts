import path from 'node:path';
import { isJavaScript } from '../model/javascript-endings.ts';
import { withoutEnd } from '../model/without-end.ts';
import { isReport, lineOf } from './backups.ts';
import type { Evidence } from './evidence.ts';

/** A module of JavaScript that could go, as it is looked for. */
export interface SoughtScript {
  /** Relative to the root, with forward slashes. */
  readonly path: string;
}

const ending = /(?:\.d)?\.[mc]?[jt]sx?$/;

/** The word that stands in each path to the module: its name, or that of its folder. */
export function stemOf(file: string): string {
  const stem = path.posix.basename(file).replace(ending, '');
  return stem === 'index' ? path.posix.basename(path.posix.dirname(file)) : stem;
}

/** Does a text between quotes possibly lead to the module? One of dots alone leads to a folder. */
export function mayLeadTo(text: string, { path: file }: SoughtScript): boolean {
  return text.includes(stemOf(file)) || (/(?:^|\/)index\./.test(file) && /^\.{1,2}(?:\/\.\.)*\/?$/.test(text));
}

/** A test file, as jest, vitest and others name them. */
export function isTestScript(file: string): boolean {
  return /\.(?:test|spec|cy|e2e)\.[mc]?[jt]sx?$|(?:^|\/)__tests__\//.test(file);
}

/** Folders and files that frameworks load by their names. */
const conventions =
  /(?:^|\/)(?:pages|app|routes|api|migrations|plugins|middleware|stories|__mocks__)\/|\.(?:config|stories|setup)\.\w+$/;

/** The module stands where a framework may load it without an import. */
export function conventionEvidence({ path: file }: SoughtScript): Evidence[] {
  return conventions.test(file)
    ? [{ reason: 'folder-loading', place: '', detail: 'a framework may load it by its path' }]
    : [];
}

/** Characters of paths. */
const pathCharacter = /[\p{L}\p{N}_./~@+-]/u;
const LONGEST_PATH = 500;

/** Paths in a file that lead to the module, or may: in configuration, scripts and text. */
export function pathMentions(file: string, text: string, sought: SoughtScript): Evidence[] {
  const stem = stemOf(sought.path);
  const found: Evidence[] = [];
  for (let at = text.indexOf(stem); at >= 0; at = text.indexOf(stem, at + stem.length)) {
    let [start, end] = [at, at + stem.length];
    while (start > 0 && at - start < LONGEST_PATH && pathCharacter.test(text.charAt(start - 1))) start--;
    while (end < text.length && end - at < LONGEST_PATH && pathCharacter.test(text.charAt(end))) end++;
    const isLoaded = /\bsrc=["']$/.test(text.slice(Math.max(0, start - 10), start));
    const reason = meaningOf(text.slice(start, end), file, sought, isLoaded);
    if (reason !== undefined) found.push({ reason, place: `${file}:${lineOf(text, start)}` });
  }
  return found;
}

/** @param isLoaded a page loads it as a script */
function meaningOf(
  written: string,
  file: string,
  { path: own }: SoughtScript,
  isLoaded: boolean,
): Evidence['reason'] | undefined {
  const target = own.replace(ending, '').replace(/\/index$/, '');
  const plain = withoutEnd(written, '.,')
    .replace(ending, '')
    .replace(/\/index$/, '');
  // A relative path in a script is an import, which was looked up.
  if (written.startsWith('.') && isJavaScript(file)) return undefined;
  const fromRoot = path.posix.join('.', plain.replace(/^\//, ''));
  const isPath = [path.posix.join(path.posix.dirname(file), plain), fromRoot].includes(target);
  const tail = plain.replace(/^(?:\.{0,2}\/|@\/|~\/)+/, '');
  const isTail = tail.includes('/')
    ? `/${target}`.endsWith(`/${tail}`)
    : ending.test(written) && `/${target}`.endsWith(`/${tail}`);
  if (!isPath && !isTail) return undefined;
  if (isReport(file) && !isLoaded) return 'named-in-text';
  if (path.posix.basename(file) === 'package.json') return 'entry-point';
  return isPath ? 'named-by-string' : 'near-string';
}

const composed =
  /\b(?:import|require)\(\s*(?:`([^`$]*)\$\{|(?:"([^"\n]*)"|'([^'\n]*)')\s*\+)|\b(?:import\.meta\.glob(?:Eager)?|require\.context)\([\s[]*["'`]([^"'`\n]*)["'`]/g;

/** The texts that composed imports stand in: without one of these, a file has none. */
export const composedMarks = ['import(', 'require(', 'import.meta.glob', 'require.context'] as const;

/** Imports of a file whose paths are composed when it runs, and which may lead to the module. */
export function composedImports(file: string, text: string, { path: own }: SoughtScript): Evidence[] {
  return [...text.matchAll(composed)].flatMap((match): Evidence[] => {
    // Only one of the groups has matched.
    const begins = match.slice(1).join('');
    const cut = begins.search(/[*{[(!]/);
    const plain = cut < 0 ? begins : begins.slice(0, cut);
    const folder =
      match[4] === undefined || plain !== begins ? plain.slice(0, plain.lastIndexOf('/') + 1) : `${plain}/`;
    // `import(name)` may be anything, and says nothing of this module.
    if (folder === '') return [];
    const isRelative = folder.startsWith('.');
    const resolved = path.posix.join(isRelative ? path.posix.dirname(file) : '', folder);
    const rest = folder.replace(/^(?:[@~]?\w*\/)/, '');
    const mayMean = isRelative ? own.startsWith(resolved === './' ? '' : resolved) : `/${own}`.includes(`/${rest}`);
    return mayMean ? [{ reason: 'folder-loading', place: `${file}:${lineOf(text, match.index)}` }] : [];
  });
}
