import { cpSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { codeBlocks, runDocumentedCommands } from '../support/documented-commands.ts';
import { addFiles, commitAll, git, temporaryFolder, withGit } from '../support/repository.ts';

const project = fileURLToPath(new URL('../../', import.meta.url));
const doc = readFileSync(path.join(project, 'docs/large-migrations.md'), 'utf8');

withGit.test('the commands of docs/large-migrations.md do what it says (needs git)', () => {
  const root = temporaryFolder();
  cpSync(path.join(project, 'examples/websocket-managers'), root, { recursive: true });
  addFiles(root, { CODEOWNERS: codeBlocks(doc, 'text')[0] ?? '' });
  commitAll(root);
  const identity = { NAME: 'test', EMAIL: 'test@example.org' };
  const env = Object.fromEntries(
    ['AUTHOR', 'COMMITTER'].flatMap((who) =>
      Object.entries(identity).map(([key, value]) => [`GIT_${who}_${key}`, value]),
    ),
  );
  expect(runDocumentedCommands(doc, root, { ...env, GIT_CONFIG_GLOBAL: '/dev/null' })).toBeGreaterThan(10);
  expect(git(root, 'diff', '--name-only', 'HEAD', 'ssot/org-quality')).toBe('tests/test_manager.py\n');
});

test('the workflow uses inputs that the action has', () => {
  const action = parse(readFileSync(path.join(project, 'action.yml'), 'utf8')) as { inputs: object; outputs: object };
  const [workflow = ''] = codeBlocks(doc, 'yaml');
  const { jobs } = parse(workflow) as { jobs: { imports: { steps: { with?: object }[] } } };
  const used = jobs.imports.steps.flatMap((step) => Object.keys(step.with ?? {}));
  expect(Object.keys(action.inputs)).toEqual(expect.arrayContaining(used));
  for (const name of Object.keys({ ...action.inputs, ...action.outputs })) expect(doc).toContain(`\`${name}\``);
});
