import type { Config } from '../model/config.ts';
import { factsOf } from '../model/file-facts.ts';
import type { FileFacts } from '../model/file-facts.ts';
import type { PlanRequest } from '../model/plan-request.ts';
import { isTestModule } from '../model/python.ts';
import type { ModuleIdentity } from '../model/python.ts';
import type { SearchWord, SourceBuffer } from '../native/source-buffer.ts';
import { readImports } from '../parse/python/import-statements.ts';
import type { ImportRecord } from '../parse/python/import-statements.ts';
import { importedNames, lookedUpNames } from '../parse/python/looked-up-names.ts';
import type { LookedUpName } from '../parse/python/looked-up-names.ts';
import { moduleAt } from './python/names-for-others.ts';
import type { Repository } from './python/python-project.ts';
import { replacedNames } from './python/python-scanner.ts';
import { areSearchable } from '../scan/literal-prefilter.ts';
import { readIntoBuffer } from './read-file.ts';
import type { Reading } from './reading.ts';
import { remember } from './remember.ts';

/** A name, `module:Name`, that becomes another object where other files may import it. */
interface ChangingName {
  readonly key: string;
  readonly module: string;
  readonly name: string;
}

/** Do moves change a name in a module that other files may import it from? Tests are no such modules. */
export function changesForOthers(facts: readonly FileFacts[]): boolean {
  return facts.some((file) => changingNames(file).length > 0);
}

/**
 * Adds the facts of files that look up such a name by a star, as an attribute, by its text, or through a module that
 * hands it on. Few files have to be read for that: those that the first look noted, unless a name is bound as one that no look
 * was for.
 */
export function withLookupsElsewhere(
  { facts, results }: Pick<Reading, 'facts' | 'results'>,
  { root, python }: Config,
  { contents }: PlanRequest,
  repository: Repository,
  buffer: SourceBuffer,
): readonly FileFacts[] {
  const known = new Set(facts.flatMap(({ lookups }) => lookups));
  const changing = facts.flatMap(changingNames).filter(({ key }) => !known.has(key));
  if (changing.length === 0) return facts;
  const finder = new LookupFinder(root, contents, repository, buffer, changing);
  const handedOn = [...known].flatMap((key) => finder.ledTo(key));
  const noted = results.flatMap(({ lookingUp }) => lookingUp ?? []);
  const found = [...new Set([...noted, ...holdingOthers(changing, results, python, repository)])].map((path) =>
    factsOf(path, { lookups: finder.lookupsIn(path) }),
  );
  return [...facts, factsOf('', { lookups: handedOn }), ...found];
}

/** The files that may hold names which no look was for: of one around a name that was looked for, the first look noted them. */
function holdingOthers(
  changing: readonly ChangingName[],
  results: Reading['results'],
  python: Config['python'],
  repository: Repository,
): readonly string[] {
  const searched = replacedNames(python);
  const others = [...new Set(changing.map(({ name }) => name))].filter((name) => !searched.includes(name));
  const isLonger = (name: string): boolean => searched.some((word) => name.includes(word));
  const unknown = others.filter((name) => !isLonger(name));
  return [
    ...(others.length > unknown.length ? results.flatMap(({ holdingLonger }) => holdingLonger ?? []) : []),
    ...(unknown.length > 0 ? repository.filesHolding(unknown) : []),
  ];
}

function changingNames({ path, references }: FileFacts): ChangingName[] {
  if (isTestModule(path)) return [];
  return references.flatMap(({ importer, local, evidence, base }): ChangingName[] => {
    // The star of a statement binds no name of its own.
    if (local === '' || local === '*') return [];
    if (evidence.changesForImporters !== true || base.kind !== 'legacy') return [];
    const key = `${importer}:${local}`;
    return [{ key, module: importer, name: local }];
  });
}

/** Finds the files that look names up. */
class LookupFinder {
  readonly #root: string;
  readonly #contents: PlanRequest['contents'];
  readonly #repository: Repository;
  readonly #changing: readonly ChangingName[];
  readonly #keys: ReadonlySet<string>;
  readonly #names: readonly string[];
  /** The names, as the search of bytes takes them; undefined where it cannot. */
  readonly #words: readonly SearchWord[] | undefined;
  readonly #modules: ReadonlySet<string>;
  readonly #buffer: SourceBuffer;
  readonly #handsOn = remember((module: string) => {
    const path = this.#repository.index.find(module)?.path;
    return path !== undefined && this.#read(path) && this.#buffer.holdsStar();
  });

  constructor(
    root: string,
    contents: PlanRequest['contents'],
    repository: Repository,
    buffer: SourceBuffer,
    changing: readonly ChangingName[],
  ) {
    this.#root = root;
    this.#contents = contents;
    this.#repository = repository;
    this.#buffer = buffer;
    this.#changing = changing;
    this.#keys = new Set(changing.map(({ key }) => key));
    this.#modules = new Set(changing.map(({ module }) => module));
    this.#names = [...new Set(changing.map(({ name }) => name))];
    const words = this.#names.map((word): SearchWord => ({ word, kind: 'name' }));
    this.#words = areSearchable(words) ? words : undefined;
  }

  /** The changing names that a look-up of this one gets, by itself or through modules that hand them on. */
  ledTo(symbol: string, isGuess = false): string[] {
    if (this.#keys.has(symbol)) return [symbol];
    if (isGuess) return [];
    const [module = '', name = ''] = symbol.split(':');
    if (!this.#names.includes(name)) return [];
    const own = moduleAt(module, this.#repository);
    if (own !== module) return this.ledTo(`${own}:${name}`);
    if (!this.#handsOn(module)) return [];
    const { chain } = this.#repository.exports.define(module, name);
    return this.#changing.flatMap(({ key }) => (chain.includes(key) ? [key] : []));
  }

  /** The changing names that the file looks up in other modules. */
  lookupsIn(path: string): string[] {
    if (!this.#read(path)) return [];
    const identity = this.#repository.index.identify(path);
    const found =
      this.#onlyImported(identity)?.map((symbol) => ({ symbol, isGuess: false })) ?? this.#lookedUp(identity);
    return found
      .flatMap(({ symbol, isGuess }) => this.ledTo(symbol, isGuess))
      .filter((key) => !key.startsWith(`${identity.module}:`));
  }

  /** The names that the file in the buffer imports; undefined where it may look some up in other ways, too. Most files do not. */
  #onlyImported(identity: ModuleIdentity): string[] | undefined {
    if (this.#words === undefined) return undefined;
    this.#buffer.setWords(this.#words);
    const { records } = this.#buffer.scanWords();
    if (this.#buffer.mayLookNameUp()) return undefined;
    return importedNames([...readImports(records, this.#buffer.identifierAt)], identity, this.#names);
  }

  #lookedUp(identity: ModuleIdentity): LookedUpName[] {
    // Names that are searched for are ASCII.
    const text = this.#buffer.bytes.toString('latin1');
    const imports = (): ImportRecord[] => [
      ...readImports(this.#buffer.scanImports().records, this.#buffer.identifierAt),
    ];
    return lookedUpNames(text, imports, identity, { names: this.#names, modules: this.#modules });
  }

  #read(path: string): boolean {
    return readIntoBuffer(this.#buffer, this.#root, path, this.#contents) === 'read';
  }
}
