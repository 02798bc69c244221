import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, test } from '@jest/globals';
import { makeReportData } from '../../src/report/html/make-report-data.ts';
import { makePlan } from '../../src/index.ts';
import { codemod } from '../support/program.ts';
import { makeFolder, read } from '../support/repository.ts';

const nb = JSON.stringify({
  cells: [
    { cell_type: 'code', source: ['import os\n', 'from app.old import Manager'] },
    { cell_type: 'code', source: ['%time app.old.Manager()'] },
  ],
  metadata: {},
});
const config = { python: { map: [{ canonical: 'app.core:Manager', legacy: ['app.old:Manager'] }] } };
const files = {
  'ssot.config.json': JSON.stringify(config),
  'app/__init__.py': '',
  'app/core.py': 'class Manager: ...\n',
  'app/old.py': 'from app.core import Manager\n',
  'a.ipynb': nb,
  'docs/a.md': '```python\nfrom app.old import Manager\n```\n',
  'conf/a.yaml': 'handlers:\n  a: { class: app.old.Manager }\nother: app.old.Manager\n',
  'm.py': '# from app.old import Manager\n',
};

describe('--carriers', () => {
  test('reads what it names, and counts the others', () => {
    const folder = makeFolder(files);
    const run = codemod(folder, ['apply', '--carriers', 'markdown,config']);
    expect(run.stderr).toContain('Also named in 1 notebook: --carriers notebook (-v lists them)\n');
    expect(read(folder, 'docs/a.md')).toBe('```python\nfrom app.core import Manager\n```\n');
    expect(read(folder, 'conf/a.yaml')).toBe(files['conf/a.yaml'].replace('class: app.old', 'class: app.core'));
    expect(read(folder, 'a.ipynb')).toBe(nb);
    expect(codemod(folder, ['dry-run', '--carriers', 'markdown,config', '--exit-code']).exitCode).toBe(0);
    codemod(folder, ['rollback']);
    for (const file of ['docs/a.md', 'conf/a.yaml'] as const) expect(read(folder, file)).toBe(files[file]);
  });

  test('counts the files of every carrier that is off', () => {
    const folder = makeFolder(files);
    const { stderr } = codemod(folder, ['dry-run', '-v']);
    expect(stderr).toContain('Also named in 1 Markdown file: --carriers markdown\n  docs/a.md\n');
    expect(stderr).toContain('Also named in 1 configuration file: --carriers config\n  conf/a.yaml\n');
    expect(codemod(folder, ['check', '-v']).stderr).toContain('Also named in 1 Markdown file');
    expect(codemod(folder, ['dry-run', '--carriers', 'all']).stderr).not.toContain('Also named');
  });

  test('the configuration turns carriers on', () => {
    const folder = makeFolder({ ...files, 'ssot.config.json': JSON.stringify({ ...config, carriers: ['markdown'] }) });
    expect(codemod(folder, ['dry-run', '--stat']).stdout).toContain(' docs/a.md | ');
  });

  test('names the carriers that there are', () => {
    const run = codemod(makeFolder(files), ['dry-run', '--carriers', 'pdf']);
    expect(run.exitCode).toBe(2);
    expect(run.stderr).toContain('the carriers are stub, notebook, ');
  });
});

describe('reports name the place as its carrier does', () => {
  const folder = makeFolder(files);
  const run = (...args: readonly string[]): string => {
    const { stdout, stderr } = codemod(folder, [...args, '--carriers', 'notebook,config']);
    return stdout + stderr;
  };

  test.each([
    [
      ['dry-run', '-v'],
      [
        'a.ipynb:1:56 cell 1, line 2: app.old:Manager → ',
        'cell 2, line 1: unknown-language',
        ' other: app.old:Manager → ',
      ],
    ],
    [
      ['dry-run', '--format', 'markdown'],
      ['cell 1, line 2: ', 'cell 2, line 1: '],
    ],
    [
      ['check'],
      [
        'cell 1, line 2: app.old:Manager → app.core:Manager',
        'handlers.a.class: app.old:Manager → app.core:Manager',
        'cell 2, line 1: app.old:Manager is a legacy path',
      ],
    ],
    [['check', '--format', 'github'], ['cell 1, line 2: app.old']],
    [
      ['check', '--format', 'sarif'],
      ['cell 1, line 2: app.old', 'handlers.a.class: app.old'],
    ],
    [['explain', 'conf/a.yaml:3'], ['conf/a.yaml:3:8 (other) app.old:Manager → app.core:Manager']],
  ])('%j', (args, said) => {
    const output = run(...args);
    for (const words of said) expect(output).toContain(words);
  });

  test('JSON', () => {
    const report = JSON.parse(
      codemod(folder, ['dry-run', '--format', 'json', '--carriers', 'notebook,config']).stdout,
    ) as object;
    expect(JSON.stringify(report)).toContain('"place":"handlers.a.class"');
    const schema = JSON.parse(readFileSync(new URL('../../schema/report.json', import.meta.url), 'utf8')) as object;
    expect(new Ajv().validate(schema, report)).toBe(true);
  });

  test('HTML', async () => {
    const plan = await makePlan({ root: folder, config: { ...config, carriers: ['notebook'] } });
    const data = makeReportData(plan, { command: 'dry-run', version: '1', run: undefined } as never);
    expect(JSON.stringify(data.files)).toContain('"cell 1, line 2"');
    expect(JSON.stringify(data.files)).toContain('cell 2, line 1: ');
  });
});
