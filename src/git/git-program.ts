import { accessSync, constants, statSync } from 'node:fs';
import path from 'node:path';

/** Where programs are looked for when nothing says so. */
const usualFolders = ['/usr/local/bin', '/usr/bin', '/bin'].join(path.delimiter);

/**
 * The absolute path of git. Git is called in the folder of a repository, which may hold a program of that name: so a relative
 * folder of PATH, such as `.` or an empty one, does not count, nor does the working folder, where Windows looks first.
 * @returns undefined when git is in no folder of PATH
 */
export function gitProgram(env: NodeJS.ProcessEnv): string | undefined {
  return programOnPath('git', env);
}

/** The absolute path of a program by the same rule. @returns undefined when it is in no folder of PATH */
export function programOnPath(program: string, { PATH = usualFolders }: NodeJS.ProcessEnv): string | undefined {
  const name = process.platform === 'win32' ? `${program}.exe` : program;
  return PATH.split(path.delimiter)
    .map((folder) => folder.replace(/^"(.*)"$/, '$1'))
    .filter((folder) => path.isAbsolute(folder))
    .map((folder) => path.join(folder, name))
    .find(isProgram);
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
