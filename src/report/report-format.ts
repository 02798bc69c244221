import type { ApplyRun } from '../model/apply-run.ts';
import type { Hits } from '../model/hits.ts';
import type { InterfacePair } from '../model/interface.ts';
import type { Plan } from '../model/outcome.ts';

/** The context that a reporter gets besides the Plan. */
export interface ReportContext {
  readonly command: 'dry-run' | 'apply';
  /** The version of this package. */
  readonly version: string;
  /** The way from the top of the repository to the root: empty, or ending with a slash. */
  readonly rootPath: string;
  /** The uses of shims that were recorded when programs ran; undefined where nobody asked. */
  readonly hits?: Hits | undefined;
  /** Legacy symbols beside other objects that stand for them; undefined where nobody compared them. */
  readonly interfaces?: readonly InterfacePair[] | undefined;
  /** The result of an apply; undefined for a dry-run, and when nothing was written. */
  readonly run?: ApplyRun | undefined;
}

/** The Plan as a document in one format. */
export type Reporter = (plan: Plan, context: ReportContext) => string;
