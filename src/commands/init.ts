import path from 'node:path';
import { presetLayers } from '../config/complete-config.ts';
import { configIn } from '../config/find-config.ts';
import {
  configDocument,
  hookDocument,
  hookEntry,
  isInstallable,
  isPlainPath,
  workflowDocument,
} from '../init/documents.ts';
import { formatToolsOf } from '../config/format-tools.ts';
import { ExpectedStop } from '../model/errors.ts';
import { ExitCode } from '../model/exit-code.ts';
import { filesThere, writeNewFiles } from '../store/new-files.ts';
import { belowTop } from '../store/repository.ts';
import type { CommandIo } from './io.ts';
import type { InitOptions } from './options.ts';

const CONFIG = 'ssot.config.json';
const WORKFLOW = '.github/workflows/ssot-codemod.yml';
const HOOKS = '.pre-commit-config.yaml';

/**
 * Writes a configuration to start from, a workflow, a hook: everything that was asked for, or nothing if one exists
 * already.
 */
export async function init(options: InitOptions, io: CommandIo): Promise<ExitCode> {
  const { github, preCommit, force, preset } = options;
  refuseContradictions(options, io);
  const facts = { source: options.source ?? '', baseline: options.baseline };
  const config = await presentConfig(io);
  // With a workflow or a hook asked for, a configuration is written only where there is none.
  const needsConfig = config === undefined || !(github || preCommit);
  const files = {
    ...(needsConfig ? { [CONFIG]: configDocument(preset, formatToolsOf(io.cwd)) } : {}),
    ...(github ? { [WORKFLOW]: workflowDocument(facts) } : {}),
    ...(preCommit ? { [HOOKS]: hookDocument(facts) } : {}),
  };
  const there = filesThere(io.cwd, Object.keys(files));
  if (needsConfig && config !== undefined && !there.includes(config)) there.push(config);
  if (there.length > 0 && !force) {
    if (there.includes(HOOKS)) io.stdout(hookEntry(facts));
    throw new ExpectedStop(
      `${there.join(' and ')} ${there.length === 1 ? 'is' : 'are'} there already, and nothing was written`,
      there.includes(HOOKS) ? `put the entry above under repos: in ${HOOKS}` : '--force overwrites it',
    );
  }
  if (needsConfig && config !== undefined && config !== CONFIG)
    throw new ExpectedStop(
      `${config} holds the configuration, and nothing was written: ${CONFIG} would be a second one beside it`,
      `take the configuration out of ${config} first`,
    );
  writeNewFiles(io.cwd, files, force);
  if (!options.quiet)
    io.stderr(
      Object.keys(files)
        .map((file) => `${file} is written\n`)
        .join('') + nextSteps(options, needsConfig, io),
    );
  return ExitCode.ok;
}

/** The name of the file in the working folder that holds a configuration, such as pyproject.toml. No code of it runs. */
async function presentConfig({ cwd }: CommandIo): Promise<string | undefined> {
  const file = await configIn(cwd);
  return file === undefined ? undefined : path.basename(file);
}

/** @throws ExpectedStop when the command line asks for what cannot be */
function refuseContradictions(options: InitOptions, { cwd }: CommandIo): void {
  const { paths, github, preCommit, baseline, preset, source } = options;
  if (paths.length > 0)
    throw new ExpectedStop(`init takes no paths, found ${paths.join(' ')}`, 'it writes into the working folder');
  if (baseline !== undefined && !isPlainPath(baseline))
    throw new ExpectedStop(`--baseline takes a path below the working folder, without blanks, found ${baseline}`);
  if (preset !== undefined) presetLayers([preset], undefined);
  if (!github && !preCommit && baseline !== undefined)
    throw new ExpectedStop('--baseline is for what --github and --pre-commit write');
  if ((github || preCommit) && (source === undefined || !isInstallable(source)))
    throw new ExpectedStop(
      `--github and --pre-commit need --source, what npm installs ssot-codemod from${source === undefined ? '' : `, found ${source}`}`,
      'github:OWNER/NAME#COMMIT, the https URL of a tarball, a tarball in the repository, or @SCOPE/NAME@VERSION',
    );
  if ((github || preCommit) && belowTop(cwd) !== '')
    throw new ExpectedStop(
      'the workflow and the hook belong to the top folder of the repository',
      'run init there; a configuration further down can be named with --config in what it writes',
    );
}

function nextSteps({ github, preCommit, baseline }: InitOptions, hasConfig: boolean, { cwd }: CommandIo): string {
  return [
    ...(hasConfig ? ['Write your Map into it, then: ssot-codemod dry-run'] : []),
    ...(baseline !== undefined && filesThere(cwd, [baseline]).length === 0
      ? [`Make the baseline: ssot-codemod check --baseline ${baseline} --update-baseline --allow-growth`]
      : []),
    ...(github ? ['Push it: pull requests are checked from then on'] : []),
    ...(preCommit ? ['Install the hook: pre-commit install'] : []),
  ]
    .map((line) => `${line}\n`)
    .join('');
}
