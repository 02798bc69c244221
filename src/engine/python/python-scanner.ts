import type { Config, PythonConfig, Target } from '../../model/config.ts';
import type { SourceBuffer } from '../../native/source-buffer.ts';
import { assignedString } from '../../parse/python/computed-paths.ts';
import { holdsDottedPath, joinsPath } from '../../parse/python/dotted-strings.ts';
import { boundModules, readImports, readMentions, stringLiterals } from '../../parse/python/import-statements.ts';
import { marksOfImporters } from '../../parse/python/joined-strings.ts';
import { otherNames } from '../../resolve/python/other-names.ts';
import { PythonMap } from '../../resolve/python/python-map.ts';
import { LiteralPrefilter, rarest } from '../../scan/literal-prefilter.ts';
import { isOwnDocument } from '../own-document.ts';

/** The result of a first look at a file: nothing of interest, only a word of the Map, or a file to read in full. */
export type QuickScan = 'nothing' | 'word' | 'reference';

/**
 * Tells which files can hold a Reference. It lexes nothing, so that text may count as code, and consults no other file;
 * whatever is there, it does not miss.
 */
export class PythonScanner {
  readonly #buffer: SourceBuffer;
  readonly #map: PythonMap;
  readonly prefilter: LiteralPrefilter;
  /** Every file that holds a word of the Map is to be read in full: any may look up there what gets another name, or name it in text. */
  readonly readsAll: boolean;
  readonly #names: ReadonlySet<string>;

