import { ExitCode } from './exit-code.ts';

/** An expected stop: something the person who ran the tool can set right. */
export class ExpectedStop extends Error {
  override readonly name = 'ExpectedStop';
  /** The remedy. */
  readonly hint: string | undefined;
  readonly exitCode: ExitCode;

  constructor(message: string, hint?: string, exitCode: ExitCode = ExitCode.usage) {
    super(message);
    this.hint = hint;
    this.exitCode = exitCode;
  }
}

/**
 * An error that comes when files are written already: the exit code of a stop must not say that none was.
 * @param hint instead of its own
 */
export function afterWriting(error: unknown, hint?: string): unknown {
  if (!(error instanceof ExpectedStop)) return error;
  const exitCode = error.exitCode === ExitCode.usage ? ExitCode.findings : error.exitCode;
  return new ExpectedStop(error.message, hint ?? error.hint, exitCode);
}

/** A bug of the tool itself: an invariant that does not hold. */
export class InternalError extends Error {
  override readonly name = 'InternalError';
}

/** Did a recursive reader, or a pattern, run out of stack? Then the input is the problem, and nothing else. */
export function isTooDeep(error: unknown): boolean {
  return error instanceof RangeError && error.message.includes('call stack');
}
