import path from 'node:path';
import { applyTextEdits } from '../../edit/apply-text-edits.ts';
import { composedEdits } from '../../edit/composed-edits.ts';
import { operationOutcome } from '../../edit/operation-outcome.ts';
import type { Config } from '../../model/config.ts';
import type { Edit, TextEdit } from '../../model/edit.ts';
import { ExpectedStop } from '../../model/errors.ts';
import type { MovedTree } from '../../model/moved-tree.ts';
import type { MoveConcern, MovedPath, Moving, SymbolMove, SymbolRequest } from '../../model/moving.ts';
import type { Outcome, Plan } from '../../model/outcome.ts';
import { LineIndex } from '../../model/range.ts';
import type { Definition } from '../../move/symbols/definition.ts';
import type { Obstacle } from '../../move/symbols/module-code.ts';
import { isPublic } from '../../move/symbols/public-list.ts';
import { splitModule } from '../../move/symbols/split-module.ts';
import type { SplitModule } from '../../move/symbols/split-module.ts';
import type { ModuleIndex } from '../../resolve/python/module-index.ts';
import { encodeSource } from '../../scan/decode.ts';
import { changedOutcome } from '../changed-outcome.ts';
import { importConcerns } from './import-concerns.ts';
import { placeOfModule } from './move-arguments.ts';
import { standing } from './moved-files.ts';
import { missingInits, refuseHidden } from './moved-modules.ts';
import { readModule } from './read-module.ts';
import type { ReadModule } from './read-module.ts';
import { patchedNames } from './patched-names.ts';
import { madeBecause } from './plan-move.ts';
import { createdFile, planConcerns, planOfTree, planWithOutcomes } from './planned-tree.ts';
import { openPythonProject } from '../python/python-project.ts';
import type { StartedThread } from '../readers/reader-thread.ts';
import { symbolConcerns } from './symbol-concerns.ts';
import { treeFiles } from '../tree-files.ts';

/**
 * Plans the move of classes, functions and constants from one module to another one: with the imports that they need, and everything
 * that names them. Nothing is written.
 * @param config its own Map is left out
 * @throws ExpectedStop with the list of what speaks against it
 */
export async function planSymbols(config: Config, request: SymbolRequest, thread?: StartedThread): Promise<Moving> {
  const { index } = openPythonProject({ ...config, tree: undefined });
  const way = oneWay(request.symbols);
  const from = oldModule(config, index, way.module, request);
  const to = newModule(config, index, way.to, { ...request, near: from.path });
  const place = { file: { from: '', to: to.module.path }, is: to.module.identity };
  const made = missingInits(config.root, config.python.sourceRoots, [place]);
  if (to.isNew) refuseHidden(config.root, [place], made);
  const modules = [from, to.module].map(({ identity }) => ({ was: identity, is: identity }));
  const ordersOf = (own: MovedTree, outcomes: readonly Outcome[]): MoveConcern[] =>
    importConcerns(config, own, { modules, lazy: new Map() }, outcomes);
  const attempt = (importsForTypes: boolean): Attempt => {
    const own = splitModule(from, to.module, {
      ...request,
      names: way.names,
      style: request.imports,
      importsForTypes,
      isModule: (module) => index.find(module) !== undefined,
    });
    if (!isSplit(own)) throw refused(way, own);
    const contents = new Map([
      ...(request.contents ?? []),
      [from.path, bytesAfter(from, own.left)],
      [to.module.path, bytesAfter(to.module, own.entered)],
      ...made.map((file): [string, Uint8Array] => [file, new Uint8Array()]),
    ]);
    const symbols = new Map(own.definitions.map(({ name }) => [`${way.module}:${name}`, isPublic(from, name)]));
    const { imports } = request;
    return { split: own, tree: { from: new Map(), contents, modules: new Set(), symbols, imports, isPending: true } };
  };
  const plain = attempt(false);
  // Names that annotations alone use need no import that runs: one does without where it would close a cycle.
  const other = ordersOf(plain.tree, []).some(isFailure) ? attempt(true) : plain;
  const { split, tree } = other.split.forTypes.length > 0 ? other : plain;
  const paths = split.definitions.map(({ name }): MovedPath => ({
    legacy: `${way.module}:${name}`,
    canonical: `${way.to}:${name}`,
  }));
  const plan = await planOfTree({ ...config, tree }, entriesOf(way, split.definitions), request, thread);
  const orders = ordersOf(tree, plan.outcomes);
  const fails = orders.filter(isFailure);
  if (fails.length > 0)
    throw refused(way, fails, request.withDependencies ? undefined : '--with-dependencies moves along what it uses');
  const outcomes = outcomesOf({ plan, from, to, split, made }, request);
  const sets = { module: way.module, names: split.needs };
  return {
    plan: planWithOutcomes(plan, outcomes, 0),
    concerns: [
      ...split.concerns,
      ...split.forTypes.map(({ in: place, name }) => ({
        reason: 'import-cycle' as const,
        place,
        message: `an import of ${name} would close a cycle: only type checkers see it, and not who evaluates annotations`,
      })),
      ...symbolConcerns(config, from, to.module, { ...split, reexports: request.reexports }),
      ...planConcerns(outcomes),
      ...orders,
      ...(await patchedNames(config, index, treeFiles(config.root, undefined), sets)),
    ],
    entries: { python: paths, javascript: [] },
  };
}

