import type { ImportStyle } from '../../model/moved-tree.ts';
import { importPath } from '../../model/import-path.ts';
import { absoluteModule } from '../../model/python.ts';
import type { ImportStatement } from '../../model/python.ts';
import type { Site } from '../../parse/python/scope.ts';
import { child } from '../../parse/python/syntax/fields.ts';
import type { SyntaxNode } from '../../parse/python/syntax/syntax-node.ts';
import { isWithin, placeIn, topStatement, typesBlock } from './module-code.ts';
import type { ModuleCode, Obstacle } from './module-code.ts';
import type { NeededName } from './needs.ts';

/** The import of one name, as a module needs it. */
export interface NameImport {
  readonly local: string;
  /** Absolute. */
  readonly module: string;
  /** Undefined for `import module`. */
  readonly name: string | undefined;
  /** The dots that the import had, which tell its style. */
  readonly level: number;
  /** Below `if TYPE_CHECKING:`. */
  readonly isForTypes: boolean;
}

/** The ways in which a name of the old module reaches the new one. */
export type Brought =
  | ({ readonly kind: 'import' } & NameImport)
  /** The statement is made again: it is the same in each module. */
  | { readonly kind: 'copy'; readonly local: string; readonly text: string }
  /** It stays in the old module, which the new one imports. */
  | ({ readonly kind: 'back' } & NameImport);

/** The import statements of the module that bind the name at the top level, each with its place among the names. */
interface FoundImport {
  readonly statement: ImportStatement;
  readonly site: Site;
}

/** How the new module gets a name that the old one binds. */
export function broughtName(code: ModuleCode, need: NeededName): readonly Brought[] | Obstacle {
  const { name, binding } = need;
  const sites = binding.sites.filter(({ kind }) => kind !== 'declaration');
  const rebound = sites.find(({ scope }) => scope !== code.scopes.module);
  if (rebound)
    return {
      place: placeIn(code, rebound.start),
      message: `a function assigns ${name} again, so that an import of it would have an old value`,
    };
  const imports = sites.flatMap((site): FoundImport[] => {
    if (site.kind !== 'import') return [];
    const statement = code.statements.find(({ start, end }) => start <= site.start && site.end <= end);
    return statement === undefined ? [] : [{ statement, site }];
  });
  if (imports.length === sites.length) {
    const own = importsOf(code, name, imports);
    if (own !== undefined) return own;
  }
  const block = blockOf(code, sites);
  if (block !== undefined) return block;
  const logger = loggerOf(code, sites);
  if (logger !== undefined) return [{ kind: 'copy', local: name, text: logger }];
  const later = sites.length > 1 && need.isOnImport ? sites.find(({ start }) => start > need.at) : undefined;
  if (later) return { place: placeIn(code, later.start), message: `${name} is assigned again after it was used` };
  const { module } = code.identity;
  const isForTypes = sites.every(({ start }) => typesBlock(code, start) !== undefined);
  return [{ kind: 'back', local: name, module, name, level: 0, isForTypes }];
}

/** The same imports; undefined where they are of several things, or depend on a condition. */
function importsOf(code: ModuleCode, local: string, imports: readonly FoundImport[]): readonly Brought[] | undefined {
  const brought = imports.map(({ statement, site }): (Brought & NameImport) | undefined => {
    const isForTypes = typesBlock(code, site.start) !== undefined;
    const top = topStatement(code, site.start);
    const isPlain = top?.type === 'import_statement' || top?.type === 'import_from_statement';
    if (!isPlain && !isForTypes) return undefined;
    const own = statement.names.find(({ start, end }) => start <= site.start && site.end <= end);
    if (own === undefined) return undefined;
    if (statement.kind === 'import') {
      const isWhole = own.alias === undefined;
      return {
        kind: 'import',
        local,
        module: own.name,
        name: isWhole ? undefined : '',
        level: 0,
        isForTypes,
      };
    }
    const module = absoluteModule(statement.level, statement.module, code.identity);
    return module === undefined
      ? undefined
      : { kind: 'import', local, module, name: own.name, level: statement.level, isForTypes };
  });
  if (!brought.every((one) => one !== undefined)) return undefined;
  // `import a.b` and `import a.c` both bind `a`.
  if (brought.every(({ name }) => name === undefined)) return brought;
  const [first, ...others] = brought.toSorted((a, b) => Number(a.isForTypes) - Number(b.isForTypes));
  const isSame = others.every(({ module, name }) => module === first?.module && name === first.name);
  return first !== undefined && isSame ? [first] : undefined;
}

/** A statement at the top level, such as `try`, that holds nothing but imports and constants: it is the same in each module. */
function blockOf(code: ModuleCode, sites: readonly Site[]): readonly Brought[] | undefined {
  const [node, ...others] = new Set(sites.map(({ start }) => topStatement(code, start)));
  if (node === undefined || others.length > 0 || node.type !== 'try_statement') return undefined;
  if (
    !isPortable(node) ||
    code.statements.some(({ level, start }) => level > 0 && isWithin({ start, end: start }, [node]))
  )
    return undefined;
  const text = code.text.slice(node.start, node.end);
  return [...code.scopes.module.bindings.values()]
    .filter(({ sites: own }) => own.some((site) => site.kind !== 'except' && isWithin(site, [node])))
    .map(({ name }) => ({ kind: 'copy', local: name, text }));
}

const portable = new Set(['import_statement', 'import_from_statement', 'pass_statement']);
const literals = new Set(['none', 'true', 'false', 'integer', 'float', 'string']);

/** Does the statement depend on nothing of its module? */
function isPortable(node: SyntaxNode): boolean {
  if (portable.has(node.type)) return true;
  if (node.type === 'expression_statement') {
    const [assignment] = node.children;
    const right = assignment && child(assignment, 'right');
    return assignment?.type === 'assignment' && right !== undefined && literals.has(right.type);
  }
  if (!/^(?:block|try_statement|\w+_clause)$/.test(node.type)) return false;
  // The classes of errors that are caught have no part in it.
  return node.children.filter(({ field, type }) => field !== 'value' && type !== 'attribute').every(isPortable);
}

/** `logger = logging.getLogger(__name__)`: each module has its own. */
function loggerOf(code: ModuleCode, sites: readonly Site[]): string | undefined {
  const [site, ...others] = sites;
  if (site === undefined || others.length > 0) return undefined;
  const node = topStatement(code, site.start);
  if (node === undefined) return undefined;
  const text = code.text.slice(node.start, node.end);
  return isLogger(text) ? text : undefined;
}

export function isLogger(text: string): boolean {
  return /^\w+\s*(?::[^=]*)?=\s*(?:logging\s*\.\s*)?getLogger\s*\(\s*__name__\s*\)$/.test(text);
}

/** The text of an import, for the module that it is to stand in. */
export function importText(
  { local, module, name, level }: NameImport,
  { identity }: Pick<ModuleCode, 'identity'>,
  style: ImportStyle,
): string {
  if (name === undefined) return `import ${module}`;
  if (name === '') return `import ${module} as ${local}`;
  const source = importPath(module, identity, { level }, style);
  return `from ${source} import ${name}${name === local ? '' : ` as ${local}`}`;
}
