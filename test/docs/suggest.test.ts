import { chmodSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { commands } from '../../src/cli.ts';
import { parsePlainly } from '../../src/command-line.ts';
import { programFile, run } from '../support/program.ts';
import { addFiles, makeFolder, temporaryFolder } from '../support/repository.ts';
import type { Files } from '../support/repository.ts';

const doc = readFileSync(new URL('../../docs/suggest.md', import.meta.url), 'utf8');

/** The code blocks of a language. */
function blocks(language: string): string[] {
  return [...doc.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map(([, code = '']) => code);
}

test('the commands of the example do what it says', () => {
  const files: Files = Object.fromEntries(
    blocks('python').map((code): [string, string] => [/^# (\S+)/.exec(code)?.[1] ?? '', code]),
  );
  expect(Object.keys(files).length).toBeGreaterThan(4);
  const root = makeFolder(files);
  const bin = temporaryFolder();
  addFiles(bin, { 'ssot-codemod': `#!/bin/sh\nexec "${process.execPath}" "${programFile}" "$@"\n` });
  chmodSync(`${bin}/ssot-codemod`, 0o755);
  const steps = blocks('console').flatMap((block) => block.split(/^\$ /m).slice(1));
  expect(steps.length).toBeGreaterThan(4);
  for (const step of steps) {
    const [command = '', ...said] = step.trimEnd().split('\n');
    const { exitCode, stdout, stderr } = run(root, 'sh', ['-c', command], {
      env: { PATH: `${bin}:${process.env['PATH'] ?? ''}` },
    });
    const output = (stdout + stderr).split('\n').map((line) => line.trim());
    expect([
      command,
      exitCode,
      said.map((line) => line.trim()).filter((line) => !output.includes(line)),
      output,
    ]).toEqual([command, 0, [], output]);
  }
});

test('the other command lines are understood', () => {
  const lines = [...doc.matchAll(/^ {4}ssot-codemod (.*)$/gm)].map(([, line = '']) => line);
  expect(lines.length).toBeGreaterThan(3);
  for (const line of lines) {
    const invocation = parsePlainly(line.replaceAll("'", '').split(' '));
    expect([line, invocation?.command]).toEqual([line, commands.find(({ name }) => name === 'suggest')]);
  }
});
