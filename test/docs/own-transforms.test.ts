import { readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { codeBlocks } from '../support/documented-commands.ts';
import { codemod, run } from '../support/program.ts';
import { addFiles, makeFolder, read } from '../support/repository.ts';
import { smallRepository } from '../support/small-repository.ts';

const project = fileURLToPath(new URL('../../', import.meta.url));
const page = readFileSync(path.join(project, 'docs/own-transforms.md'), 'utf8');
/** The modules of the page, by the comment on their first line. */
const modules = Object.fromEntries(
  [...codeBlocks(page, 'ts'), ...codeBlocks(page, 'js')].map((code) => [/^\/\/ (\S+)/.exec(code)?.[1] ?? '', code]),
);

function makeScene(transforms: readonly string[]): string {
  const config = JSON.parse(codeBlocks(page, 'json')[0] ?? '') as object;
  const folder = makeFolder({
    ...smallRepository,
    ...modules,
    'ssot.config.json': JSON.stringify({ ...config, transforms }),
    'app/db.py': 'from app.core.manager import WebSocketManager\n\nsession = Session(engine)\nother = Session(x=1)\n',
    'web/a.ts': "logger.warn('a'); // logger.warn\nother.warn('b');\n",
    'node_modules/.keep': '',
  });
  symlinkSync(project, path.join(folder, 'node_modules/ssot-codemod'));
  symlinkSync(path.join(project, 'node_modules/typescript'), path.join(folder, 'node_modules/typescript'));
  return folder;
}

test('the examples of docs/own-transforms.md do what they say, beside the Map', () => {
  const folder = makeScene(['./codemods/session-factory.ts', './codemods/logger-level.ts']);
  const { exitCode, stderr } = codemod(folder, ['apply', '--exclude', 'codemods/**']);
  expect([exitCode, stderr]).toEqual([0, expect.stringContaining('4 of')]);
  expect(read(folder, 'app/db.py')).toBe(
    'from app.core.unified import Manager as WebSocketManager\n\nsession = Session(engine=engine)\nother = Session(x=1)\n',
  );
  expect(read(folder, 'web/a.ts')).toBe("logger.warning('a'); // logger.warn\nother.warn('b');\n");
});

const strips = process.features as { readonly typescript?: unknown };
const stripped = strips.typescript === undefined || strips.typescript === false ? test.skip : test;
stripped('its test runs, where Node reads TypeScript', () => {
  const folder = makeScene(['./codemods/session-factory.ts']);
  addFiles(folder, {
    'codemods/package.json': '{"type": "module"}',
    'codemods/session-factory/call.input.py': 's = Session(engine)\n',
    'codemods/session-factory/call.output.py': 's = Session(engine=engine)\n',
    'codemods/session-factory/named.noop.py': 's = Session(engine=engine)\n',
  });
  const { exitCode, stdout, stderr } = run(folder, process.execPath, ['--test', 'codemods/session-factory.test.mjs']);
  expect([exitCode, stdout, stderr]).toEqual([0, expect.stringContaining('pass 1'), '']);
});
