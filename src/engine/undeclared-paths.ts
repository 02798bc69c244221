import { formatTarget } from '../model/config.ts';
import type { Config } from '../model/config.ts';
import { allowCommentFor } from '../model/allow-comment.ts';
import type { PlanRequest } from '../model/plan-request.ts';
import type { UndeclaredPath } from '../model/undeclared-path.ts';
import { languageOf } from '../model/source-file.ts';
import { SourceBuffer } from '../native/source-buffer.ts';
import { PythonMap } from '../resolve/python/python-map.ts';
import { listFiles } from '../scan/list-files.ts';
import type { Listing } from '../scan/list-files.ts';
import { LiteralPrefilter } from '../scan/literal-prefilter.ts';
import { canonicalPaths } from '../scan/canonical-paths.ts';
import { selectFiles } from '../scan/select-files.ts';
import { readModuleFacts } from '../suggest/module-facts.ts';
import type { ImportedPath } from '../suggest/module-facts.ts';
import { allowCommentsIn, allowMark } from './suppressions.ts';
import { openPythonProject } from './python/python-project.ts';
import type { Repository } from './python/python-project.ts';
import { readIntoBuffer } from './read-file.ts';

/** Which files are looked at. */
export type UndeclaredRequest = Pick<PlanRequest, 'paths' | 'files' | 'usesGitignore'> &
  Partial<Pick<PlanRequest, 'contents'>>;

/** An import of a name that may be of the Map. */
interface Use extends ImportedPath {
  readonly path: string;
  /** The module of the file. */
  readonly importer: string;
  readonly name: string;
  readonly allowedBecause: string | undefined;
}

/** The imports of Python by paths that lead to canonical symbols, and that the Map does not know. */
export async function undeclaredPaths(config: Config, request: UndeclaredRequest): Promise<UndeclaredPath[]> {
  const symbols = config.python.map.filter(({ canonical: { name } }) => name !== undefined && name !== '*');
  if (symbols.length === 0) return [];
  const files = selectFiles(await listed(config, request), config)
    .filter((path) => languageOf(path) === 'python')
    .toSorted();
  const project = openPythonProject(config);
  const reader = new UseReader(config, request, project);
  const names = new Set(
    symbols.flatMap(({ canonical, legacy }) => [canonical, ...legacy].map(({ name = '' }) => name)),
  );
  const uses = new Map<string, Use[]>();
  // A file that takes a name may give it another one, by which others take it from there.
  for (let wanted = names; wanted.size > 0;) {
    const found = reader.read(files, wanted);
    for (const { path, own } of found.files) uses.set(path, [...(uses.get(path) ?? []), ...own]);
    wanted = new Set([...found.others].filter((name) => !names.has(name)));
    for (const name of wanted) names.add(name);
  }
  return judged([...uses.values()].flat(), config, project);
}

function judged(uses: readonly Use[], { python }: Config, { exports, index }: Repository): UndeclaredPath[] {
  const map = new PythonMap(python);
  const canonical = new Map<string, string>();
  const steps = new Set<string>();
  for (const { canonical: target } of python.map) {
    const { state, key, chain } = exports.define(target.module, target.name ?? '');
    if (target.name === undefined || state !== 'found' || !key.includes(':')) continue;
    canonical.set(key, formatTarget(target));
    chain.forEach((step, k) => steps.add(`${step} ${chain[k + 1] ?? ''}`));
  }
  return uses.flatMap(({ path, importer, module, name, local, line, column, allowedBecause }): UndeclaredPath[] => {
    const from = `${module}:${name}`;
    const isKnown =
      map.symbol(module, name) !== undefined || map.isCanonical(module, name) || map.isUnmapped(module, name);
    // The modules that the canonical name is made of have to be imported.
    if (isKnown || !index.isOurs(module) || steps.has(`${importer}:${local} ${from}`)) return [];
    const { state, key } = exports.define(module, name);
    const to = state === 'found' ? canonical.get(key) : undefined;
    return to === undefined ? [] : [{ path, line, column, from, to, allowedBecause }];
  });
}

/** Reads the imports of certain names, one file after another. */
class UseReader {
  readonly #root: string;
  readonly #request: UndeclaredRequest;
  readonly #project: Repository;
  readonly #buffer = SourceBuffer.create();

  constructor({ root }: Config, request: UndeclaredRequest, project: Repository) {
    this.#root = root;
    this.#request = request;
    this.#project = project;
  }

  /** @returns what imports the names, and the other names that these files give them at their top levels */
  read(
    files: readonly string[],
    names: ReadonlySet<string>,
  ): {
    readonly files: readonly { readonly path: string; readonly own: readonly Use[] }[];
    readonly others: ReadonlySet<string>;
  } {
    const prefilter = new LiteralPrefilter([], [...names], [], []);
    const others = new Set<string>();
    const found = files.flatMap((path) => {
      if (readIntoBuffer(this.#buffer, this.#root, path, this.#request.contents) !== 'read') return [];
      if (!prefilter.passes(this.#buffer, path)) return [];
      const own = this.#uses(path, names);
      const top = own.filter(({ column }) => column === 1).map(({ local }) => local);
      for (const local of [...top, ...this.#aliases(top)]) if (!names.has(local)) others.add(local);
      return own.length === 0 ? [] : [{ path, own }];
    });
    return { files: found, others };
  }

  #uses(path: string, names: ReadonlySet<string>): Use[] {
    const identity = this.#project.index.identify(path);
    const facts = readModuleFacts(this.#buffer, path, 'tests', identity);
    const wanted = (facts?.imports ?? []).filter(({ name }) => name !== undefined && names.has(name));
    if (wanted.length === 0) return [];
    const comments = this.#buffer.holdsMark(allowMark) ? allowCommentsIn(this.#buffer.bytes.toString('utf8')) : [];
    return wanted.map((imported): Use => {
      const lines = { line: imported.line, endLine: imported.line };
      const allowedBecause = allowCommentFor(comments, 'undeclared-path', lines)?.reason || undefined;
      return { ...imported, name: imported.name ?? '', path, importer: identity.module, allowedBecause };
    });
  }

  /** The variables at the top level of the file in the buffer that are one of the names. */
  #aliases(names: readonly string[]): string[] {
    if (names.length === 0) return [];
    const own = new Set(names);
    const text = this.#buffer.latin1(0, this.#buffer.bytes.length);
    return [...text.matchAll(/^(\w+)[ \t]*=[ \t]*(\w+)[ \t]*(?:#.*)?$/gm)].flatMap(([, local = '', value = '']) =>
      own.has(value) ? [local] : [],
    );
  }
}

async function listed(
  { root }: Config,
  { paths, files, contents, usesGitignore }: UndeclaredRequest,
): Promise<readonly string[]> {
  if (files) return contents ? files : canonicalPaths(root, files).files;
  let parts: Listing[] = [];
  for await (const part of listFiles({ root, paths, usesGitignore })) parts = part.isAnew ? [part] : [...parts, part];
  return parts.flatMap((part) => part.files);
}
