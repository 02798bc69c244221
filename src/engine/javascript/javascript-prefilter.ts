import path from 'node:path';
import type { JavaScriptConfig } from '../../model/config.ts';
import { isPattern, literalHead, literalPart } from '../../model/path-pattern.ts';
import type { JavaScriptMap } from '../../resolve/javascript/javascript-map.ts';
import type { SearchWord, SourceBuffer } from '../../native/source-buffer.ts';
import type { OpenJavaScriptProject } from './javascript-project.ts';
import { remember } from '../remember.ts';

/** The words that the byte search can take: their form, and how many. */
const searchable = /^[\x21-\x7e]{3,126}$/;
const MAX_WORDS = 256;

/** The first look at files. */
export interface JavaScriptScan {
  readonly buffer: SourceBuffer;
  readonly prefilter: JavaScriptPrefilter;
  /** Looks at the configurations that count for the files of a folder. */
  readonly noteSettings: (folder: string) => void;
}

/** The words by which files of a folder can name a legacy module. */
interface Words {
  readonly searched: readonly SearchWord[];
  /** Too short for that search, or not ASCII. */
  readonly others: readonly string[];
  readonly all: readonly string[];
  /** Any of them. */
  readonly pattern: RegExp;
}

/**
 * Tells files that cannot name a legacy module, by searching their bytes for the names of the modules' files, and for
 * their aliases in tsconfig.json and package.json.
 */
export class JavaScriptPrefilter {
  readonly #project: OpenJavaScriptProject;
  readonly #legacyKeys: ReadonlySet<string>;
  readonly #own: readonly string[];
  /** Folders of legacy index files: files below them can name them by dots alone. */
  readonly #indexFolders: readonly string[];
  /** Folders of legacy modules whose names only a pattern tells. */
  readonly #patternFolders: readonly string[];
  readonly #wordsOfFolder: (folder: string) => Words;

