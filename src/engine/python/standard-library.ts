import { readFileSync } from 'node:fs';
import type { Binding, ModuleBindings, Suite } from '../../model/module-bindings.ts';
import { packagesAround } from '../../model/python.ts';
import type { PythonVersions } from './python-versions.ts';

/** The table that scripts/standard-library.py makes: a line of names for each module. */
interface Table {
  readonly versions: readonly string[];
  readonly modules: Readonly<Record<string, string>>;
}

/** A name, or a module: `name@3.9-3.12?=module:other`. */
interface Entry extends PythonVersions {
  readonly name: string;
  /** Not every platform has it, or which object it is depends on the version. */
  readonly isUnsure: boolean;
  /** The other name of the same object: `module:name`, or a module. */
  readonly same: string | undefined;
}

/** The modules of the standard library and their names, by version. The table is read when this is made. */
export class StandardLibrary {
  /** The versions that the table knows. */
  readonly known: PythonVersions;
  readonly #modules = new Map<string, { readonly entry: Entry; readonly line: string }>();
  readonly #tops = new Set<string>();
  readonly #packages = new Set<string>();

  constructor() {
    const table = JSON.parse(readFileSync(new URL('standard-library.json', import.meta.url), 'utf8')) as Table;
    const [first = '3.0', last = first] = [table.versions[0], table.versions.at(-1)];
    this.known = { first: minorOf(first), last: minorOf(last) };
    for (const [key, line] of Object.entries(table.modules)) {
      const entry = this.#entryOf(key);
      this.#modules.set(entry.name, { entry, line });
      this.#tops.add(entry.name.split('.', 1)[0] ?? entry.name);
      for (const around of packagesAround(entry.name)) this.#packages.add(around);
    }
  }

  /** Is a top-level module one of the library, in some version? */
  isTop(name: string): boolean {
    return this.#tops.has(name);
  }

  /** The kind of a module; undefined where none of the versions has it. */
  kindOf(module: string, versions: PythonVersions): 'module' | 'package' | undefined {
    const entry = this.#modules.get(module)?.entry;
    if (entry === undefined || entry.first > versions.last || entry.last < versions.first) return undefined;
    return this.#packages.has(module) ? 'package' : 'module';
  }

  /** The bindings of the module, all of which some of the versions has; undefined for a module that is not in the table. */
  bindings(module: string, versions: PythonVersions): ModuleBindings | undefined {
    const line = this.#modules.get(module)?.line;
    if (line === undefined) return undefined;
    const entries = this.#entriesIn(line).filter(({ first, last }) => first <= versions.last && last >= versions.first);
    return {
      suite: entries.flatMap(({ name, same, isUnsure }): Suite => {
        const binding = bindingOf(name, same);
        if (!isUnsure) return [binding];
        return [{ kind: 'branch', form: 'if', arms: [{ word: 'if', condition: 'sys.platform', suite: [binding] }] }];
      }),
      all: undefined,
      isDynamic: false,
      opensNamespace: false,
      isBroken: false,
      rebound: new Set(),
      written: [],
    };
  }

  /** The versions, as `3.8 to 3.10`, that lack a name of the module; undefined where none does. */
  lacking(module: string, name: string, versions: PythonVersions): string | undefined {
    const known = this.#modules.get(module);
    if (known === undefined) return undefined;
    const entry = this.#entriesIn(known.line).find((other) => other.name === name);
    const [first, last] = [
      Math.max(known.entry.first, entry?.first ?? 0),
      Math.min(known.entry.last, entry?.last ?? Infinity),
    ];
    const before = rangeOf(versions.first, Math.min(first - 1, versions.last));
    const after = rangeOf(Math.max(last + 1, versions.first), versions.last);
    return before === undefined ? after : after === undefined ? before : `${before} and ${after}`;
  }

  #entriesIn(line: string): Entry[] {
    return line === '' ? [] : line.split(' ').map((token) => this.#entryOf(token));
  }

  #entryOf(token: string): Entry {
    const [, name = token, since = '', until = '', unsure = '', same] =
      /^([^@?=]+)(?:@([\d.]*)-([\d.]*))?(\?)?(?:=(.+))?$/.exec(token) ?? [];
    return {
      name,
      first: since === '' ? this.known.first : minorOf(since),
      last: until === '' ? this.known.last : minorOf(until),
      isUnsure: unsure !== '',
      same,
    };
  }
}

function bindingOf(name: string, same: string | undefined): Binding {
  if (same === undefined) return { kind: 'definition', name };
  const [module = same, imported] = same.split(':');
  return imported === undefined
    ? { kind: 'module-import', name, module, path: module }
    : { kind: 'from-import', name, imported, level: 0, module };
}

function rangeOf(first: number, last: number): string | undefined {
  if (first > last) return undefined;
  return first === last ? `3.${first}` : `3.${first} to 3.${last}`;
}

function minorOf(version: string): number {
  return Number(version.slice(version.indexOf('.') + 1));
}
