import type { ImportedName, ImportStatement } from '../../src/model/python.ts';
import { rangeAt } from '../../src/model/range.ts';
import { attributesBehind } from '../../src/parse/python/attributes-behind.ts';
import { stringPlaces } from '../../src/parse/python/string-place.ts';
import type { OpenBracket } from '../../src/parse/python/string-place.ts';
import { TokenKind } from '../../src/parse/python/tokens.ts';
import type { Token } from '../../src/parse/python/tokens.ts';
import { occurrencesInCode } from './module-names.ts';
import type { PythonFile } from './python-file.ts';

/**
 * The modules that the file finds by way of a package that it imports, without an import of their own: as far as the text tells.
 * @param moved where attribute accesses start that lead elsewhere afterwards
 */
export function looseModules(file: PythonFile, moved: ReadonlySet<number> = new Set()): string[] {
  const imports = (statements: readonly ImportStatement[]): readonly ImportedName[] =>
    statements.flatMap(({ kind, names }) => (kind === 'import' ? names : []));
  const roots = new Set(
    imports(file.statements).flatMap(({ name, alias }) => (alias === undefined ? [name.split('.', 1)[0] ?? name] : [])),
  );
  const accesses = [...roots].flatMap((root) =>
    occurrencesInCode(file, root).flatMap((at) => (moved.has(at) ? [] : [{ root, at }])),
  );
  if (accesses.length === 0) return [];
  // An import statement without a word of the Map loads what it names.
  const statements = file.syntax.allStatements();
  const mayLookUp = lookUpTest(file);
  const found = accesses.flatMap(({ root, at }) => {
    if (rangeAt(statements, at) !== undefined || isArgument(file.source.text, at)) return [];
    let module = root;
    for (const attribute of attributesBehind(file.source.text, at + root.length)) {
      if (!file.modules.isModule(`${module}.${attribute}`)) break;
      module += `.${attribute}`;
    }
    return module !== root && mayLookUp(at) ? [module] : [];
  });
  const imported = imports(statements);
  const isImported = (module: string): boolean =>
    imported.some(({ name, alias }) => alias === undefined && `${name}.`.startsWith(`${module}.`));
  return [...new Set(found)].filter((module) => !isImported(module));
}

/**
 * Tells whether a name at an offset is code, or in a string that may be a type: in a comment or another string it looks nothing up.
 * To be asked in order: a long list of strings is one logical line, which is read once.
 */
function lookUpTest({ lines, syntax }: PythonFile): (offset: number) => boolean {
  let tokensOfLine: readonly Token[] = [];
  let placeOf = stringPlaces(tokensOfLine);
  return (offset) => {
    const line = syntax.tokens(lines.range(lines.at(offset)));
    if (line !== tokensOfLine) [tokensOfLine, placeOf] = [line, stringPlaces(line)];
    const token = rangeAt(line, offset);
    if (token?.kind !== TokenKind.string) return token !== undefined;
    const place = placeOf(token.start);
    return place?.isAnnotation === true || place?.brackets.some(isSubscript) === true;
  };
}

function isSubscript({ bracket, of }: OpenBracket): boolean {
  return bracket === '[' && of !== '';
}

/** Is it plain that a string in a call starts here, such as the target of a patch? */
function isArgument(text: string, offset: number): boolean {
  return /\w\(["']$/.test(text.slice(Math.max(0, offset - 3), offset));
}
