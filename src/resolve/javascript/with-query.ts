import type { ModuleMeaning } from '../../model/module-meaning.ts';
import { refused } from '../../model/resolution.ts';
import type { Resolution } from '../../model/resolution.ts';

/**
 * A loader's query changes what a module exports: only the module as a whole can move, and keeps it.
 * @param plain what the specifier means without the query
 * @param isSame it is the canonical module that is named
 */
export function withQuery(plain: ModuleMeaning, query: string, isSame: boolean): ModuleMeaning {
  const kept = (resolution: Resolution): Resolution =>
    resolution.kind === 'legacy'
      ? { ...resolution, to: { ...resolution.to, module: resolution.to.module + query } }
      : resolution;
  const unsure = (resolution: Resolution): Resolution =>
    resolution.kind === 'legacy'
      ? refused(resolution.from, 'dynamic-use', `${query} changes what the module exports`)
      : resolution;
  const judge = isSame ? kept : unsure;
  return {
    ...plain,
    whole: (names, isType) => judge(plain.whole(names, isType)),
    star: (isType) => judge(plain.star(isType)),
    url: (names) => judge(plain.url(names)),
    symbol: (name, isType) => judge(plain.symbol(name, isType)),
  };
}
