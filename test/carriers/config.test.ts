import { describe, expect, test } from '@jest/globals';
import { carrierOf } from '../../src/model/carrier.ts';
import { carry } from './carried.ts';

/** Files before and after; edits for review are not taken. */
const rewrites: readonly (readonly [file: string, before: string, after: string])[] = [
  [
    'pyproject.toml',
    '[project.scripts]\nrun = "app.old:build" # x\n',
    '[project.scripts]\nrun = "app.unified:make" # x\n',
  ],
  [
    'pyproject.toml',
    "[project.entry-points.'a.b']\nm = 'app.old:Manager'\r\n",
    "[project.entry-points.'a.b']\nm = 'app.unified:Unified'\r\n",
  ],
  [
    'setup.cfg',
    '[options.entry_points]\nconsole_scripts =\n    run = app.old:build\n    x = app.old:stays [y]\n',
    '[options.entry_points]\nconsole_scripts =\n    run = app.unified:make\n    x = app.old:stays [y]\n',
  ],
  [
    'logging.yaml',
    'logging:\n  handlers:\n    a:\n      class: app.old.Manager # x\n      "()": "app.old.build"\n',
    'logging:\n  handlers:\n    a:\n      class: app.unified.Unified # x\n      "()": "app.unified.make"\n',
  ],
  [
    'logging.json',
    '{"handlers": {"a": {"class": "app.old.Manager", "x": "\\u00e9"}}}',
    '{"handlers": {"a": {"class": "app.unified.Unified", "x": "\\u00e9"}}}',
  ],
  ['logging.ini', '[handler_a]\nclass=app.old.Manager\n', '[handler_a]\nclass=app.unified.Unified\n'],
  ['env.yml', 'MIDDLEWARE:\n- app.old.Manager\n', 'MIDDLEWARE:\n- app.unified.Unified\n'],
  [
    'docker-compose.yml',
    'services:\n  web:\n    command: uvicorn app.old:build --port 1\n',
    'services:\n  web:\n    command: uvicorn app.unified:make --port 1\n',
  ],
  [
    'docker-compose.yml',
    'services:\n  web:\n    command: ["gunicorn", "-w", "2", "app.old:build"]\n',
    'services:\n  web:\n    command: ["gunicorn", "-w", "2", "app.unified:make"]\n',
  ],
  [
    '.github/workflows/ci.yml',
    'jobs:\n  t:\n    steps:\n      - run: |\n          echo 1\n          python -c "from app.old import Manager, stays; Manager()"\n',
    'jobs:\n  t:\n    steps:\n      - run: |\n          echo 1\n          python -c "from app.old import stays; from app.unified import Unified as Manager; Manager()"\n',
  ],
  [
    'package.json',
    '{"scripts": {"start": "gunicorn app.old:build"}}',
    '{"scripts": {"start": "gunicorn app.unified:make"}}',
  ],
];

describe('configuration', () => {
  test.each(rewrites)('%s: %j', async (file, before, after) => {
    const { text, edits } = await carry(file, before, ['config']);
    expect(text).toBe(after);
    expect(edits.every((edit) => edit.startsWith('safe'))).toBe(true);
  });

  test.each([
    ['a.yaml', 'owner: app.old.Manager\n', 'review owner app.old:Manager → app.unified:Unified'],
    ['a.toml', 'x = ["app.old:Manager"]\n', 'review x[0] app.old:Manager → app.unified:Unified'],
    ['a.json', '{"app.old.Manager": 1}', 'review app.old.Manager app.old:Manager → app.unified:Unified'],
    [
      'a.yaml',
      'task_routes:\n  app.old.build: {queue: a}\n',
      'review task_routes."app.old.build" app.old:build → app.unified:make',
    ],
  ])('%s: %j is for review', async (file, content, edit) => {
    const { text, edits } = await carry(file, content, ['config']);
    expect([text, edits]).toEqual([content, [edit]]);
  });

  test.each([
    ['a.yaml', '# app.old.Manager\na: See app.old.Manager.\n', 2],
    ['a.yaml', 'a: >\n  from app.old import Manager\n', 1],
    ['ruff.toml', '[lint.flake8-tidy-imports.banned-api]\n"app.old.Manager".msg = "no"\n', 1],
    ['a.json', '["from app.old import Manager"]', 1],
  ])('%s: %j is text', async (file, content, count) => {
    const { text, edits, notes } = await carry(file, content, ['config']);
    expect([text, edits, notes.length]).toEqual([content, [], count]);
  });

  test.each([
    ['a.yaml', 'a: "app.old.Manager\n'],
    ['a.json', '{"class": "app.old.Manager"'],
    ['a.toml', 'a = app.old.Manager\n'],
    ['a.ini', 'app.old.Manager\n'],
  ])('%s: %j cannot be read', async (file, content) => {
    const { text, refused } = await carry(file, content, ['config']);
    expect([text, refused]).toEqual([content, ['syntax-error 1 app.old:Manager']]);
  });

  test('the Map in pyproject.toml is left alone', async () => {
    const content =
      '[tool.ssot-codemod.python]\nmap = [{ canonical = "app.unified:Unified", legacy = ["app.old:Manager"] }]\n';
    const { text, edits, notes } = await carry('pyproject.toml', content, ['config']);
    expect([text, edits, notes]).toEqual([content, [], []]);
  });
});

test.each([
  ['package-lock.json', undefined],
  ['npm-shrinkwrap.json', undefined],
  ['a/pnpm-lock.yaml', undefined],
  ['conda.lock.yml', undefined],
  ['lock.json', undefined],
  ['clock.json', 'config'],
  ['lock-settings.toml', 'config'],
])('%s, which a program may write, is of the carrier %s', (file, carrier) => {
  expect(carrierOf(file)).toBe(carrier);
});
