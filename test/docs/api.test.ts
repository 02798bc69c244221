import { readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { run } from '../support/program.ts';
import { addFiles, makeFolder } from '../support/repository.ts';

const project = fileURLToPath(new URL('../../', import.meta.url));
const doc = readFileSync(path.join(project, 'docs/api.md'), 'utf8');

test.each([...doc.matchAll(/^```js\n(.*?)^```/gms)].map(([, code = ''], k) => [k + 1, code] as const))(
  'example %i of docs/api.md prints what it says',
  (_, code) => {
    const folder = makeFolder({
      'app/core/manager.py': 'from .unified import Manager as WebSocketManager\n',
      'app/core/unified.py': 'class Manager:\n    pass\n',
      'app/routes.py': 'from app.core.manager import WebSocketManager\n',
    });
    addFiles(folder, { 'example.mjs': code, 'node_modules/.keep': '' });
    symlinkSync(project, path.join(folder, 'node_modules/ssot-codemod'));
    const { stdout, stderr, exitCode } = run(folder, process.execPath, ['example.mjs']);
    expect(stderr).toBe('');
    expect(exitCode).toBe(0);
    const said = [...code.matchAll(/console\.log\(.*\); \/\/ (.*)$/gm)].map(([, output = '']) => output);
    expect(said.length).toBeGreaterThan(1);
    expect(stdout.split('\n').filter((line) => line !== '')).toEqual(said);
  },
);
