import { runInNewContext } from 'node:vm';
import { ExpectedStop } from './errors.ts';

/** Far longer than any pattern needs that a person means. */
const LONGEST = 2;

/**
 * Matches patterns that a repository brings, such as globs and regular expressions of a configuration: some take years
 * for a name of a hundred characters.
 * @param act matches them, and does nothing that may not be interrupted
 * @param what they are, for the message, when they are interrupted
 * @throws ExpectedStop when it takes too long
 */
export function withinSeconds<T>(act: () => T, what: () => string, seconds = LONGEST): T {
  try {
    // V8 looks at the time inside of a regular expression, too.
    return runInNewContext('act()', { act }, { timeout: seconds * 1000, displayErrors: false }) as T;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
    throw new ExpectedStop(
      `${what()} takes longer than ${seconds} seconds to match`,
      'it tries the same text in too many ways: write it with fewer stars and nested repetitions',
    );
  }
}

/** May a glob take long? Each star and each choice multiplies the ways in which a name is tried. */
export function mayTakeLong(glob: string): boolean {
  return (glob.match(/\*+|[?+@!({]/g)?.length ?? 0) > 3;
}
