import type { Config } from '../model/config.ts';
import { languageOf } from '../model/source-file.ts';
import type { LanguageId } from '../model/source-file.ts';
import { listFiles } from '../scan/list-files.ts';
import { selectFiles } from '../scan/select-files.ts';

/** A language, and how many files it has. */
export type SourceCount = readonly [language: Exclude<LanguageId, 'unknown'>, files: number];

/** How many files of each language the configuration includes, the most frequent first. Reads their names alone. */
export async function sourceCounts(config: Config): Promise<readonly SourceCount[]> {
  const files = new Set<string>();
  for await (const part of listFiles({ root: config.root, paths: ['.'], usesGitignore: true })) {
    if (part.isAnew) files.clear();
    for (const file of part.files) files.add(file);
  }
  const counts = new Map<SourceCount[0], number>();
  for (const file of selectFiles([...files], config)) {
    const language = languageOf(file);
    if (language !== 'unknown') counts.set(language, (counts.get(language) ?? 0) + 1);
  }
  return [...counts].toSorted(([, a], [, b]) => b - a);
}
