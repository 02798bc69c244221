import path from 'node:path';
import type { JavaScriptProject } from '../../resolve/javascript/javascript-project.ts';

/**
 * The file in a folder `__mocks__` that a mock without a factory takes for a module; relative to the root.
 * @param importer absolute path of the file that names the module
 */
export function manualMock(
  { root, locate }: JavaScriptProject,
  importer: string,
  specifier: string,
): string | undefined {
  const { key } = locate(importer, specifier);
  const beside = path.join(path.dirname(key), '__mocks__', path.basename(key).replace(/\.[^.]+$/, ''));
  const inRoot = path.join(root, '__mocks__', specifier);
  const found = locate(importer, path.isAbsolute(key) ? beside : inRoot);
  return found.isFound ? path.relative(root, found.key).split(path.sep).join('/') : undefined;
}
