import path from 'node:path';
import type { Config } from '../../model/config.ts';
import { ExpectedStop } from '../../model/errors.ts';
import type { Outcome, Plan } from '../../model/outcome.ts';
import type { PlanRequest } from '../../model/plan-request.ts';
import { languageOf } from '../../model/source-file.ts';
import type { Transform } from '../../model/transform.ts';
import { summaryOf } from '../../model/summary.ts';
import { readRegularFile } from '../../regular-file.ts';
import { decodeSource } from '../../scan/decode.ts';
import { listFiles } from '../../scan/list-files.ts';
import { selectFiles } from '../../scan/select-files.ts';
import { ownOutcome } from './own-outcome.ts';

/**
 * The Plan with the edits of transforms that the user wrote. Each sees a file as the edits before it leave it: those of the Map,
 * then those of the transforms in their order.
 * @throws ExpectedStop when a path does not exist
 */
export async function withTransforms(
  plan: Plan,
  config: Config,
  request: PlanRequest,
  transforms: readonly Transform[],
): Promise<Plan> {
  const listed = request.files ?? (await allFiles(config, request));
  const outcomes = new Map(plan.outcomes.map((outcome) => [outcome.path, outcome]));
  const looked = new Set<string>();
  for (const transform of transforms) {
    const chosen = selectFiles(listed, { ...config, include: transform.files, includesScripts: false });
    for (const file of chosen) {
      looked.add(file);
      const outcome = await ran(transform, file, outcomes.get(file), config, request);
      if (outcome !== undefined) outcomes.set(file, outcome);
    }
  }
  const all = [...outcomes.values()].toSorted((a, b) => (a.path < b.path ? -1 : 1));
  const { filesScanned, filesCandidate } = plan.summary;
  const counts = { filesScanned: Math.max(filesScanned, looked.size), filesCandidate };
  return { ...plan, outcomes: all, summary: summaryOf(all, counts) };
}

async function allFiles({ root }: Config, { paths, usesGitignore }: PlanRequest): Promise<readonly string[]> {
  let files: string[] = [];
  for await (const part of listFiles({ root, paths, usesGitignore })) {
    if (part.isAnew) files = [];
    files.push(...part.files);
  }
  return files.toSorted();
}

async function ran(
  transform: Transform,
  file: string,
  outcome: Outcome | undefined,
  { root }: Config,
  request: PlanRequest,
): Promise<Outcome | undefined> {
  if (outcome?.status === 'skipped' || outcome?.status === 'failed' || outcome?.operation !== undefined) return outcome;
  const plain = { path: file, edits: [], refused: [], diagnostics: [] };
  let bytes: Buffer;
  try {
    const given = request.contents?.get(file);
    bytes = given === undefined ? readRegularFile(path.join(root, file)) : Buffer.from(given);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' ? outcome : { ...plain, status: 'failed', error: message };
  }
  const { words } = transform;
  if (words !== undefined && !words.some((word) => bytes.includes(word))) return outcome;
  const source = decodeSource(file, languageOf(file), bytes);
  if ('message' in source)
    return { ...plain, status: 'skipped', reason: 'unsupported-encoding', message: source.message };
  return ownOutcome(transform, source, outcome, request);
}

/**
 * A value as a transform.
 * @param place of the module that exports it, for messages
 * @throws ExpectedStop when it is none
 */
export function checkedTransform(value: unknown, place: string): Transform {
  const { id, files, words, transform } = (value ?? {}) as Partial<Record<keyof Transform, unknown>>;
  const isList = (list: unknown): boolean =>
    Array.isArray(list) && list.length > 0 && list.every((one) => typeof one === 'string' && one !== '');
  const wrong =
    typeof transform !== 'function'
      ? 'transform is no function'
      : typeof id !== 'string' || !/^[\w.-]+(?:\/[\w.-]+)*$/.test(id) || /^(?:python|javascript)\//.test(id)
        ? 'id is no name of your own, such as "team/my-form"'
        : !isList(files)
          ? 'files is no list of globs'
          : words !== undefined && !isList(words)
            ? 'words is no list of words'
            : undefined;
  if (wrong === undefined) return value as Transform;
  throw new ExpectedStop(
    `${place} exports no transform: ${wrong}`,
    'its default export is { id, files, transform }: see docs/own-transforms.md',
  );
}
