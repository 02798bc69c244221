/**
 * The files of a tree of TypeScript and JavaScript that parse, and each import of a legacy specifier with its lines: the judge of
 * `npm run migrations`. It shares nothing with the tool: the parser of TypeScript says what a file is.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import type { JudgedTree, LegacyImport } from './foreign-judge.ts';

/** @param legacy `specifier`, `specifier#export` or `specifier#*`, of packages */
export function legacySpecifiers(root: string, files: readonly string[], legacy: readonly string[]): JudgedTree {
  const compiled: string[] = [];
  const imports: LegacyImport[] = [];
  for (const file of files) {
    const source = ts.createSourceFile(file, readFileSync(path.join(root, file), 'utf8'), ts.ScriptTarget.Latest, true);
    const { parseDiagnostics } = source as unknown as { readonly parseDiagnostics: readonly unknown[] };
    if (parseDiagnostics.length > 0) continue;
    compiled.push(file);
    for (const { specifier, names, node } of importsOf(source)) {
      if (!legacy.some((entry) => isNamed(entry, specifier, names))) continue;
      const line = (position: number): number => source.getLineAndCharacterOfPosition(position).line + 1;
      imports.push({ path: file, what: specifier, places: [[line(node.getStart()), line(node.end)]] });
    }
  }
  return { compiled, imports };
}

interface FoundImport {
  readonly specifier: string;
  /** The exports that are named; undefined where it may be any. */
  readonly names: readonly string[] | undefined;
  readonly node: ts.Node;
}

function isNamed(legacy: string, specifier: string, names: readonly string[] | undefined): boolean {
  const [module = '', name] = legacy.split('#');
  if (name === undefined) return specifier === module || specifier.startsWith(`${module}/`);
  return specifier === module && (name === '*' || names === undefined || names.includes(name));
}

/** Imports, exports, `import()`, `require()`, types by `import()`, and mocks of modules. */
function importsOf(source: ts.SourceFile): FoundImport[] {
  const found: FoundImport[] = [];
  const visit = (node: ts.Node): void => {
    const specifier = specifierOf(node);
    if (specifier !== undefined) found.push({ specifier, names: namesOf(node), node });
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function specifierOf(node: ts.Node): string | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return textOf(node.moduleSpecifier);
  if (ts.isExternalModuleReference(node)) return textOf(node.expression);
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) return textOf(node.argument.literal);
  if (!ts.isCallExpression(node)) return undefined;
  const isImport = node.expression.kind === ts.SyntaxKind.ImportKeyword;
  const isCall = /^(?:require(?:\.resolve)?|(?:jest|vi)\.\w*[mM]ock|jest\.requireActual)$/.test(
    node.expression.getText(),
  );
  return isImport || isCall ? textOf(node.arguments[0]) : undefined;
}

function textOf(node: ts.Node | undefined): string | undefined {
  return node !== undefined && ts.isStringLiteralLike(node) ? node.text : undefined;
}

function namesOf(node: ts.Node): string[] | undefined {
  if (ts.isExportDeclaration(node))
    return node.exportClause && ts.isNamedExports(node.exportClause)
      ? node.exportClause.elements.map(importedName)
      : undefined;
  if (!ts.isImportDeclaration(node) || node.importClause === undefined) return undefined;
  const { name, namedBindings } = node.importClause;
  if (namedBindings && ts.isNamespaceImport(namedBindings)) return undefined;
  return [...(name ? ['default'] : []), ...(namedBindings?.elements.map(importedName) ?? [])];
}

function importedName({ name, propertyName }: ts.ImportOrExportSpecifier): string {
  return (propertyName ?? name).text;
}
