import { describe, expect, test } from '@jest/globals';
import type { Finding } from '../../src/model/finding.ts';
import { github } from '../../src/report/github.ts';
import { hostileTexts } from '../support/hostile-texts.ts';

const finding: Finding = {
  path: 'app/one.py',
  line: 3,
  column: 1,
  endLine: 3,
  endColumn: 9,
  ruleId: 'fragmented-import',
  severity: 'error',
  message: 'app.core:X is a legacy path',
  fix: 'ssot-codemod apply app/one.py',
  allowedBecause: undefined,
};

test('an annotation is one line with its place, its message and its fix', () => {
  expect(github([finding, { ...finding, severity: 'note', fix: '', endLine: 5 }])).toBe(
    [
      '::error file=app/one.py,line=3,endLine=3,col=1,endColumn=9,title=ssot-codemod fragmented-import::app.core:X is a legacy path%0Assot-codemod apply app/one.py',
      '::notice file=app/one.py,line=3,endLine=5,title=ssot-codemod fragmented-import::app.core:X is a legacy path',
      '',
    ].join('\n'),
  );
});

test('what a comment allows is no annotation', () => {
  expect(github([{ ...finding, allowedBecause: 'until March' }])).toBe('');
});

/** The properties and the message that the runner reads from a line, unescaped. */
function parsed(line: string): { command: string; properties: Record<string, string>; message: string } {
  const [, command = '', list = '', message = ''] = /^::(\w+) ([^:]*)::(.*)$/s.exec(line) ?? [];
  const properties = list.split(',').map((pair) => {
    const at = pair.indexOf('=');
    return [
      pair.slice(0, at),
      pair
        .slice(at + 1)
        .replaceAll('%2C', ',')
        .replaceAll('%3A', ':')
        .replaceAll('%25', '%'),
    ] as const;
  });
  return { command, properties: Object.fromEntries(properties), message };
}

describe.each(hostileTexts.map((text) => [JSON.stringify(text), text] as const))('%s', (_, text) => {
  test('makes no other command and no other property', () => {
    const [line = '', ...others] = github([{ ...finding, path: `app/${text}`, message: text, fix: text }]).split('\n');
    expect(others).toEqual(['']);
    const { command, properties, message } = parsed(line);
    expect(command).toBe('error');
    expect(Object.keys(properties)).toEqual(['file', 'line', 'endLine', 'col', 'endColumn', 'title']);
    expect(properties['file']).toMatch(/^app\//);
    expect(properties['line']).toBe('3');
    expect(message).not.toMatch(/[\p{Cc}\p{Bidi_Control}]|##\[|%(?!25|0A)/u);
    if (/^[\w .@#|/:,=()%-]*$/.test(text)) expect(properties['file']).toBe(`app/${text}`);
  });
});
