import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { isolationRules } from '../../src/audit/isolation/index.ts';
import { sourceAuditor } from '../support/audit.ts';

const look = sourceAuditor();
const doc = readFileSync(new URL('../../docs/audit.md', import.meta.url), 'utf8');

/** The section of a rule. */
function section(rule: string): string {
  return doc.split(/^### /m).find((part) => part.startsWith(`${rule}\n`)) ?? '';
}

describe('docs/audit.md', () => {
  test.each(isolationRules.map(({ id }) => id))('%s: its bad example is found, its good one is not', (rule) => {
    const examples = [...section(rule).matchAll(/^```python\n# (bad|good)\n([^`]*)```/gm)];
    expect(examples.map(([, kind]) => kind)).toEqual(['bad', 'good']);
    for (const [, kind, code = ''] of examples) {
      const found = look(code).risks.map(({ ruleId }) => ruleId);
      expect(found).toEqual(kind === 'bad' ? [rule] : []);
    }
  });

  test('has every rule and no other', () => {
    const sections = [...doc.matchAll(/^### (isolation\/\S+)$/gm)].map(([, rule]) => rule);
    expect(sections).toEqual(isolationRules.map(({ id }) => id));
  });
});
