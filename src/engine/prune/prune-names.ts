import path from 'node:path';
import type { TextEdit } from '../../model/edit.ts';
import type { Binding, Suite } from '../../model/module-bindings.ts';
import { absoluteModule } from '../../model/python.ts';
import type { ModuleIdentity } from '../../model/python.ts';
import { isValid } from '../../parse/python/syntax/parse.ts';
import { isReport } from '../../prune/backups.ts';
import { removableBindings, removeNames } from '../../prune/binding-edits.ts';
import type { NameBinding } from '../../prune/binding-edits.ts';
import { NameUses } from '../../prune/name-uses.ts';
import type { NameHolder } from '../../prune/name-uses.ts';
import type { SeenImports } from '../../prune/module-mentions.ts';
import type { PythonMap } from '../../resolve/python/python-map.ts';
import { searchedFile } from './prune-evidence.ts';
import type { PruneReader } from './prune-reader.ts';
import type { Repository } from '../python/python-project.ts';

/** A name that can be taken out of a module that stays. */
export interface UnusedName {
  readonly path: string;
  readonly name: string;
  readonly kind: 'facade-name' | 'dead-alias';
  readonly line: number;
  /** The module that the name is imported from; undefined for an alias. */
  readonly from: string | undefined;
  /** The modules that importing this one would no longer load; empty if there are none. */
  readonly lost: readonly string[];
}

/** The context of the questions. */
export interface NameContext {
  readonly reader: PruneReader;
  readonly repository: Repository;
  readonly map: PythonMap;
}

/** Finds names of modules that stay which nobody uses. */
export class UnusedNames {
  readonly #reader: PruneReader;
  readonly #repository: Repository;
  readonly #holders: readonly NameHolder[];
  readonly #uses: NameUses;

  private constructor({ reader, repository }: NameContext, holders: readonly NameHolder[]) {
    this.#reader = reader;
    this.#repository = repository;
    this.#holders = holders;
    this.#uses = new NameUses(holders);
  }

  /** The legacy names of the Map that modules which stay hand on. */
  static ofMap(context: NameContext, isAsked: (file: string) => boolean): UnusedNames {
    return new UnusedNames(
      context,
      holdersOf(context, new Map()).filter((holder) => isAsked(holder.path)),
    );
  }

  /** With names besides, by the files that have them; the files are all looked at anew. */
  static with(
    context: NameContext,
    facades: ReadonlyMap<string, ReadonlySet<string>>,
    isAsked: (file: string) => boolean,
    files: readonly string[],
  ): UnusedNames {
    const found = new UnusedNames(
      context,
      holdersOf(context, facades).filter((holder) => isAsked(holder.path)),
    );
    const look = context.reader.importsOf(found.modules(), new Set(found.words()));
    for (const file of files) {
      const seen = look(file);
      if (seen) found.visit(file, seen);
    }
    return found;
  }

  /** The modules that have the names. */
  modules(): string[] {
    return this.#holders.map(({ module }) => module);
  }

