import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { javascriptLanguage, pythonLanguage, runMutations } from '../../scripts/mutation-run.ts';
import { describeJudged } from '../support/cpython.ts';

const COUNT = 200;
const before = process.env['XDG_STATE_HOME'];
let state = '';

beforeAll(() => {
  state = mkdtempSync(path.join(os.tmpdir(), 'ssot-state-'));
  process.env['XDG_STATE_HOME'] = state;
});

afterAll(() => {
  rmSync(state, { recursive: true });
  if (before === undefined) delete process.env['XDG_STATE_HOME'];
  else process.env['XDG_STATE_HOME'] = before;
});

describeJudged('mutations of the standard library', ({ command, library }) => {
  test('fail nowhere, take no time, and stay valid where they were', async () => {
    const { findings, valid, changed } = await runMutations(pythonLanguage(command, library), 2, COUNT);
    expect(findings).toEqual([]);
    expect(valid).toBeGreaterThan(COUNT / 10);
    expect(changed).toBeGreaterThan(COUNT / 2);
  });
});

test('mutations of JavaScript and TypeScript fail nowhere, take no time, and stay valid where they were', async () => {
  const { findings, valid, changed } = await runMutations(javascriptLanguage('node_modules'), 2, COUNT);
  expect(findings).toEqual([]);
  expect(valid).toBeGreaterThan(COUNT / 10);
  expect(changed).toBeGreaterThan(COUNT / 5);
});
