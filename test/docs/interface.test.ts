import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { codeBlocks, pythonFiles, runDocumentedCommands } from '../support/documented-commands.ts';
import { makeFolder } from '../support/repository.ts';

const page = readFileSync(new URL('../../docs/interface.md', import.meta.url), 'utf8');

test('the commands of the example do what it says', () => {
  const files = pythonFiles(page);
  expect(Object.keys(files).length).toBe(4);
  const root = makeFolder({ ...files, 'ssot.config.json': codeBlocks(page, 'json')[0] ?? '' });
  expect(runDocumentedCommands(page, root)).toBe(3);
});
