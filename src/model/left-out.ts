/** A place that was left out on purpose: nothing is wrong with it, and nothing is known about it. */
export interface LeftOut {
  /** Relative to the root; a folder has a slash at its end. */
  readonly path: string;
  /** A folder that is a repository of its own, such as a submodule; or a file that a sparse checkout leaves out. */
  readonly why: 'other-repository' | 'not-checked-out';
}
