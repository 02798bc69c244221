import { describe, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import type { Finding } from '../../src/model/finding.ts';
import { gitlab } from '../../src/report/gitlab.ts';
import { junit } from '../../src/report/junit.ts';
import { rdjson } from '../../src/report/rdjson.ts';
import { hostileTexts } from '../support/hostile-texts.ts';
import { codemod, run } from '../support/program.ts';
import { makeFolder, makeRepository } from '../support/repository.ts';
import { smallRepository } from '../support/small-repository.ts';

const finding: Finding = {
  path: 'app/one.py',
  line: 3,
  column: 1,
  endLine: 4,
  endColumn: 2,
  ruleId: 'fragmented-import',
  severity: 'error',
  message: 'app.core:X is a legacy path',
  fix: 'ssot-codemod apply app/one.py',
  allowedBecause: undefined,
};
const warning: Finding = { ...finding, severity: 'warning', line: 9, endLine: 9, message: 'look at "it" & <that>' };
const allowed: Finding = { ...finding, allowedBecause: 'until March' };

const text = { type: 'string' } as const;
const number = { type: 'integer', minimum: 1 } as const;
const closed = (properties: Readonly<Record<string, object>>): object => ({
  type: 'object',
  additionalProperties: false,
  required: Object.keys(properties),
  properties,
});

/** The keys of the formats that are written, with their types, as their documents have them. */
const rdjsonSchema = closed({
  source: closed({ name: text }),
  diagnostics: {
    type: 'array',
    items: closed({
      message: text,
      location: closed({
        path: text,
        range: closed({ start: closed({ line: number }), end: closed({ line: number }) }),
      }),
      severity: { enum: ['ERROR', 'WARNING', 'INFO'] },
      code: closed({ value: text }),
    }),
  },
});
const gitlabSchema = {
  type: 'array',
  items: closed({
    description: text,
    check_name: text,
    fingerprint: { type: 'string', pattern: '^[0-9a-f]{64}$' },
    severity: { enum: ['info', 'minor', 'major', 'critical', 'blocker'] },
    location: closed({ path: { type: 'string', pattern: '^[^/.]' }, lines: closed({ begin: number, end: number }) }),
  }),
};

function valid(document: string, schema: object): unknown {
  const value: unknown = JSON.parse(document);
  const ajv = new Ajv();
  if (!ajv.validate(schema, value)) throw new Error(ajv.errorsText());
  return value;
}

const readXml = `
import json, sys, xml.etree.ElementTree as tree
def read(e): return [e.tag, e.attrib, (e.text or '').strip(), [read(c) for c in e]]
print(json.dumps(read(tree.fromstring(sys.stdin.buffer.read()))))`;
type Element = [tag: string, attributes: Record<string, string>, text: string, children: Element[]];
const xml = (document: string): Element =>
  JSON.parse(run('.', 'python3', ['-c', readXml], { input: document }).stdout) as Element;

describe('rdjson', () => {
  test('has a diagnostic for each finding that no comment allows', () => {
    expect(valid(rdjson([finding, allowed, warning]), rdjsonSchema)).toEqual({
      source: { name: 'ssot-codemod' },
      diagnostics: [
        {
          message: 'app.core:X is a legacy path\nssot-codemod apply app/one.py',
          location: { path: 'app/one.py', range: { start: { line: 3 }, end: { line: 4 } } },
          severity: 'ERROR',
          code: { value: 'fragmented-import' },
        },
        expect.objectContaining({ severity: 'WARNING' }),
      ],
    });
  });
});

describe('a code quality report of GitLab', () => {
  interface Issue {
    readonly fingerprint: string;
    readonly location: unknown;
  }

  test('has an issue for each finding that no comment allows', () => {
    const [issue, second] = valid(gitlab([finding, allowed, warning]), gitlabSchema) as Issue[];
    expect(issue).toMatchObject({
      description: 'app.core:X is a legacy path. ssot-codemod apply app/one.py',
      check_name: 'fragmented-import',
      severity: 'major',
      location: { path: 'app/one.py', lines: { begin: 3, end: 4 } },
    });
    expect(second).toMatchObject({ severity: 'minor' });
  });

  test('knows a finding again that moved to another line, and tells two of one file apart', () => {
    const [first, twin] = valid(gitlab([finding, { ...finding, line: 8 }]), gitlabSchema) as Issue[];
    const [moved] = valid(gitlab([{ ...finding, line: 5, endLine: 6 }]), gitlabSchema) as Issue[];
    expect(moved?.fingerprint).toBe(first?.fingerprint);
    expect(twin?.fingerprint).not.toBe(first?.fingerprint);
  });
});

describe('junit', () => {
  test('has a suite for each file, and a test for each finding', () => {
    const other = { ...finding, path: 'web/a.ts' };
    expect(xml(junit([finding, warning, allowed, other]))).toEqual([
      'testsuites',
      { name: 'ssot-codemod', tests: '4', failures: '2', errors: '0' },
      '',
      [
        [
          'testsuite',
          { name: 'app/one.py', tests: '3', failures: '1', errors: '0', skipped: '2' },
          '',
          [
            [
              'testcase',
              { name: 'fragmented-import at line 3, column 1', classname: 'app/one.py' },
              '',
              [
                [
                  'failure',
                  { type: 'fragmented-import', message: 'app.core:X is a legacy path' },
                  'app/one.py:3:1 app.core:X is a legacy path\nssot-codemod apply app/one.py',
                  [],
                ],
              ],
            ],
            ['testcase', expect.anything(), '', [['skipped', { message: 'look at "it" & <that>' }, '', []]]],
            ['testcase', expect.anything(), '', [['skipped', { message: 'allowed: until March' }, '', []]]],
          ],
        ],
        ['testsuite', expect.objectContaining({ name: 'web/a.ts', failures: '1' }), '', [expect.anything()]],
      ],
    ]);
  });

  test('has one test that passes where nothing is found', () => {
    const [, counts, , suites] = xml(junit([]));
    expect(counts).toMatchObject({ tests: '1', failures: '0' });
    expect(suites[0]?.[3]).toEqual([['testcase', expect.objectContaining({ name: 'nothing is found' }), '', []]]);
  });

  test('is XML whatever the names and messages are', () => {
    const odd = ['\ud800', '\uffff', ']]>', '\u0000', ...hostileTexts];
    const findings = odd.map((message) => ({ ...finding, path: `app/${message}`, message, fix: message }));
    expect(xml(junit(findings))[3]).toHaveLength(new Set(odd).size);
    valid(rdjson(findings), rdjsonSchema);
    valid(gitlab(findings), gitlabSchema);
  });
});

test.each(['dry-run', 'check', 'audit'])('%s writes all three', (command) => {
  const folder = makeFolder(smallRepository);
  const report = (format: string): string => codemod(folder, [command, '--format', format]).stdout;
  const { diagnostics } = valid(report('rdjson'), rdjsonSchema) as { diagnostics: unknown[] };
  expect(valid(report('gitlab'), gitlabSchema)).toHaveLength(diagnostics.length);
  expect(xml(report('junit'))[1]['failures']).toBe(command === 'audit' ? '0' : String(diagnostics.length));
  expect(diagnostics).toHaveLength(command === 'audit' ? 0 : 3);
});

test('paths are those from the top of the repository', () => {
  const below = Object.entries(smallRepository).map(([file, content]) => [`backend/${file}`, content] as const);
  const folder = makeRepository(Object.fromEntries(below));
  const { stdout } = codemod(`${folder}/backend`, ['check', '--format', 'gitlab']);
  expect(stdout).toContain('"path": "backend/app/one.py"');
});
