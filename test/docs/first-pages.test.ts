import { cpSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { runDocumentedCommands } from '../support/documented-commands.ts';
import { commitAll, temporaryFolder, withGit } from '../support/repository.ts';

const project = fileURLToPath(new URL('../../', import.meta.url));
const read = (page: string): string => readFileSync(path.join(project, 'docs', page), 'utf8');

/** The example as a repository of its own. */
function example(): string {
  const root = temporaryFolder();
  cpSync(path.join(project, 'examples/websocket-managers'), root, { recursive: true });
  return root;
}

withGit.test('the commands of docs/migration.md do what it says (needs git)', () => {
  const root = example();
  commitAll(root);
  expect(runDocumentedCommands(read('migration.md'), root, { PYTHONDONTWRITEBYTECODE: '1' })).toBe(7);
});

test('the commands of docs/find-your-map.md do what it says', () => {
  const root = example();
  rmSync(path.join(root, 'ssot.config.json'));
  expect(runDocumentedCommands(read('find-your-map.md'), root)).toBe(1);
});
