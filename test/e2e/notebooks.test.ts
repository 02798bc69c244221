import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import { check, clean } from '../support/check.ts';
import { codemod } from '../support/program.ts';
import { makeFolder } from '../support/repository.ts';

/** A notebook of one cell with these lines. */
function notebook(...source: readonly string[]): string {
  const cell = { cell_type: 'code', source: source.map((line) => `${line}\n`) };
  return JSON.stringify({ cells: [cell], nbformat: 4 });
}

const files = {
  ...clean,
  'n/from.ipynb': notebook('import os', 'from app.core.manager import WebSocketManager'),
  'n/lines.ipynb': notebook('from app.core.manager import (', '    make_id,', '    WebSocketManager as W,', ')'),
  'n/module.ipynb': notebook('from app.core import manager'),
  'n/attribute.ipynb': notebook('import app', 'app.core.manager.WebSocketManager()'),
  // These name the word, and no legacy path.
  'n/word.ipynb': notebook('manager = 1', 'from other.manager import WebSocketManager'),
  'n/other.ipynb': notebook('from app.core.unified import Manager'),
  'n/beside.ipynb': notebook('from app.core.manager import make_id', 'from app.core import other'),
  'venv/copy.ipynb': notebook('from app.core.manager import WebSocketManager'),
};
const named = ['n/attribute.ipynb', 'n/from.ipynb', 'n/lines.ipynb', 'n/module.ipynb'];

test.each(['dry-run', 'apply', 'check'])(
  '%s counts those that name a legacy path, and lists them with -v',
  (command) => {
    const folder = makeFolder(files);
    const run = codemod(folder, [command]);
    expect(run).toMatchObject({ exitCode: 0, stdout: '' });
    expect(run.stderr).toContain('Also named in 4 notebooks: --carriers notebook (-v lists them)\n');
    expect(codemod(folder, [command, '-v']).stderr).toContain(
      `Also named in 4 notebooks: --carriers notebook\n  ${named.join('\n  ')}\n`,
    );
  },
);

test.each([
  ['check', 'check.json'],
  ['dry-run', 'report.json'],
])('the report of %s lists them', (command, name) => {
  const folder = makeFolder(files);
  const report = JSON.parse(codemod(folder, [command, '--format', 'json']).stdout) as object;
  expect(report).toHaveProperty('notRead', named);
  const schema = JSON.parse(readFileSync(new URL(`../../schema/${name}`, import.meta.url), 'utf8')) as object;
  expect(new Ajv().validate(schema, report)).toBe(true);
});

test('what the configuration includes or excludes is not counted', () => {
  const folder = makeFolder(files);
  expect(check(folder, '--exclude', 'n/**').stderr).not.toContain('notebook');
  expect(check(folder, 'app').stderr).not.toContain('notebook');
  expect(check(folder, '--include', '**/*.{py,ipynb}').stderr).not.toContain('notebook');
});
