import type { CallExpression, Expression, Node, ObjectExpression, Statement } from '@babel/types';
import type { TextEdit } from '../../src/model/edit.ts';
import { dottedName, literalText } from '../../src/parse/javascript/module-references.ts';
import { isIdentifier, nameText } from './identifier.ts';

/** The exports that the factory of a mock provides in place of a module. */
export interface MockFactory {
  /** The exports that it names. */
  readonly keys: readonly FactoryKey[];
  /** All others are those of the module itself: `...jest.requireActual('./x')`. */
  readonly isPartial: boolean;
}

/** One export that a mock's factory gives. */
export interface FactoryKey {
  readonly name: string;
  readonly rename: (name: string) => TextEdit;
}

/**
 * Reads the factory of a mock, if it is a function that only returns a plain object.
 * @param specifier of the module that is replaced
 */
export function factoryOf({ arguments: [, factory] }: CallExpression, specifier: string): MockFactory | undefined {
  if (factory?.type !== 'ArrowFunctionExpression' && factory?.type !== 'FunctionExpression') return undefined;
  const { body, params } = factory;
  const statements = body.type === 'BlockStatement' ? body.body : [];
  const last = statements.at(-1);
  const returned = body.type !== 'BlockStatement' ? body : last?.type === 'ReturnStatement' ? last.argument : undefined;
  if (returned?.type !== 'ObjectExpression') return undefined;
  const spreads = returned.properties.filter((property) => property.type === 'SpreadElement');
  const [original] = params;
  const isOriginal = (value: Expression): boolean =>
    loadsOriginal(value, specifier, original?.type === 'Identifier' ? original.name : undefined);
  const declared = statements.flatMap((statement) => originalNames(statement, isOriginal));
  const isSpread = ({ argument }: { readonly argument: Expression }): boolean =>
    isOriginal(argument) || (argument.type === 'Identifier' && declared.includes(argument.name));
  const isPartial = spreads.length > 0;
  // Other statements there may change the module that is spread.
  if (isPartial && !(spreads.every(isSpread) && statements.slice(0, -1).every(isDeclaration))) return undefined;
  const keys = objectKeys(returned)?.filter(({ name }) => name !== '__esModule');
  return keys && { keys, isPartial };
}

function isDeclaration({ type }: Statement): boolean {
  return type === 'VariableDeclaration' || type === 'FunctionDeclaration' || type === 'ClassDeclaration';
}

/** `const actual = await importOriginal()` */
function originalNames(statement: Statement, isOriginal: (value: Expression) => boolean): string[] {
  if (statement.type !== 'VariableDeclaration' || statement.kind !== 'const') return [];
  return statement.declarations.flatMap(({ id, init }) =>
    id.type === 'Identifier' && init && isOriginal(init) ? [id.name] : [],
  );
}

const wrappers = /^(?:AwaitExpression|ParenthesizedExpression|TS(?:As|Satisfies|NonNull)Expression)$/;

/** `await importOriginal()`, `jest.requireActual('./x')`, `vi.importActual('./x')` */
function loadsOriginal(value: Expression, specifier: string, parameter: string | undefined): boolean {
  let at: Node = value;
  while (wrappers.test(at.type))
    at = 'argument' in at ? (at.argument as Node) : (at as unknown as { expression: Node }).expression;
  if (at.type !== 'CallExpression') return false;
  const name = dottedName(at.callee);
  if (name === undefined) return false;
  if (name === parameter) return true;
  return (
    /^(?:jest|vi|vitest)\.(?:requireActual|importActual)$/.test(name) && literalText(at.arguments[0]) === specifier
  );
}

/** The names that an object gives, but for what it spreads; undefined where they cannot be told. */
function objectKeys({ properties }: ObjectExpression): FactoryKey[] | undefined {
  const keys: FactoryKey[] = [];
  for (const property of properties) {
    if (property.type === 'SpreadElement') continue;
    if (property.computed) return undefined;
    const { key } = property;
    const name = key.type === 'Identifier' ? key.name : literalText(key);
    if (name === undefined) return undefined;
    const range = { start: key.start ?? 0, end: key.end ?? 0 };
    const isShorthand = property.type === 'ObjectProperty' && property.shorthand;
    keys.push({
      name,
      rename: (to) => ({
        ...range,
        text: isShorthand ? `${nameText(to)}: ${name}` : isIdentifier(to) ? to : nameText(to),
      }),
    });
  }
  return keys;
}
