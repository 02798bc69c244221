import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { applyTextEdits } from '../../../src/edit/apply-text-edits.ts';
import { makePlan } from '../../../src/index.ts';

let root: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(path.join(tmpdir(), 'ssot-layout-')));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

const modules = {
  'app/__init__.py': '',
  'app/core/__init__.py': '',
  'app/core/unified_manager.py':
    'class Manager:\n    pass\n\n\nclass Connection:\n    pass\n\n\ndef reset_the_registry():\n    pass\n',
  'app/core/aardvark.py': 'from app.core.unified_manager import Manager as Boss, Connection, reset_the_registry\n',
  'app/core/zebra.py': 'from app.core.unified_manager import Manager as Boss, Connection, reset_the_registry\n',
  'app/events.py': 'class Event:\n    pass\n',
  'app/routes.py': 'def route():\n    pass\n',
} as const;

function write(files: Readonly<Record<string, string>>): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  }
}

/** The text of `app/use.py` after the moves onto `app.core.unified_manager`. */
async function moved(text: string, files: Readonly<Record<string, string>> = {}): Promise<string> {
  write({ ...modules, ...files, 'app/use.py': text });
  const map = ['Boss=Manager', 'Connection=Connection', 'reset_the_registry=reset_the_registry'].map((pair) => {
    const [old = '', name = ''] = pair.split('=');
    const legacy = [`app.core.aardvark:${old}`, `app.core.zebra:${old}`];
    return { canonical: `app.core.unified_manager:${name}`, legacy };
  });
  const { outcomes } = await makePlan({ root, config: { python: { map } }, paths: ['app/use.py'], gitignore: false });
  const [outcome] = outcomes;
  return outcome?.status === 'changed' ? applyTextEdits(text, outcome.textEdits) : text;
}

describe('the length of lines', () => {
  const long = 'from app.core.zebra import Boss, Connection, reset_the_registry\n';
  const broken = [
    'from app.core.unified_manager import (',
    '    Manager as Boss,',
    '    Connection,',
    '    reset_the_registry,',
    ')',
    '',
  ].join('\n');
  const onOneLine = 'from app.core.unified_manager import Manager as Boss, Connection, reset_the_registry\n';
  test.each([
    ['nobody says', {}, onOneLine],
    ['ruff, in pyproject.toml', { 'pyproject.toml': '[tool.ruff]\nline-length = 72\n' }, broken],
    ['ruff, in a file of its own', { 'ruff.toml': 'line-length = 72\n' }, broken],
    ['ruff, which says none', { '.ruff.toml': '[lint]\nselect = ["E"]\n' }, onOneLine],
    ['black', { 'pyproject.toml': "[tool.black]\nline-length = 72 # columns\ntarget-version = ['py311']\n" }, broken],
    ['black, in the folder', { 'app/pyproject.toml': '[tool.black]\nline-length = 72\n' }, broken],
    ['isort in its form for black', { '.isort.cfg': '[settings]\nprofile = black\nline_length = 72\n' }, broken],
    ['flake8, in setup.cfg', { 'setup.cfg': '[flake8]\nmax-line-length = 72\n' }, broken],
    ['flake8, in tox.ini', { 'tox.ini': '[flake8]\nmax-line-length = 72\n' }, broken],
    ['an editor', { '.editorconfig': 'root = true\n[*.{js,py}]\nmax_line_length = 72\n' }, broken],
    ['an editor, of other files', { '.editorconfig': 'root = true\n[*.js]\nmax_line_length = 72\n' }, onOneLine],
    [
      'an editor, without a limit',
      { '.editorconfig': '[*]\nmax_line_length = 72\n[*.py]\nmax_line_length = off\n' },
      onOneLine,
    ],
    [
      'a formatter before a linter',
      { '.flake8': '[flake8]\nmax-line-length = 72\n', 'ruff.toml': 'line-length = 99\n' },
      onOneLine,
    ],
    ['nonsense', { 'ruff.toml': 'line-length = "wide"\n' }, onOneLine],
  ])('%s', async (_, files, expected) => {
    expect(await moved(long, files as Record<string, string>)).toBe(expected);
  });

  const ruff = { 'pyproject.toml': '[tool.ruff]\nline-length = 60\n' };
  const black = { 'pyproject.toml': '[tool.black]\nline-length = 60\n' };
  const editor = { '.editorconfig': '[*]\nmax_line_length = 60\n' };
  test.each<[string, Record<string, string>, string, string]>([
    [
      'a comment of a linter counts for black',
      black,
      'from app.core.zebra import Connection  # noqa: F401\n',
      'from app.core.unified_manager import (  # noqa: F401\n    Connection,\n)\n',
    ],
    [
      'and not for ruff',
      ruff,
      'from app.core.zebra import Connection  # noqa: F401\n',
      'from app.core.unified_manager import Connection  # noqa: F401\n',
    ],
    [
      'a comment that allows the length',
      black,
      'from app.core.zebra import Connection, reset_the_registry  # noqa: E501\n',
      'from app.core.unified_manager import Connection, reset_the_registry  # noqa: E501\n',
    ],
    [
      'a line that no edit touches',
      ruff,
      'from app.routes import route as a_very_long_name_for_a_route_of_this\nfrom app.core.zebra import Connection\n',
      'from app.routes import route as a_very_long_name_for_a_route_of_this\nfrom app.core.unified_manager import Connection\n',
    ],
    [
      'a block with tabs, and CRLF',
      ruff,
      'def f():\r\n\tfrom app.core.zebra import Connection, reset_the_registry\r\n',
      'def f():\r\n\tfrom app.core.unified_manager import (\r\n\t\tConnection,\r\n\t\treset_the_registry,\r\n\t)\r\n',
    ],
    [
      'names in parentheses on one line',
      ruff,
      'from app.core.zebra import (Connection, reset_the_registry)\n',
      'from app.core.unified_manager import (\n    Connection,\n    reset_the_registry,\n)\n',
    ],
    [
      'a line with a second statement',
      ruff,
      'from app.core.zebra import Connection, reset_the_registry; x = 1\n',
      'from app.core.unified_manager import Connection, reset_the_registry; x = 1\n',
    ],
    [
      'a new statement beside one that stays',
      ruff,
      'from app.core.zebra import Connection, reset_the_registry, other\n',
      'from app.core.zebra import other\nfrom app.core.unified_manager import (\n    Connection,\n    reset_the_registry,\n)\n',
    ],
    [
      'the form of the file, aligned',
      editor,
      'from app.routes import (route,\n                        other)\nx = 1\nfrom app.core.zebra import Connection, reset_the_registry\n',
      'from app.routes import (route,\n                        other)\nx = 1\nfrom app.core.unified_manager import (Connection,\n                                      reset_the_registry)\n',
    ],
    [
      'the form of the file, filled',
      editor,
      'from app.routes import (\n    route, other,\n)\nx = 1\nfrom app.core.zebra import Connection, reset_the_registry\n',
      'from app.routes import (\n    route, other,\n)\nx = 1\nfrom app.core.unified_manager import (\n    Connection, reset_the_registry,\n)\n',
    ],
  ])('%s', async (_, files, before, after) => {
    expect(await moved(before, files)).toBe(after);
  });
});

