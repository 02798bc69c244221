import { mapOptions, selectionOptions } from './shared-flags.ts';
import type { OptionSpec } from './shared-flags.ts';

export const lspOptions = {
  config: mapOptions.config,
  preset: mapOptions.preset,
  map: mapOptions.map,
  'config-code': {
    type: 'boolean',
    describe: 'Accept a configuration that is code, in every folder that the editor opens',
  },
  exclude: selectionOptions.exclude,
  gitignore: selectionOptions.gitignore,
  stdio: { type: 'boolean', describe: 'Speak on standard input and output, as it does anyway' },
} as const satisfies Readonly<Record<string, OptionSpec>>;
