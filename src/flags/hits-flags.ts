import { hitsFormats } from '../commands/options.ts';
import { mapOptions, planOptions, reportedPlanOptions, selectionOptions } from './shared-flags.ts';
import type { OptionSpec } from './shared-flags.ts';

export const hitsOptions = {
  ...mapOptions,
  jobs: selectionOptions.jobs,
  since: { type: 'string', describe: 'Count only records of this day and later, as YYYY-MM-DD in UTC' },
  'exit-code': { type: 'boolean', describe: 'Exit 1 when legacy names are still used' },
  format: { type: 'string', choices: hitsFormats, default: 'text', describe: reportedPlanOptions.format.describe },
  'output-file': reportedPlanOptions['output-file'],
  quiet: planOptions.quiet,
  verbose: { type: 'boolean', alias: 'v', describe: 'Do not shorten lists' },
} as const satisfies Readonly<Record<string, OptionSpec>>;
