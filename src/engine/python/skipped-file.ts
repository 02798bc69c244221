import type { Refusal } from '../../model/edit.ts';
import type { Outcome } from '../../model/outcome.ts';
import { absoluteModule } from '../../model/python.ts';
import type { LegacyPath, ModuleIdentity } from '../../model/python.ts';
import { LineIndex, rangeAt } from '../../model/range.ts';
import type { SourceBuffer } from '../../native/source-buffer.ts';
import { attributesBehind } from '../../parse/python/attributes-behind.ts';
import { dottedStrings } from '../../parse/python/dotted-strings.ts';
import { boundModules, readImports, stringLiterals } from '../../parse/python/import-statements.ts';
import { occurrences } from '../../parse/python/occurrences.ts';
import type { PythonMap } from '../../resolve/python/python-map.ts';
import { allowCommentsIn, withSuppressions } from '../suppressions.ts';
import type { Uneditable } from './read-python.ts';

/** The legacy paths that a Map knows in a file, without facts that only the modules could tell. */
export interface LegacyPaths {
  readonly map: PythonMap;
  readonly legacyPath: (path: string) => LegacyPath | undefined;
}

/**
 * The Outcome of a file of which nothing is edited: each Reference in it that names its path is refused for the same reason,
 * imports of legacy modules as a whole.
 * @param buffer holds its bytes, and counts them
 * @returns undefined when it names nothing legacy
 */
export function skippedFile(
  buffer: SourceBuffer,
  { map, legacyPath }: LegacyPaths,
  path: string,
  identity: ModuleIdentity,
  { reason, message }: Uneditable,
): Outcome | undefined {
  const text = buffer.latin1(0, buffer.bytes.length);
  const found: { readonly start: number; readonly transform: string; readonly from: string }[] = [];
  /** The packages around legacy modules that names of the file stand for. */
  const packages = new Map<string, { readonly local: string; readonly module: string }>();
  for (const record of readImports(buffer.scanImports().records, buffer.identifierAt)) {
    const { isFrom, level, start, names } = record;
    const holder = isFrom ? absoluteModule(level, record.module, identity) : '';
    if (holder === undefined) continue;
    for (const [k, { local, module }] of boundModules({ ...record, module: holder }).entries()) {
      const name = names[k] ?? '';
      const imported = isFrom ? module : name;
      if (isFrom && map.hasSymbolsOf(holder) && (name === '*' || map.symbol(holder, name)))
        found.push({ start, transform: 'python/from-import', from: `${holder}:${name}` });
      else if (map.movesSymbolsOf(imported)) found.push({ start, transform: 'python/module-import', from: imported });
      else if (map.leadsTo(module)) packages.set(`${local} ${module}`, { local, module });
    }
  }
  const strings = dottedStrings(
    stringLiterals(buffer.scanStrings().records),
    text,
    (path) => path.includes('.') && legacyPath(path) !== undefined,
  );
  for (const { start, path: dotted, whole } of strings) {
    const from = whole && moved(legacyPath(dotted), map);
    if (from !== undefined) found.push({ start, transform: 'python/string-target', from });
  }
  for (const { local, module } of packages.values()) {
    for (const start of occurrences(text, local)) {
      if (rangeAt(strings, start) !== undefined) continue;
      const chain = legacyPath([module, ...attributesBehind(text, start + local.length)].join('.'));
      const from = chain?.name === undefined ? undefined : moved(chain, map);
      if (from !== undefined) found.push({ start, transform: 'python/module-import', from });
    }
  }
  const index = new LineIndex(text);
  const refused = found
    .toSorted((a, b) => a.start - b.start)
    .map(({ start, transform, from }): Refusal => {
      const { line, column } = index.position(start);
      return { line, column, endLine: line, endColumn: column, transform, reason, message, from };
    });
  if (refused.length === 0) return undefined;
  const outcome = { path, status: 'skipped', reason, message, edits: [], refused, diagnostics: [] } as const;
  return withSuppressions(outcome, allowCommentsIn(buffer.bytes.toString('utf8')));
}

/** The symbol or module that the path names, if the Map moves it. */
function moved(path: LegacyPath | undefined, map: PythonMap): string | undefined {
  if (path === undefined) return undefined;
  const { module, name } = path;
  if (name === undefined) return map.module(module) ? module : undefined;
  return map.symbol(module, name) ? `${module}:${name}` : undefined;
}
