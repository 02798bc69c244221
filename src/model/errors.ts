import { ExitCode } from './exit-code.ts';

/** An expected stop: something the person who ran the tool can set right. */
export class ExpectedStop extends Error {
  override readonly name = 'ExpectedStop';
  /** What to do about it. */
  readonly hint: string | undefined;
  readonly exitCode: ExitCode;

  constructor(message: string, hint?: string, exitCode: ExitCode = ExitCode.usage) {
    super(message);
    this.hint = hint;
    this.exitCode = exitCode;
  }
}

/** A bug of the tool itself: an invariant that does not hold. */
export class InternalError extends Error {
  override readonly name = 'InternalError';
}