  constructor({ python, carriers }: Config, buffer: SourceBuffer) {
    this.#buffer = buffer;
    this.#map = new PythonMap(python);
    this.#names = new Set(replacedNames(python));
    const readsText = carriers.includes('docstring') || carriers.includes('comment');
    this.readsAll = readsText || renamedNames(python).length > 0;
    this.prefilter = prefilterOf(this.#map, python);
  }

  /** Look at the file in the buffer, whose path is relative to the root. */
  look(path: string): QuickScan {
    const passes = this.prefilter.passes(this.#buffer, path);
    if ((!passes && !this.#joinsPath()) || isOwnDocument(this.#buffer.bytes)) return 'nothing';
    if (this.readsAll) return 'reference';
    const records = this.prefilter.quickScan(this.#buffer, path);
    return records === undefined || this.#mayConcern(records) || this.#joinsPath() ? 'reference' : 'word';
  }

  /** Does the file put a legacy path together of several strings, of which one starts with a part of it? */
  #joinsPath(): boolean {
    const buffer = this.#buffer;
    if (!buffer.holdsQuotedPart() || !marksOfImporters.some((mark) => buffer.holdsMark(mark))) return false;
    const text = buffer.bytes.toString('latin1');
    return joinsPath(text, this.#isLegacy, (name) => assignedString(text, name));
  }

  /**
   * May the file that was looked at last look up, in some other module, a name that comes to mean another object, otherwise than by a
   * statement that imports it?
   */
  mayLookNameUp(): boolean {
    return this.prefilter.mayLookNameUp(this.#buffer);
  }

  /** May the file that was looked at last hold a longer name that one which comes to mean another object is a part of? */
  mayHoldLongerName(): boolean {
    return this.prefilter.mayHoldLongerName(this.#buffer);
  }

  #mayConcern(records: Int32Array): boolean {
    /** Names of the file, each with the package around legacy modules that it may stand for. */
    const packages: { readonly local: string; readonly module: string }[] = [];
    for (const record of readImports(records, this.#buffer.identifierAt)) {
      const { isFrom, isStar, level, module, names, bindsPackage } = record;
      if (level > 0 || (isStar && this.#names.size > 0)) return true;
      for (const name of names) {
        if (isFrom ? this.#mayConcernName(module, isStar ? '*' : name) : this.#speaksOf(name)) return true;
      }
      if (bindsPackage) packages.push(...boundModules(record));
    }
    let isMentioned = false;
    let isUnclear = false;
    for (const mention of readMentions(records, this.#buffer.identifierAt)) {
      if (!mention.includes('.') || mention.startsWith('.')) return true;
      const leads = packages.some(
        ({ local, module }) =>
          mention.startsWith(`${local}.`) && this.#map.leadsTo(module + mention.slice(local.length)),
      );
      if (leads) return true;
      isUnclear = packages.length > 0;
      isMentioned ||= this.#isLegacy(mention);
    }
    if (isUnclear && this.#buffer.assignsPackage()) return true;
    return isMentioned && this.#isInString();
  }

  readonly #isLegacy = (path: string): boolean => this.#map.legacyPath(path, () => false) !== undefined;

  /** Does a legacy path stand in a string? Elsewhere it is a comment, or an attribute of what an import statement brings. */
  #isInString(): boolean {
    const { records } = this.prefilter.scan(this.#buffer);
    return stringLiterals(records).some(({ start, end }) =>
      holdsDottedPath(this.#buffer.latin1(start, end), this.#isLegacy),
    );
  }

  #speaksOf(module: string): boolean {
    return this.#map.speaksOf(module) || this.#map.ownNames(module).length > 0;
  }

  #mayConcernName(module: string, name: string): boolean {
    if (this.#names.has(name) || this.#map.hasSymbolsOf(`${module}.${name}`)) return true;
    if (this.#map.ownNames(module).length + this.#map.ownNames(`${module}.${name}`).length > 0) return true;
    if (!this.#map.hasSymbolsOf(module)) return false;
    return name === '*' || this.#map.symbol(module, name) !== undefined || this.#map.isUnmapped(module, name);
  }
}

/** The search for the names of the Map. */
export function prefilterOf(map: PythonMap, python: PythonConfig): LiteralPrefilter {
  const { legacyModules, canonicalModules } = map;
  const [replaced, renamed] = [replacedNames(python), renamedNames(python)];
  const namesOf = otherNames(python.sourceRoots);
  // The part that is searched for stands in longer names, too, and is told by the part before it.
  const others = legacyModules.flatMap((module) => {
    const isFirst = module.startsWith(rarest(module.split('.')));
    return namesOf(module).filter((other) => isFirst || module.endsWith(other));
  });
  return new LiteralPrefilter([...legacyModules, ...others], replaced, canonicalModules, python.sourceRoots, {
    mentions: [...renamed, ...newNames(python)],
    moved: movedModules(python),
  });
}

/** Modules that others have moved onto as they are, with the relative imports that they have. */
function movedModules({ map }: PythonConfig): string[] {
  const moved = map.filter(
    ({ canonical, legacy, replaces, external }) =>
      !replaces && !external && canonical.name === undefined && legacy.some(({ name }) => name === undefined),
  );
  return moved.map(({ canonical }) => canonical.module);
}

/** Names that will stand for another object: their importers have to be known. */
export function replacedNames({ map }: PythonConfig): string[] {
  const replaced = map.filter((entry) => entry.replaces).flatMap(({ legacy }) => legacy);
  return [...new Set(replaced.flatMap(({ name = '*' }) => (name === '*' ? [] : [name])))];
}

/** The new names of imported names: files that get them by a star have to be known. */
export function newNames({ map }: PythonConfig): string[] {
  const names = map.flatMap(({ uses, canonical, legacy, calls }) => {
    const { name } = calls?.canonical ?? canonical;
    const isRenaming = (uses === 'rename' || calls !== undefined) && legacy.some((other) => other.name !== name);
    return isRenaming && name !== undefined ? [name] : [];
  });
  return [...new Set(names)].filter((name) => name !== '*' && !name.startsWith('_'));
}

/** Names that will change where they are imported, modules among them: look-ups there have to be known. */
export function renamedNames({ map }: PythonConfig): string[] {
  const lastOf = ({ module, name = module }: Target): string => name.slice(name.lastIndexOf('.') + 1);
  const names = map
    .filter(({ uses, calls }) => uses === 'rename' || calls !== undefined)
    .flatMap(({ canonical, legacy, calls }) => {
      const next = lastOf(calls?.canonical ?? canonical);
      return legacy.map(lastOf).filter((name) => name !== next);
    });
  return [...new Set(names)].filter((name) => name !== '*');
}
