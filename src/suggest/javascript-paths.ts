import { formatExport } from '../model/config.ts';
import type { ImportedName } from '../parse/javascript/script-names.ts';
import { displayKey } from '../resolve/javascript/display-key.ts';
import type { Location } from '../resolve/javascript/javascript-project.ts';
import type { Mapping } from '../resolve/javascript/mapped-module.ts';
import type { LedTo, PathLanguage } from './path-language.ts';
import type { ScriptContext, ScriptFacts } from './script-context.ts';

/** The names and modules that the Map can say: src/config/schema.ts. */
const writable = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;
const writableModule = /^[^#\s\\*][^#\\*]*$/;
const ending = /(?:\.d)?\.[mc]?[jt]sx?$/;

/** The paths of JavaScript, as the Map writes them: `./file#export` from the root, or by the alias that files use most. */
export class JavaScriptPaths {
  readonly #context: ScriptContext;
  readonly #files: ReadonlyMap<string, ScriptFacts>;
  /** How often each file is called by each specifier that is no relative path. */
  readonly #aliases = new Map<string, Map<string, number>>();
  readonly #modules = new Map<string, string | undefined>();
  /** The file and export of each path that was made. */
  readonly #made = new Map<string, { readonly file: string; readonly name: string }>();

  constructor(files: readonly ScriptFacts[], context: ScriptContext) {
    this.#context = context;
    this.#files = new Map(files.map((facts) => [facts.file, facts]));
    for (const { file, imports } of files)
      for (const { specifier } of imports) {
        const { key, isFound } = context.project.locate(file, specifier);
        const counts = this.#aliases.get(key) ?? new Map<string, number>();
        if (!isFound || !this.#files.has(key)) continue;
        counts.set(
          isRelative(specifier) ? '' : specifier,
          (counts.get(isRelative(specifier) ? '' : specifier) ?? 0) + 1,
        );
        this.#aliases.set(key, counts);
      }
  }

  /** Where a specifier leads, if that is a file that is looked at, or nowhere; undefined for packages and other files. */
  target(file: string, specifier: string): Location | undefined {
    const { project } = this.#context;
    const location = project.locate(file, specifier);
    if (location.isFound) return this.#files.has(location.key) ? location : undefined;
    if (!isRelative(specifier) && project.isPackage(file, specifier)) return undefined;
    return location.key.startsWith('?package:') || !isCode(specifier) ? undefined : location;
  }

  /** The module of a file. */
  moduleOf(file: string): string | undefined {
    if (!this.#modules.has(file)) this.#modules.set(file, this.#moduleOf(file));
    return this.#modules.get(file);
  }

  pathOf(file: string, name: string): string | undefined {
    const module = this.moduleOf(file);
    if (module === undefined) return undefined;
    if (!writable.test(name)) return undefined;
    const path = formatExport({ module, name });
    this.#made.set(path, { file, name });
    return path;
  }

  /** The path of an import that fails: of a file that is there, or of where one would be. */
  lostPath({ key, isFound }: Location, { name }: Pick<ImportedName, 'name'>): string | undefined {
    if (isFound) return this.pathOf(key, name);
    const { root } = this.#context.project;
    const place = key.slice(1);
    if (!place.startsWith(`${root}/`)) return undefined;
    const module = `./${displayKey(root, place)}`;
    return writableModule.test(module) && writable.test(name) ? formatExport({ module, name }) : undefined;
  }

  isSettled(path: string): boolean {
    return this.#mapping(path) !== undefined || this.#canonical(path) !== undefined;
  }

  language(): PathLanguage {
    const { exports, project } = this.#context;
    const leads = (path: string): LedTo => {
      const made = this.#made.get(path);
      const found = made && exports.define(made.file, made.name);
      const isOurs = found !== undefined && this.#files.has(fileOf(found.key));
      return {
        definition: isOurs && found.state === 'found' ? displayKey(project.root, found.key) : undefined,
        isSure: true,
      };
    };
    return {
      section: 'javascript',
      nameOf: (path) => path.slice(path.lastIndexOf('#') + 1),
      guess: leads,
      ask: leads,
      factsOf: (path, definition) => {
        const { file, name } = this.#made.get(path) ?? { file: '', name: '' };
        const at = displayKey(project.root, file);
        const isFacade = /\/index\.\w+$/.test(`/${at}`) && definition.startsWith(at.slice(0, at.lastIndexOf('/') + 1));
        const distance = exports.define(file, name).chain.length;
        const isDefinition = fileOf(definition) === at;
        return {
          module: at,
          name,
          isDefinition,
          distance,
          isListed: false,
          warns: false,
          isFacade: isFacade && !isDefinition,
        };
      },
      areaOf: (definition) => this.#files.get(`${project.root}/${fileOf(definition)}`)?.area,
      ownPath: (definition, name) => {
        const file = `${project.root}/${fileOf(definition)}`;
        const { state, key } = exports.define(file, name);
        return state === 'found' && displayKey(project.root, key) === definition ? this.pathOf(file, name) : undefined;
      },
      isOtherName: (definition, path) => {
        const [own, name] = [definition, path].map((at) => at.slice(at.lastIndexOf('#') + 1));
        return own !== name && name !== 'default' && !/^(?:default|export=|(?:module\.)?exports\b.*)$/.test(own ?? '');
      },
      isSettled: (path) => this.isSettled(path),
      canonicalOf: (path) => {
        const mapping = this.#mapping(path);
        return mapping === undefined
          ? this.#canonical(path)
          : formatExport({
              ...mapping.entry.canonical,
              name: mapping.entry.canonical.name ?? this.#made.get(path)?.name,
            });
      },
    };
  }

  #mapping(path: string): Mapping | undefined {
    const made = this.#made.get(path);
    const name = path.slice(path.lastIndexOf('#') + 1);
    const key = made?.file ?? this.#context.project.locateInMap(path.slice(0, path.lastIndexOf('#'))).key;
    const mapped = this.#context.map.module(key, undefined);
    return mapped?.symbols.get(name) ?? mapped?.whole;
  }

  /** The canonical path of the Map that this one is. */
  #canonical(path: string): string | undefined {
    const made = this.#made.get(path);
    const entry = this.#context.canonical.find(
      ({ key, target }) => key === made?.file && (target.name ?? made.name) === made.name,
    );
    return entry && formatExport({ ...entry.target, name: made?.name });
  }

  #moduleOf(file: string): string | undefined {
    const { project } = this.#context;
    if (!writableModule.test(displayKey(project.root, file))) return undefined;
    const counts = [...(this.#aliases.get(file) ?? [])].toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
    const [alias = ''] = counts[0] ?? [];
    // One that only a folder knows is no name for the Map: all configurations would have to be searched for it.
    if (alias !== '' && project.locate(`${project.root}/file.ts`, alias).key === file) return alias;
    const isSame = (module: string): boolean => project.locateInMap(module).key === file;
    const below = displayKey(project.root, file);
    const short = `./${below.replace(ending, '')}`;
    const folder = short.replace(/\/index$/, '');
    return [folder, short, `./${below}`].find((module) => module !== '.' && isSame(module));
  }
}

function isRelative(specifier: string): boolean {
  return /^\.\.?(?:\/|$)/.test(specifier);
}

/** Styles, pictures and the like are no modules of ours. */
function isCode(specifier: string): boolean {
  const last = specifier.slice(specifier.lastIndexOf('/') + 1).replace(/\?.*/s, '');
  return !/\.\w+$/.test(last) || /\.(?:[mc]?[jt]sx?|vue|svelte)$/.test(last);
}

function fileOf(key: string): string {
  return key.slice(0, key.lastIndexOf('#'));
}
