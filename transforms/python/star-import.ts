import { formatTarget } from '../../src/model/config.ts';
import type { Diagnostic } from '../../src/model/diagnostic.ts';
import type { Refusal } from '../../src/model/edit.ts';
import { groupVerdict } from '../../src/model/group.ts';
import { absoluteModule, isFacade, isTestModule } from '../../src/model/python.ts';
import type { ImportStatement } from '../../src/model/python.ts';
import { forReview } from '../../src/model/resolution.ts';
import type { Legacy } from '../../src/model/resolution.ts';
import { missedUses, note, refusal, unmappedNote } from './reported.ts';
import type { PythonFile, TransformResult } from './python-file.ts';
import type { PythonTransform } from './python-transform.ts';
import { brings, starNames } from './star-names.ts';
import { rewriteStar } from './rewritten-star.ts';
import type { MovingStar, StarMove } from './rewritten-star.ts';

const id = 'python/star-import';
/** Each star is compared with all others, for each name of the file. */
const MOST_COMPARISONS = 10_000_000;

/**
 * `from module import *` of a module that has legacy names: those that the file uses are imported by name, and the star
 * stays in front of them where it is needed for others.
 */
export const starImport: PythonTransform<MovingStars> = {
  id,
  find: (file) => new StarFinder(file).find(),
  rewrite: (file, { stars, refused, diagnostics }, choice) => {
    const rewritten = stars.map((star) => rewriteStar(file, star, choice, id));
    return {
      edits: rewritten.flatMap(({ edits }) => edits),
      textEdits: rewritten.flatMap(({ textEdits }) => textEdits),
      refused,
      diagnostics,
    };
  },
};

/** The stars of a file that move, or of which names do, and what stays. */
interface MovingStars extends Pick<TransformResult, 'refused' | 'diagnostics'> {
  readonly stars: readonly MovingStar[];
}

/** A star import of a module, by its absolute name. */
interface Star {
  readonly statement: ImportStatement;
  readonly module: string;
}

/** The names of a star that the file uses. */
interface StarUses {
  readonly moves: readonly StarMove[];
  /** A name that only the star can bring, if there is one. */
  readonly kept: string | undefined;
  /** A legacy name that it may bring or not. */
  readonly unsure: string | undefined;
}

class StarFinder {
  readonly #file: PythonFile;
  readonly #moving: MovingStar[] = [];
  readonly #refused: Refusal[] = [];
  readonly #diagnostics: Diagnostic[] = [];

  constructor(file: PythonFile) {
    this.#file = file;
  }

  find(): MovingStars {
    const stars = this.#file.statements.flatMap((statement): Star[] => {
      const module = statement.isStar
        ? absoluteModule(statement.level, statement.module, this.#file.identity)
        : undefined;
      return module !== undefined && this.#file.verdicts.hasLegacySymbols(module) ? [{ statement, module }] : [];
    });
    const isTooMuch = stars.length > 1 && this.#comparisons(stars.length) > MOST_COMPARISONS;
    for (const star of stars)
      if (isTooMuch) this.#refuse(star, 'star-import', 'the file has more star imports than can be compared in time');
      else this.#star(star);
    return { stars: this.#moving, refused: this.#refused, diagnostics: this.#diagnostics };
  }

