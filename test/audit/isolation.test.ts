import { describe, expect, test } from '@jest/globals';
import type { AuditFacts } from '../../src/audit/audit-facts.ts';
import { isolationRules } from '../../src/audit/isolation/index.ts';
import { sourceAuditor } from '../support/audit.ts';
import { snippets } from './snippets.ts';

const look = sourceAuditor();

/** The least that a rule may have of either. */
const LEAST = 0.9;

/** The rules that find something, each as often as it does. */
function found(code: string): string[] {
  return look(code)
    .risks.map(({ ruleId }) => ruleId.replace('isolation/', ''))
    .toSorted();
}

const ruleNames = isolationRules.map(({ id }) => id.replace('isolation/', ''));

test('precision and recall of each rule over the labelled snippets', () => {
  const table = ruleNames.map((rule) => {
    let [hits, wrong, missed] = [0, 0, 0];
    for (const { code, finds } of snippets) {
      const wanted = finds.filter((name) => name === rule).length;
      const got = found(code).filter((name) => name === rule).length;
      hits += Math.min(wanted, got);
      wrong += Math.max(0, got - wanted);
      missed += Math.max(0, wanted - got);
    }
    return { rule, hits, wrong, missed, precision: hits / (hits + wrong), recall: hits / (hits + missed) };
  });
  process.stdout.write(
    [
      `isolation rules over ${snippets.length} snippets, ${snippets.filter(({ finds }) => finds.length === 0).length} of them near misses:`,
      ...table.map(
        ({ rule, hits, wrong, missed, precision, recall }) =>
          `  ${rule.padEnd(24)} ${hits} hits, ${wrong} wrong, ${missed} missed: precision ${precision.toFixed(2)}, recall ${recall.toFixed(2)}`,
      ),
      '',
    ].join('\n'),
  );
  expect(snippets.length).toBeGreaterThanOrEqual(80);
  for (const { rule, hits, precision, recall } of table) {
    expect([rule, hits >= 5]).toEqual([rule, true]);
    expect([rule, precision >= LEAST, recall >= LEAST]).toEqual([rule, true, true]);
  }
});

describe('what a snippet is labelled with is found', () => {
  test.each(
    snippets.map((snippet): [string, (typeof snippets)[number]] => [
      `${snippet.finds[0] ?? 'nothing'}: ${snippet.name}`,
      snippet,
    ]),
  )('%s', (_, { code, finds }) => {
    expect(found(code)).toEqual([...finds].toSorted());
  });
});

test('each snippet is found in a file that is not ASCII, with CRLF and a byte order mark, too', () => {
  for (const { code, finds } of snippets) {
    const other = `\ufeff# für ∀ 👩 users\n${code}`.replaceAll('\n', '\r\n');
    expect(found(other)).toEqual([...finds].toSorted());
  }
});

test('tests are told from production', () => {
  const code = 'active_connections = {}\n';
  expect(look(code, 'app/file.py').risks[0]?.area).toBe('production');
  expect(look(code, 'tests/unit/file.py').risks[0]?.area).toBe('tests');
  expect(look(code, 'app/test_file.py').risks[0]?.area).toBe('tests');
});

describe('suppression', () => {
  const risk = (comment: string, above = ''): AuditFacts => look(`${above}user_sessions = {}  ${comment}\n`);

  test('with a reason, on the line or above it', () => {
    expect(risk('# ssot: allow[isolation/module-state] of the process, not of users').risks[0]?.allowedBecause).toBe(
      'of the process, not of users',
    );
    expect(risk('', '# ssot: allow[isolation/module-state] a cache\n').risks[0]?.allowedBecause).toBe('a cache');
  });

  test('without a reason it does not count, and is reported', () => {
    const { risks, voidSuppressions } = risk('# ssot: allow[isolation/module-state]');
    expect(risks[0]?.allowedBecause).toBeUndefined();
    expect(voidSuppressions.map(({ line, message }) => [line, message])).toEqual([
      [1, 'it gives no reason, so that isolation/module-state is not allowed'],
    ]);
  });

  test('of another rule, or of none', () => {
    expect(risk('# ssot: allow[isolation/singleton] why not').risks[0]?.allowedBecause).toBeUndefined();
    expect(risk('# ssot: allow[isolation/module-stat] why not').voidSuppressions).toEqual([
      expect.objectContaining({ message: 'there is no rule isolation/module-stat' }),
    ]);
  });

  test('of a line further up', () => {
    const { risks } = look('# ssot: allow[isolation/module-state] the first\nuser_sessions = {}\nuser_cache = {}\n');
    expect(risks.map(({ allowedBecause }) => allowedBecause)).toEqual(['the first', undefined]);
  });
});

test('a place is that of the name, counted in characters', () => {
  const [risk] = look('é = "ü"; x = 1\nif é:\n    user_sessions = {}\n').risks;
  expect(risk).toMatchObject({ line: 3, column: 5, endLine: 3, endColumn: 18 });
});
