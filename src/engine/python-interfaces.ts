import { formatTarget } from '../model/config.ts';
import type { Target } from '../model/config.ts';
import type { InterfaceDifference } from '../model/interface.ts';
import { differencesOf } from '../interface/differences.ts';
import { callableOf } from '../interface/python-callables.ts';
import type { InterfaceSources } from '../interface/python-names.ts';
import type { ModuleTree } from '../interface/tree.ts';
import type { SourceBuffer } from '../native/source-buffer.ts';
import { parseModule } from '../parse/python/syntax/parse.ts';
import type { ModuleIndex } from '../resolve/python/module-index.ts';
import type { StaticExports } from '../resolve/python/static-exports.ts';
import { remember } from './remember.ts';

/** The interfaces of a repository's symbols, and their differences. Each is read when it is first asked for. */
export interface PythonInterfaces {
  readonly sources: InterfaceSources;
  readonly differences: (legacy: Target, canonical: Target) => readonly InterfaceDifference[];
}

/** @param read puts the source of a module into a buffer and looks at it; undefined when it is not one readable file */
export function pythonInterfaces(
  index: ModuleIndex,
  exports: StaticExports,
  read: <T>(module: string, look: (buffer: SourceBuffer) => T) => T | undefined,
): PythonInterfaces {
  const tree = remember((module: string): ModuleTree | undefined => {
    const text = read(module, ({ bytes }) => bytes.toString('utf8').replace(/^\ufeff/, ''));
    const path = index.find(module)?.path;
    return text === undefined || path === undefined ? undefined : { module, path, text, root: parseModule(text).root };
  });
  const sources: InterfaceSources = { exports, tree };
  const known = new Map<string, readonly InterfaceDifference[]>();
  return {
    sources,
    differences: (legacy, canonical) => {
      const key = `${formatTarget(legacy)} ${formatTarget(canonical)}`;
      let found = known.get(key);
      if (found === undefined) {
        found = differencesOf(callableOf(sources, legacy), callableOf(sources, canonical));
        known.set(key, found);
      }
      return found;
    },
  };
}