  #comparisons(legacyStars: number): number {
    const { module, unbound } = this.#file.syntax.scopes();
    const stars = this.#file.syntax.allStatements().filter(({ isStar }) => isStar).length;
    return legacyStars * stars * (module.bindings.size + unbound.size + stars);
  }

  #star(star: Star): void {
    const { statement, module } = star;
    const whole = this.#file.verdicts.module(module, '*', statement.start);
    if (statement.isUnsure)
      this.#refuse(star, 'syntax-error', 'it stands behind a string that does not end, so it may be text');
    else if (whole.kind === 'refused') this.#refuse(star, whole.reason, whole.message);
    else {
      const moved = whole.kind === 'legacy' ? this.#whole(star, whole) : undefined;
      if (moved)
        this.#moving.push({ statement, moves: [{ local: '*', resolution: moved }], isWhole: true, stays: false });
      else this.#moveNames(star);
    }
  }

  /**
   * The module moves with all that is in it, and so does the star, where the one of the canonical module gives this file the
   * same. Undefined where it does not.
   */
  #whole(star: Star, whole: Legacy): Legacy | undefined {
    // The old module is gone, or no other file may be read.
    if (whole.chain.length === 0) return whole;
    const uses = starNames(this.#file, star.statement).map(({ name }) => this.#inBothStars(star, whole, name));
    if (uses.some((use) => use === 'other')) return undefined;
    const isKnown = this.#lookUps().length === 0 && !uses.includes('unknown');
    if (isKnown && !this.#isForOthers()) {
      const group = groupVerdict(uses.filter((use) => typeof use === 'object')) ?? whole;
      return this.#judged({ ...group, to: whole.to, from: whole.from });
    }
    if (isKnown && this.#isSameForOthers(star, whole)) return whole;
    const because = `it cannot be shown that ${whole.to.module} brings the same names by a star as ${star.module}`;
    return forReview(whole, 'star-names', because);
  }

  /** How the name moves if both stars bring it; `neither`, if none does. */
  #inBothStars({ module, statement }: Star, whole: Legacy, name: string): Legacy | 'neither' | 'other' | 'unknown' {
    const { modules, verdicts } = this.#file;
    const [old, next] = [module, whole.to.module].map((star) => modules.bringsByStar(star, name));
    if (old === 'unknown' || next === 'unknown') return 'unknown';
    if (old !== next) return 'other';
    if (old === false) return 'neither';
    const resolution = verdicts.name(module, name, name, statement.start);
    const isThere = resolution.kind === 'legacy' && formatTarget(resolution.to) === `${whole.to.module}:${name}`;
    return isThere ? resolution : 'other';
  }

  /** Do others find here what they found before, should they look up any name? */
  #isSameForOthers(star: Star, whole: Legacy): boolean {
    const { modules, syntax } = this.#file;
    const [old, next] = [modules.starNames(star.module), modules.starNames(whole.to.module)];
    if (old === undefined || next === undefined) return false;
    const added = [...next].filter((name) => !old.has(name) && modules.bringsByStar(whole.to.module, name) !== false);
    const isSame = (name: string): boolean => {
      const found = this.#inBothStars(star, whole, name);
      return found === 'neither' || (typeof found === 'object' && found.tier !== 'review');
    };
    const others = syntax.allStatements().filter((other) => other.isStar && other.start !== star.statement.start);
    const hides = (name: string): boolean =>
      syntax.scopes().module.bindings.has(name) || others.some((other) => brings(this.#file, other, name) !== false);
    return [...old].every(isSame) && !added.some(hides);
  }

  #moveNames(star: Star): void {
    const { statement, module } = star;
    const { moves, kept, unsure } = this.#uses(star);
    if (unsure) {
      this.#refuse(star, 'star-import', `whether ${module} exports ${unsure} cannot be told from its source`);
      return;
    }
    // To know who imports this file takes reading all files. A star that the file makes nothing of is there for others.
    const isUnused = moves.length === 0 && kept === undefined;
    const isForOthers = isUnused ? !isTestModule(this.#file.source.path) : this.#isForOthers();
    const isListed = this.#refused.some(({ line }) => line === this.#file.span(statement).line);
    if (!isListed && this.#bringsLegacy(star)) this.#list(star, isForOthers, isUnused);
    if (moves.length === 0) return;
    this.#moving.push({ statement, moves, isWhole: false, stays: kept !== undefined || isForOthers });
  }

  /** The names that the file may have by the star, as far as the star brings them. */
  #uses(star: Star): StarUses {
    const { module, statement } = star;
    const { modules } = this.#file;
    const moves: StarUses['moves'][number][] = [];
    let [kept] = this.#lookUps();
    let unsure: string | undefined;
    for (const { name, boundBy } of starNames(this.#file, statement)) {
      const isBrought = modules.bringsByStar(module, name);
      if (isBrought === false) continue;
      const resolution = this.#file.verdicts.name(module, name, name, statement.start);
      if (resolution.kind !== 'legacy' || boundBy !== 'nothing') kept ??= name;
      if (resolution.kind === 'legacy' && boundBy !== 'nothing') {
        const message = boundBy === 'import' ? `an import binds ${name}, too` : `${name} is bound otherwise, too`;
        this.#refuse(star, 'star-import', message, resolution.from);
      } else if (resolution.kind === 'legacy' && isBrought === 'unknown') unsure ??= name;
      else if (resolution.kind === 'legacy') moves.push({ local: name, resolution: this.#judged(resolution) });
      else if (resolution.kind === 'refused')
        this.#refuse(star, resolution.reason, resolution.message, resolution.from);
      else if (resolution.kind === 'unmapped') this.#noteUnmapped(star, resolution.from);
    }
    return { moves, kept, unsure };
  }

  /** In a file that is not valid, names may be missed. */
  #judged(resolution: Legacy): Legacy {
    const [error] = this.#file.syntax.scopes().errors;
    if (error === undefined) return resolution;
    const because = missedUses(error, this.#file.span(error).line);
    return forReview(resolution, 'unreadable-code', because);
  }

  /** May other files look up here what the star brings, as those do that a canonical module is for? */
  #isForOthers(): boolean {
    const { identity, modules, source, others } = this.#file;
    if (isFacade(source.path) || modules.canonical.includes(identity.module)) return true;
    return !isTestModule(source.path) && others.isImported();
  }

  /** Say why names that the file does not name may still come by the star. */
  #list(star: Star, isForOthers: boolean, isUnused: boolean): void {
    const [lookUp] = this.#lookUps();
    if (lookUp) this.#refuse(star, 'star-import', `${lookUp}() may look up legacy names that it brings`);
    else if (isForOthers) this.#refuse(star, 'star-import', 'it may hand legacy names on to other files');
    else if (isUnused) {
      const message = `nothing of ${star.module} is used here by this star: it can go`;
      this.#diagnostics.push(note(this.#file.span(star.statement), 'python/unused-star', message));
    }
  }

  /** Is some name legacy that the star may bring? */
  #bringsLegacy({ module, statement }: Star): boolean {
    const names = this.#file.modules.starNames(module);
    if (names === undefined) return this.#file.modules.isLegacy(module);
    return [...names].some((name) => this.#file.verdicts.symbol(module, name, statement).kind === 'legacy');
  }

  /** The functions that may look names of the star up by their text. */
  #lookUps(): string[] {
    return this.#file.syntax.scopes().all.flatMap(({ dynamic }) => dynamic.map((lookUp) => lookUp.function));
  }

  #refuse({ statement, module }: Star, reason: Refusal['reason'], message: string, from = `${module}:*`): void {
    this.#refused.push(refusal(this.#file.span(statement), id, reason, message, from));
  }

  #noteUnmapped({ statement }: Star, from: string): void {
    this.#diagnostics.push(unmappedNote(this.#file.span(statement), from));
  }
}
