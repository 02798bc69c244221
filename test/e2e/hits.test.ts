import { gunzipSync } from 'node:zlib';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import { codemodAsAuthor as codemod } from '../support/git-author.ts';
import { withPython } from '../support/python.ts';
import { addFiles, git, makeFolder, makeRepository, read, withGit } from '../support/repository.ts';
import type { Files } from '../support/repository.ts';

const files: Files = {
  '.gitignore': '__pycache__/\n',
  CODEOWNERS: '* @everybody\napp/routes.py @routes\n',
  'ssot.config.json': JSON.stringify({
    python: { map: [{ canonical: 'app.unified:Manager', legacy: ['app.manager:WebSocketManager'] }] },
  }),
  'app/__init__.py': '',
  'app/unified.py': 'class Manager:\n    pass\n',
  'app/manager.py': 'from app.unified import Manager as WebSocketManager\n\n\ndef helper():\n    pass\n',
  'app/routes.py': 'from app.manager import (\n    WebSocketManager,\n)\n',
  'app/whole.py': 'import app.manager as m\n\n\ndef f():\n    return m.WebSocketManager\n\n\nf()\n',
  'app/unused.py': 'def f():\n    from app.manager import WebSocketManager\n',
  'app/dynamic.py':
    'import importlib\n\ngetattr(importlib.import_module("app.%s" % __name__.replace("dynamic", "manager")[4:]), "WebSocketManager")\n',
  'app/kept.py': 'from app.manager import helper\n',
};

const readSchema = (name: string): object =>
  JSON.parse(readFileSync(new URL(`../../schema/${name}.json`, import.meta.url), 'utf8')) as object;
const validate = new Ajv({ allErrors: true }).compile(readSchema('hits'));

interface Site {
  readonly path: string;
  readonly line: number;
  readonly kind: string;
  readonly hits: number;
  readonly processes: number;
  readonly owner?: string;
}

/** The answer of `hits --format json`, which must be of its schema. */
function hits(
  folder: string,
  ...args: readonly string[]
): { sites: Site[]; neverHit: Site[]; unreadable: number; days: object[] } {
  const { stdout, stderr } = codemod(folder, ['hits', ...args, '--format', 'json', '-q']);
  expect(stderr).toBe('');
  const report: unknown = JSON.parse(stdout);
  validate(report);
  expect(validate.errors ?? []).toEqual([]);
  return report as ReturnType<typeof hits>;
}

function withShims(more: Files = {}): string {
  const folder = makeRepository({ ...files, ...more });
  expect(codemod(folder, ['shim', '--keep-old', '--apply']).exitCode).toBe(0);
  git(folder, 'add', '-A');
  git(folder, 'commit', '-qm', 'shims');
  return folder;
}

const record = (more: object): string =>
  `${JSON.stringify({ legacy: 'app.manager:WebSocketManager', file: 'app/routes.py', line: 1, hits: 1, time: 1767225600, ...more })}\n`;

