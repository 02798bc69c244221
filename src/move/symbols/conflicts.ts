import { absoluteModule } from '../../model/python.ts';
import { importText, isLogger } from './brought-names.ts';
import type { Brought, NameImport } from './brought-names.ts';
import type { Definition } from './definition.ts';
import { importsIn } from './entered-module.ts';
import { placeIn } from './module-code.ts';
import type { ModuleCode, Obstacle } from './module-code.ts';
import type { Needs } from './needs.ts';

/** Code that comes to a module, with the names that it needs. */
export interface Coming {
  readonly definitions: readonly Definition[];
  readonly needs: Needs;
  readonly brought: readonly Brought[];
  readonly isModule: (path: string) => boolean;
}

/** The names that mean something else in the new module than in the old one, or would from then on. */
export function conflicts(from: ModuleCode, to: ModuleCode, coming: Coming): Obstacle[] {
  return new ConflictFinder(from, to).find(coming);
}

class ConflictFinder {
  readonly #from: ModuleCode;
  readonly #to: ModuleCode;
  /** The imports of the new module. */
  readonly #imports: readonly NameImport[];
  readonly #found: Obstacle[] = [];

  constructor(from: ModuleCode, to: ModuleCode) {
    this.#from = from;
    this.#to = to;
    this.#imports = to.statements.flatMap((statement) => importsIn(to, statement));
  }

  find({ definitions, needs, brought, isModule }: Coming): Obstacle[] {
    const { module } = this.#to.identity;
    for (const { name } of definitions) {
      const at = this.#boundAt(name);
      if (at === undefined) this.#hidden(name);
      else if (!this.#isFromSource(name)) this.#add(at, `${module} has another ${name}`);
    }
    for (const one of brought) {
      const at = this.#boundAt(one.local);
      if (at === undefined) this.#missing(one, isModule);
      else if (!this.#isSame(one)) this.#add(at, `what moves uses another ${one.local} than ${module} has`);
    }
    for (const { name } of needs.free) {
      const at = this.#boundAt(name);
      if (at !== undefined) this.#add(at, `what moves uses ${name}, which is another one in ${module}`);
    }
    if (this.#from.scopes.module.stars.length > 0)
      for (const { name, at } of needs.free.filter((need) => !builtins.has(need.name)))
        this.#found.push({
          place: placeIn(this.#from, at),
          message: `${name} may come from a star import: import it by its name first`,
        });
    return this.#found;
  }

  #add(at: number, message: string): void {
    this.#found.push({ place: placeIn(this.#to, at), message });
  }

  #boundAt(name: string): number | undefined {
    return this.#to.scopes.module.bindings.get(name)?.sites.find(({ kind }) => kind !== 'declaration')?.start;
  }

  #isFromSource(name: string): boolean {
    const { module } = this.#from.identity;
    return this.#imports.some((one) => one.local === name && one.module === module && one.name === name);
  }

  /** A name that comes, and that no statement of the new module binds. */
  #missing(one: Brought, isModule: (path: string) => boolean): void {
    const { module } = this.#to.identity;
    const isOwn = one.kind !== 'copy' && one.module === module && one.name !== undefined;
    if (isOwn && !isModule(`${module}.${one.name}`))
      this.#found.push({
        place: this.#to.path,
        message: `what moves uses ${one.name} of ${module}, which no statement binds`,
      });
    else this.#hidden(one.local);
  }

  /** The new module uses a builtin of this name, or one of a star. */
  #hidden(name: string): void {
    const { unbound, module } = this.#to.scopes;
    const [use] = unbound.get(name)?.uses ?? [];
    if (use === undefined) return;
    const stars = this.#to.statements.filter(({ isStar }) => isStar);
    const isFromSource = stars.every(
      (star) => absoluteModule(star.level, star.module, this.#to.identity) === this.#from.identity.module,
    );
    if (module.stars.length === 0 || !isFromSource)
      this.#add(use.start, `${this.#to.identity.module} uses another ${name} here, which what moves would hide`);
  }

  /** Is the name that comes the one that the new module has? */
  #isSame(one: Brought): boolean {
    const { text, identity } = this.#to;
    if (one.kind === 'copy') {
      const logger = new RegExp(String.raw`^${one.local}\b[^=\n]*=.*getLogger\(__name__\)`, 'm');
      return text.includes(one.text) || (isLogger(one.text) && logger.test(text));
    }
    if (one.module === identity.module && one.name === one.local) return true;
    return this.#imports.some(
      (other) =>
        other.local === one.local &&
        ((one.name === undefined && other.name === undefined) ||
          importText({ ...other, level: 0 }, this.#to, 'absolute') ===
            importText({ ...one, level: 0 }, this.#to, 'absolute')),
    );
  }
}

/** Names that are there without an import; the common ones, where a star might bring others. */
const builtins = new Set(
  (
    'ArithmeticError AssertionError AttributeError BaseException Exception False FileNotFoundError ImportError IndexError KeyError ' +
    'KeyboardInterrupt LookupError None NotImplemented NotImplementedError OSError PermissionError RuntimeError StopIteration SystemExit ' +
    'TimeoutError True TypeError UnicodeDecodeError ValueError Warning ZeroDivisionError __name__ __file__ __doc__ abs all any bool bytes ' +
    'callable classmethod dict dir enumerate filter float format frozenset getattr hasattr hash id input int isinstance issubclass iter ' +
    'len list map max min next object open print property range repr reversed round set setattr slice sorted staticmethod str sum super ' +
    'tuple type vars zip'
  ).split(' '),
);
