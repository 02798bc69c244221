import { listFiles } from '../scan/list-files.ts';

/** All files below a root that git does not ignore; with `usesGitignore` false, those too. */
export async function listedFiles(root: string, usesGitignore: boolean): Promise<readonly string[]> {
  let files: readonly string[] = [];
  for await (const part of listFiles({ root, paths: ['.'], usesGitignore }))
    files = part.isAnew ? part.files : [...files, ...part.files];
  return files;
}