interface Way {
  readonly module: string;
  readonly to: string;
  readonly names: readonly string[];
}

/** @throws ExpectedStop when the symbols do not all go the same way */
function oneWay(symbols: readonly SymbolMove[]): Way {
  const [first] = symbols;
  const other = symbols.find(({ module, to }) => module !== first?.module || to !== first.to);
  if (first === undefined || other !== undefined)
    throw new ExpectedStop(
      'symbols move together from one module to another one',
      'run move once for each pair of modules',
    );
  if (first.module === first.to) throw new ExpectedStop(`${first.module}:${first.name} is in ${first.to} already`);
  return { module: first.module, to: first.to, names: [...new Set(symbols.map(({ name }) => name))] };
}

function isSplit(split: SplitModule | readonly Obstacle[]): split is SplitModule {
  return 'definitions' in split;
}

function refused({ names, module, to }: Way, obstacles: readonly Obstacle[], hint?: string): ExpectedStop {
  const lines = [...new Set(obstacles.map(({ place, message }) => `  ${place}: ${message}`))];
  return new ExpectedStop(`${module}:${names.join(', ')} cannot move to ${to}\n${lines.join('\n')}`, hint);
}

/** One way to write both modules, and the tree with them. */
interface Attempt {
  readonly split: SplitModule;
  readonly tree: MovedTree;
}

function isFailure({ reason }: MoveConcern): boolean {
  return reason === 'import-order';
}

function oldModule(
  { root }: Config,
  index: ModuleIndex,
  module: string,
  { contents }: Pick<SymbolRequest, 'contents'>,
): ReadModule {
  const location = index.find(module);
  if (location?.kind !== 'module' && location?.kind !== 'package')
    throw new ExpectedStop(`${module} is no module below a source root`, 'or it is compiled, or has no file');
  return readModule(root, location.path, index.identify(location.path), contents?.get(location.path));
}

interface NewModule {
  readonly module: ReadModule;
  readonly isNew: boolean;
}

function newModule(
  config: Config,
  index: ModuleIndex,
  module: string,
  { contents, near }: Pick<SymbolRequest, 'contents'> & { readonly near: string },
): NewModule {
  const location = index.find(module);
  if (location?.kind === 'opaque') throw new ExpectedStop(`${module} is compiled, or only a stub: nothing moves to it`);
  if (location?.kind === 'module' || location?.kind === 'package') {
    const own = readModule(config.root, location.path, index.identify(location.path), contents?.get(location.path));
    return { module: own, isNew: false };
  }
  const folder = placeOfModule(config, index, near, module);
  const file = location === undefined ? `${folder}.py` : path.posix.join(folder, '__init__.py');
  if (!module.split('.').every((part) => /^[\p{ID_Start}_]\p{ID_Continue}*$/u.test(part)))
    throw new ExpectedStop(`${module} could not be imported`, 'each part of its path has to be a Python name');
  if (standing(config.root, file) !== undefined) throw new ExpectedStop(`${file} exists, and is no module`);
  return { module: readModule(config.root, file, index.identify(file), new Uint8Array()), isNew: true };
}

