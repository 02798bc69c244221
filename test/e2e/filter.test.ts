import { describe, expect, test } from '@jest/globals';
import { codemod } from '../support/program.ts';
import type { Run } from '../support/program.ts';
import { makeFolder, snapshot } from '../support/repository.ts';
import { legacy, moved, smallRepository } from '../support/small-repository.ts';

const filter = (folder: string, file: string, input: string, ...args: readonly string[]): Run =>
  codemod(folder, ['--stdin-filename', file, ...args], { input });

describe('--stdin-filename', () => {
  test('writes the text of standard input as the Map has it, and nothing else', () => {
    const folder = makeFolder(smallRepository);
    const before = snapshot(folder);
    const crlf = `import os\r\n${legacy.trimEnd()}\r\n`;
    expect(filter(folder, 'app/new.py', crlf)).toMatchObject({
      exitCode: 0,
      stdout: `import os\r\n${moved.trimEnd()}\r\n`,
      stderr: '',
    });
    expect(filter(folder, 'app/one.py', 'import os\n')).toMatchObject({
      exitCode: 0,
      stdout: 'import os\n',
      stderr: '',
    });
    expect(snapshot(folder)).toEqual(before);
  });

  test('takes the name for the language, and for the meaning of relative imports', () => {
    const folder = makeFolder(smallRepository);
    const relative = 'from .manager import WebSocketManager\n';
    expect(filter(folder, 'app/core/new.py', relative).stdout).toBe(moved);
    expect(filter(folder, 'app/new.py', relative).stdout).toBe(relative);
    expect(filter(folder, 'app/new.rb', legacy)).toMatchObject({ exitCode: 0, stdout: legacy, stderr: '' });
    expect(filter(folder, 'app/one.py', legacy, '--exclude', 'app/**').stdout).toBe(legacy);
  });

  test('knows what the other files on the disk say', () => {
    const config = JSON.parse(String(smallRepository['ssot.config.json'])) as { python: { map: object[] } };
    const renaming = { python: { map: config.python.map.map((entry) => ({ ...entry, uses: 'rename' })) } };
    const files = { ...smallRepository, 'ssot.config.json': JSON.stringify(renaming) };
    const input = `${legacy}\nx = WebSocketManager()\n`;
    expect(filter(makeFolder(files), 'app/one.py', input).stdout).toBe(
      'from app.core.unified import Manager\n\nx = Manager()\n',
    );
    const lookup = { ...files, 'app/two.py': 'from app import one\n\nprint(one.WebSocketManager)\n' };
    expect(filter(makeFolder(lookup), 'app/one.py', input).stdout).toBe(`${moved}\nx = WebSocketManager()\n`);
  });

  test('keeps bytes that are no UTF-8, byte order marks, and what it cannot read', () => {
    const folder = makeFolder(smallRepository);
    expect(filter(folder, 'app/one.py', `\ufeff${legacy}`).stdout).toBe(`\ufeff${moved}`);
    const broken = `${legacy}x = "\n`;
    expect(filter(folder, 'app/one.py', broken).exitCode).toBe(0);
    const nul = `${legacy}\0`;
    const { exitCode, stdout, stderr } = filter(folder, 'app/one.py', nul);
    expect([exitCode, stdout, stderr]).toEqual([1, nul, expect.stringContaining('it holds NUL bytes')]);
  });

  test('--exit-code tells whether anything changed', () => {
    const folder = makeFolder(smallRepository);
    expect(filter(folder, 'app/one.py', legacy, '--exit-code').exitCode).toBe(1);
    expect(filter(folder, 'app/one.py', moved, '--exit-code').exitCode).toBe(0);
  });

  test.each([
    [['app/one.py'], 'paths'],
    [['--stat'], '--stat'],
    [['--format', 'json'], '--format'],
  ])('is no filter with %p', (args, flag) => {
    const { exitCode, stderr } = filter(makeFolder(smallRepository), 'app/one.py', legacy, ...args);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining(`it takes no ${flag}`)]);
  });

  test('a name outside of the root is an error', () => {
    const { exitCode, stderr } = filter(makeFolder(smallRepository), '../one.py', legacy);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('is outside of')]);
  });
});
