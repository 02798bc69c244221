/** Where a Plan comes from: what somebody needs who wants to make it again. */
export interface Origin {
  /** The command line, as a shell takes it. */
  readonly commandLine: string;
  /** The version of this package. */
  readonly version: string;
  /** Hash of what the configuration decides; see mapHash. */
  readonly mapHash: string;
}
