import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import type { Audit } from '../../src/model/audit.ts';
import type { ReportData } from '../../src/report/html/report-data.ts';
import { codemod } from '../support/program.ts';
import { makeRepository, temporaryFolder } from '../support/repository.ts';
import type { Files } from '../support/repository.ts';
import { validateSarif } from '../support/sarif.ts';

const config = {
  python: {
    map: [
      {
        canonical: 'app.core.unified:Manager',
        legacy: ['app.core.manager:Manager', 'app.core:Manager', 'app.gone:Manager'],
      },
      { canonical: 'app.core.unified:get_manager', legacy: ['app.core.manager:get_manager'] },
    ],
    unmapped: ['app.gone:Factory'],
  },
  audit: {
    implementations: ['*Manager'],
    managers: ['*Manager'],
    accessors: ['get_manager'],
    sharedState: ['*connections'],
    lifecycleMethods: ['add_connection'],
    textCounts: [
      { label: 'files', pattern: 'Manager', counts: 'lines', claimed: '99+', answeredBy: 'fragmentedBindings' },
      { label: 'tests', pattern: '^tests/', counts: 'paths', answeredBy: 'validationTests' },
    ],
  },
};

const files: Files = {
  'ssot.config.json': JSON.stringify(config),
  'app/__init__.py': '',
  'app/core/__init__.py': 'from .unified import Manager\n',
  'app/core/unified.py':
    'class _Manager:\n    def add_connection(self, connection):\n        pass\n\n\nManager = _Manager\n\n\ndef get_manager(user_context):\n    return Manager()\n',
  'app/core/manager.py':
    'import warnings\nfrom .unified import Manager, get_manager\n\nwarnings.warn("use app.core.unified", DeprecationWarning, stacklevel=2)\n',
  'app/core/plain.py': '"""For old imports."""\nfrom .unified import Manager\n\n__all__ = ["Manager"]\n',
  'app/core/legacy_adapter.py':
    'from .unified import Manager\n\n\nclass AdapterManager(Manager):\n    def add_connection(self, connection):\n        pass\n',
  'app/interfaces.py':
    'from typing import Protocol\n\n\nclass AnyManager(Protocol):\n    def add_connection(self, connection): ...\n',
  'app/one.py':
    'from app.core.unified import Manager\nfrom app.core.manager import Manager as Other\n\nactive_connections = {}\n',
  'app/two.py':
    'try:\n    from app.gone import Manager\nexcept ImportError:\n    Manager = None\n\n\ndef handle():\n    from .core.manager import get_manager\n\n    return get_manager()\n',
  'app/two.py.backup': 'from app.core import Manager\n',
  'app/one_backup.py': 'from app.core import Manager\n',
  'app/three.py': 'from app import one_backup\nimport app.core.plain\n',
  'tests/test_ssot.py':
    'from app.gone import Factory\nfrom app.core import Manager\n\n\nclass MockManager:\n    pass\n\n\ndef test_single():\n    assert Manager\n',
};

let root = '';
beforeAll(() => {
  root = makeRepository(files);
});

function audited(...args: string[]): Audit {
  const { exitCode, stdout, stderr } = codemod(root, ['audit', '--format', 'json', ...args]);
  expect([exitCode, stderr]).toEqual([0, '']);
  return JSON.parse(stdout) as Audit;
}

const at = ({ path: file, line }: { readonly path: string; readonly line: number }): string => `${file}:${line}`;

test('implementations, each with what it is', () => {
  expect(audited().implementations.map((one) => [one.name, one.kind, one.counts, at(one)])).toEqual([
    ['AdapterManager', 'subclass', true, 'app/core/legacy_adapter.py:4'],
    ['_Manager', 'canonical', true, 'app/core/unified.py:1'],
    ['Manager', 'alias', false, 'app/core/unified.py:6'],
    ['AnyManager', 'interface', false, 'app/interfaces.py:4'],
    ['MockManager', 'mock', false, 'tests/test_ssot.py:5'],
  ]);
});

