import path from 'node:path';
import type { Config } from '../model/config.ts';
import { ExpectedStop } from '../model/errors.ts';
import { isFile, takesNoCode } from './config-file.ts';

/**
 * The default exports of the modules that a configuration names as transforms. They are code, and run with the rights of the
 * user.
 * @throws ExpectedStop when one is not there, or no code may run
 */
export async function loadTransforms(
  { root, file: configFile = 'the configuration', transforms = [] }: Pick<Config, 'root' | 'file' | 'transforms'>,
  takesCode: boolean,
): Promise<{ readonly place: string; readonly value: unknown }[]> {
  if (transforms.length > 0 && takesNoCode(takesCode))
    throw new ExpectedStop(
      `"transforms" of ${configFile} is code, and ${takesCode ? 'SSOT_CODEMOD_NO_CONFIG_CODE' : '--no-config-code'} lets none run`,
      'name a configuration without transforms by --config',
    );
  const loaded: { place: string; value: unknown }[] = [];
  for (const file of transforms) {
    const place = path.relative(root, file);
    loaded.push({ place, value: (await loadCode(file, place)).default });
  }
  return loaded;
}

/** A module of code, with its exports. */
export interface LoadedModule {
  readonly default?: unknown;
  readonly parser?: unknown;
}

/**
 * Load a module of JavaScript or TypeScript.
 * @param file absolute path
 * @param name of it, for messages
 * @throws ExpectedStop when it cannot be loaded
 */
export async function loadCode(file: string, name: string): Promise<LoadedModule> {
  if (!isFile(file)) throw new ExpectedStop(`there is no transform ${name}`, `it would be ${file}`);
  const { createJiti } = await import('jiti');
  try {
    // By default jiti keeps what it compiles in the shared folder for temporary files, where others can put code.
    return await createJiti(import.meta.url, { fsCache: false }).import<LoadedModule>(file);
  } catch (error) {
    throw new ExpectedStop(`${name} cannot be loaded: ${error instanceof Error ? error.message : String(error)}`);
  }
}
