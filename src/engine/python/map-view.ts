import type { PythonConfig } from '../../model/config.ts';
import type { LegacyPath } from '../../model/python.ts';
import { PythonMap } from '../../resolve/python/python-map.ts';
import { PythonResolver } from '../../resolve/python/python-resolver.ts';
import type { PythonProject } from '../../resolve/python/python-resolver.ts';
import { splitModules } from './split-modules.ts';

/** The Map, as it is for some of the files, with the questions to it. */
export class MapView {
  readonly map: PythonMap;
  readonly resolver: PythonResolver;
  /** Does something of a module that moves as a whole go elsewhere? */
  readonly isSplit: (module: string) => boolean;
  readonly #isModule: (module: string) => boolean;

  constructor(
    python: PythonConfig,
    project: PythonProject | undefined,
    isModule: (module: string) => boolean,
    map = new PythonMap(python),
  ) {
    this.map = map;
    this.resolver = new PythonResolver(map, project);
    this.isSplit = splitModules(python);
    this.#isModule = isModule;
  }

  readonly legacyPath = (path: string): LegacyPath | undefined => this.map.legacyPath(path, this.#isModule);

  readonly isLegacyPath = (path: string): boolean => this.legacyPath(path) !== undefined;

  /** Text that names the rest of a legacy module names nothing that moves. */
  readonly isMentioned = (path: string): boolean => {
    const { module, name } = this.legacyPath(path) ?? { module: '', name: '' };
    return name === undefined || this.map.symbol(module, name) !== undefined || this.map.isUnmapped(module, name);
  };
}
