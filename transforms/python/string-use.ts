import type { OpenBracket, StringPlace } from '../../src/parse/python/string-place.ts';

/**
 * The use of a dotted string, by the code that takes it:
 * - import: something is imported by it
 * - package: a module is imported by it, and the package around that is used: `__import__("a.b")` gives `a`
 * - replace: it is a module, which something else takes the place of
 * - patch: the name that it ends in is bound to something else for a while
 * - patch-value: the object that it leads to is changed for a while
 * - logger: it names a logger
 * - task: it names a task of Celery, which messages in queues do, too
 * - path: it may be an import path, which somebody else reads
 * - text: it is no path
 */
export type StringUse =
  'import' | 'package' | 'replace' | 'patch' | 'patch-value' | 'logger' | 'task' | 'path' | 'text';

/** By the end of the dotted name that is called. */
const callees: readonly (readonly [RegExp, StringUse])[] = [
  [/(?:^|\.)(?:import_module|__import__|importorskip|resolve_name|find_spec|import_string|run_module)$/, 'import'],
  [/^sys\.modules\.(?:get|pop)$/, 'import'],
  [/^sys\.modules\.setdefault$/, 'replace'],
  [/(?:^|\.)patch(?:\.multiple)?$/, 'patch'],
  [/(?:^|\.)patch\.dict$/, 'patch-value'],
  // pytest's monkeypatch; the builtins take an object first.
  [/\.(?:setattr|delattr)$/, 'patch'],
  [/(?:^|\.)get_?logger$/i, 'logger'],
  [/(?:^|\.)send_task$/, 'task'],
];

/**
 * The use of the string at the place.
 * @param nameOf the original name of what the file imports under this name; undefined where the name is its own
 */
export function stringUse(
  { brackets, isAssigned, soleArgument }: StringPlace,
  nameOf: (local: string) => string | undefined = () => undefined,
): StringUse {
  const [inner, outer] = brackets;
  if (inner === undefined) return 'path';
  if (inner.bracket === '[' && inner.of === 'sys.modules') return isAssigned ? 'replace' : 'import';
  if (inner.bracket === '{' && outer !== undefined && isPatchOfModules(outer)) return 'replace';
  if (inner.bracket !== '(') return 'path';
  if (soleArgument === 'used' && /(?:^|\.)__import__$/.test(inner.of)) return 'package';
  if (inner.argument === 1 && inner.first === 'sys' && /\.setitem$/.test(inner.of)) return 'replace';
  const isTarget = typeof inner.argument === 'string' || inner.argument === 0;
  if (!isTarget) return 'path';
  return usedBy(inner.of) ?? usedBy(nameOf(inner.of) ?? '') ?? 'path';
}

/** The name that a string is assigned to. @param before what stands before the string */
export function assignedName(before: string): string | undefined {
  return /(?:^|[\r\n;])[ \t]*(\w+)[ \t]*(?::[^=\r\n]*)?=[ \t]*$/.exec(before)?.[1];
}

/**
 * The use of a constant that holds a string, `NAME` in `import_module(NAME)`: `import` or `package` if the file only
 * imports by it, else undefined.
 */
export function useOfConstant(text: string, name: string): StringUse | undefined {
  const uses = [...text.matchAll(new RegExp(String.raw`(?<![\w.])${name}(?!\w)`, 'g'))];
  const given = [
    ...text.matchAll(new RegExp(String.raw`(?<![\w.])([\w.]+)\s*\(\s*(?:name\s*=\s*)?${name}\s*([,)])`, 'g')),
  ];
  if (given.length === 0 || uses.length !== given.length + 1) return undefined;
  const [use, ...others] = new Set(given.map(([, callee = '']) => importUseOf(callee)));
  return others.length === 0 ? use : undefined;
}

function importUseOf(callee: string): StringUse | undefined {
  if (/(?:^|\.)__import__$/.test(callee)) return 'package';
  const use = usedBy(callee);
  return use === 'import' ? use : undefined;
}

function usedBy(callee: string): StringUse | undefined {
  return callees.find(([pattern]) => pattern.test(callee))?.[1];
}

/** `import_module` for `im` in `from importlib import import_module as im`. */
export function importedAs(text: string, local: string): string | undefined {
  if (!/^\w+$/.test(local) || !text.includes(` as ${local}`)) return undefined;
  const [, name] =
    new RegExp(
      String.raw`\b(import_module|import_string|importorskip|resolve_name|find_spec|run_module|patch)[ \t]+as[ \t]+${local}(?!\w)`,
    ).exec(text) ?? [];
  return name;
}

/** `patch.dict("sys.modules", {"…": …})`, `sys.modules.update({"…": …})` */
function isPatchOfModules({ of, first }: OpenBracket): boolean {
  if (of === 'sys.modules.update') return true;
  return /(?:^|\.)patch\.dict$/.test(of) && /^(?:["']sys\.modules["']|sys)$/.test(first);
}
