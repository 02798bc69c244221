import { rmSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { completeConfig } from '../../src/config/complete-config.ts';
import { openPythonProject } from '../../src/engine/python/python-project.ts';
import { makeFolder } from '../support/repository.ts';

let root = '';
afterEach(() => {
  rmSync(root, { recursive: true });
});

function open(files: Readonly<Record<string, string>>): ReturnType<typeof openPythonProject> {
  root = makeFolder({ 'app/__init__.py': '', 'app/consumer.py': '', ...files });
  return openPythonProject(completeConfig(root, undefined, []));
}

test('files that import a module are read once, however many of its names are asked for', () => {
  const project = open({ 'main.py': 'from app import consumer as c\nc.first.x = 1\nc.second.y\n' });
  expect(project.attributeLookups('app.consumer', 'first')).toEqual({ isReached: true, patched: ['x'] });
  rmSync(path.join(root, 'main.py'));
  expect(project.attributeLookups('app.consumer', 'second')).toEqual({ isReached: true, patched: [] });
  expect(project.attributeLookups('app.consumer', 'third')).toEqual({ isReached: false, patched: [] });
});

describe('a name that another file looks up', () => {
  test.each([
    ['behind the end of a sentence', 'import app.consumer\n# Old ones.\napp.consumer.m.set = 1\n', ['set']],
    ['over lines', 'import app.consumer\n(app .consumer.\n m . set) = 1\n', []],
    ['by its own name', 'from app.consumer import m as n\nsetattr(n, "set", 1)\n', ['set']],
    ['by a star', 'from app.consumer import *\npatch.object(m, "set")\n', ['set']],
    ['in a string', 'import app.consumer\npatch("app.consumer.m.set.deep")\n', ['set']],
    ['in letters of its own', 'import app.consumer as größe\ngröße.m.set = 1\n', ['set']],
    ['compared', 'import app.consumer\napp.consumer.m.set == 1\n', []],
  ])('%s', (_, text, patched) => {
    expect(open({ 'main.py': text }).attributeLookups('app.consumer', 'm')).toEqual({ isReached: true, patched });
  });

  test.each([
    ['of another module', 'import app.consumer, app.other\napp.other.m.set = 1\n'],
    ['of another object', 'import app.consumer\nx.app.consumer.m.set = 1\n'],
    ['of a longer name', 'import app.consumer\napp.consumer.more.set = 1\n'],
  ])('no: %s', (_, text) => {
    expect(open({ 'main.py': text }).attributeLookups('app.consumer', 'm')).toEqual({ isReached: false, patched: [] });
  });
});