test('import paths, with all bindings', () => {
  const { symbols, compliance, duplicateImports, danglingImports } = audited();
  const [manager, accessor, factory] = symbols;
  expect(manager?.symbol).toBe('app.core.unified:Manager');
  expect(
    manager?.paths.map((one) => [one.from, one.production.bindings, one.tests.bindings, one.leftovers.bindings]),
  ).toEqual([
    ['app.core.unified:Manager', 5, 0, 0],
    ['app.core.manager:Manager', 1, 0, 0],
    ['app.core:Manager', 0, 1, 1],
    ['app.gone:Manager', 1, 0, 0],
  ]);
  expect(accessor?.paths.flatMap(({ places }) => places.map((place) => [at(place), place.isLocal]))).toEqual([
    ['app/core/manager.py:2', false],
    ['app/two.py:8', true],
  ]);
  expect(factory).toMatchObject({ symbol: 'Factory', isMapped: false });
  expect(compliance.production).toEqual({ canonical: 6, all: 9, rate: 6 / 9 });
  expect(compliance.tests).toEqual({ canonical: 0, all: 1, rate: 0 });
  expect(duplicateImports.map((one) => [at(one), one.lines])).toEqual([['app/one.py:1', [1, 2]]]);
  expect(danglingImports.map((one) => [at(one), one.from, one.isGuarded, one.message])).toEqual([
    ['app/two.py:2', 'app.gone:Manager', true, 'there is no module app.gone'],
    ['tests/test_ssot.py:1', 'app.gone:Factory', false, 'there is no module app.gone'],
  ]);
});

test('leftovers, with those who still import them', () => {
  expect(audited().leftovers.map((one) => [one.path, one.kind, one.canGo, one.importers.map(at)])).toEqual([
    // Nothing imports it, but the Map does not know what it defines.
    ['app/core/legacy_adapter.py', 'migration-adapter', false, []],
    ['app/core/manager.py', 'deprecated-shim', false, ['app/one.py:2', 'app/two.py:8']],
    ['app/core/plain.py', 'compatibility-layer', false, ['app/three.py:2']],
    ['app/one_backup.py', 'backup-file', false, ['app/three.py:1']],
    ['app/two.py.backup', 'backup-file', true, []],
  ]);
});

test('risks, connection methods and validation tests', () => {
  const { isolationRisks, connections, validationTests } = audited();
  expect(isolationRisks.map((one) => [one.ruleId, one.severity, at(one)])).toEqual([
    ['isolation/missing-user-context', 'high', 'app/core/unified.py:10'],
    ['isolation/module-state', 'high', 'app/one.py:4'],
    ['isolation/missing-user-context', 'high', 'app/two.py:10'],
  ]);
  expect(connections.map((one) => [one.owner, one.method, at(one)])).toEqual([
    ['AdapterManager', 'add_connection', 'app/core/legacy_adapter.py:5'],
  ]);
  expect(validationTests).toEqual([
    {
      path: 'tests/test_ssot.py',
      line: 1,
      column: 1,
      names: ['test_ssot'],
      assertions: 1,
      dangling: ['app.gone:Factory'],
    },
  ]);
});

test('text counts stand beside what is there', () => {
  expect(audited()).not.toHaveProperty('textCounts');
  const sources = Object.entries(files).filter(([file]) => file.endsWith('.py'));
  const lines = sources.flatMap(([, text]) => String(text).split('\n')).filter((line) => line.includes('Manager'));
  expect(audited('--text-counts').textCounts?.map((one) => [one.label, one.claimed, one.count, one.measured])).toEqual([
    ['files', '99+', lines.length, 4],
    ['tests', undefined, 1, 1],
  ]);
});

test('the five checks, and --exit-code', () => {
  expect(audited().compliance.checks.map(({ id, passed }) => [id, passed])).toEqual([
    ['one-implementation', false],
    ['one-import-path', false],
    ['no-isolation-risk', false],
    ['no-dangling-import', false],
    ['no-leftover-with-importers', false],
  ]);
  expect(codemod(root, ['audit', '--exit-code']).exitCode).toBe(1);
  const clean = makeRepository({
    'ssot.config.json': JSON.stringify(config),
    'app/core/unified.py': 'class Manager:\n    pass\n',
    'app/one.py': 'from app.core.unified import Manager\n',
  });
  const { exitCode, stdout } = codemod(clean, ['audit', '--exit-code']);
  expect([exitCode, stdout.match(/^ {2}(?:pass|FAIL)/gm)]).toEqual([0, Array(5).fill('  pass')]);
});

test('the audit does not depend on threads, nor on whether the second one lives', () => {
  const alone = audited('--jobs', '1');
  expect(audited('--jobs', '2')).toEqual(alone);
  const preload = "import { isMainThread } from 'node:worker_threads'; if (!isMainThread) process.exit(1);";
  const { exitCode, stdout } = codemod(root, ['audit', '--format', 'json', '--jobs', '2'], { preload });
  expect([exitCode, JSON.parse(stdout)]).toEqual([0, alone]);
});