  constructor(
    { map, unmapped }: JavaScriptConfig,
    { legacyKeys, patternFolders }: Pick<JavaScriptMap, 'legacyKeys' | 'patternFolders'>,
    project: OpenJavaScriptProject,
  ) {
    this.#project = project;
    this.#legacyKeys = new Set(legacyKeys);
    const written = [...map.flatMap(({ legacy }) => legacy), ...unmapped].map(({ module }) =>
      lastName(searchedPart(module)),
    );
    const names = new Set([...written, ...legacyKeys.map(lastName)]);
    // A pragma names the folder only.
    if (names.has('jsx-runtime')) names.add('jsxImportSource');
    this.#own = [...new Set([...names, ...legacyKeys.flatMap((key) => this.#packageNames(key))])];
    const indexFiles = legacyKeys.filter((key) => key.startsWith('/') && /\/index\.[^/]+$/.test(key));
    this.#indexFolders = [...indexFiles.map((key) => path.dirname(key)), ...patternFolders];
    this.#patternFolders = patternFolders;
    const wordsOf = remember((key: string): Words => this.#words(key));
    this.#wordsOfFolder = remember((folder: string): Words => {
      const [tsconfig] = project.tsconfigsNear(folder);
      return wordsOf(`${tsconfig?.path ?? ''}\0${project.manifests.find(folder) ?? ''}`);
    });
  }

  /** Can the file in the buffer name a legacy module? `file` is its absolute path. */
  passes(buffer: SourceBuffer, file: string): boolean {
    const { searched, others } = this.#wordsOfFolder(path.dirname(file));
    if (others.some((word) => buffer.bytes.includes(word))) return true;
    buffer.setWords(searched);
    return buffer.holdsWord() || this.#isInIndexFolder(file);
  }

  /** A pattern for lines that name a legacy module; undefined where any line may. */
  pattern(file: string): RegExp | undefined {
    return this.#isInIndexFolder(file) ? undefined : this.#wordsOfFolder(path.dirname(file)).pattern;
  }

  /** Can a text between quotes name a legacy module? */
  mayName(file: string, specifier: string): boolean {
    if (this.#wordsOfFolder(path.dirname(file)).all.some((word) => specifier.includes(word))) return true;
    if (/^\.\.?\//.test(specifier) && this.#patternFolders.some((folder) => file.startsWith(`${folder}/`))) return true;
    return /^(?:\.\.?\/)*(?:\.\.?\/?)(?:index(?:\.\w+)?)?$/.test(specifier) && this.#isInIndexFolder(file);
  }

  #isInIndexFolder(file: string): boolean {
    return this.#indexFolders.some((folder) => file.startsWith(`${folder}/`));
  }

  #words(key: string): Words {
    const [tsconfig = '', manifest = ''] = key.split('\0');
    const aliases = [
      ...this.#tsconfigAliases(tsconfig),
      ...this.#packageImports(manifest),
      ...this.#bundlerAliases(manifest === '' ? this.#project.root : path.dirname(manifest)),
    ];
    const all = [...new Set([...this.#own, ...aliases])].filter((word) => word !== '');
    const searched = all.filter((word) => searchable.test(word)).slice(0, MAX_WORDS);
    return {
      all,
      pattern: new RegExp(all.map((word) => word.replace(/[$()*+./?[\\\]^{|}]/g, '\\$&')).join('|'), 'g'),
      searched: searched.map((word) => ({ word, kind: 'part' })),
      others: all.filter((word) => !searched.includes(word)),
    };
  }

  /** Names by which `paths` calls a legacy module without saying the name of its file. */
  #tsconfigAliases(file: string): string[] {
    if (file === '') return [];
    return this.#project
      .tsconfigsNear(path.dirname(file))
      .flatMap(({ options }) => Object.entries(options.paths ?? {}))
      .flatMap(([pattern, targets]) => this.#aliasWords(file, pattern, targets));
  }

  /** Names by which the package of a file calls a legacy module: `imports` of its package.json. */
  #packageImports(file: string): string[] {
    const { imports } = this.#project.manifests.read(file);
    return Object.entries(imports ?? {}).flatMap(([pattern, target]) =>
      this.#aliasWords(file, pattern, [JSON.stringify(target)]),
    );
  }

  /** Names by which a bundler or a test runner calls a legacy module. */
  #bundlerAliases(folder: string): string[] {
    const { bundlers } = this.#project;
    return bundlers.around(folder).flatMap((at) =>
      // Each is parsed only where it may name a legacy module: other aliases say its name themselves.
      (bundlers.mention(at, this.#own) ? bundlers.in(at) : []).flatMap(({ pattern, targets }) =>
        this.#aliasWords(`${at}/file`, pattern, targets),
      ),
    );
  }

  #aliasWords(configFile: string, pattern: string, targets: readonly string[]): string[] {
    const [head = '', tail] = pattern.split('*');
    if (tail === undefined) return this.#leadsToLegacy(configFile, pattern) ? [pattern] : [];
    // The alias decides the part behind the star, not the specifier.
    const isPlain = targets.every((target) => /^[^*]*\*(?:\/index)?(?:\.\w+)*["}\]]*$/.test(target));
    return isPlain ? [] : [head.replace(/\/$/, '')];
  }

  #leadsToLegacy(importer: string, specifier: string): boolean {
    return this.#legacyKeys.has(this.#project.locate(importer, specifier).key);
  }

  /** Names by which other packages call a module of a workspace: its package, and the `exports` of that. */
  #packageNames(key: string): string[] {
    if (!path.isAbsolute(key)) return [];
    const { find, read } = this.#project.manifests;
    const file = find(path.dirname(key));
    if (file === undefined) return [];
    const { name, exports, main, module, source } = read(file);
    if (typeof name !== 'string') return [];
    const folder = path.dirname(file);
    const entries = [main, module, source, './index', './src/index'].filter((entry) => typeof entry === 'string');
    const isEntry = entries.some((entry) => this.#project.locate(file, `./${path.posix.normalize(entry)}`).key === key);
    const subpaths = typeof exports === 'object' && exports !== null ? Object.keys(exports) : [];
    const named = subpaths.filter((subpath) => subpath.startsWith('./') && !subpath.includes('*'));
    const found = named
      .map((subpath) => name + subpath.slice(1))
      .filter((specifier) => this.#leadsToLegacy(path.join(folder, 'file'), specifier));
    return [...(isEntry || exports !== undefined ? [name] : []), ...found];
  }
}

/** The part of a legacy path that every reference to it contains, apart from files below its folder. */
function searchedPart(module: string): string {
  if (!isPattern(module)) return module;
  const last = module.slice(module.lastIndexOf('/') + 1);
  return isPattern(last) ? literalHead(module, '/') || literalPart(module, '/') : last;
}

/** The name of a module's file up to its first dot; of an index file, that of its folder; of a package, its own. */
function lastName(specifier: string): string {
  const parts = specifier
    .replace(/^\?(?:package:)?/, '')
    .split('/')
    .filter((part) => part !== '' && part !== '.' && part !== '..');
  const stem = (part: string | undefined): string => part?.replace(/(?<=.)\..*/s, '') ?? '';
  const last = stem(parts.at(-1));
  return last === 'index' && parts.length > 1 ? stem(parts.at(-2)) : last;
}
