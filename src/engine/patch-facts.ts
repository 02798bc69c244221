import type { Target } from '../model/config.ts';
import { noPatches } from '../model/learned.ts';
import type { Learned, PatchFindings, RenamedName } from '../model/learned.ts';
import type { Refusal } from '../model/edit.ts';
import { isTestModule } from '../model/python.ts';
import { forReview } from '../model/resolution.ts';
import type { Legacy, Resolution } from '../model/resolution.ts';
import type { SourceFile } from '../model/source-file.ts';
import type { Repository } from './python-project.ts';

/** Of a patch whose Shape was not asked for. */
const notTaken = 'the patch is not among the moves that are taken';

/**
 * What is known of patches: `patch("module.Name")` takes effect on what looks `Name` up in `module` while it lasts. That
 * is what functions of the module do themselves, and what imports in functions do. A patch and those that it is for move
 * together or not at all.
 */
export class PatchFacts {
  readonly #learned: Learned;
  readonly #repository: Repository | undefined;
  #patched = new Map<string, string | undefined>();
  #moving = new Set<string>();
  #staying = new Set<string>();
  #renamed: RenamedName[] = [];
  /** The file that is asked about, and what was answered. */
  #asked: PatchedText | undefined;

  constructor(learned: Learned, repository: Repository | undefined) {
    this.#learned = learned;
    this.#repository = repository;
  }

  startFile(): void {
    this.#patched = new Map();
    this.#moving = new Set();
    this.#staying = new Set();
    this.#renamed = [];
  }