describe('legacy symbols and files besides the code', () => {
  const python = {
    map: [{ canonical: 'app.new:Manager', legacy: ['app.old:Manager'], replaces: true, differs: 'known' }],
  };
  const tree: Files = {
    'ssot.config.json': JSON.stringify({ python }),
    'README.md': '```python\nfrom app.old import Manager\n```\n',
    'app/__init__.py': '',
    'app/new.py': 'class Manager:\n    def __init__(self, mode=None, context=None):\n        pass\n',
    'app/old.py': 'class Manager:\n    def __init__(self, context):\n        pass\n    def send(self):\n        pass\n',
    'app/use.py': 'from app.old import Manager\n\nm = Manager(1)\nm.send()\n',
  };

  test('are in every format', () => {
    const own = makeRepository(tree);
    const json = codemod(own, ['audit', '--format', 'json']).stdout;
    const found = JSON.parse(json) as Audit;
    expect(found.notRead).toEqual(['README.md']);
    const [pair] = found.interfaces ?? [];
    expect([pair?.legacy.symbol, pair?.calls.positional, pair?.results.lacking?.map(({ name }) => name)]).toEqual([
      'app.old:Manager',
      1,
      ['send'],
    ]);
    const schema = JSON.parse(readFileSync(new URL('../../schema/audit.json', import.meta.url), 'utf8')) as object;
    const validate = new Ajv({ allErrors: true }).compile(schema);
    validate(found);
    expect(validate.errors ?? []).toEqual([]);
    const text = codemod(own, ['audit']).stdout;
    expect(text).toContain('Also named in 1 Markdown file: --carriers markdown (-v lists them)\n');
    expect(text).toMatch(/app\.old:Manager +position, arity|app\.old:Manager +position/);
    expect(text.split('\n').filter((line) => line.length > 100)).toEqual([]);
    expect(codemod(own, ['audit', '-v']).stdout).toContain('    send: 1 (app/use.py:4)');
    const markdown = codemod(own, ['audit', '--format', 'markdown']).stdout;
    expect(markdown).toContain('### `app.old:Manager` → `app.new:Manager`');
    expect(markdown).toContain('Also named in 1 Markdown file');
  });

  test('are in the packet', () => {
    const { stdout } = codemod(makeRepository(tree), ['dry-run', '--format', 'html']);
    const packed = /id="data">([^<]+)</.exec(stdout)?.[1] ?? '';
    const { interfaces } = JSON.parse(gunzipSync(Buffer.from(packed, 'base64')).toString()) as ReportData;
    expect(interfaces.map(({ legacy, lacking }) => [legacy, lacking])).toEqual([
      ['app.old:Manager', [['send', 1, 'app/use.py:4']]],
    ]);
  });
});

describe('schema/audit.json', () => {
  const schema = JSON.parse(readFileSync(new URL('../../schema/audit.json', import.meta.url), 'utf8')) as object;
  const validate = new Ajv({ allErrors: true }).compile(schema);

  test('takes what the program prints', () => {
    validate(audited('--text-counts'));
    expect(validate.errors ?? []).toEqual([]);
    validate(audited());
    expect(validate.errors ?? []).toEqual([]);
  });

  test.each<[string, (audit: Record<string, unknown>) => unknown]>([
    ['another version', (audit) => ({ ...audit, schemaVersion: 2 })],
    ['a key that is not known', (audit) => ({ ...audit, host: 'x' })],
    ['no compliance', ({ compliance, ...audit }) => (compliance === undefined ? undefined : audit)],
    ['a risk of no severity', (audit) => ({ ...audit, isolationRisks: [{ path: 'a', line: 1, column: 1 }] })],
  ])('refuses %s', (_, change) => {
    expect(validate(change(audited() as unknown as Record<string, unknown>))).toBe(false);
  });
});

describe('the text', () => {
  test('is a table in 100 columns, and says how to see the rest', () => {
    const { stdout } = codemod(root, ['audit', '--text-counts']);
    expect(stdout.split('\n').filter((line) => line.length > 100)).toEqual([]);
    expect(stdout).toContain('66.6 % (6 of 9 bindings)');
  });

  test('-v lists every place of the JSON', () => {
    const { stdout } = codemod(root, ['audit', '-v']);
    const { symbols, danglingImports, leftovers, isolationRisks } = audited();
    const places = [
      ...symbols.flatMap(({ paths }) => paths.flatMap((one) => one.places)),
      ...danglingImports,
      ...isolationRisks,
    ];
    for (const place of places) expect(stdout).toContain(at(place));
    for (const one of leftovers) expect(stdout).toContain(one.path);
  });
});

test('SARIF is valid, and has the findings', () => {
  const { runs } = validateSarif(codemod(root, ['audit', '--format', 'sarif']).stdout);
  const rules = runs[0]?.results?.map(({ ruleId }) => ruleId);
  for (const rule of [
    'audit/dangling-import',
    'audit/competing-implementation',
    'audit/leftover',
    'isolation/module-state',
  ])
    expect(rules).toContain(rule);
});

