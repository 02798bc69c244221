import { expect, test } from '@jest/globals';
import { formatToolsOf } from '../../src/config/format-tools.ts';
import { makeFolder } from '../support/repository.ts';
import type { Files } from '../support/repository.ts';

const python = '{files:*.py}';
const scripts = '{files:*.{js,jsx,mjs,cjs,ts,tsx,mts,cts,vue}}';

const cases: readonly (readonly [string, Files, readonly string[]])[] = [
  ['nothing', {}, []],
  ['a project without tools', { 'pyproject.toml': '[project]\nname = "x"\n', 'package.json': '{"name": "x"}' }, []],
  ['ruff, which formats', { 'pyproject.toml': '[tool.ruff]\nline-length = 100\n' }, [`ruff format --quiet ${python}`]],
  [
    'ruff, which sorts imports, too',
    { 'ruff.toml': '[lint]\nselect = ["E", "I"]\n[format]\n' },
    [`ruff check --quiet --select I --fix ${python} && ruff format --quiet ${python}`],
  ],
  [
    'ruff, which only lints in the hooks',
    {
      'pyproject.toml': '[tool.ruff.lint]\nselect = ["F"]\n',
      '.pre-commit-config.yaml': 'repos:\n- repo: x\n  hooks:\n  - id: ruff\n',
    },
    [],
  ],
  [
    'ruff for the imports, black for the rest',
    { 'pyproject.toml': '[tool.ruff.lint]\nextend-select = [\n  "I001",\n]\n[tool.black]\n' },
    [`ruff check --quiet --select I --fix ${python} && black --quiet ${python}`],
  ],
  [
    'black and isort of the hooks',
    { '.pre-commit-config.yaml': 'repos:\n- repo: x\n  hooks:\n  - id: black\n  - id: "isort" # order\n' },
    [`isort --quiet ${python} && black --quiet ${python}`],
  ],
  ['isort of setup.cfg', { 'setup.cfg': '[isort]\nprofile = black\n' }, [`isort --quiet ${python}`]],
  [
    'prettier',
    { 'package.json': '{"devDependencies": {"prettier": "3.0.0", "eslint": "9.0.0"}}' },
    [`npx --no-install prettier --log-level warn --write ${scripts}`],
  ],
  [
    'eslint, which sorts imports, and prettier',
    {
      'package.json': '{"devDependencies": {"eslint": "9.0.0"}}',
      'eslint.config.js': "export default [{ rules: { 'import/order': 'error' } }];",
      '.prettierrc.json': '{}',
    },
    [`npx --no-install eslint --fix ${scripts} && npx --no-install prettier --log-level warn --write ${scripts}`],
  ],
];

test.each(cases)('the format commands of a project with %s', (_, files, commands) => {
  expect(formatToolsOf(makeFolder(files))).toEqual(commands);
});
