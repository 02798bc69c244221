import { isComponent } from '../../model/javascript-endings.ts';
import type { Statement } from '@babel/types';
import { isTooDeep } from '../../model/errors.ts';
import type { Export, ModuleExports } from '../../model/module-exports.ts';
import { LineIndex } from '../../model/range.ts';
import { nativeModule } from './native-tree.ts';
import { scriptBlocks } from './script-blocks.ts';
import { parseJavaScript } from './syntax-tree.ts';

/** One name that a file takes from a module by an import statement. */
export interface ImportedName {
  readonly specifier: string;
  /** `default` is one of them; `*` is the module as an object. */
  readonly name: string;
  /** The names under which the file exports it again, without which it is of its own use. */
  readonly exportedAs: readonly string[];
  readonly line: number;
  readonly column: number;
}

/** The names that a file imports from modules and, where a quick look shows them, its exports. */
export interface ScriptNames {
  readonly imports: readonly ImportedName[];
  readonly exports: ModuleExports | undefined;
}

/** The names that a file imports or exports again from modules; undefined where it cannot be parsed. */
export function scriptNames(path: string, text: string): ScriptNames | undefined {
  try {
    const lines = new LineIndex(text);
    const blocks = scriptBlocks(path, text);
    const natives = blocks.map((block) => nativeModule(block.text, block.dialect));
    const imports = blocks.flatMap((block, k) => {
      const native = natives[k];
      if (native) return recordedNames(native, lines);
      const { program } = parseJavaScript(block.text, block.dialect).file;
      const exported = exportedLocals(block.text);
      return program.body.flatMap((statement) => namesOf(statement, exported, lines));
    });
    const [native] = natives;
    // Other kinds of exports need the whole tree.
    const isPlain = native?.hasModuleSyntax === true && !isComponent(path) && !/\bexports\b|\bexport\s*=/.test(text);
    return { imports, exports: isPlain ? recordedExports(native) : undefined };
  } catch (error) {
    if (error instanceof SyntaxError || isTooDeep(error)) return undefined;
    throw error;
  }
}

/** The kinds of the parser are enumerations that exist for the compiler alone. */
const kindOf = ({ kind }: { readonly kind: string }): string => kind;

type NativeModule = NonNullable<ReturnType<typeof nativeModule>>;

function recordedExports({ staticExports }: NativeModule): ModuleExports {
  const names = new Map<string, Export>();
  const stars: string[] = [];
  for (const { entries } of staticExports)
    for (const { moduleRequest, importName, exportName, localName, isType } of entries) {
      const name = exportName.name ?? (kindOf(exportName) === 'Default' ? 'default' : undefined);
      if (moduleRequest !== null && name === undefined) stars.push(moduleRequest.value);
      if (name === undefined) continue;
      const taken = kindOf(importName) === 'Name' ? (importName.name ?? name) : '*';
      names.set(
        name,
        moduleRequest === null
          ? { kind: 'local', local: localName.name ?? name, isType }
          : { kind: 'from', specifier: moduleRequest.value, name: taken, isType },
      );
    }
  return { names, stars, isDynamic: false };
}

/**
 * The imports and exports that the native parser records. `export { a }` of an imported name counts as an export from
 * its module.
 */
function recordedNames({ staticImports, staticExports }: NativeModule, lines: LineIndex): ImportedName[] {
  const isImported = new Set(staticImports.map(({ start }) => start));
  const exportedAs = new Map<string, string[]>();
  const handedOn: ImportedName[] = [];
  for (const { start, entries } of staticExports)
    for (const { moduleRequest, importName, exportName } of entries) {
      if (moduleRequest === null || kindOf(importName) !== 'Name') continue;
      const specifier = moduleRequest.value;
      const name = importName.name ?? '';
      const as = exportName.name ?? (kindOf(exportName) === 'Default' ? 'default' : name);
      if (isImported.has(start)) {
        const key = `${specifier}#${name}`;
        exportedAs.set(key, [...(exportedAs.get(key) ?? []), as]);
      } else handedOn.push({ specifier, name, exportedAs: [as], ...lines.position(start) });
    }
  const imported = staticImports.flatMap(({ start, moduleRequest: { value: specifier }, entries }) =>
    entries.map(({ importName }): ImportedName => {
      const { name } = importName;
      const kind = kindOf(importName);
      const taken = kind === 'Name' ? (name ?? '') : kind === 'Default' ? 'default' : '*';
      return {
        specifier,
        name: taken,
        exportedAs: exportedAs.get(`${specifier}#${taken}`) ?? [],
        ...lines.position(start),
      };
    }),
  );
  return [...imported, ...handedOn];
}

const exportList = /\bexport\s{0,9}(?:type\s{1,9})?\{([^{}]*)\}/g;
const exportItem = /^\s*(?:type\s+)?([\w$]+)(?:\s+as\s+([\w$]+))?\s*$/;

/** The names under which `export { local as name }` exports bindings of the file, as far as the text shows. */
function exportedLocals(text: string): Map<string, string[]> {
  const exported = new Map<string, string[]>();
  for (const [, list = ''] of text.matchAll(exportList))
    for (const item of list.replace(/\/\*.*?\*\/|\/\/[^\n]*/gs, '').split(',')) {
      const [, local, name = local] = exportItem.exec(item) ?? [];
      if (local !== undefined && name !== undefined) exported.set(local, [...(exported.get(local) ?? []), name]);
    }
  return exported;
}

function namesOf(
  statement: Statement,
  exported: ReadonlyMap<string, readonly string[]>,
  lines: LineIndex,
): ImportedName[] {
  const place = lines.position(statement.start ?? 0);
  if (statement.type === 'ImportDeclaration')
    return statement.specifiers.map((item) => ({
      specifier: statement.source.value,
      name:
        item.type === 'ImportSpecifier'
          ? textOf(item.imported)
          : item.type === 'ImportDefaultSpecifier'
            ? 'default'
            : '*',
      exportedAs: exported.get(item.local.name) ?? [],
      ...place,
    }));
  if (statement.type !== 'ExportNamedDeclaration' || !statement.source) return [];
  const specifier = statement.source.value;
  return statement.specifiers.flatMap((item) =>
    item.type === 'ExportSpecifier'
      ? [{ specifier, name: textOf(item.local), exportedAs: [textOf(item.exported)], ...place }]
      : [],
  );
}

function textOf(node: { readonly type: string; readonly name?: string; readonly value?: string }): string {
  return node.name ?? node.value ?? '';
}