test('annotations', () => {
  expect(codemod(root, ['audit', '--format', 'github']).stdout).toContain(
    '::error file=tests/test_ssot.py,line=1,endLine=1,col=22,endColumn=22,title=ssot-codemod audit/dangling-import::there is no module app.gone',
  );
});

describe('--status-file', () => {
  const block = '<!-- ssot-audit:begin -->\r\nold\r\n<!-- ssot-audit:end -->';
  const run = (
    content: string | undefined,
    ...args: string[]
  ): { exitCode: number; stderr: string; content: string } => {
    const file = path.join(temporaryFolder(), 'STATUS.md');
    if (content !== undefined) writeFileSync(file, content, 'latin1');
    const { exitCode, stderr } = codemod(root, ['audit', '--status-file', file, ...args]);
    return { exitCode, stderr, content: content === undefined ? '' : readFileSync(file, 'latin1') };
  };

  test('rewrites the block and nothing else, with the line endings of the file', () => {
    const { exitCode, content } = run(`\u00ef\u00bb\u00bf# Stat\u00fcs\r\n${block} tail\r\n`, '--date', '2026-01-31');
    expect(exitCode).toBe(0);
    expect(content).toMatch(/^\u00ef\u00bb\u00bf# Stat\u00fcs\r\n<!-- ssot-audit:begin -->\r\n/);
    expect(content).toMatch(/<!-- ssot-audit:end --> tail\r\n$/);
    expect(content).toContain('on 2026-01-31.\r\n');
    expect(content).toContain('66.6 % (6 of 9 bindings)');
    expect(content).not.toMatch(/old|[^\r]\n/);
    expect(run(content, '--date', '2026-01-31').content).toBe(content);
  });

  test.each([
    ['without the block', '# Status\n', ['--date', '2026-01-31'], 'does not have one block'],
    ['with the block twice', `${block}\n${block}\n`, ['--date', '2026-01-31'], 'does not have one block'],
    [
      'with the markers the other way round',
      '<!-- ssot-audit:end --><!-- ssot-audit:begin -->',
      ['--date', '2026-01-31'],
      'does not have one block',
    ],
    ['that is not there', undefined, ['--date', '2026-01-31'], 'cannot be read'],
    ['without a date', block, [], '--status-file needs --date'],
    ['with a date that there is not', block, ['--date', '2026-02-30'], 'is no date'],
  ])('a file %s is left as it is: exit code 2', (_, content, args, message) => {
    const result = run(content, ...args);
    expect(result.exitCode).toBe(2);
    expect(result.stderr).toContain(message);
    expect(result.content).toBe(content ?? '');
  });
});

describe('names and contents that somebody made up', () => {
  const escape = '\u001b[31m';
  const name = `app/${escape}::error::x|<script>@team [a](b).py`;
  let evil = '';
  beforeAll(() => {
    evil = makeRepository({
      ...files,
      [name]:
        'user_connections = {}  # ssot: allow[isolation/module-state] ::set-output name=x::y \u001b[2J <img src=x> `|`\nfrom app.gone import Manager\n',
      [`app/${escape}..%2f.py.bak`]: '',
    });
  });

  test.each(['text', 'json', 'markdown', 'sarif', 'github'])('%s shows them, and obeys nothing', (format) => {
    const { stdout, exitCode } = codemod(evil, ['audit', '-v', '--format', format]);
    expect(exitCode).toBe(0);
    expect(stdout).not.toContain('\u001b');
    expect(stdout).not.toMatch(/^::(?:set-output|error::x)/m);
    if (format === 'markdown') {
      expect(stdout.replace(/(`+)[^`\n]+\1/g, '')).not.toMatch(/<(?:script|img)|(?<!&#8203;)@team/);
      for (const line of stdout.split('\n').filter((row) => row.startsWith('| ') && row.includes('module-state')))
        expect(line).toMatch(/\|$/);
    }
    if (format === 'sarif') validateSarif(stdout);
    expect(stdout).toMatch(/error/);
  });
});

describe('wrong usage', () => {
  test.each([
    [['--format', 'html'], '--format takes "text", "json"'],
    [['nowhere'], 'no such file or folder'],
    [['--include', '*.rb'], 'no Python file matched'],
  ])('audit %j: exit code 2', (args, message) => {
    const { exitCode, stderr } = codemod(root, ['audit', ...args]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(message);
  });

  test('--text-counts without any', () => {
    const bare = makeRepository({ 'ssot.config.json': '{}', 'a.py': '' });
    expect(codemod(bare, ['audit', '--text-counts'])).toMatchObject({ exitCode: 2 });
  });
});
