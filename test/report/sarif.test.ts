import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, test } from '@jest/globals';
import type { Log } from 'sarif';
import type { Finding, Rule } from '../../src/model/finding.ts';
import { sarif } from '../../src/report/sarif.ts';
import { hostileTexts } from '../support/hostile-texts.ts';
import { validateSarif } from '../support/sarif.ts';

const rule: Rule = { id: 'fragmented-import', severity: 'error', summary: 'a [b](c) {0}', help: 'Use one path.' };
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

const logOf = (findings: readonly Finding[]): Log => validateSarif(sarif(findings, [rule], '1.2.3'));

test('a finding is a result with its rule, its place and its fix', () => {
  const [run] = logOf([finding]).runs;
  expect(run?.tool.driver).toMatchObject({ name: 'ssot-codemod', semanticVersion: '1.2.3', rules: [{ id: rule.id }] });
  expect(run?.results).toEqual([
    {
      ruleId: 'fragmented-import',
      ruleIndex: 0,
      level: 'error',
      message: { text: 'app.core:X is a legacy path. ssot-codemod apply app/one.py' },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'app/one.py', uriBaseId: '%SRCROOT%' },
            region: { startLine: 3, startColumn: 1, endLine: 4, endColumn: 2 },
          },
        },
      ],
    },
  ]);
});

test('nothing found is a log without results', () => {
  expect(logOf([]).runs[0]?.results).toEqual([]);
});

test('what a comment allows is suppressed, with the reason', () => {
  const [run] = logOf([{ ...finding, allowedBecause: 'until March' }]).runs;
  expect(run?.results?.[0]?.suppressions).toEqual([{ kind: 'inSource', justification: 'until March' }]);
});

describe.each(hostileTexts.map((text) => [JSON.stringify(text), text] as const))('%s', (_, text) => {
  const [run] = logOf([{ ...finding, path: `app/${text}`, message: text, fix: text, allowedBecause: text }]).runs;
  const result = run?.results?.[0];

  test('as a path is a URI below the root that leads back to the file', () => {
    const uri = result?.locations?.[0]?.physicalLocation?.artifactLocation?.uri ?? '';
    const base = 'file:///repository/';
    expect(new URL(uri, base).href).toMatch(/^file:\/\/\/repository\/app\//);
    expect(uri).toMatch(/^[\w./~%!'()*-]+$/);
    const isOrdinary = !text.includes('..') && !text.startsWith('/') && text.isWellFormed();
    if (isOrdinary) expect(decodeURIComponent(uri)).toBe(`app/${text.replaceAll('//', '/')}`);
  });

  test('as a message has no placeholders, no links and no control characters', () => {
    expect(result?.message.text).not.toMatch(/\]\(|(?<!\{)\{(?:\{\{)*(?!\{)|\p{Cc}|\p{Bidi_Control}/u);
    expect(result?.suppressions?.[0]?.justification).not.toMatch(/\p{Cc}|\p{Bidi_Control}/u);
  });
});

test('the schema is that of SARIF 2.1.0, and refuses what is none', () => {
  const file = createRequire(import.meta.url).resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
  expect(readFileSync(file, 'utf8')).toContain(
    '"Static Analysis Results Format (SARIF) Version 2.1.0-rtm.5 JSON Schema"',
  );
  expect(() => validateSarif('{"version":"2.1.0","runs":[{"tool":{"driver":{}}}]}')).toThrow('name');
  const log = sarif([{ ...finding, line: 0 }], [rule], '1.2.3');
  expect(() => validateSarif(log)).toThrow('startLine');
});
