import { describe, expect, test } from '@jest/globals';
import { quotedTexts } from '../../../src/parse/javascript/specifiers-in-text.ts';
import { readFixtures } from '../../support/fixtures.ts';

describe('texts between quotes', () => {
  test('are those of one line, and an apostrophe opens none for good', () => {
    const text = "it's 'a', \"b\"\r`c` 'd\ne' \\'f' ''";
    const found = quotedTexts(text, () => true, undefined);
    expect(found.map((quoted) => quoted.text)).toEqual(['s ', 'a', 'b', 'c', 'f', ' ', '']);
    for (const { start, end, text: content } of found) expect(text.slice(start + 1, end - 1)).toBe(content);
  });

  test('are the same when only lines are looked at that hold a word', () => {
    const isWanted = (quoted: string): boolean => /ws|old/.test(quoted);
    let count = 0;
    for (const { input } of readFixtures('javascript')) {
      for (const text of [
        input.toString(),
        input.toString().replaceAll(/\r?\n/g, '\r'),
        input.toString().replaceAll(/\s+/g, ' '),
      ]) {
        const found = quotedTexts(text, isWanted, /ws|old/g);
        expect(found).toEqual(quotedTexts(text, isWanted, undefined));
        count += found.length;
      }
    }
    expect(count).toBeGreaterThan(500);
  });
});
