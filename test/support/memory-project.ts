import type { FolderEntries } from '../../src/resolve/python/module-index.ts';
import { SourceBuffer } from '../../src/native/source-buffer.ts';
import { moduleBindings } from '../../src/parse/python/module-bindings.ts';
import { topLevelImports } from '../../src/parse/python/top-level-imports.ts';
import { ImportGraph } from '../../src/resolve/python/import-graph.ts';
import { ModuleIndex } from '../../src/resolve/python/module-index.ts';
import { StaticExports } from '../../src/resolve/python/static-exports.ts';

/** Sources by path. */
export type Sources = Readonly<Record<string, string>>;

/** A repository in memory, for what asks for modules. */
export interface MemoryProject {
  readonly index: ModuleIndex;
  readonly exports: StaticExports;
  readonly graph: ImportGraph;
  /** The modules that were read, in order. */
  readonly read: readonly string[];
}

const buffer = SourceBuffer.create();

/** @param movedTo where the Map moves a module */
export function memoryProject(
  sources: Sources,
  sourceRoots: readonly string[] = ['.'],
  movedTo?: (module: string) => string | undefined,
): MemoryProject {
  const index = new ModuleIndex(sourceRoots, (folder) => entriesOf(sources, folder));
  const read: string[] = [];
  const load = <T>(module: string, look: (buffer: SourceBuffer) => T): T | undefined => {
    const source = sources[index.find(module)?.path ?? ''];
    if (source === undefined) return undefined;
    read.push(module);
    buffer.set(Buffer.from(source));
    return look(buffer);
  };
  return {
    index,
    exports: new StaticExports(index, (module) => load(module, moduleBindings), movedTo),
    graph: new ImportGraph(
      index,
      (module) => load(module, topLevelImports) ?? [],
      (module) => {
        const target = index.find(module) === undefined ? movedTo?.(module) : undefined;
        return target === undefined ? undefined : { module: target, root: target };
      },
    ),
    read,
  };
}

/** The entries of a folder; empty for the root itself. */
function entriesOf(sources: Sources, folder: string): FolderEntries {
  const entries = new Map<string, 'file' | 'directory'>();
  const prefix = folder === '' ? '' : `${folder}/`;
  for (const file of Object.keys(sources)) {
    if (!file.startsWith(prefix)) continue;
    const [first = '', ...others] = file.slice(prefix.length).split('/');
    entries.set(first, others.length === 0 ? 'file' : 'directory');
  }
  return entries;
}