  /** The words without which a file uses none of the names. */
  words(): string[] {
    return [...this.#lasts(), ...this.#holders.flatMap(({ names }) => [...names])];
  }

  #lasts(): string[] {
    return [...new Set(this.#holders.map(({ module }) => module.split('.').at(-1) ?? module))];
  }

  /** A file, with all of its imports in which one of the words stands. */
  visit(file: string, seen: SeenImports): void {
    this.#uses.addImports(file, seen, () => this.#reader.text(file) ?? '');
  }

  /**
   * Look for the names in text of all kinds.
   * @param holding see PruneRepository; gives paths relative to the root
   */
  async search(
    holding: (texts: readonly string[]) => Promise<readonly string[]>,
    configFile: string | undefined,
  ): Promise<void> {
    for (const file of await holding(this.#lasts().flatMap((last) => [`${last}.`, `${last}:`]))) {
      const searched = isReport(file) ? undefined : searchedFile(file, this.#reader, configFile);
      if (searched) this.#uses.addText(file, searched.text);
    }
  }

  /** The names that no file uses which stays. */
  unused(gone: ReadonlySet<string>): UnusedName[] {
    return this.#holders.flatMap((holder) => {
      if (gone.has(holder.path)) return [];
      const free = [...holder.names].filter((name) => !this.#uses.isUsed(holder.module, name, gone));
      const source = free.length === 0 ? undefined : this.#reader.python(holder.path);
      if (source === undefined) return [];
      const { text, statements, identity } = source;
      const alone = free.filter((name) => removeNames(text, statements, new Set([name])) !== undefined);
      const together = new Set<string>();
      for (const name of alone)
        if (this.edits(holder.path, new Set([...together, name])) !== undefined) together.add(name);
      return removableBindings(text, statements, together).flatMap((binding) =>
        this.#named(holder, binding, { text, identity }),
      );
    });
  }

  #named(
    { path: file, module }: NameHolder,
    binding: NameBinding,
    { text, identity }: { text: string; identity: ModuleIdentity },
  ): UnusedName[] {
    const start = binding.kind === 'alias' ? binding.start : binding.name.start;
    const line = text.slice(0, start).split('\n').length;
    if (binding.kind === 'alias')
      return [{ path: file, name: binding.local, kind: 'dead-alias', line, from: undefined, lost: [] }];
    const from = absoluteModule(binding.statement.level, binding.statement.module, identity);
    if (from === undefined) return [];
    return [{ path: file, name: binding.local, kind: 'facade-name', line, from, lost: this.#lost(module, from) }];
  }

  /**
   * The modules that importing a module would no longer load, or whose effects it would lose, without its import of
   * another one.
   */
  #lost(module: string, from: string): string[] {
    const { graph, importEffect } = this.#repository;
    if (graph.isLoadedBy(module, from, from) && importEffect(from) !== undefined) return [from];
    return graph.loadedBy(from).filter((loaded) => loaded !== module && !graph.isLoadedBy(module, loaded, from));
  }

  /** The edits that take names out of a file; undefined when they cannot all go. */
  edits(file: string, names: ReadonlySet<string>): TextEdit[] | undefined {
    const source = this.#reader.python(file);
    if (source === undefined) return undefined;
    const edits = removeNames(source.text, source.statements, names);
    if (edits === undefined) return undefined;
    let after = '';
    let at = 0;
    for (const { start, end } of edits) {
      if (start < at) return undefined;
      after += source.text.slice(at, start);
      at = end;
    }
    after += source.text.slice(at);
    return isValid(after) || !isValid(source.text) ? edits : undefined;
  }
}

function holdersOf(
  { map, repository: { index }, reader }: NameContext,
  facades: ReadonlyMap<string, ReadonlySet<string>>,
): NameHolder[] {
  const names = new Map<string, Set<string>>();
  const add = (file: string, name: string): void => {
    const known = names.get(file);
    if (known) known.add(name);
    else names.set(file, new Set([name]));
  };
  for (const module of map.legacyModules) {
    const location = index.find(module);
    if (location?.kind !== 'module' && location?.kind !== 'package') continue;
    for (const { name, kind } of bound(reader.bindings(location.path)?.suite ?? []))
      if ((kind === 'alias' || kind === 'from-import') && map.symbol(module, name) !== undefined)
        add(location.path, name);
  }
  for (const [file, locals] of facades) for (const local of locals) add(file, local);
  return [...names]
    .filter(([file]) => path.posix.basename(file) !== 'conftest.py')
    .map(([file, own]) => ({ path: file, module: reader.moduleOf(file), names: own }));
}

function bound(suite: Suite): { name: string; kind: Binding['kind'] }[] {
  return suite.flatMap((entry) => ('name' in entry ? [{ name: entry.name, kind: entry.kind }] : []));
}
