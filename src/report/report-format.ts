import type { Config } from '../model/config.ts';
import type { Plan } from '../model/outcome.ts';

/** What a reporter is told besides the Plan. */
export interface ReportContext {
  readonly command: 'dry-run' | 'apply';
  readonly config: Config;
}

/** The Plan as a document in one format. */
export type Reporter = (plan: Plan, context: ReportContext) => string;
