import { existsSync } from 'node:fs';
import path from 'node:path';
import ignore from 'ignore';
import { mayTakeLong } from '../../model/within-seconds.ts';
import { readRegularFile } from '../../regular-file.ts';
import { remember } from '../remember.ts';

/**
 * Tells whether the owner of a file says that loading it has no effect: `sideEffects` of its package.json
 * (https://webpack.js.org/guides/tree-shaking/).
 */
export function sideEffectsReader(root: string): (file: string) => boolean {
  const manifestOf = remember((folder: string): string | undefined => {
    const file = path.join(folder, 'package.json');
    if (existsSync(file)) return file;
    const parent = path.dirname(folder);
    return folder === root || folder === parent ? undefined : manifestOf(parent);
  });
  const isPureIn = remember((manifest: string): ((file: string) => boolean) => {
    const sideEffects = readSideEffects(manifest);
    if (sideEffects === false) return () => true;
    if (!Array.isArray(sideEffects)) return () => false;
    const patterns = (sideEffects as unknown[]).filter((pattern) => typeof pattern === 'string');
    // A pattern that may take long is not tried: the module may have effects.
    if (patterns.some(mayTakeLong)) return () => false;
    const listed = ignore().add(patterns.map((pattern) => pattern.replace(/^\.\//, '/')));
    return (file) => {
      const below = path.relative(path.dirname(manifest), file).split(path.sep).join('/');
      return !listed.ignores(below);
    };
  });
  return (file) => {
    const manifest = manifestOf(path.dirname(file));
    return manifest !== undefined && isPureIn(manifest)(file);
  };
}

function readSideEffects(manifest: string): unknown {
  try {
    return (JSON.parse(readRegularFile(manifest).toString('utf8')) as { readonly sideEffects?: unknown } | null)
      ?.sideEffects;
  } catch {
    return undefined;
  }
}
