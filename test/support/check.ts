import { codemod } from './program.ts';
import type { Run } from './program.ts';
import type { Files } from './repository.ts';
import { canonical, smallRepository } from './small-repository.ts';

/** The small repository without what has to move. */
export const clean: Files = {
  ...smallRepository,
  'app/one.py': canonical,
  'app/two.py': canonical,
  'tests/test_three.py': 'import os\n',
};

/** Run `ssot-codemod check` in a folder. */
export const check = (folder: string, ...args: readonly string[]): Run => codemod(folder, ['check', ...args]);
/** The lines of a report that are not empty. */
export const lines = (text: string): string[] => text.split('\n').filter((line) => line !== '');
/** Where the findings of a run are, `path:line:column` each. */
export const places = ({ stdout }: Run): string[] =>
  lines(stdout)
    .filter((line) => !line.startsWith(' '))
    .map((line) => line.split(' ')[0] ?? '');
