import { jscodeshiftParserNames } from '../commands/options.ts';
import { applyOptions, dryRunOptions } from './command-flags.ts';
import type { OptionSpec } from './shared-flags.ts';

const withoutMap = <T extends object>(options: T): Omit<T, MapFlags> =>
  Object.fromEntries(Object.entries(options).filter(([flag]) => !mapFlags.includes(flag as MapFlags))) as Omit<
    T,
    MapFlags
  >;
/** Flags that speak of the Map, of reviews, or of a Plan that is there already. */
const mapFlags = [
  'preset',
  'map',
  'carriers',
  'python',
  'include-review',
  'no-review',
  'only-accepted',
  'plan',
  'batch',
  'resume',
  'stdin-filename',
  'files-from',
  'exports',
  'hits',
  'jobs',
] as const;
type MapFlags = (typeof mapFlags)[number];

export const runOptions = {
  transform: { type: 'string', alias: 't', describe: 'Module of a transform, of jscodeshift or of your own' },
  parser: { type: 'string', choices: jscodeshiftParserNames, describe: 'Parser of jscodeshift' },
  extensions: { type: 'string', default: 'js,jsx,mjs,cjs,ts,tsx,mts,cts', describe: 'Endings of files, with commas' },
  'transform-option': { type: 'array', describe: 'Option of a transform of jscodeshift: KEY=VALUE, or KEY' },
  apply: { type: 'boolean', describe: 'Write the changes, and remember how to undo it; without it, they are shown' },
  ...withoutMap(applyOptions),
  ...withoutMap(dryRunOptions),
} as const satisfies Readonly<Record<string, OptionSpec>>;