describe('the order of imports', () => {
  const head = 'import os\n\nimport requests\n\n';
  test.each<[string, string, string]>([
    [
      'a sorted block stays sorted',
      `${head}from app.core.aardvark import Connection\nfrom app.core.beta import b\nfrom app.events import Event\n`,
      `${head}from app.core.beta import b\nfrom app.core.unified_manager import Connection\nfrom app.events import Event\n`,
    ],
    [
      'a block in no order is left alone',
      `from app.events import Event\nfrom app.core.aardvark import Connection\nfrom app.core.beta import b\n`,
      `from app.events import Event\nfrom app.core.unified_manager import Connection\nfrom app.core.beta import b\n`,
    ],
    [
      'upwards, too',
      'from app.core.ybeta import b\nfrom app.core.zebra import Connection\n',
      'from app.core.unified_manager import Connection\nfrom app.core.ybeta import b\n',
    ],
    [
      'a block without blank lines between its sections is in no order',
      'import os\nfrom app.core.aardvark import Connection\nfrom app.core.beta import b\n',
      'import os\nfrom app.core.unified_manager import Connection\nfrom app.core.beta import b\n',
    ],
    [
      'a relative import that becomes absolute goes to its section',
      'from app.events import Event\n\nfrom .core.zebra import Connection, Missing\n',
      'from app.core.unified_manager import Connection\nfrom app.events import Event\n\nfrom .core.zebra import Missing\n',
    ],
    [
      'over names that it binds itself it does not go',
      'from app.core.aardvark import Connection\nfrom app.core.beta import Connection\n',
      'from app.core.unified_manager import Connection\nfrom app.core.beta import Connection\n',
    ],
    [
      'nor down over names that are not read',
      'from app.core.aardvark import Connection\nfrom app.core.beta import (\n    x as Connection,  # why\n)\n',
      'from app.core.unified_manager import Connection\nfrom app.core.beta import (\n    x as Connection,  # why\n)\n',
    ],
    [
      'nor up over names that are not read',
      'from app.core.ybeta import (\n    x as Connection,  # why\n)\nfrom app.core.zebra import Connection\n',
      'from app.core.ybeta import (\n    x as Connection,  # why\n)\nfrom app.core.unified_manager import Connection\n',
    ],
    [
      'nor over a star',
      'from app.core.aardvark import Connection\nfrom app.core.beta import *\n',
      'from app.core.unified_manager import Connection\nfrom app.core.beta import *\n',
    ],
    [
      'a comment stays at its line',
      'from app.core.aardvark import Connection\n# of the beta\nfrom app.core.beta import b\n',
      'from app.core.unified_manager import Connection\n# of the beta\nfrom app.core.beta import b\n',
    ],
    [
      'a comment above the block speaks of its first line',
      '# the connection\nfrom app.core.aardvark import Connection\nfrom app.core.beta import b\n',
      '# the connection\nfrom app.core.unified_manager import Connection\nfrom app.core.beta import b\n',
    ],
    [
      'a word to isort is heard',
      'from app.core.aardvark import Connection  # isort: skip\nfrom app.core.beta import b\n',
      'from app.core.unified_manager import Connection  # isort: skip\nfrom app.core.beta import b\n',
    ],
    [
      'in a try, what stands first is tried first',
      'try:\n    from app.core.aardvark import Connection\n    from app.core.beta import b\nexcept ImportError:\n    pass\n',
      'try:\n    from app.core.unified_manager import Connection\n    from app.core.beta import b\nexcept ImportError:\n    pass\n',
    ],
    [
      'a last line without an end',
      'from app.core.aardvark import Connection\nfrom app.core.beta import b',
      'from app.core.unified_manager import Connection\nfrom app.core.beta import b',
    ],
    [
      'in a function',
      'def f():\n    from app.core.aardvark import Connection\n    from app.core.beta import b\n\n    return b, Connection\n',
      'def f():\n    from app.core.beta import b\n    from app.core.unified_manager import Connection\n\n    return b, Connection\n',
    ],
  ])('%s', async (_, before, after) => {
    expect(await moved(before)).toBe(after);
  });

  test('modules that load each other keep their order', async () => {
    const beta = { 'app/core/beta.py': 'import app.core.unified_manager\nb = 1\n' };
    const text = 'from app.core.aardvark import Connection\nfrom app.core.beta import b\n';
    const unified = `${modules['app/core/unified_manager.py']}import app.core.beta\n`;
    expect(await moved(text, { ...beta, 'app/core/unified_manager.py': unified })).toBe(
      text.replace('aardvark', 'unified_manager'),
    );
    expect(await moved(text, beta)).toBe(
      'from app.core.beta import b\nfrom app.core.unified_manager import Connection\n',
    );
  });

  test('one statement that is split shows no order, unless the project sorts its imports', async () => {
    const text = 'from app.core.zebra import Connection, Missing\n';
    const [left, right] = ['from app.core.zebra import Missing\n', 'from app.core.unified_manager import Connection\n'];
    expect(await moved(text)).toBe(left + right);
    expect(await moved(text, { 'ruff.toml': '[lint]\nselect = ["E", "I"]\n' })).toBe(right + left);
  });
});