  findings(): PatchFindings {
    const patched = [...this.#patched].map(([symbol, obstacle]) => ({ symbol, obstacle }));
    return { ...noPatches, patched, moving: [...this.#moving], staying: [...this.#staying], renamed: this.#renamed };
  }

  /** Are there strings that patch the name in the module that imports it, and would have to change with it? */
  isPatchedByName(symbol: string): boolean {
    return this.#learned.patchedNames.has(symbol);
  }

  /** The file imports the name under another one than before. */
  noteRenamed(name: RenamedName): void {
    this.#renamed.push(name);
  }

  /** The names that patches have to follow, by `module:Name`. */
  get renamed(): Learned['renamed'] {
    return this.#learned.renamed;
  }

  /** A patch of the symbol, or of every one (`module:*`), that stays for the reason given. */
  notePatched(symbol: string, obstacle: string): void {
    this.#patched.set(symbol, obstacle);
  }

  /**
   * What speaks against moving a patch of the symbol, as far as is known.
   * @param to the canonical symbol
   * @param isTaken the move is one that is asked for, should nothing speak against it
   */
  obstacle(symbol: string, to: Target, isTaken: boolean): string | undefined {
    const own =
      this.#ownUse(symbol) ??
      this.#canonicalUse(symbol, to) ??
      this.#patched.get(symbol) ??
      (isTaken ? undefined : notTaken);
    this.#patched.set(symbol, own);
    if (own !== undefined) return own;
    const { patches } = this.#learned;
    return patches.has(symbol)
      ? (patches.get(symbol) ?? patches.get(anyOf(symbol)))
      : `only a look at all files tells who looks ${symbol} up while it is patched`;
  }

  #ownUse(symbol: string): string | undefined {
    const [module = '', name = ''] = symbol.split(':');
    const line = this.#repository?.runTimeUse(module, name);
    return line === undefined ? undefined : `${module} looks ${name} up itself (line ${line}), and stays`;
  }

  /** Functions of the canonical module would be patched, which a patch of the legacy module does not reach. */
  #canonicalUse(symbol: string, { module, name }: Target): string | undefined {
    if (name === undefined || this.#repository === undefined) return undefined;
    if (this.#repository.index.find(symbol.split(':', 1)[0] ?? symbol) === undefined) return undefined;
    const line = this.#repository.runTimeUse(module, name);
    return line === undefined ? undefined : `${module} looks ${name} up itself (line ${line}), and would be patched`;
  }

  /** An import in a function is as little to be moved without the patch that is for it as the patch without the import. */
  holdBack(source: SourceFile, resolution: Resolution): Resolution {
    if (resolution.kind !== 'legacy') return resolution;
    const obstacle = this.#obstacleTo(source, resolution.from) ?? this.#obstacleTo(source, anyOf(resolution.from));
    if (obstacle === undefined) return resolution;
    return forReview(resolution, 'patched', `a test may patch ${resolution.from}, and ${obstacle}`);
  }

  /** A function imports the symbol when it runs. */
  noteLookUp(source: SourceFile, resolution: Resolution, isApplied: (move: Legacy) => boolean): void {
    if (!('from' in resolution)) return;
    const isMoving = resolution.kind === 'legacy' && isApplied(resolution);
    const any = anyOf(resolution.from);
    if (isMoving && this.#mayBePatched(source, any)) this.#moving.add(any);
    if (!this.#mayBePatched(source, resolution.from)) return;
    if (isMoving) this.#moving.add(resolution.from);
    else if (resolution.kind === 'legacy' || resolution.kind === 'refused') this.#staying.add(resolution.from);
  }

  /** What a transform refuses stays, too, wherever it stands. */
  noteRefused(source: SourceFile, refused: readonly Refusal[]): void {
    for (const { from, transform } of refused)
      if (transform !== 'python/string-target' && this.#mayBePatched(source, from)) this.#staying.add(from);
  }

  #obstacleTo(source: SourceFile, symbol: string): string | undefined {
    const obstacle = this.#learned.patches.get(symbol);
    return obstacle !== undefined && this.#mayBePatched(source, symbol) ? obstacle : undefined;
  }

  #mayBePatched(source: SourceFile, symbol: string): boolean {
    if (this.#asked?.source !== source) this.#asked = new PatchedText(source);
    return this.#asked.mayPatch(symbol);
  }
}

/** Stands for all symbols of the module of one: what replaces the module patches each of them. */
function anyOf(symbol: string): string {
  return `${symbol.split(':', 1)[0] ?? symbol}:*`;
}

/** A file that may hold what patches are for. Every one that imports a patched symbol is asked, so it looks before it matches. */
class PatchedText {
  readonly source: SourceFile;
  /** For a test that are only its own patches. */
  readonly #isTest: boolean;
  readonly #answers = new Map<string, boolean>();
  #patchesSeveral: boolean | undefined;

  constructor(source: SourceFile) {
    this.source = source;
    this.#isTest = isTestModule(source.path);
  }

  /** May the file be what a patch of the symbol is for? */
  mayPatch(symbol: string): boolean {
    let answer = this.#answers.get(symbol);
    if (answer === undefined) {
      answer = !this.#isTest || this.#patches(symbol);
      this.#answers.set(symbol, answer);
    }
    return answer;
  }

  /** Does its text name the symbol as patches do? What stands around each place of the name tells most of it. */
  #patches(symbol: string): boolean {
    const { text } = this.source;
    const [module = '', name] = symbol.split(':');
    if (name === undefined) return text.includes(module);
    if (name === '*') return this.#quotes(module);
    let isQuoted = false;
    let isTail = false;
    let isKeyword = false;
    for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
      if (at > module.length && text.startsWith(`${module}.`, at - module.length - 1)) return true;
      const after = text.charAt(at + name.length);
      const before = text.charAt(at - 1);
      const isEnd = after === '"' || after === "'";
      isQuoted ||= isEnd && before === after;
      isTail ||= isEnd && before === '.';
      isKeyword ||= !/\w/.test(before) && isBefore(text, equals, at + name.length);
    }
    if (isKeyword && (this.#patchesSeveral ??= patchesSeveral(text))) return true;
    if (isTail && this.#quotes(module) && text.includes('patch')) return true;
    // In a module that is given as an object.
    const byText = String.raw`(?:attr|patch\s*\.\s*object)\s*\(\s*[\w.]+\s*(?:\([^()]*\)\s*)?,\s*["']${name}["']`;
    return isQuoted && new RegExp(byText).test(text);
  }

  #quotes(module: string): boolean {
    const { text } = this.source;
    return text.includes(`"${module}"`) || text.includes(`'${module}'`);
  }
}

const equals = /\s*=/y;

/** Does the text go on so at the offset? */
function isBefore(text: string, sticky: RegExp, offset: number): boolean {
  sticky.lastIndex = offset;
  return sticky.test(text);
}

/** Does `patch.multiple` stand in the text? May err on the side of yes. */
function patchesSeveral(text: string): boolean {
  for (let at = text.indexOf('multiple'); at >= 0; at = text.indexOf('multiple', at + 1)) {
    const before = text.slice(0, at).trimEnd();
    if (before.endsWith('.') && before.slice(0, -1).trimEnd().endsWith('patch')) return true;
  }
  return false;
}
