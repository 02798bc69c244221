import { absoluteModule } from '../../model/python.ts';
import type { ModuleIdentity } from '../../model/python.ts';
import type { Range } from '../../model/range.ts';
import type { ImportRecord } from './import-statements.ts';

/**
 * The names of other modules that a file may look up at run time, each `module:Name`: in `from` imports, as attributes
 * of modules, in dotted strings, and by strings of their own (`getattr(module, "Name")`). Includes rather one too many:
 * comments and docstrings count, and a name in a string, or behind a dot of anything but an import, may belong to any
 * module that the file imports. If only the end of a module's path is known, it starts with a dot: `.module:Name`.
 * @param names the names of interest
 * @param editable places of such names that need not count
 */
export function neededNames(
  text: string,
  imports: readonly ImportRecord[],
  identity: ModuleIdentity,
  names: readonly string[],
  editable: readonly Range[] = [],
): string[] {
  const isEditable = (start: number): boolean => editable.some((range) => range.start === start);
  const places = names.flatMap((name) => placesOf(name, text)).filter(({ start }) => !isEditable(start));
  const found = new Set(places.map(({ name }) => name));
  if (found.size === 0) return [];
  const needed = new Set<string>();
  /** The modules that names of the file may stand for. */
  const modules = new Map<string, string>();
  for (const { isFrom, isStar, level, module: path, names: imported, aliases } of imports) {
    const module = isFrom ? absoluteModule(level, path, identity) : '';
    if (module === undefined) continue;
    if (isStar) for (const name of found) needed.add(`${module}:${name}`);
    for (const [k, name] of imported.entries()) {
      if (isFrom && found.has(name)) needed.add(`${module}:${name}`);
      const whole = isFrom ? `${module}.${name}` : name;
      modules.set(aliases[k] ?? name, whole);
    }
  }
  /** Names that may be of any module: they stand in a string alone, behind an object that may be one, or behind a part that is computed. */
  const alone = new Set<string>();
  const isMultiple = /\bpatch\s*\.\s*multiple\b/.test(text);
  const isLazy = /\b__getattr__\b|\bimport_module\b/.test(text);
  for (const { name, start } of places) {
    const before = text.slice(Math.max(0, start - LONGEST_PATH), start);
    const behind = text.charAt(start + name.length);
    const isAttribute = /\.[\s\\]*$/.test(before);
    const [, quote, written] = isAttribute ? (dottedBefore.exec(before) ?? []) : [];
    if (written !== undefined) {
      const path = written.replace(/[\s\\]/g, '');
      const [root = '', ...rest] = path.split('.');
      needed.add(`${path === '__main__' ? identity.module : path}:${name}`);
      needed.add(`${[modules.get(root) ?? root, ...rest].join('.')}:${name}`);
      if (quote === '' && !modules.has(root)) alone.add(name);
    } else if (isAttribute && (attributeBefore.test(before) || isBelowComment(before))) alone.add(name);
    const [, module] = moduleBefore.exec(before) ?? importBefore.exec(before) ?? [];
    if (module !== undefined) needed.add(`${module}:${name}`);
    const [, suffix] = composedBefore.exec(before) ?? [];
    if (suffix !== undefined) needed.add(`.${suffix}:${name}`);
    const isComputed = /["'.]$/.test(before) && computedBefore.test(before);
    const isWhole = /["']$/.test(before) && before.endsWith(behind);
    const isValue =
      isWhole && (valueBefore.test(before.slice(0, -1).trimEnd()) || (isLazy && /[{,]\s*["']$/.test(before)));
    const isKeyword = isMultiple && /[(,]\s*$/.test(before) && /^\s*=(?!=)/.test(text.slice(start + name.length));
    if (isComputed || isValue || isKeyword) alone.add(name);
  }
  if (alone.size === 0) return [...needed];
  const paths = [...text.matchAll(/["'](\w+(?:\.\w+)+)["']/g)].map(([, path = '']) => path);
  const own = /\bsys\s*\.\s*modules\b|\{__name__\}|\b__name__\s*\+/.test(text) ? [identity.module] : [];
  // A table of names that a package loads on demand has its modules under the names that they have in it.
  const loaded = isLazy
    ? [...text.matchAll(/["']\.?(\w+)["']/g)].map(([, last = '']) => `${identity.package}.${last}`)
    : [];
  for (const name of alone)
    for (const module of [...own, ...modules.values(), ...paths, ...loaded]) needed.add(`${module}:${name}`);
  return [...needed];
}

/** Text further than this before a name is no part of its path. */
const LONGEST_PATH = 400;
/** The quote or nothing, and the dotted name. */
const dottedBefore = /(["']?)(?<![\w.])(\w+(?:[\s\\]*\.[\s\\]*\w+)*)[\s\\]*\.[\s\\]*$/;
const attributeBefore = /[\])][\s\\]*\.[\s\\]*$/;
/** `"module:Name"`, as entry points write it. */
const moduleBefore = /["'](\w+(?:\.\w+)*):$/;
/** An import in text, such as a program that is handed to another process. */
const importBefore = /\bfrom\s+(\w+(?:\.\w+)*)\s+import\b(?:\s*\([^()"']*|[^\n()"';]*)$/;
/** A string that is an element, a value, an argument other than of what is for types, or assigned. */
const valueBefore =
  /(?:(?:^|[^\w)\]\s])\s*\[|["']\s*:|[^=!<>]=|\((?<!\b(?:cast|TypeVar|NewType|ForwardRef|assert_type)\s*\()|\bin\s*[[({])$/;
const computedBefore = /(?:(?:,|\+|\.["']|\)\s*\[|\b__dict__\s*\[|\b(?:attribute|name)\s*=)\s*["']|\}\.|["']\.)$/;

/** A path whose start is another string, or filled in: `f"{package}.module.`, `PACKAGE + ".module.`. */
const composedBefore = /(?:\}|%s|\+\s*["']|\.["']\s*["'])\.?(\w+(?:\.\w+)*)\.$/;

/** Is the dot that the text ends with on a line of its own, below a comment? */
function isBelowComment(before: string): boolean {
  const object = before.trimEnd().slice(0, -1).trimEnd();
  return before.includes('\n', object.length) && object.includes('#', object.lastIndexOf('\n') + 1);
}

/** Where the name stands as a whole word. */
function placesOf(name: string, text: string): { readonly name: string; readonly start: number }[] {
  const places: { name: string; start: number }[] = [];
  for (let start = text.indexOf(name); start >= 0; start = text.indexOf(name, start + 1)) {
    const isWord = !/\w/.test(text.charAt(start - 1)) && !/\w/.test(text.charAt(start + name.length));
    if (isWord) places.push({ name, start });
  }
  return places;
}
