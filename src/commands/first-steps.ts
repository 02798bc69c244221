import { completeConfig } from '../config/complete-config.ts';
import { presetNames } from '../config/load-config.ts';
import { runSuggest } from '../engine/run-suggest.ts';
import { sourceCounts } from '../engine/source-counts.ts';
import { javaScriptGlob } from '../model/javascript-endings.ts';
import type { Config } from '../model/config.ts';
import { ExpectedStop } from '../model/errors.ts';
import { firstStepsText } from '../report/first-steps.ts';
import type { Proposals } from '../report/first-steps.ts';

/** `suggest` needs about a second for so many files. */
const QUICK = 3000;

/** For a folder without a configuration: the files that are here, what could be done with them, and how to begin. */
export async function firstSteps(cwd: string): Promise<string> {
  const bare = completeConfig(cwd, undefined, [{ name: 'the command line', config: {} }]);
  const config = { ...bare, include: [...new Set([...bare.include, javaScriptGlob])] };
  const counts = await sourceCounts(config);
  const all = counts.reduce((sum, [, files]) => sum + files, 0);
  return firstStepsText(counts, all > 0 && all <= QUICK ? await proposals(config) : undefined, presetNames);
}

/** Undefined where something stops it: `suggest` itself says what. */
async function proposals(config: Config): Promise<Proposals | undefined> {
  const wants = { focus: undefined, packages: [], minUses: 0, includesTests: false, choice: undefined };
  const selection = { paths: ['.'], files: undefined, usesGitignore: true, earlier: undefined };
  try {
    const { entries, dangling } = await runSuggest(config, { ...selection, wants });
    const decided = entries.filter(({ isDecided }) => isDecided).length;
    return { decided, open: entries.length - decided, dangling: dangling.length };
  } catch (error) {
    if (error instanceof ExpectedStop) return undefined;
    throw error;
  }
}
