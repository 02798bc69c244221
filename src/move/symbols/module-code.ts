import type { ImportStatement, ModuleIdentity } from '../../model/python.ts';
import type { Range } from '../../model/range.ts';
import type { Scopes } from '../../parse/python/scopes.ts';
import type { SyntaxNode } from '../../parse/python/syntax/syntax-node.ts';

/** A module that a symbol leaves or enters, read in full. */
export interface ModuleCode {
  /** Its path, relative to the root. */
  readonly path: string;
  readonly identity: ModuleIdentity;
  readonly text: string;
  readonly root: SyntaxNode;
  readonly scopes: Scopes;
  readonly statements: readonly ImportStatement[];
  readonly lineOf: (offset: number) => number;
}

/** Something that speaks against the move of a symbol, with its place: it is not made. */
export interface Obstacle {
  /** `path:line`, or the symbol itself. */
  readonly place: string;
  readonly message: string;
}

export function placeIn({ path, lineOf }: Pick<ModuleCode, 'path' | 'lineOf'>, offset: number): string {
  return `${path}:${lineOf(offset)}`;
}

export function isWithin(range: Range, ranges: readonly Range[]): boolean {
  return ranges.some(({ start, end }) => range.start >= start && range.end <= end);
}

/** The statement of the top level that holds the offset. */
export function topStatement({ root }: Pick<ModuleCode, 'root'>, offset: number): SyntaxNode | undefined {
  return root.children.find(({ start, end }) => start <= offset && offset < end);
}

/** Is it `if TYPE_CHECKING:`, whose first block no program runs? */
export function isForTypeCheckers({ text }: Pick<ModuleCode, 'text'>, node: SyntaxNode): boolean {
  const condition = node.children.find(({ field }) => field === 'condition');
  return (
    node.type === 'if_statement' &&
    condition !== undefined &&
    /^(?:\w+\.)?TYPE_CHECKING$/.test(text.slice(condition.start, condition.end))
  );
}

/** The block of `if TYPE_CHECKING:` around an offset of the top level. */
export function typesBlock(code: ModuleCode, offset: number): SyntaxNode | undefined {
  const node = topStatement(code, offset);
  if (node === undefined || !isForTypeCheckers(code, node)) return undefined;
  return node.children.find(({ field, start, end }) => field === 'consequence' && start <= offset && offset < end);
}

/** Does the module read its annotations as text (PEP 563)? */
export function hasLazyAnnotations({ statements }: Pick<ModuleCode, 'statements'>): boolean {
  return statements.some(
    ({ kind, module, names }) =>
      kind === 'from' && module === '__future__' && names.some(({ name }) => name === 'annotations'),
  );
}
