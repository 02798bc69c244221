import { ExpectedStop } from '../../model/errors.ts';
import { legacyNames } from '../../shim/forwarded-names.ts';
import { moduleEvidence } from '../../shim/judge-module.ts';
import { renderShim } from '../../shim/render-shim.ts';
import { supportModule } from '../../shim/support-module.ts';
import { supportPlace } from '../../shim/support-place.ts';
import type { PythonMap } from '../../resolve/python/python-map.ts';
import type { Repository } from '../python/python-project.ts';
import type { MovedPython } from './moved-modules.ts';

/** The files that stand where modules stood, by their paths. */
export interface MoveShims {
  /** The text at the old path of each module that moves. */
  readonly atOldPaths: ReadonlyMap<string, string>;
  /** The module that all of them share; undefined where it is there already. */
  readonly support: { readonly path: string; readonly text: string } | undefined;
}

/**
 * Shims at the old paths of modules that move: they forward each name to the new module.
 * @param project before the move
 * @throws ExpectedStop when the names of one are not all known
 */
export function moveShims(modules: readonly MovedPython[], project: Repository, map: PythonMap): MoveShims {
  const { index, exports, bindings: bindingsOf } = project;
  const own = modules.filter(({ file: { from } }) => from.endsWith('.py'));
  const forwarding = own.filter(({ file: { from } }) => !from.endsWith('/__init__.py'));
  const support = supportPlace(
    forwarding.map(({ file, was }) => ({ module: was.module, path: file.from })),
    index,
  );
  if (support === undefined || forwarding.length === 0)
    throw new ExpectedStop('--shim leaves modules of Python at their old paths, and none moves');
  const atOldPaths = own.map(({ file, was, is }): [string, string] => {
    const { module } = was;
    const bindings = bindingsOf(module);
    const text = file.bytes.toString('utf8');
    if (file.from.endsWith('/__init__.py')) {
      if (bindings?.suite.length === 0) return [file.from, ''];
      throw new ExpectedStop(
        `${file.from} says something, and a shim cannot stand in for a package`,
        'move its modules, and leave the package where it is',
      );
    }
    const names = legacyNames(module, { index, exports, bindingsOf }, map);
    const evidence = bindings && moduleEvidence(module, file.from, { text, bindings }, { index, exports, bindingsOf });
    if (names === undefined || evidence?.some(({ reason }) => reason === 'dynamic-names') !== false)
      throw new ExpectedStop(
        `${file.from} makes names that no statement binds, so that no shim can forward them all`,
        'move it without --shim',
      );
    const listed = exports.publicNames(module);
    const all =
      listed === undefined || listed === 'unknown'
        ? names.map(({ name }) => name).filter((name) => !name.startsWith('_'))
        : [...listed];
    const forwarded = names.map(({ name }) => ({ name, target: { module: is.module, name } }));
    const shim = { module, support: support.module, names: forwarded, all, old: undefined, group: [] };
    return [file.from, renderShim(shim)];
  });
  const isThere = index.find(support.module) !== undefined;
  return {
    atOldPaths: new Map(atOldPaths),
    support: isThere ? undefined : { path: support.path, text: supportModule },
  };
}
