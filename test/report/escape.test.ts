import { describe, expect, test } from '@jest/globals';
import { code, fenced, plainMarkdown, printable, printableJson } from '../../src/report/escape.ts';
import { hostileTexts, obeyed } from '../support/hostile-texts.ts';

describe.each(hostileTexts.map((text) => [JSON.stringify(text), text] as const))('%s', (_, text) => {
  test('is nothing to obey on a line of its own', () => {
    expect(printable(text)).not.toMatch(obeyed);
    expect(printable(printable(text))).toBe(printable(text));
  });

  test('is the same in JSON, and nothing to obey on any line', () => {
    const json = printableJson({ [text]: [text] });
    expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify({ [text]: [text] })));
    for (const line of json.split('\n')) expect(line).not.toMatch(obeyed);
    expect(printableJson([text], 0)).toMatch(/^\[".*"\]\n$/);
  });

  test('is one span of code in Markdown, and ends no cell', () => {
    const span = code(text);
    const [ticks = ''] = /^`+/.exec(span) ?? [];
    expect(span.endsWith(ticks)).toBe(true);
    expect(span.slice(ticks.length, -ticks.length)).not.toContain(ticks);
    expect(span).not.toMatch(/(?<!(?<!\\)\\)\||\n/);
  });

  test('is text in Markdown, without markup, mentions or addresses', () => {
    const plain = plainMarkdown(text);
    expect(plain).not.toMatch(/[<>]|[@#](?!&#8203;|8203;)|(?<!\\)[`*_[\]|!~]|https?:/);
    expect(plain).not.toMatch(obeyed);
  });

  test('does not end a block of code', () => {
    const [fence = '', ...lines] = fenced(text);
    expect(lines.pop()).toBe(fence);
    for (const line of lines) expect(line).not.toContain(fence);
    expect(lines.join('')).not.toMatch(obeyed);
  });
});

test('ordinary text stays as it is', () => {
  const ordinary = 'app.core:X → app.core.unified:Y, naïve ünïcode 日本';
  expect(printable(ordinary)).toBe(ordinary);
  expect(plainMarkdown(ordinary)).toBe(ordinary);
  expect(code('a.py')).toBe('`a.py`');
});
