import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import { refusalReasons } from '../../src/model/edit.ts';
import { fixtureRepository, readFixtures } from '../support/fixtures.ts';
import { codemod } from '../support/program.ts';

const schema = JSON.parse(readFileSync(new URL('../../schema/report.json', import.meta.url), 'utf8')) as {
  readonly definitions: { readonly reason: { readonly enum: readonly string[] } };
};
const validate = new Ajv({ allErrors: true }).compile(schema);

/** The part of a report that is looked at here. */
interface Report {
  readonly files: readonly { readonly path: string; readonly status: string }[];
}

/** The report, which must be of the schema. */
function checked(stdout: string): Report {
  const report = JSON.parse(stdout) as Report;
  validate(report);
  expect(validate.errors ?? []).toEqual([]);
  return report;
}

let root = '';
beforeAll(() => {
  root = mkdtempSync(path.join(tmpdir(), 'ssot-report-'));
  cpSync(fixtureRepository('python'), root, { recursive: true });
  for (const [k, { input, path: file }] of readFixtures('python').entries()) {
    const own = file === 'case.py' ? `case_${k}.py` : `${path.dirname(file)}/case_${k}/${path.basename(file)}`;
    mkdirSync(path.join(root, path.dirname(own)), { recursive: true });
    writeFileSync(path.join(root, own), input);
  }
  writeFileSync(path.join(root, 'ssot.config.json'), readFileSync(path.join(fixtureRepository('python'), '../ssot.config.json')));
  symlinkSync(process.execPath, path.join(root, 'link.py'));
});
afterAll(() => {
  rmSync(root, { recursive: true });
});

test('the reasons of the schema are those of the program', () => {
  expect(schema.definitions.reason.enum).toEqual(refusalReasons);
});

test('reports of dry-run and apply over all fixtures are of the schema', () => {
  const dryRun = checked(codemod(root, ['--format', 'json', '--quiet']).stdout);
  const statuses = new Set(dryRun.files.map(({ status }) => status));
  expect([...statuses].sort()).toEqual(['changed', 'skipped', 'unchanged']);
  expect(dryRun.files.length).toBeGreaterThan(150);
  expect(dryRun.files).toContainEqual(expect.objectContaining({ path: 'link.py', reason: 'outside-root' }));
  const applied = checked(codemod(root, ['apply', '--format', 'json', '--quiet', '--gate', 'true', '--baseline-gate']).stdout);
  expect(applied).toHaveProperty('run.batches.0.gate.result', 'passed');
});

test('a report without anything in it is of the schema', () => {
  const report = checked(codemod(path.join(root, 'app/services'), ['--format', 'json', '--quiet', '__init__.py'], { env: { HOME: root } }).stdout);
  expect(report.files).toEqual([]);
});

test.each<[string, (report: Record<string, unknown>) => unknown]>([
  ['another version', (report) => ({ ...report, schemaVersion: 2 })],
  ['a key that is not known', (report) => ({ ...report, host: 'x' })],
  ['no summary', ({ summary, ...report }) => (summary === undefined ? undefined : report)],
  ['a file of no status', (report) => ({ ...report, files: [{ path: 'a', edits: [], refused: [], diagnostics: [] }] })],
])('the schema refuses %s', (_, change) => {
  const { stdout } = codemod(root, ['--format', 'json', '--quiet', 'app/__init__.py']);
  expect(validate(change(JSON.parse(stdout) as Record<string, unknown>))).toBe(false);
});