function bytesAfter({ source }: ReadModule, edits: readonly TextEdit[]): Uint8Array {
  const bytes = encodeSource(applyTextEdits(source.text, edits), source);
  if (bytes === undefined) throw new ExpectedStop(`${source.path}: what moves cannot be written in ${source.encoding}`);
  return bytes;
}

function entriesOf({ module, to }: Way, definitions: readonly Definition[]): Config['python']['map'] {
  return definitions.map(({ name }) => ({
    canonical: { module: to, name },
    legacy: [{ module, name }],
    uses: 'alias',
    replaces: false,
    external: false,
    absent: 'ok',
  }));
}

interface Planned {
  readonly plan: Plan;
  readonly from: ReadModule;
  readonly to: NewModule;
  readonly split: SplitModule;
  /** The files that are created, empty. */
  readonly made: readonly string[];
}

function outcomesOf({ plan, from, to, split, made }: Planned, { withDiffs }: SymbolRequest): Outcome[] {
  const found = new Map(plan.outcomes.map((outcome) => [outcome.path, outcome]));
  const entered = to.module;
  const own = [
    ...changed(from, split.left, found.get(from.path), { withDiffs, edits: editsOf(from, entered, split.definitions) }),
    ...(to.isNew ? [] : changed(entered, split.entered, found.get(entered.path), { withDiffs, edits: [] })),
  ];
  const created = [...made, ...(to.isNew ? [entered.path] : [])].map((file): Outcome => {
    const outcome = found.get(file);
    const text = file === entered.path ? textAfter(split.entered, outcome) : '';
    const bytes = Buffer.from(text);
    const because = file === entered.path ? 'symbols move to it' : madeBecause;
    const plain = operationOutcome(file, createdFile(bytes, '100644', because), bytes, withDiffs);
    return outcome
      ? { ...plain, edits: outcome.edits, refused: outcome.refused, diagnostics: outcome.diagnostics }
      : plain;
  });
  const isOwn = new Set([from.path, entered.path, ...made]);
  const others = plan.outcomes.filter((outcome) => !isOwn.has(outcome.path));
  return [...others, ...own, ...created].toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

function textAfter(edits: readonly TextEdit[], outcome: Outcome | undefined): string {
  const text = applyTextEdits('', edits);
  return outcome?.status === 'changed' ? applyTextEdits(text, outcome.textEdits) : text;
}

function changed(
  { source }: ReadModule,
  first: readonly TextEdit[],
  outcome: Outcome | undefined,
  { withDiffs, edits }: { readonly withDiffs: boolean; readonly edits: readonly Edit[] },
): Outcome[] {
  const second = outcome?.status === 'changed' ? outcome.textEdits : [];
  const all = composedEdits(source.text, first, second);
  const change = changedOutcome(source, all, { withHashes: true, withDiffs });
  if (change === undefined)
    throw new ExpectedStop(`${source.path}: what moves cannot be written in ${source.encoding}`);
  const report = {
    edits: [...edits, ...(outcome?.edits ?? [])].toSorted((a, b) => a.line - b.line),
    refused: outcome?.refused ?? [],
    diagnostics: outcome?.diagnostics ?? [],
  };
  return [{ path: source.path, ...report, ...change }];
}

/** One Edit for each definition that moves. */
function editsOf(from: ReadModule, to: ReadModule, definitions: readonly Definition[]): Edit[] {
  const lines = new LineIndex(from.text);
  return definitions.flatMap(({ name, nodes }) =>
    nodes.map(({ start, end }): Edit => {
      const { line, column } = lines.position(start);
      const last = lines.position(end);
      return {
        transform: 'move/symbol',
        tier: 'safe',
        applied: true,
        from: `${from.identity.module}:${name}`,
        to: `${to.identity.module}:${name}`,
        uses: 'alias',
        because: 'the definition moves, and both modules import what they need of each other',
        reviews: [],
        chain: [],
        before: from.text.slice(start, end),
        after: '',
        line,
        column,
        endLine: last.line,
        endColumn: last.column,
      };
    }),
  );
}
