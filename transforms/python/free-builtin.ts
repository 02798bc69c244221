import type { Target } from '../../src/model/config.ts';
import type { PythonFile } from './python-file.ts';

/** Does the name of a built-in mean it wherever the file says it, so that it needs no import? */
export function isFreeBuiltin(file: PythonFile, { module, name }: Target): boolean {
  if (module !== 'builtins' || name === undefined) return false;
  const { all, errors } = file.syntax.scopes([name]);
  return errors.length === 0 && all.every(({ bindings, stars }) => !bindings.has(name) && stars.length === 0);
}
