import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { parse } from 'smol-toml';
import { validateConfig } from '../../src/config/validate.ts';

const doc = readFileSync(new URL('../../docs/configuration.md', import.meta.url), 'utf8');
const schema = readFileSync(new URL('../../schema/config.json', import.meta.url), 'utf8');

/** The code blocks of a language. */
function blocks(language: string): string[] {
  return [...doc.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map(([, code = '']) => code);
}

test.each(blocks('json'))('a valid example: %s', (code) => {
  expect(() => validateConfig(JSON.parse(code), 'the example')).not.toThrow();
});

test.each(blocks('toml'))('a valid example: %s', (code) => {
  const { tool } = parse(code) as { tool: Record<string, unknown> };
  expect(() => validateConfig(tool['ssot-codemod'], 'the example')).not.toThrow();
});

test('the messages are what the program says', () => {
  const [, ...said] = (blocks('text')[0] ?? '').trimEnd().split('\n');
  const wrong = { python: { map: [{ canonical: 'app.core:', legacy: [], replace: true }] } };
  expect(said.length).toBe(2);
  for (const line of said) expect(() => validateConfig(wrong, 'ssot.config.json')).toThrow(line);
});

test('every key is spoken of', () => {
  const keys = new Set<string>();
  JSON.parse(schema, (key, value: unknown) => {
    const { properties } = (value ?? {}) as { properties?: Record<string, unknown> };
    for (const name of Object.keys(properties ?? {})) keys.add(name);
    return value;
  });
  expect(keys.size).toBeGreaterThan(10);
  expect([...keys].filter((key) => !new RegExp(`[\`".]${key.replace('$', '\\$')}[\`":]`).test(doc))).toEqual([]);
});
