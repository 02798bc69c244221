import { takesNoCode } from '../config/config-file.ts';
import type { Config } from '../model/config.ts';
import { ExpectedStop } from '../model/errors.ts';
import { parseFormatCommand } from '../model/format-command.ts';
import type { FormatCommand } from '../model/format-command.ts';

/** The flags that say which command formats the files. */
export interface FormatOptions {
  readonly formatCommand: readonly string[];
  readonly unformatted: boolean;
  readonly configCode: boolean;
}

/**
 * The format commands of the command line, else those of the configuration. No other place can name one: not a plan, a
 * journal, a preset, or what a configuration extends.
 * @param config undefined where none is read
 * @throws ExpectedStop when the configuration names one, and may run nothing
 */
export function formatCommands(options: FormatOptions, config: Config | undefined): readonly FormatCommand[] {
  const { formatCommand, unformatted, configCode } = options;
  if (unformatted) {
    if (formatCommand.length > 0) throw new ExpectedStop('--format-command and --unformatted exclude each other');
    return [];
  }
  if (formatCommand.length > 0) return formatCommand.map((text) => parseFormatCommand(text, '--format-command'));
  const { format = [], file = 'the configuration' } = config ?? {};
  if (format.length > 0 && takesNoCode(configCode))
    throw new ExpectedStop(
      `"format" of ${file} is a command, and ${configCode ? 'SSOT_CODEMOD_NO_CONFIG_CODE' : '--no-config-code'} lets none run`,
      'give a command of your own by --format-command, or --unformatted for none',
    );
  return format.map((text) => parseFormatCommand(text, `"format" of ${file}`));
}
