import { absoluteModule } from '../model/python.ts';
import type { SeenImports } from './module-mentions.ts';

/** A module that stays, and names of it that could go. */
export interface NameHolder {
  readonly path: string;
  readonly module: string;
  readonly names: ReadonlySet<string>;
}

/** Which files use which names of some modules, by import statements and attributes. */
export class NameUses {
  /** By `module:name`, the files that use it. */
  readonly #files = new Map<string, Set<string>>();
  readonly #holders: ReadonlyMap<string, NameHolder>;

  constructor(holders: readonly NameHolder[]) {
    this.#holders = new Map(holders.map((holder) => [holder.module, holder]));
  }

  /** Adds the imports of a file. A module that it imports as a whole gives it every name behind a dot. */
  addImports(file: string, { identity, imports }: SeenImports, textOf: () => string): void {
    for (const { isFrom, level, module: written, names, isStar } of imports) {
      const from = isFrom ? absoluteModule(level, written, identity) : undefined;
      const holder = from === undefined ? undefined : this.#holders.get(from);
      if (holder && holder.path !== file)
        for (const name of isStar ? holder.names : names) this.#add(holder, name, file);
      const whole = isFrom ? names.map((name) => `${from ?? ''}.${name}`) : names;
      for (const module of whole) {
        const imported = this.#holders.get(module);
        if (imported && imported.path !== file) this.#addAttributes(imported, file, textOf());
      }
    }
  }

  #addAttributes(holder: NameHolder, file: string, text: string): void {
    for (const name of holder.names)
      if (new RegExp(`[.]\\s*${name}(?!\\w)|["']${name}["']`).test(text)) this.#add(holder, name, file);
  }

  /** Adds the names that a text mentions by the end of a path, such as `core.Manager` or `core:Manager`. */
  addText(file: string, text: string): void {
    for (const holder of this.#holders.values()) {
      if (holder.path === file) continue;
      // A folder may have any name, such as `a(b`.
      const last = (holder.module.split('.').at(-1) ?? holder.module).replace(/[$()*+?[\\\]^{|}]/g, '\\$&');
      for (const [, name = ''] of text.matchAll(new RegExp(`(?<!\\w)${last}[.:](\\w+)`, 'g')))
        if (holder.names.has(name)) this.#add(holder, name, file);
    }
  }

  #add({ module }: NameHolder, name: string, file: string): void {
    const key = `${module}:${name}`;
    const files = this.#files.get(key);
    if (files) files.add(file);
    else this.#files.set(key, new Set([file]));
  }

  /** Does a file that stays use the name? */
  isUsed(module: string, name: string, gone: ReadonlySet<string>): boolean {
    return [...(this.#files.get(`${module}:${name}`) ?? [])].some((file) => !gone.has(file));
  }
}