withGit.describe('hits', () => {
  withPython.test('of a program that ran, beside what the Plan knows (needs python3)', () => {
    const folder = withShims();
    const records = path.join(makeFolder({}), 'hits');
    const program =
      'import app.routes, app.whole, app.unused, app.dynamic, app.kept\nfrom app.manager import WebSocketManager';
    for (let run = 0; run < 2; run++) {
      const env = { ...process.env, SSOT_HITS: records, PYTHONDONTWRITEBYTECODE: '1' };
      const { status, stderr } = spawnSync('python3', ['-W', 'ignore', '-c', program], {
        cwd: folder,
        env,
        encoding: 'utf8',
      });
      expect([status, stderr]).toEqual([0, '']);
    }
    const { sites, neverHit } = hits(folder, records);
    expect(
      sites.map(({ path, line, kind, hits, processes, owner }) => [path, line, kind, hits, processes, owner]),
    ).toEqual([
      ['<string>', 2, 'outside', 2, 2, undefined],
      ['app/dynamic.py', 3, 'dynamic', 2, 2, '@everybody'],
      ['app/kept.py', 1, 'unmapped', 2, 2, '@everybody'],
      ['app/routes.py', 1, 'planned', 2, 2, '@routes'],
      ['app/whole.py', 5, 'planned', 2, 2, '@everybody'],
    ]);
    expect(neverHit.map(({ path, line }) => `${path}:${line}`)).toEqual(['app/unused.py:2']);
    expect(codemod(folder, ['hits', records, '--exit-code']).exitCode).toBe(1);
  });

  test('adds up processes, by the last line of each', () => {
    const folder = withShims();
    addFiles(folder, {
      'hits/1.jsonl': record({ hits: 1 }) + record({ hits: 2 }) + record({ hits: 4 }),
      'hits/2.jsonl': `${record({ file: '/srv/release-3/app/routes.py', hits: 8 })}{"legacy": "app.man`,
      'hits/3.jsonl':
        record({ file: `${folder}/app/routes.py`, hits: 1 }) + record({ file: '/srv/other/x.py', hits: 1 }),
      'hits/notes.txt': 'no record',
    });
    const { sites, unreadable } = hits(folder, 'hits');
    expect(sites.map(({ path, hits }) => [path, hits])).toEqual([
      ['/srv/other/x.py', 1],
      ['app/routes.py', 4],
      ['app/routes.py', 8],
      ['app/routes.py', 1],
    ]);
    expect(unreadable).toBe(1);
  });

  test('--since leaves out what was recorded before, and days make a burn-down', () => {
    const folder = withShims();
    addFiles(folder, {
      'hits/1.jsonl':
        record({ time: 1767225600 }) + record({ line: 2, time: 1767225600 }) + record({ time: 1767312000, hits: 2 }),
    });
    expect(hits(folder, 'hits').days).toEqual([
      { day: '2026-01-01', sites: 2 },
      { day: '2026-01-02', sites: 1 },
    ]);
    expect(hits(folder, 'hits', '--since', '2026-01-02').sites).toMatchObject([{ line: 1, hits: 2 }]);
    const { stdout } = codemod(folder, ['hits', 'hits']);
    expect(stdout).toMatch(/^ {2}2026-01-01 {2}█{40} 2\n {2}2026-01-02 {2}█{20} 1\n/m);
  });

  test('lines that are no records are counted, and nothing else', () => {
    const folder = withShims();
    const odd = [
      '[]',
      'null',
      '1',
      '{"legacy": 1}',
      record({ line: -1 }),
      record({ hits: 'x' }),
      record({ time: 1e300 }),
    ];
    addFiles(folder, { 'hits/1.jsonl': odd.map((line) => `${line.trim()}\n`).join('') });
    expect(hits(folder, 'hits')).toMatchObject({ sites: [], unreadable: odd.length });
  });

  test('audit --hits has the figures, and its status file', () => {
    const folder = withShims();
    addFiles(folder, {
      'hits/1.jsonl': record({}) + record({ file: 'app/dynamic.py', line: 3, hits: 4 }),
      'STATUS.md': '<!-- ssot-audit:begin -->\n<!-- ssot-audit:end -->\n',
    });
    const { stdout, exitCode } = codemod(folder, ['audit', '--hits', 'hits', '--format', 'json']);
    expect(exitCode).toBe(0);
    const report = JSON.parse(stdout) as { hits: object };
    const isValid = new Ajv({ allErrors: true, strict: false }).compile(readSchema('audit'));
    isValid(report);
    expect(isValid.errors ?? []).toEqual([]);
    expect(report.hits).toEqual({
      sites: { planned: 1, dynamic: 1, unmapped: 0, outside: 0 },
      hits: 5,
      neverHit: 3,
      days: [{ day: '2026-01-01', sites: 2 }],
    });
    expect(codemod(folder, ['audit']).stdout).not.toContain('used shims');
    codemod(folder, ['audit', '--hits', 'hits', '--status-file', 'STATUS.md', '--date', '2026-01-02']);
    expect(read(folder, 'STATUS.md')).toContain('2, 1 of them dynamic, 0 outside; at least 5 times');
  });

  test('the review packet holds them, and no other format does', () => {
    const folder = withShims();
    addFiles(folder, { 'hits/1.jsonl': record({}) + record({ file: 'app/dynamic.py', line: 3, hits: 4 }) });
    const page = codemod(folder, ['--format', 'html', '--hits', 'hits']).stdout;
    const data = /id="data">([^<]*)</.exec(page)?.[1] ?? '';
    expect(JSON.parse(gunzipSync(Buffer.from(data, 'base64')).toString())).toMatchObject({
      hits: { all: 2, hits: 5, neverHit: 3, days: [{ day: '2026-01-01', sites: 2 }] },
    });
    const { exitCode, stderr } = codemod(folder, ['--hits', 'hits']);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('--hits is for --format html')]);
  });

  test.each<[string, readonly string[], string]>([
    ['no folder', [], 'hits takes one folder'],
    ['a folder that is not there', ['gone'], 'cannot read the hits in gone'],
    ['a folder without records', ['app'], 'there are no records in app'],
    ['no date', ['app', '--since', 'yesterday'], '--since yesterday is no date'],
  ])('%s is refused', (_, args, said) => {
    const { exitCode, stderr } = codemod(makeRepository(files), ['hits', ...args]);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining(said)]);
  });
});