describe('prettier', () => {
  const wrapped = "import {\n  connect,\n  disconnect,\n} from './lib/unified/manager';\n";
  const onOneLine = "import { connect, disconnect } from './lib/unified/manager';\n";
  test.each<[string, Record<string, string>, string, string]>([
    ['no settings', {}, "import { connect, disconnect } from './old';\n", onOneLine],
    [
      'printWidth',
      { '.prettierrc': '{ "printWidth": 50 }' },
      "import { connect, disconnect } from './old';\n",
      wrapped,
    ],
    ['in YAML', { '.prettierrc.yaml': 'printWidth: 50\n' }, "import { connect, disconnect } from './old';\n", wrapped],
    [
      'in package.json, with tabs and no comma at the end',
      { 'package.json': '{"prettier": {"printWidth": 50, "useTabs": true, "trailingComma": "none"}}' },
      "import { connect, disconnect } from './old';\n",
      "import {\n\tconnect,\n\tdisconnect\n} from './lib/unified/manager';\n",
    ],
    [
      '80 columns',
      { 'prettier.config.js': 'export default {};' },
      "import { connect, disconnect } from './old';\n",
      onOneLine,
    ],
    [
      'an editor',
      { '.editorconfig': '[*]\nmax_line_length = 50\n' },
      "import { connect, disconnect } from './old';\n",
      wrapped,
    ],
    [
      'one name stays on its line',
      { '.prettierrc': '{ "printWidth": 40 }' },
      "import { connect } from './old';\n",
      "import { connect } from './lib/unified/manager';\n",
    ],
    [
      'exports',
      { '.prettierrc': '{ "printWidth": 50 }' },
      "export { connect, disconnect as leave } from './old';\n",
      "export {\n  connect,\n  disconnect as leave,\n} from './lib/unified/manager';\n",
    ],
    [
      'a line that no edit touches',
      { '.prettierrc': '{ "printWidth": 50 }' },
      "import { connect } from './old';\nimport { a, b } from './lib/another/of/the/long/paths';\n",
      "import { connect } from './lib/unified/manager';\nimport { a, b } from './lib/another/of/the/long/paths';\n",
    ],
  ])('%s', async (_, files, before, after) => {
    const functions = 'export function connect() {}\nexport function disconnect() {}\n';
    write({
      ...files,
      'lib/unified/manager.js': functions,
      'old.js': "export { connect, disconnect } from './lib/unified/manager';\n",
      'use.js': before,
    });
    const map = [{ canonical: './lib/unified/manager', legacy: ['./old'] }];
    const { outcomes } = await makePlan({ root, config: { javascript: { map } }, paths: ['use.js'], gitignore: false });
    const [outcome] = outcomes;
    expect(outcome?.status === 'changed' ? applyTextEdits(before, outcome.textEdits) : before).toBe(after);
  });
});
