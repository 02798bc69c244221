import path from 'node:path';
import { loadConfig } from '../config/load-config.ts';
import { makePlan } from '../engine/make-plan.ts';
import type { Config } from '../model/config.ts';
import { ExpectedStop } from '../model/errors.ts';
import type { Plan } from '../model/outcome.ts';
import type { PlanRequest } from '../model/plan-request.ts';
import { readFileList } from '../scan/read-file-list.ts';
import type { CommandIo } from './io.ts';
import type { PlanOptions, ShapeOptions } from './options.ts';

/**
 * The Plan that the options ask for, and the configuration it was made with.
 * @param begin called when the configuration is known, before anything is read
 */
export async function planFor(
  options: PlanOptions & Partial<ShapeOptions>,
  io: CommandIo,
  wanted: Pick<PlanRequest, 'withDiffs' | 'withHashes' | 'withTexts'>,
  begin: (config: Config) => void = () => undefined,
): Promise<{ plan: Plan; config: Config }> {
  const { include, exclude, preset: presets } = options;
  const config = await loadConfig({ cwd: io.cwd, file: options.config, presets, include, exclude });
  begin(config);
  const relative = (file: string): string => relativePath(config.root, io.cwd, file);
  const listed = options.filesFrom === undefined ? undefined : await readFileList(options.filesFrom, io.cwd, io.stdin);
  const request: PlanRequest = {
    ...wanted,
    paths: (options.paths.length === 0 ? ['.'] : options.paths).map(relative),
    files: listed && [...new Set(listed.map(relative))],
    usesGitignore: options.gitignore,
    includesReview: options.includeReview,
    onlyShapes: options.shape === undefined || options.shape.length === 0 ? undefined : new Set(options.shape),
    jobs: options.jobs,
  };
  const plan = await makePlan(config, request);
  if (plan.summary.filesScanned + plan.summary.skipped + plan.summary.failed === 0) {
    throw new ExpectedStop(
      `no file matched: ${config.include.join(', ')} below ${options.paths.length === 0 ? io.cwd : options.paths.join(', ')}`,
      'see include and exclude in the configuration, and --no-gitignore',
    );
  }
  if (request.onlyShapes) await refuseUnknown(request.onlyShapes, plan);
  return { plan, config };
}

/** @throws ExpectedStop when the Plan has no Edit of one of the Shapes */
async function refuseUnknown(shapes: ReadonlySet<string>, { outcomes }: Plan): Promise<void> {
  const { shapeIds } = await import('../review/shapes.ts');
  const idOf = shapeIds();
  const known = new Set(outcomes.flatMap(({ edits }) => edits.map(idOf)));
  const unknown = [...shapes].filter((shape) => !known.has(shape));
  if (unknown.length > 0)
    throw new ExpectedStop(
      `nothing here has the shape ${unknown.join(', ')}`,
      'ssot-codemod dry-run --format markdown lists the shapes',
    );
}

/** A path of the command line, relative to the root, with forward slashes. */
function relativePath(root: string, cwd: string, file: string): string {
  const relative = path.relative(root, path.resolve(cwd, file)).split(path.sep).join('/');
  if (relative === '..' || relative.startsWith('../') || path.isAbsolute(relative)) {
    throw new ExpectedStop(
      `${file} is outside of ${root}`,
      'that folder holds the configuration: name the files of another one with --config or --preset from there',
    );
  }
  return relative === '' ? '.' : relative;
}
