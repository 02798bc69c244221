import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { codemod, programFile } from '../support/program.ts';
import { makeFolder } from '../support/repository.ts';
import { smallRepository } from '../support/small-repository.ts';
import { withPython } from '../support/python.ts';

const escape = '\u001B';
const colours = { FORCE_COLOR: '1', FORCE_HYPERLINK: '0', NO_COLOR: '' };
const links = { ...colours, FORCE_HYPERLINK: '1' };
/** The parts of colours and links: anything else that is left has come from the repository. */
const ours = new RegExp(String.raw`${escape}\[\d+m|${escape}\]8;;(?:file://[\w./%#-]*)?${escape}\\`, 'g');

describe('a terminal', () => {
  test('shows findings and summaries in colours', () => {
    const folder = makeFolder(smallRepository);
    const { stdout, stderr } = codemod(folder, ['check'], { env: colours });
    expect(stdout).toContain(`${escape}[36mapp/one.py${escape}[39m${escape}[2m:1:1${escape}[22m app.core.manager`);
    expect(stdout).toContain(`${escape}[32m    from app.core.unified import Manager`);
    expect(stderr).toContain(`Fix with: ${escape}[36mssot-codemod apply${escape}[39m`);
    expect(stdout).not.toContain(`${escape}]8`);
  });

  test('gets plain text where colours are off, and documents as they are', () => {
    const folder = makeFolder(smallRepository);
    const off = codemod(folder, ['check'], { env: { ...links, NO_COLOR: '1' } });
    expect(off.stdout + off.stderr).not.toContain(escape);
    expect(codemod(folder, ['check', '--format', 'json'], { env: links }).stdout).not.toContain(escape);
  });

  test('shows the lines of a stat in colours', () => {
    const folder = makeFolder(smallRepository);
    const { stdout, stderr } = codemod(folder, ['dry-run', '--stat'], { env: colours });
    expect(stdout).toContain(` app/one.py          | 2 ${escape}[32m+${escape}[39m${escape}[31m-${escape}[39m\n`);
    expect(stderr).toContain(`${escape}[1m3 of `);
  });

  test('gets links to places, and none from names', () => {
    const hostile = `app/${escape}]8;;https:example.org${escape}\\x.py`;
    const folder = makeFolder({ ...smallRepository, [hostile]: smallRepository['app/one.py'] ?? '' });
    expect(existsSync(path.join(folder, hostile))).toBe(true);
    const { stdout, stderr } = codemod(folder, ['check'], { env: links });
    const address = pathToFileURL(path.join(folder, 'app/one.py')).href;
    expect(stdout).toContain(`${escape}]8;;${address}#1${escape}\\`);
    expect(stdout).toContain(String.raw`\x1b]8;;https`);
    expect((stdout + stderr).replace(ours, '')).not.toContain(escape);
  });
});

withPython.test('a stat fits into the width of the terminal (needs python3)', () => {
  const long = `app/${'a_very_long_name_'.repeat(6)}.py`;
  const folder = makeFolder({ ...smallRepository, [long]: smallRepository['app/one.py'] ?? '' });
  const script = `import fcntl, os, pty, struct, sys, termios
pid, fd = pty.fork()
if pid == 0:
    os.chdir(sys.argv[1])
    fcntl.ioctl(1, termios.TIOCSWINSZ, struct.pack('HHHH', 40, 60, 0, 0))
    os.execvp(sys.argv[2], sys.argv[2:])
out = b''
while True:
    try:
        data = os.read(fd, 65536)
    except OSError:
        break
    if not data:
        break
    out += data
sys.stdout.buffer.write(out)
`;
  const args = ['-c', script, folder, process.execPath, programFile, 'dry-run', '--stat', '-q'];
  const env = { ...process.env, NO_COLOR: '1', TERM: 'xterm' };
  const { stdout } = spawnSync('python3', args, { env, encoding: 'utf8' });
  const rows = stdout.split('\r\n').filter((line) => line.includes(' | '));
  expect(rows).toHaveLength(4);
  expect(rows.map((row) => row.length).filter((length) => length > 60)).toEqual([]);
  expect(rows.join('\n')).toContain('…');
});
