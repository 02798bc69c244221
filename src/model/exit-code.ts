/** The exit codes of the process. */
export const ExitCode = {
  /** Clean, or applied. */
  ok: 0,
  /** `check` and `dry-run --exit-code` found something; `apply` left files refused or failed. */
  findings: 1,
  /** Wrong usage or configuration, or no file matched. */
  usage: 2,
  /** Our bug. */
  internal: 70,
  /** Stopped by a signal; an apply can be resumed. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];
