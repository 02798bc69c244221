import type { Export } from '../../model/module-exports.ts';
import { Answers } from '../answers.ts';
import type { JavaScriptProject, Location } from './javascript-project.ts';

/** The definition that an export leads to. */
export interface Definition {
  readonly state: 'found' | 'missing' | 'unknown';
  /** `file#binding` of the definition: two exports with one key are one object. */
  readonly key: string;
  /** Only a type: it has no value when the program runs. */
  readonly isType: boolean;
  /** The way there, each `file#export`. */
  readonly chain: readonly string[];
}

/** A property of an export: the code does not tell what it leads to. */
export function untold(key: string): Definition {
  return { state: 'unknown', key, isType: false, chain: [key] };
}

/** A module with the place where its name stands. */
export interface DeclaredModule {
  readonly file: string;
  readonly importer: string;
  readonly specifier: string;
}

const isScript = (file: string): boolean => /\.[mc]?jsx?$/.test(file);

/** Finds the exports of modules, through re-exports, as far as their texts show them. Reads each module once. */
export class StaticExports {
  readonly #project: JavaScriptProject;
  readonly #definitions = new Answers<Definition>();

  constructor(project: JavaScriptProject) {
    this.#project = project;
  }

  /** The definition of `name` of a file. `*` is the module as an object. */
  define(file: string, name: string): Definition {
    const key = `${file}#${name}`;
    return this.#definitions.get(
      key,
      () => this.#define(file, name),
      // Modules that re-export from each other in a circle define nothing on the way (ECMA-262, ResolveExport).
      () => ({ state: 'missing', key, isType: false, chain: [key] }),
    );
  }

  /**
   * The definition of `name` of a JavaScript module for the compiler, which reads the declarations of the module. Finds
   * types, and names that the module itself does not show.
   * @param isType only a type is asked for
   */
  declare({ file, importer, specifier }: DeclaredModule, name: string, isType: boolean): Definition {
    const own = this.define(file, name);
    if (!isScript(file) || (own.state === 'found' && !isType)) return own;
    const declarations = this.#project.declarationsOf(importer, specifier) ?? file.replace(/\.([mc]?)jsx?$/, '.d.$1ts');
    const declared = this.define(declarations, name);
    const counts = isType || declared.isType || own.state === 'unknown';
    return declared.state === 'found' && counts ? declared : own;
  }

  /** Does the module export the name, and not to the compiler? */
  isUndeclared({ file, importer, specifier }: DeclaredModule, name: string): boolean {
    const declarations = isScript(file) ? this.#project.declarationsOf(importer, specifier) : undefined;
    return declarations !== undefined && this.define(declarations, name).state === 'missing';
  }

  /** Every name that the file exports; undefined when that cannot be told. */
  names(file: string): ReadonlySet<string> | undefined {
    const names = new Set<string>();
    // Grows while it is gone through: there can be very many ways to one module.
    const modules = new Set([file]);
    for (const module of modules) {
      const exports = this.#project.exportsOf(module);
      if (!exports || exports.isDynamic) return undefined;
      for (const name of exports.names.keys()) if (module === file || name !== 'default') names.add(name);
      for (const specifier of exports.stars) {
        const { key, isFound } = this.#locate(module, specifier);
        if (!isFound) return undefined;
        modules.add(key);
      }
    }
    return names;
  }

  #define(file: string, name: string): Definition {
    const key = `${file}#${name}`;
    const result = (state: Definition['state'], isType = false): Definition => ({ state, key, isType, chain: [key] });
    if (name === '*') return result('found');
    const exports = this.#project.exportsOf(file);
    if (!exports) return result('unknown');
    const own = exports.names.get(name);
    if (own) return this.#follow(file, key, own);
    if (name === 'default') return result(exports.isDynamic ? 'unknown' : 'missing');
    const found = new Map<string, Definition>();
    let isUnknown = exports.isDynamic;
    for (const specifier of exports.stars) {
      const star = this.#follow(file, key, { kind: 'from', specifier, name, isType: false });
      if (star.state === 'found') found.set(star.key, star);
      isUnknown ||= star.state === 'unknown';
    }
    const [only] = found.values();
    if (only && found.size === 1) return only;
    return result(found.size > 1 || isUnknown ? 'unknown' : 'missing');
  }

  #follow(file: string, from: string, target: Export): Definition {
    if (target.kind === 'local')
      return { state: 'found', key: `${file}#${target.local}`, isType: target.isType, chain: [from] };
    const { key, isFound } = this.#locate(file, target.specifier);
    if (!isFound) {
      // A package that is not installed: the same name of it is the same object.
      const outside = `${key}#${target.name}`;
      const isPackage = key.startsWith('?package:');
      return { state: isPackage ? 'found' : 'unknown', key: outside, isType: target.isType, chain: [from, outside] };
    }
    const next = this.define(key, target.name);
    return { ...next, isType: target.isType || next.isType, chain: [from, ...next.chain] };
  }

  /** Declarations name declarations, and not the modules beside them. */
  #locate(file: string, specifier: string): Pick<Location, 'key' | 'isFound'> {
    const declarations = /\.d\.[mc]?ts$/.test(file) ? this.#project.declarationsOf(file, specifier) : undefined;
    return declarations === undefined ? this.#project.locate(file, specifier) : { key: declarations, isFound: true };
  }
}
