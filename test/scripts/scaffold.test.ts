import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import ts from 'typescript';
import { kinds, scaffold } from '../../scripts/scaffold.ts';
import type { Kind } from '../../scripts/scaffold.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

const parts: readonly (readonly [Kind, string])[] = [
  ['transform', 'python/new-form'],
  ['transform', 'javascript/new-form'],
  ['rule', 'new-rule'],
  ['carrier', 'new-carrier'],
  ['reporter', 'new-reporter'],
  ['command', 'new-command'],
];

/** The files that change when all these parts are laid out, one after the other. */
function laidOut(): Map<string, string> {
  const texts = new Map<string, string>();
  for (const [kind, name] of parts)
    for (const change of scaffold(kind, name).changes) {
      const file = path.join(root, change.path);
      expect('create' in change && (texts.has(file) || existsSync(file))).toBe(false);
      const before = texts.get(file) ?? (existsSync(file) ? readFileSync(file, 'utf8') : '');
      texts.set(file, 'create' in change ? change.create : change.edit(before));
    }
  return texts;
}

/** The errors that the compiler finds in these files, in the program with them. */
function errorsIn(texts: ReadonlyMap<string, string>): string[] {
  const { config } = ts.readConfigFile(path.join(root, 'tsconfig.json'), (file) => readFileSync(file, 'utf8')) as {
    config: unknown;
  };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  const host = ts.createCompilerHost(options);
  host.readFile = (file) => texts.get(file) ?? ts.sys.readFile(file);
  host.fileExists = (file) => texts.has(file) || ts.sys.fileExists(file);
  const files = [...texts.keys()].filter((file) => file.endsWith('.ts'));
  const program = ts.createProgram(files, options, host);
  return files.flatMap((file) =>
    [
      ...program.getSyntacticDiagnostics(program.getSourceFile(file)),
      ...program.getSemanticDiagnostics(program.getSourceFile(file)),
    ].map(({ messageText }) => `${path.relative(root, file)}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`),
  );
}

test('every kind has a part here', () => {
  expect([...new Set(parts.map(([kind]) => kind))]).toEqual([...kinds]);
});

test('what is laid out compiles, and is registered', () => {
  const texts = laidOut();
  expect(errorsIn(texts)).toEqual([]);
  for (const [file, line] of [
    ['transforms/index.ts', 'finder(newForm),'],
    ['transforms/javascript/index.ts', '  newForm,'],
    ['transforms/rules/index.ts', '  newRule,'],
    ['src/carriers/all-carriers.ts', ', newCarrier]'],
    ['src/report/index.ts', "'new-reporter': () =>"],
    ['src/cli.ts', "name: 'new-command',"],
  ] as const)
    expect(texts.get(path.join(root, file))).toContain(line);
});

test.each([
  ['transform', 'new-form', 'a transform is called python/some-name or javascript/some-name, found new-form'],
  ['rule', 'python/new-rule', 'a rule is called some-name, found python/new-rule'],
  ['command', '../evil', 'a command is called some-name, found ../evil'],
] as const)('a %s is not called %s', (kind, name, message) => {
  expect(() => scaffold(kind, name)).toThrow(message);
});
