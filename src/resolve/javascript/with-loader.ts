import type { ModuleMeaning } from '../../model/module-meaning.ts';
import { refused } from '../../model/resolution.ts';
import type { Resolution } from '../../model/resolution.ts';

/** A specifier with what loaders of bundlers read around the path: `./a.svg?url` of Vite, `!!raw-loader!./a` of webpack. */
export interface LoaderSpecifier {
  readonly before: string;
  readonly path: string;
  readonly query: string;
}

export function loaderSpecifier(specifier: string): LoaderSpecifier {
  const from = specifier.lastIndexOf('!') + 1;
  const at = specifier.indexOf('?', from);
  const end = at < 0 ? specifier.length : at;
  return { before: specifier.slice(0, from), path: specifier.slice(from, end), query: specifier.slice(end) };
}

/**
 * A loader makes another module of its input. Such a module moves as a whole or not at all, and the text around its
 * path stays.
 * @param plain the meaning of the path by itself
 */
export function withLoader(plain: ModuleMeaning, { before, query }: LoaderSpecifier): ModuleMeaning {
  const kept = (resolution: Resolution): Resolution =>
    resolution.kind === 'legacy'
      ? { ...resolution, to: { ...resolution.to, module: before + resolution.to.module + query } }
      : resolution;
  // The compiler's view: nothing that the module exports is looked at.
  const whole = (): Resolution => kept(plain.whole([], true));
  const refuse = (resolution: Resolution): Resolution =>
    resolution.kind === 'legacy'
      ? refused(resolution.from, 'dynamic-use', `${before}${query} changes what the module exports`)
      : resolution;
  const symbol = (name: string, isType?: boolean): Resolution =>
    plain.movesAsWhole ? whole() : refuse(plain.symbol(name, isType));
  return {
    ...plain,
    whole,
    star: whole,
    url: () => kept(plain.url([])),
    symbol,
    inClause: (name, isType) => (name === '*' ? whole() : symbol(name, isType)),
    members: () => undefined,
    called: () => undefined,
    together: (resolutions) => resolutions,
  };
}
