import type { Config } from '../model/config.ts';
import { ExpectedStop } from '../model/errors.ts';

/** So many patterns or folders are named. */
const NAMED = 5;

/** To be thrown when there is nothing to look at below these folders. */
export function nothingMatched({ include }: Config, folders: readonly string[]): ExpectedStop {
  return new ExpectedStop(
    `no file matched: ${named(include)} below ${named(folders)}`,
    'see include and exclude in the configuration, and --no-gitignore; globs on the command line need quotes',
  );
}

/** A glob without quotes is thousands of paths when it gets here. */
function named(list: readonly string[]): string {
  const more = list.length - NAMED;
  return list.slice(0, NAMED).join(', ') + (more > 0 ? ` and ${String(more)} more` : '');
}
