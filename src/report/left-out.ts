import { carrierOf, fileKinds } from '../model/carrier.ts';
import type { LeftOut } from '../model/left-out.ts';
import { count, number } from './count.ts';
import { printable } from './escape.ts';

/** Repositories that a line names before it says how many more there are. */
const NAMED = 3;

/** Why a place is left out, in words. */
export const leftOutBecause: Readonly<Record<LeftOut['why'], string>> = {
  'other-repository': 'a repository of its own, such as a submodule: name it to look into it',
  'not-checked-out': 'not checked out (sparse checkout)',
};

/** The places that were left out on purpose, in a line for each reason. */
export function leftOutText(places: readonly LeftOut[]): string[] {
  const repositories = places.filter(({ why }) => why === 'other-repository').map(({ path }) => path);
  const files = places.length - repositories.length;
  const more = repositories.length - NAMED;
  const names = [...repositories.slice(0, NAMED).map(printable), ...(more > 0 ? [`… and ${number(more)} more`] : [])];
  return [
    ...(repositories.length === 0
      ? []
      : [
          `Left out, ${repositories.length === 1 ? '1 repository' : `${number(repositories.length)} repositories`} below, such as submodules: ${names.join(', ')} (name one to look into it)`,
        ]),
    ...(files === 0 ? [] : [`Left out, not checked out (sparse checkout): ${count(files, 'file')}`]),
  ];
}

/**
 * The files that are not read and name legacy paths: a line for each carrier that is off, and one for pages and styles, with
 * their names where everything is listed.
 */
export function notReadText(files: readonly string[], isVerbose: boolean): string[] {
  const kinds = [
    ...fileKinds.map(({ id, noun }) => ({ id, noun, advice: `--carriers ${id}` })),
    { id: undefined, noun: 'HTML or CSS file', advice: 'change them by hand' },
  ];
  return kinds.flatMap(({ id, noun, advice }) => {
    const own = files.filter((path) => carrierOf(path) === id);
    if (own.length === 0) return [];
    const title = `Also named in ${count(own.length, noun)}: ${advice}`;
    return isVerbose ? [title, ...own.map((path) => `  ${printable(path)}`)] : [`${title} (-v lists them)`];
  });
}
