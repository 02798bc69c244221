import { execFileSync } from 'node:child_process';
import { rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { afterEach, expect, test } from '@jest/globals';
import { isPythonScript } from '../../src/scan/python-scripts.ts';
import { codemod } from '../support/program.ts';
import { makeFolder } from '../support/repository.ts';

let root = '';
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

test.each([
  ['#!/usr/bin/env python3\n', true],
  ['#!/usr/bin/python\n', true],
  ['#!/usr/bin/env -S python3.12 -u\r\n', true],
  ['#! /opt/pypy3/bin/pypy3\n', true],
  ['#!/usr/bin/env -S uv run --script\n', true],
  ['#!/usr/bin/env python3', true],
  ['#!/bin/sh\npython3 x\n', false],
  ['#!/usr/bin/env node\n', false],
  ['# python\n', false],
  ['import python\n', false],
  ['', false],
])('%j is a script: %s', (text, expected) => {
  root = makeFolder({ tool: text, 'tool.sh': text, 'folder.d/tool': text });
  expect(isPythonScript(root, 'tool')).toBe(expected);
  expect(isPythonScript(root, 'folder.d/tool')).toBe(expected);
  // An extension tells what a file is.
  expect(isPythonScript(root, 'tool.sh')).toBe(false);
});

test('links, pipes, folders and what is gone are none, and do not block', () => {
  root = makeFolder({ 'a/tool': '#!/usr/bin/python\n' });
  symlinkSync('a/tool', path.join(root, 'link'));
  execFileSync('mkfifo', [path.join(root, 'pipe')]);
  expect(['link', 'pipe', 'a', 'gone'].map((file) => isPythonScript(root, file))).toEqual([false, false, false, false]);
});

const legacy = 'from old import Old\n';
const files = {
  'ssot.config.json': JSON.stringify({
    python: { map: [{ canonical: 'new:New', legacy: ['old:Old'], replaces: true }] },
  }),
  'new.py': 'class New: ...\n',
  'old.py': 'class Old: ...\n',
  'stub.pyi': legacy,
  'window.pyw': legacy,
  'bin/tool': `#!/usr/bin/env python3\n${legacy}`,
  'bin/shell': `#!/bin/sh\n${legacy}`,
  LICENSE: legacy,
};

test('stubs, .pyw and scripts are looked at by default, and nothing else that holds such a line', () => {
  root = makeFolder(files);
  expect(codemod(root, ['check', '--format', 'github']).stdout.match(/file=[^,]+/g)).toEqual([
    'file=bin/tool',
    'file=stub.pyi',
    'file=window.pyw',
  ]);
});

test('an include of the owner stands instead', () => {
  root = makeFolder(files);
  expect(codemod(root, ['check', '--include', '**/*.pyi', '--format', 'github']).stdout.match(/file=[^,]+/g)).toEqual([
    'file=stub.pyi',
  ]);
});
