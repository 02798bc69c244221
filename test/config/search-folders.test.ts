import { chownSync, existsSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { searchFolders } from '../../src/config/search-folders.ts';
import { onlyWhere } from '../support/only-where.ts';
import { codemod } from '../support/program.ts';
import { addFiles, makeFolder } from '../support/repository.ts';

const json = '{ "python": { "map": [{ "canonical": "new:A", "legacy": ["old:A"] }] } }';
/** Leaves a mark where it ran. */
const code = (folder: string): string =>
  `require('node:fs').writeFileSync(${JSON.stringify(path.join(folder, 'ran'))}, ''); module.exports = ${json};`;

describe('the search ends', () => {
  test('at the top of the repository', () => {
    const folder = makeFolder({ 'top/.git/HEAD': '', 'top/a/b/x.py': '' });
    const top = path.join(folder, 'top');
    expect(searchFolders(path.join(top, 'a', 'b')).folders).toEqual([
      path.join(top, 'a', 'b'),
      path.join(top, 'a'),
      top,
    ]);
    addFiles(folder, { 'ssot.config.js': code(folder) });
    const { exitCode, stderr } = codemod(path.join(top, 'a'), ['dry-run']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(`no configuration found in ${path.join(top, 'a')} or above, up to ${top}\n`);
    expect(existsSync(path.join(folder, 'ran'))).toBe(false);
  });

  test('at the working folder outside of a repository', () => {
    const folder = makeFolder({ 'a/x.py': '', 'ssot.config.json': json });
    const cwd = path.join(folder, 'a');
    expect(searchFolders(cwd)).toEqual({ folders: [cwd], foreign: undefined });
    expect(codemod(cwd, ['dry-run']).stderr).toContain(`no configuration found in ${cwd}\n`);
  });

  test('at the home folder below it', () => {
    const folder = makeFolder({ 'home/a/x.py': '', 'home/ssot.config.json': json });
    const env = { HOME: path.join(folder, 'home') };
    expect(codemod(path.join(folder, 'home', 'a'), ['dry-run', '--stat'], { env }).exitCode).toBe(0);
    expect(searchFolders(homedir()).folders).toEqual([homedir()]);
  });
});

describe('a link out of the repository', () => {
  test('is no configuration: messages would quote what it leads to', () => {
    const folder = makeFolder({ 'top/.git/HEAD': '', 'top/a.py': '', 'secret.json': '{ "a password": 1 }' });
    const top = path.join(folder, 'top');
    symlinkSync('../secret.json', path.join(top, 'ssot.config.json'));
    const { exitCode, stderr } = codemod(top, ['dry-run']);
    expect(stderr).toContain('ssot.config.json is a link that leads out of the repository');
    expect(stderr).not.toContain('password');
    expect(exitCode).toBe(2);
    expect(codemod(top, ['dry-run', '--config', 'ssot.config.json']).stderr).toContain('password');
  });

  test('is not looked into where other tools put a configuration', () => {
    const folder = makeFolder({
      'top/.git/HEAD': '',
      'top/a.py': '',
      'secret.json': '{ "ssot-codemod": { "a password": 1 } }',
    });
    const top = path.join(folder, 'top');
    symlinkSync('../secret.json', path.join(top, 'package.json'));
    expect(codemod(top, ['dry-run']).stderr).toContain('no configuration found');
  });

  test('within the repository is one', () => {
    const folder = makeFolder({ '.git/HEAD': '', 'a.py': '', 'etc/map.json': json });
    symlinkSync('etc/map.json', path.join(folder, 'ssot.config.json'));
    expect(codemod(folder, ['dry-run', '--stat']).exitCode).toBe(0);
  });
});

/** Only root can give files away. */
const asRoot = onlyWhere(process.getuid?.() === 0);

describe('what another user owns', () => {
  asRoot.test('a folder, and those above it, are not looked into', () => {
    const folder = makeFolder({ 'top/.git/HEAD': '', 'top/theirs/own/x.py': '', 'top/ssot.config.json': json });
    chownSync(path.join(folder, 'top', 'theirs'), 12_345, 12_345);
    const cwd = path.join(folder, 'top', 'theirs', 'own');
    const { exitCode, stderr } = codemod(cwd, ['dry-run']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(`${path.join(folder, 'top', 'theirs')} belongs to another user\n`);
    expect(codemod(cwd, ['dry-run'], { env: { SUDO_UID: '12345' } }).exitCode).toBe(0);
  });

  asRoot.test('a file is not taken, nor one that a link leads to', () => {
    const folder = makeFolder({ 'ssot.config.js': code('x'), 'x.py': '' });
    chownSync(path.join(folder, 'ssot.config.js'), 12_345, 12_345);
    const { exitCode, stderr } = codemod(folder, ['dry-run']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('ssot.config.js belongs to another user');
    const linking = makeFolder({ 'x.py': '' });
    symlinkSync(path.join(folder, 'ssot.config.js'), path.join(linking, 'ssot.config.js'));
    expect(codemod(linking, ['dry-run']).stderr).toContain('belongs to another user');
    const named = codemod(folder, ['dry-run', '--config', 'ssot.config.js']);
    expect(named.stderr).not.toContain('belongs to another user');
  });
});

describe('a configuration that is code', () => {
  test.each(['js', 'mjs', 'ts'])('does not run where data only is taken: .%s', (extension) => {
    const folder = makeFolder({ 'x.py': '' });
    const text = `import { writeFileSync } from 'node:fs'; writeFileSync('ran', ''); export default ${json};`;
    addFiles(folder, { [`ssot.config.${extension}`]: text, 'package.json': '{ "type": "module" }' });
    const hasRun = (): boolean => existsSync(path.join(folder, 'ran'));
    for (const command of ['dry-run', 'check', 'audit', 'apply', 'plan --save=x.plan', 'review', 'docs']) {
      const { exitCode, stderr } = codemod(folder, [...command.split(' '), '--no-config-code']);
      expect([exitCode, command]).toEqual([2, command]);
      expect(stderr).toContain('is code, and --no-config-code lets none run\n');
    }
    expect(codemod(folder, ['explain', 'x.py:1', '--no-config-code']).exitCode).toBe(2);
    const env = { SSOT_CODEMOD_NO_CONFIG_CODE: '1' };
    expect(codemod(folder, [], { env }).stderr).toContain('is code, and SSOT_CODEMOD_NO_CONFIG_CODE lets none run');
    const named = [`--config=ssot.config.${extension}`, '--no-config-code'];
    expect(codemod(folder, named).exitCode).toBe(2);
    expect(hasRun()).toBe(false);
    expect(codemod(folder, []).exitCode).toBe(0);
    expect(hasRun()).toBe(true);
  });

  test('does not run beside a preset or a file that is named, nor for init', () => {
    const folder = makeFolder({ 'x.py': '', 'mine.json': json });
    addFiles(folder, { 'ssot.config.js': code(folder) });
    expect(codemod(folder, ['--preset', 'websocket-manager']).exitCode).toBe(0);
    expect(codemod(folder, ['--config', 'mine.json']).exitCode).toBe(0);
    expect(codemod(folder, ['init']).exitCode).toBe(2);
    expect(existsSync(path.join(folder, 'ran'))).toBe(false);
  });

  test('leaves nothing compiled in the folder for temporary files, and takes nothing from there', () => {
    const folder = makeFolder({ 'ssot.config.ts': `export default ${json} as object;`, 'x.py': '' });
    const temporary = makeFolder({});
    mkdirSync(path.join(temporary, 'jiti'));
    const env = { TMPDIR: temporary, TEMP: temporary, TMP: temporary, JITI_FS_CACHE: 'true' };
    expect(codemod(folder, [], { env }).exitCode).toBe(0);
    expect(readdirSync(path.join(temporary, 'jiti'))).toEqual([]);
    expect(existsSync(path.join(folder, 'node_modules'))).toBe(false);
  });
});
