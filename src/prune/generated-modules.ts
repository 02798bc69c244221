import type { ModuleIndex } from '../resolve/python/module-index.ts';
import { shimOfOld } from '../parse/python/generated-shim.ts';
import type { ModuleCandidate } from './module-candidates.ts';

/** A module that `shim` wrote beside shims, or the old code behind one. */
export interface GeneratedCandidate extends ModuleCandidate {
  /** The legacy module whose names it defines; undefined for the support module. */
  readonly standsFor: string | undefined;
}

/**
 * The support modules of shims, and the old code behind them.
 * @param isGenerated does the text of the file say that `shim` wrote it?
 */
export function generatedModules(
  files: readonly string[],
  index: ModuleIndex,
  isGenerated: (file: string) => boolean,
): GeneratedCandidate[] {
  return files.flatMap((path): GeneratedCandidate[] => {
    const { module } = index.identify(path);
    if (/(?:^|\/)_ssot_shims\.py$/.test(path) && isGenerated(path))
      return [{ path, module, kind: 'shim', standsFor: undefined }];
    const shim = shimOfOld(path);
    if (shim === undefined || !isGenerated(shim)) return [];
    return [{ path, module, kind: 'shim', standsFor: index.identify(shim).module }];
  });
}
