import { readdirSync } from 'node:fs';
import path from 'node:path';
import { compareHits } from '../hits/compare-hits.ts';
import type { StaticReference } from '../hits/compare-hits.ts';
import { mergeRecords } from '../hits/merge-records.ts';
import type { Records } from '../hits/merge-records.ts';
import type { Config } from '../model/config.ts';
import { ExpectedStop } from '../model/errors.ts';
import type { Hits } from '../model/hits.ts';
import { plainRequest } from '../model/plan-request.ts';
import { moduleOf, parseSymbol } from '../model/symbol.ts';
import { inWords } from '../model/in-words.ts';
import { readRegularFile } from '../regular-file.ts';
import { PythonMap } from '../resolve/python/python-map.ts';
import { listFiles } from '../scan/list-files.ts';
import { isGeneratedShim } from '../shim/parse-shim.ts';
import { makePlan } from './make-plan.ts';
import { PruneReader } from './prune/prune-reader.ts';
import { openPythonProject } from './python/python-project.ts';
import { remember } from './remember.ts';

/**
 * Reads the records of a folder that SSOT_HITS named.
 * @param since see mergeRecords
 * @throws ExpectedStop when there is no such folder, or nothing of it can be read
 */
export function readHits(folder: string, shown: string, since: number): Records {
  let names: string[];
  try {
    names = readdirSync(folder).filter((name) => name.endsWith('.jsonl'));
  } catch (error) {
    throw new ExpectedStop(
      `cannot read the hits in ${shown}: ${inWords(error)}`,
      'name the folder that SSOT_HITS named when the program ran',
    );
  }
  if (names.length === 0)
    throw new ExpectedStop(
      `there are no records in ${shown}`,
      'SSOT_HITS makes a file for each process that uses a legacy name: *.jsonl',
    );
  return mergeRecords(texts(folder, shown, names.toSorted()), since);
}

function* texts(folder: string, shown: string, names: readonly string[]): Generator<string> {
  for (const name of names)
    try {
      yield readRegularFile(path.join(folder, name)).toString('utf8');
    } catch (error) {
      throw new ExpectedStop(`cannot read the hits in ${shown}/${name}: ${inWords(error)}`);
    }
}

/** The records beside what the Plan of all files has of the legacy modules that are shims. */
export async function runHits(config: Config, records: Records, jobs: number | undefined): Promise<Hits> {
  const whole = { paths: ['.'], files: undefined, contents: undefined, usesGitignore: true, jobs };
  const plan = await makePlan(config, { ...plainRequest, ...whole, includesReview: true, withTexts: false });
  let listed: (readonly string[])[] = [];
  for await (const part of listFiles({ root: config.root, paths: ['.'], usesGitignore: true }))
    listed = part.isAnew ? [part.files] : [...listed, part.files];
  const { index } = openPythonProject(config);
  const map = new PythonMap(config.python);
  const reader = new PruneReader(config, index);
  const isShim = remember((module: string) => {
    const location = index.find(module);
    return location?.kind === 'module' && isGeneratedShim(reader.text(location.path) ?? '');
  });
  const references = plan.outcomes.flatMap(({ path: file, edits, refused }) =>
    [...edits, ...refused]
      .filter(({ transform, from }) => transform.startsWith('python/') && isShim(moduleOf(from)))
      .map(({ line, endLine, from }): StaticReference => ({ path: file, line, endLine, from })),
  );
  return compareHits(records, {
    files: listed.flat(),
    root: config.root.split(path.sep).join('/'),
    references,
    isMapped: (symbol) => {
      const { module, name } = parseSymbol(symbol);
      return name !== undefined && map.symbol(module, name) !== undefined;
    },
  });
}
