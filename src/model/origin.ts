/** The origin of a Plan: the data that are needed to make it again. */
export interface Origin {
  /** The command line, as a shell takes it. */
  readonly commandLine: string;
  /** The version of this package. */
  readonly version: string;
  /** Hash of the decisions of the configuration; see mapHash. */
  readonly mapHash: string;
}
