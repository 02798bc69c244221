import { chmodSync, cpSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { programFile, run } from '../support/program.ts';
import { addFiles, commitAll, git, temporaryFolder, withGit } from '../support/repository.ts';

const project = fileURLToPath(new URL('../../', import.meta.url));
const doc = readFileSync(path.join(project, 'docs/large-migrations.md'), 'utf8');

/** The code blocks of a language. */
function blocks(language: string): string[] {
  return [...doc.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map(([, code = '']) => code);
}

withGit.test('the commands of docs/large-migrations.md do what it says (needs git)', () => {
  const root = temporaryFolder();
  const bin = temporaryFolder();
  cpSync(path.join(project, 'examples/websocket-managers'), root, { recursive: true });
  addFiles(root, { CODEOWNERS: blocks('text')[0] ?? '' });
  addFiles(bin, { 'ssot-codemod': `#!/bin/sh\nexec "${process.execPath}" "${programFile}" "$@"\n` });
  chmodSync(path.join(bin, 'ssot-codemod'), 0o755);
  commitAll(root);
  const identity = { NAME: 'test', EMAIL: 'test@example.org' };
  const env = Object.fromEntries(
    ['AUTHOR', 'COMMITTER'].flatMap((who) =>
      Object.entries(identity).map(([key, value]) => [`GIT_${who}_${key}`, value]),
    ),
  );
  const steps = blocks('console').flatMap((block) => block.split(/^\$ /m).slice(1));
  expect(steps.length).toBeGreaterThan(10);
  for (const step of steps) {
    const [command = '', ...said] = step.trimEnd().split('\n');
    const { exitCode, stdout, stderr } = run(root, 'bash', ['-c', command], {
      env: { ...env, PATH: `${bin}:${process.env['PATH'] ?? ''}`, GIT_CONFIG_GLOBAL: '/dev/null' },
    });
    expect([command, exitCode, stderr]).toEqual([command, 0, stderr]);
    const output = (stdout + stderr).split('\n');
    expect([command, said.filter((line) => !output.includes(line)), output]).toEqual([command, [], output]);
  }
  expect(git(root, 'diff', '--name-only', 'HEAD', 'ssot/org-quality')).toBe('tests/test_manager.py\n');
});

test('the workflow uses inputs that the action has', () => {
  const action = parse(readFileSync(path.join(project, 'action.yml'), 'utf8')) as { inputs: object; outputs: object };
  const [workflow = ''] = blocks('yaml');
  const { jobs } = parse(workflow) as { jobs: { imports: { steps: { with?: object }[] } } };
  const used = jobs.imports.steps.flatMap((step) => Object.keys(step.with ?? {}));
  expect(Object.keys(action.inputs)).toEqual(expect.arrayContaining(used));
  for (const name of Object.keys({ ...action.inputs, ...action.outputs })) expect(doc).toContain(`\`${name}\``);
});
