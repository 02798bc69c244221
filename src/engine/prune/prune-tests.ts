import { absoluteModule, isTestModule } from '../../model/python.ts';
import type { SoughtModule } from '../../prune/module-mentions.ts';
import type { ModuleIndex } from '../../resolve/python/module-index.ts';
import type { PruneReader } from './prune-reader.ts';

/** A test file that goes with what it tests. */
export interface GoingTest extends SoughtModule {
  /** The files that it tests. */
  readonly tests: readonly string[];
}

/**
 * The test files that import modules which only tests import, and no other module of the repository but those of tests.
 * @param importers the test files that import each of these modules, by its path
 */
export function goingTests(
  importers: ReadonlyMap<string, readonly string[]>,
  { reader, index, isTest }: { reader: PruneReader; index: ModuleIndex; isTest: (file: string) => boolean },
): GoingTest[] {
  const tests = new Map<string, string[]>();
  for (const [module, files] of importers)
    for (const file of new Set(files)) tests.set(file, [...(tests.get(file) ?? []), module]);
  return [...tests].flatMap(([path, going]): GoingTest[] => {
    const isAlone =
      isTestModule(path) &&
      importedFiles(path, reader, index)?.every((file) => importers.has(file) || isTest(file)) === true;
    return isAlone ? [{ path, module: reader.moduleOf(path), tests: going.toSorted() }] : [];
  });
}

/** The files of the repository that a Python file imports; undefined when it cannot be read. */
function importedFiles(path: string, reader: PruneReader, index: ModuleIndex): string[] | undefined {
  const file = reader.python(path);
  if (file === undefined) return undefined;
  const modules = file.statements.flatMap(({ kind, level, module, names }) => {
    if (kind === 'import') return names.map(({ name }) => name);
    const from = absoluteModule(level, module, file.identity);
    if (from === undefined) return [];
    const below = names.map(({ name }) => `${from}.${name}`).filter((name) => index.find(name) !== undefined);
    return below.length > 0 && below.length === names.length ? below : [from, ...below];
  });
  return modules.flatMap((module) => {
    const location = index.find(module);
    return location === undefined || location.kind === 'namespace' ? [] : [location.path];
  });
}
