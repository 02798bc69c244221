import { chmodSync } from 'node:fs';
import { expect } from '@jest/globals';
import { programFile, run } from './program.ts';
import { addFiles, temporaryFolder } from './repository.ts';
import type { Files } from './repository.ts';

/** The code blocks of a language in a page of the docs. */
export function codeBlocks(page: string, language: string): string[] {
  return [...page.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map(([, code = '']) => code);
}

/** The Python files of a page, each named by the comment on its first line. */
export function pythonFiles(page: string): Files {
  return Object.fromEntries(
    codeBlocks(page, 'python').map((code): [string, string] => [/^# (\S+)/.exec(code)?.[1] ?? '', code]),
  );
}

/**
 * Runs the commands of a page in a folder, in order. Each must succeed and print every line that the page shows.
 * @param env environment variables for the commands
 * @returns the number of commands
 */
export function runDocumentedCommands(page: string, root: string, env: Readonly<Record<string, string>> = {}): number {
  const bin = temporaryFolder();
  addFiles(bin, { 'ssot-codemod': `#!/bin/sh\nexec "${process.execPath}" "${programFile}" "$@"\n` });
  chmodSync(`${bin}/ssot-codemod`, 0o755);
  const steps = codeBlocks(page, 'console').flatMap((block) => block.split(/^\$ /m).slice(1));
  for (const step of steps) {
    const [command = '', ...said] = step.trimEnd().split('\n');
    const { exitCode, stdout, stderr } = run(root, 'bash', ['-c', command], {
      env: { ...env, PATH: `${bin}:${env['PATH'] ?? process.env['PATH'] ?? ''}` },
    });
    const output = (stdout + stderr).split('\n');
    const missing = said.filter((line) => !output.includes(line));
    expect([command, exitCode, missing, output]).toEqual([command, 0, [], output]);
  }
  return steps.length;
}
