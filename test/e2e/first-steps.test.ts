import { describe, expect, test } from '@jest/globals';
import { codemod } from '../support/program.ts';
import { makeFolder } from '../support/repository.ts';
import { smallRepository } from '../support/small-repository.ts';

const withoutConfig = Object.fromEntries(
  Object.entries(smallRepository).filter(([file]) => file !== 'ssot.config.json'),
);

describe('the name of the program alone, without a configuration', () => {
  test('says what is here, what suggest would find, and how to begin', () => {
    const folder = makeFolder({ ...withoutConfig, 'web/a.ts': 'export const a = 1;\n' });
    const { exitCode, stdout, stderr } = codemod(folder, []);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    const [first, second, , begin, ...steps] = stderr.split('\n');
    expect(first).toMatch(/^ssot-codemod: no configuration found in /);
    const python = Object.keys(withoutConfig).filter((file) => file.endsWith('.py')).length;
    const found = codemod(folder, ['suggest']).stderr;
    const [, decided = '', open = ''] = /: (\d+) entr\w+ proposed, (\d+) for you/.exec(found) ?? [];
    expect(Number(decided) + Number(open)).toBeGreaterThan(0);
    expect(second).toContain(`  ${python} Python files and 1 TypeScript or JavaScript file are here. `);
    expect(second).toMatch(new RegExp(`would propose ${decided} entr\\w+ of a Map, and leave ${open} for you`));
    expect(begin).toBe('To begin:');
    expect(steps.filter((line) => line.startsWith('  ssot-codemod '))).toHaveLength(6);
  });

  test('says so where nothing is to be found, or to be looked at', () => {
    expect(codemod(makeFolder({ 'a.py': 'x = 1\n' }), []).stderr).toContain(
      '1 Python file is here. suggest finds nothing',
    );
    expect(codemod(makeFolder({ 'a.txt': '' }), []).stderr).toContain(
      'no Python, TypeScript or JavaScript file is here',
    );
  });

  test('does not begin to read thousands of files', () => {
    const files = Object.fromEntries(Array.from({ length: 3001 }, (__, k) => [`a/m${k}.py`, '']));
    expect(codemod(makeFolder(files), []).stderr).toContain(
      '3,001 Python files are here. suggest finds what could move',
    );
  });

  test('is an error like others where something was asked for', () => {
    const { exitCode, stderr } = codemod(makeFolder(withoutConfig), ['dry-run']);
    expect(exitCode).toBe(2);
    expect(stderr).not.toContain('To begin');
  });
});

describe('explain REASON', () => {
  test('prints what the documentation says, without a configuration', () => {
    const { exitCode, stdout } = codemod(makeFolder({}), ['explain', 'star-import']);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^star-import \(Refused\)\n\n`from legacy import \*`[^]*\n\n {2}docs\/refusals\.md\n$/);
  });

  test('prints each page that has one, and rules by their short names', () => {
    expect(codemod(makeFolder({}), ['explain', 'outside-root']).stdout.match(/^ {2}docs\/\w+\.md$/gm)).toEqual([
      ...['  docs/refusals.md', '  docs/prune.md', '  docs/shims.md'],
    ]);
    expect(codemod(makeFolder({}), ['explain', 'singleton']).stdout).toMatch(/^isolation\/singleton \(/);
  });

  test('names what was likely meant', () => {
    expect(codemod(makeFolder({}), ['explain', 'star-imports'])).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('no reason is called star-imports, did you mean star-import') as unknown,
    });
  });
});
