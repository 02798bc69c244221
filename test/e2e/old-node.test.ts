import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { codemod, programFile, run } from '../support/program.ts';
import { makeFolder } from '../support/repository.ts';
import { smallRepository } from '../support/small-repository.ts';

const { engines } = JSON.parse(readFileSync(fileURLToPath(new URL('../../package.json', import.meta.url)), 'utf8')) as {
  engines: { node: string };
};

/** A Node that says it is of another version. */
function onNode(version: string): { exitCode: number; stderr: string; stdout: string } {
  const preload = `Object.defineProperty(process.versions, 'node', { value: '${version}' })`;
  return codemod(makeFolder(smallRepository), ['dry-run', '--stat', '-q'], { preload });
}

test.each(['0.12.18', '12.22.12', '18.20.8', '20.18.3', '21.7.3', '22.11.0'])(
  '%s is told which is needed',
  (version) => {
    const { exitCode, stderr, stdout } = onNode(version);
    expect(stderr.split('\n')[0]).toBe(`ssot-codemod: needs Node 20.19, 22.12 or newer, and this is Node ${version}`);
    expect(stderr).not.toMatch(/^ +at /m);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  },
);

test.each(['20.19.0', '20.20.2', '22.12.0', '23.0.0', '24.1.0'])('%s is taken', (version) => {
  expect(onNode(version)).toMatchObject({ exitCode: 0, stderr: '' });
});

test('the package says the same', () => {
  expect(engines.node).toBe('^20.19 || >=22.12');
});

test('this Node prints nothing of its own', () => {
  expect(onNode(process.versions.node).stderr).toBe('');
});

test('the first file is read by a Node of any age', () => {
  const text = readFileSync(programFile, 'utf8');
  expect(text).toMatch(/^#!\/usr\/bin\/env node\n/);
  // Neither of these is in ECMAScript 5, of which ESLint holds the rest.
  expect(text).not.toMatch(/=>|\?\?|\?\.|\b(?:const|let|import|async)\b/);
  expect(run(makeFolder({}), process.execPath, ['--check', programFile]).exitCode).toBe(0);
});
