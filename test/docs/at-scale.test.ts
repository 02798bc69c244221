import { cpSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { runDocumentedCommands } from '../support/documented-commands.ts';
import { temporaryFolder } from '../support/repository.ts';

const project = fileURLToPath(new URL('../../', import.meta.url));

test('the commands of docs/at-scale.md do what it says', () => {
  const doc = readFileSync(path.join(project, 'docs/at-scale.md'), 'utf8');
  const root = temporaryFolder();
  cpSync(path.join(project, 'examples/websocket-managers'), root, { recursive: true });
  expect(runDocumentedCommands(doc, root, {})).toBe(8);
});
