import { expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import { readFileSync } from 'node:fs';
import type { UserConfig, UserMapEntry } from '../../src/index.ts';
import type { MapProblem } from '../../src/model/map-problem.ts';
import { codemod } from '../support/program.ts';
import { addFiles, commitAll, git, makeFolder, withGit } from '../support/repository.ts';
import type { Files } from '../support/repository.ts';

const pythonTree: Files = {
  'app/__init__.py': '',
  'app/old.py': 'class Old:\n    pass\n',
  'app/lazy.py': 'def __getattr__(name):\n    return name\n',
  'app/new.py':
    'class Unified:\n    pass\n\n\ntry:\n    from fast import Speed\nexcept ImportError:\n    Speed = None\n',
  'app/facade.py': 'from vendor.ws import Socket as Manager\n',
  'app/events/one.py': '',
  'use.py': 'import os\n',
};
const scriptTree: Files = {
  'src/old.ts': 'export class Old {}\n',
  'src/new.ts': "export class Unified {}\nexport * from './more';\n",
  'src/more.ts': 'export const more = 1;\n',
  'src/facade.ts': "export { Socket as Manager } from 'vendor-ws';\n",
  'src/use.ts': 'export {};\n',
};

function configOf(section: 'python' | 'javascript', map: readonly UserMapEntry[]): string {
  return JSON.stringify({ [section]: { map } } satisfies UserConfig, undefined, 2);
}

/** The problems of a Map that a dry-run reports. */
function problemsOf(section: 'python' | 'javascript', map: readonly UserMapEntry[], files: Files = {}): MapProblem[] {
  const tree = section === 'python' ? pythonTree : scriptTree;
  const folder = makeFolder({ ...tree, ...files, 'ssot.config.json': configOf(section, map) });
  const run = codemod(folder, ['dry-run', '--format', 'json']);
  return (JSON.parse(run.stdout) as { problems?: MapProblem[] }).problems ?? [];
}

const entry = (canonical: string, ...legacy: string[]): UserMapEntry => ({ canonical, legacy });

/** Each with the path that is wrong, why, and what was likely meant. */
type Case = readonly [
  what: string,
  map: readonly UserMapEntry[],
  wrong: readonly (readonly [string, string, ...string[]])[],
];

const pythonCases: readonly Case[] = [
  [
    'a legacy module that is not there',
    [entry('app.new:Unified', 'app.odl:Old')],
    [['app.odl:Old', 'legacy-absent', 'app.old:Old']],
  ],
  [
    'a legacy name that is not there',
    [entry('app.new:Unified', 'app.old:Odl')],
    [['app.old:Odl', 'legacy-absent', 'app.old:Old']],
  ],
  ['of several, the one', [entry('app.new:Unified', 'app.old:Old', 'gone:Old')], [['gone:Old', 'legacy-absent']]],
  [
    'a whole module that is not there',
    [entry('app.events', 'app.evnets')],
    [['app.evnets', 'legacy-absent', 'app.events']],
  ],
  ['every name of one', [entry('app.new:*', 'app.odl:*')], [['app.odl:*', 'legacy-absent', 'app.old:*']]],
  [
    'a canonical module that is not there',
    [entry('app.nwe:Unified', 'app.old:Old')],
    [['app.nwe:Unified', 'canonical-not-found', 'app.new:Unified']],
  ],
  ['a package in it that is not there', [entry('ap.new', 'app.old')], [['ap.new', 'canonical-not-found', 'app.new']]],
  [
    'a canonical name that is not bound',
    [entry('app.new:Unifid', 'app.old:Old')],
    [['app.new:Unifid', 'canonical-not-exported', 'app.new:Unified']],
  ],
  [
    'a canonical path that is legacy, too',
    [entry('app.new:Unified', 'app.old:Old', 'app.new:Unified')],
    [['app.new:Unified', 'canonical-is-legacy']],
  ],
  [
    'a dot for a colon on both sides',
    [entry('app.new.Unified', 'app.old.Old')],
    [
      ['app.old.Old', 'wrong-separator', 'app.old:Old'],
      ['app.new.Unified', 'wrong-separator', 'app.new:Unified'],
    ],
  ],
  ['nothing: all is there', [entry('app.new:Unified', 'app.old:Old')], []],
  ['nothing: a name that may be there', [entry('app.new:Speed', 'app.lazy:Anything')], []],
  ['nothing: a namespace package', [entry('app.events', 'app.old')], []],
  ['nothing: a canonical module elsewhere', [{ ...entry('vendor:X', 'app.old:Old'), external: true }], []],
  ['nothing: a built-in', [entry('builtins:list', 'app.old:Old')], []],
  ['nothing: a legacy path that the canonical module hands on', [entry('app.facade:Manager', 'vendor.ws:Socket')], []],
  ['nothing: one that may be absent', [{ ...entry('app.nwe:Unified', 'gone:Old'), absent: 'ok' }], []],
];

test.each(pythonCases)('python: %s', (_, map, wrong) => {
  expect(problemsOf('python', map).map(({ path, kind, nearest }) => [path, kind, ...nearest])).toEqual(wrong);
});

const calls: Files = {
  'app/old.py':
    'class Old:\n    def __init__(self, context, mode=None):\n        pass\n\n\nasync def get(a):\n    pass\n\n\ndef put(a):\n    pass\n',
  'app/new.py':
    'class Unified:\n    def __init__(self, mode=None, context=None):\n        pass\n\n\ndef get(a):\n    pass\n\n\ndef put(a, b):\n    pass\n\n\ndef same(a, more=1):\n    pass\n',
  'use.py': 'from app.old import Old, get, put\n',
};
const replacing = (canonical: string, ...legacy: string[]): UserMapEntry => ({
  ...entry(canonical, ...legacy),
  replaces: true,
});

test.each<[what: string, map: readonly UserMapEntry[], message: RegExp | undefined]>([
  ['the first parameter', [replacing('app.new:Unified', 'app.old:Old')], /argument 1 is context, and lands in mode/],
  ['await', [replacing('app.new:get', 'app.old:get')], /a call is awaited, and the canonical one is not async/],
  ['one more', [replacing('app.new:put', 'app.old:put')], /the canonical one needs b besides/],
  ['a module of names', [replacing('app.new:*', 'app.old:*')], /app\.new:get replaces app\.old:get/],
  ['nothing: one that may be left out', [replacing('app.new:same', 'app.old:put')], undefined],
  [
    'nothing: a reason',
    [{ ...replacing('app.new:Unified', 'app.old:Old'), differs: 'no call has arguments' }],
    undefined,
  ],
  ['nothing: no word for it', [entry('app.new:Unified', 'app.old:Old')], undefined],
])('an entry that replaces what is called otherwise: %s', (_, map, message) => {
  const config = configOf('python', map);
  const folder = makeFolder({ ...pythonTree, ...calls, 'ssot.config.json': config });
  const { stdout } = codemod(folder, ['check', '--format', 'json']);
  const { others } = JSON.parse(stdout) as {
    others: { ruleId: string; message: string; path: string; severity: string }[];
  };
  const found = others.filter(({ ruleId }) => ruleId === 'map-entry');
  if (message === undefined) expect(found).toEqual([]);
  else {
    expect(found.map((each) => each.message).join('\n')).toMatch(message);
    expect(found.every(({ path, severity }) => path === 'ssot.config.json' && severity === 'error')).toBe(true);
  }
  // An entry gets a problem only if files name it.
  const quiet = makeFolder({ ...pythonTree, ...calls, 'use.py': 'import os\n', 'ssot.config.json': config });
  expect(codemod(quiet, ['check']).exitCode).toBe(0);
});

const scriptCases: readonly Case[] = [
  [
    'a legacy file that is not there',
    [entry('./src/new#Unified', './src/odl#Old')],
    [['./src/odl#Old', 'legacy-absent', './src/old#Old']],
  ],
  ['with its ending', [entry('./src/new', './src/odl.ts')], [['./src/odl.ts', 'legacy-absent', './src/old.ts']]],
  ['in a folder that is not there', [entry('./src/new', './scr/old')], [['./scr/old', 'legacy-absent', './src/old']]],
  [
    'a legacy export that is not there',
    [entry('./src/new#Unified', 'src/old#Odl')],
    [['src/old#Odl', 'legacy-absent', 'src/old#Old']],
  ],
  [
    'a package that nobody imports',
    [entry('./src/new#Unified', 'old-package#Old')],
    [['old-package#Old', 'legacy-absent']],
  ],
  [
    'a canonical file that is not there',
    [entry('./src/nwe#Unified', './src/old#Old')],
    [['./src/nwe#Unified', 'canonical-not-found', './src/new#Unified']],
  ],
  [
    'an export that is not there',
    [entry('./src/new#Unifid', './src/old#Old')],
    [['./src/new#Unifid', 'canonical-not-exported', './src/new#Unified']],
  ],
  ['a canonical path that is legacy, too', [entry('./src/new', './src/new')], [['./src/new', 'canonical-is-legacy']]],
  [
    'a dot or a colon for #',
    [entry('./src/new.Unified', './src/old:Old')],
    [
      ['./src/old:Old', 'wrong-separator', './src/old#Old'],
      ['./src/new.Unified', 'wrong-separator', './src/new#Unified'],
    ],
  ],
  ['nothing: all is there', [entry('./src/new#Unified', './src/old#Old')], []],
  ['nothing: a star export', [entry('./src/new#more', './src/old#Old')], []],
  ['nothing: a package that is not installed', [{ ...entry('ws#Socket', './src/old#Old'), external: true }], []],
  [
    'nothing: a legacy path that the canonical module hands on',
    [entry('./src/facade#Manager', 'vendor-ws#Socket')],
    [],
  ],
];

test.each(scriptCases)('javascript: %s', (_, map, wrong) => {
  expect(problemsOf('javascript', map).map(({ path, kind, nearest }) => [path, kind, ...nearest])).toEqual(wrong);
});

test('a path that is not there and that a file imports is a dangling import, and no mistake in the Map', () => {
  const python = problemsOf('python', [entry('app.new:Unified', 'app.gone:Old')], {
    'a.py': 'from app.gone import Old\n',
  });
  expect(python).toEqual([]);
  // By whatever of its spellings.
  const map = [entry('./src/new#Unified', './src/gone#Old', 'src/gone#Old')];
  expect(problemsOf('javascript', map, { 'src/a.ts': "import { Old } from './gone';\nOld;\n" })).toEqual([]);
  const part = [entry('./src/new', 'old-package')];
  expect(problemsOf('javascript', part, { 'src/a.ts': "import x from 'old-package/part';\nx;\n" })).toEqual([]);
});

test('an import of a path whose canonical one is not there does not hide that', () => {
  const files = { 'a.py': 'from app.old import Old\n' };
  const [problem, ...others] = problemsOf('python', [entry('app.nwe:Unified', 'app.old:Old')], files);
  expect(problem).toMatchObject({ kind: 'canonical-not-found', nearest: ['app.new:Unified'] });
  expect(others).toEqual([]);
});

const wrong = configOf('python', [entry('app.new:Unified', 'app.odl:Old')]);
const said = 'the legacy path app.odl:Old names nothing, and no file imports it: did you mean app.old:Old?';

test.each([
  ['dry-run', []],
  ['plan', ['--save', 'plan.json']],
  ['apply', []],
  ['review', []],
  ['explain', ['use.py:1']],
])('%s says it once, and goes on', (command, args) => {
  const folder = makeFolder({ ...pythonTree, 'ssot.config.json': wrong });
  const { exitCode, stderr } = codemod(folder, [command, ...args]);
  expect(stderr.split(said).length).toBe(2);
  expect(exitCode).toBe(0);
});

test('check fails, at the line of the configuration, in every format', () => {
  const folder = makeFolder({ ...pythonTree, 'ssot.config.json': wrong });
  const run = codemod(folder, ['check']);
  expect(run.exitCode).toBe(1);
  expect(run.stdout).toContain(`ssot.config.json:7:1 python.map: ${said}\n`);
  expect(run.stderr).toBe('No import on a legacy path in 7 files; 1 wrong in the Map\n');
  const inFormat = (format: string): string => codemod(folder, ['check', '--format', format]).stdout;
  expect(inFormat('github')).toContain('::error file=ssot.config.json,line=7,');
  expect(inFormat('markdown')).toContain('| `ssot.config.json:7` | python.map: the legacy path app.odl:Old');
  expect(inFormat('sarif')).toContain('"ruleId": "map-entry"');
  const report = JSON.parse(inFormat('json')) as { summary: object; others: object[] };
  const schema = JSON.parse(readFileSync(new URL('../../schema/check.json', import.meta.url), 'utf8')) as object;
  expect(new Ajv().validate(schema, report)).toBe(true);
  expect(report.summary).toMatchObject({ mapProblems: 1, new: 0 });
  expect(report.others).toMatchObject([{ ruleId: 'map-entry', path: 'ssot.config.json', line: 7 }]);
});

test('the report of a dry-run with problems is of the schema', () => {
  const folder = makeFolder({ ...pythonTree, 'ssot.config.json': wrong });
  const schema = JSON.parse(readFileSync(new URL('../../schema/report.json', import.meta.url), 'utf8')) as object;
  const report = JSON.parse(codemod(folder, ['--format', 'json']).stdout) as object;
  expect(report).toHaveProperty('problems.0.place', { path: 'ssot.config.json', line: 7 });
  expect(new Ajv().validate(schema, report)).toBe(true);
});

test('"absent": "ok" lets it be: for an entry, or for all that do not say', () => {
  const map = [entry('app.new:Unified', 'app.odl:Old')];
  const ofAll = { python: { absent: 'ok' as const, map } };
  const ofOne = { python: { map: map.map((each) => ({ ...each, absent: 'ok' as const })) } };
  for (const config of [ofAll, ofOne]) {
    const folder = makeFolder({ ...pythonTree, 'ssot.config.json': JSON.stringify(config) });
    expect(codemod(folder, ['check'])).toMatchObject({ exitCode: 0, stdout: '' });
  }
  const anyway = { python: { absent: 'ok', map: map.map((each) => ({ ...each, absent: 'fail' })) } };
  const folder = makeFolder({ ...pythonTree, 'ssot.config.json': JSON.stringify(anyway) });
  expect(codemod(folder, ['check']).exitCode).toBe(1);
});

test('a preset is for many trees', () => {
  const folder = makeFolder(pythonTree);
  const run = codemod(folder, ['check', '--preset', 'websocket-manager']);
  expect(run).toMatchObject({ exitCode: 0, stdout: '' });
  expect(run.stderr).not.toContain('warning');
});

test('many are counted', () => {
  const map = Array.from({ length: 15 }, (_, k) => entry('app.new:Unified', `gone${k}:Old`));
  const folder = makeFolder({ ...pythonTree, 'ssot.config.json': configOf('python', map) });
  const { stderr } = codemod(folder, []);
  expect(stderr.match(/names nothing/g)).toHaveLength(10);
  expect(stderr).toContain('5 more problems of the Map (--format json lists all)\n');
  expect(codemod(folder, ['check']).stdout).toContain('… and 5 more in the Map (-v lists all)\n');
  expect(codemod(folder, ['check', '-v']).stdout.match(/names nothing/g)).toHaveLength(15);
});

test('who sees a part of the files says only what is certain without the others', () => {
  const map = [entry('app.nwe:Unified', 'app.odl:Old'), entry('app.new:Unified', 'app.gone:Old')];
  const folder = makeFolder({ ...pythonTree, 'ssot.config.json': configOf('python', map) });
  const kinds = (...args: string[]): string[] => {
    const { stdout } = codemod(folder, ['dry-run', '--format', 'json', ...args]);
    return (JSON.parse(stdout) as { problems: MapProblem[] }).problems.map(({ kind }) => kind);
  };
  expect(kinds()).toEqual(['legacy-absent', 'canonical-not-found', 'legacy-absent']);
  expect(kinds('use.py')).toEqual(['canonical-not-found']);
});

withGit.test('neither do --since and --staged, nor a sparse checkout of anything', () => {
  const folder = makeFolder({ ...pythonTree, 'ssot.config.json': wrong });
  commitAll(folder);
  addFiles(folder, { 'use.py': 'import sys\n' });
  git(folder, 'add', '.');
  expect(codemod(folder, ['check', '--staged'])).toMatchObject({ exitCode: 0, stdout: '' });
  expect(codemod(folder, ['check', '--since', 'HEAD'])).toMatchObject({ exitCode: 0, stdout: '' });
  git(folder, 'commit', '-q', '-m', 'use');
  expect(codemod(folder, ['check']).exitCode).toBe(1);
  git(folder, 'sparse-checkout', 'set', '--no-cone', '/*', '!/app/old.py');
  expect(codemod(folder, ['check'])).toMatchObject({ exitCode: 0, stdout: '' });
});

test('a symbol of "unmapped" that is not there is told, and one that is there or imported is not', () => {
  const config = { python: { map: [], unmapped: ['app.old:Old', 'app.old:Odl', 'gone:Thing', 'app.gone:Asked'] } };
  const folder = makeFolder({
    ...pythonTree,
    'asks.py': 'from app.gone import Asked\n',
    'ssot.config.json': JSON.stringify(config),
  });
  const run = codemod(folder, ['dry-run', '--format', 'json']);
  const { problems = [] } = JSON.parse(run.stdout) as { problems?: MapProblem[] };
  expect(problems.map(({ path, kind, nearest }) => [path, kind, ...nearest])).toEqual([
    ['app.old:Odl', 'unmapped-absent', 'app.old:Old'],
    ['gone:Thing', 'unmapped-absent'],
  ]);
  const markdown = codemod(folder, ['dry-run', '--format', 'markdown']).stdout;
  expect(markdown).toContain('## Problems of the Map');
  expect(markdown).toContain('take it out of "unmapped"');
});
