import { symlinkSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { codemod } from '../support/program.ts';
import { makeFolder } from '../support/repository.ts';

/** Refusals that it takes more than one file to see; the others are fixtures. */
const files = {
  'ssot.config.json': JSON.stringify({ python: { map: [{ canonical: 'app.new:A', legacy: ['app.old:A'] }] } }),
  'app/__init__.py': '',
  'app/new.py': 'class A:\n    pass\n',
  'app/one.py': 'from app.old import A\n',
  'app/two.py': 'from app.old import A\n',
};

/** The outcome of each file, by its path. */
function outcomes(folder: string, ...args: readonly string[]): Record<string, string> {
  const { stdout } = codemod(folder, [...args, '--format', 'json', '--quiet']);
  const report = JSON.parse(stdout) as { files: { path: string; status: string; reason?: string }[] };
  return Object.fromEntries(report.files.map(({ path: file, status, reason }) => [file, reason ?? status]));
}

test('a link that leads out of the root', () => {
  const folder = makeFolder(files);
  const elsewhere = makeFolder({ 'file.py': 'from app.old import A\n' });
  symlinkSync(path.join(elsewhere, 'file.py'), path.join(folder, 'app/link.py'));
  symlinkSync('one.py', path.join(folder, 'app/inner.py'));
  expect(outcomes(folder)).toEqual({ 'app/link.py': 'outside-root', 'app/one.py': 'changed', 'app/two.py': 'changed' });
});

test('a file with which the gate fails', () => {
  const folder = makeFolder(files);
  const found = outcomes(folder, 'apply', '--gate', '! grep -q app.new app/two.py');
  expect(found).toEqual({ 'app/one.py': 'changed', 'app/two.py': 'quarantined' });
});

test('a file that a stopped run does not reach', () => {
  const folder = makeFolder({ ...files, 'app/three.py': files['app/two.py'] });
  const args = ['--gate', '! grep -q app.new app/*.py', '--max-quarantine', '1', '--batch-by', 'size:2'];
  expect(outcomes(folder, 'apply', ...args)).toMatchObject({ 'app/two.py': 'not-reached' });
});
