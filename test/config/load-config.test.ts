import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { loadConfig, presetNames } from '../../src/config/load-config.ts';
import type { ConfigRequest } from '../../src/config/load-config.ts';
import { ExpectedStop } from '../../src/model/errors.ts';
import type { Config } from '../../src/model/config.ts';
import { formatTarget } from '../../src/model/config.ts';

let root = '';
beforeEach(() => {
  root = realpathSync(mkdtempSync(path.join(tmpdir(), 'ssot-config-')));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

function write(file: string, text: string): void {
  mkdirSync(path.join(root, path.dirname(file)), { recursive: true });
  writeFileSync(path.join(root, file), text);
}

/** The configuration of a folder below the root. */
function load(folder = '.', request: Partial<ConfigRequest> = {}): Promise<Config> {
  const cwd = path.join(root, folder);
  return loadConfig({
    cwd,
    file: undefined,
    presets: [],
    takesCode: true,
    include: undefined,
    exclude: [],
    ...request,
  });
}

/** The message and the hint of the ExpectedStop that a configuration ends in. */
async function stopOf(config: Promise<Config>): Promise<string> {
  try {
    await config;
  } catch (error) {
    if (error instanceof ExpectedStop) return [error.message, error.hint ?? ''].join('\n').trim();
    throw error;
  }
  throw new Error('the configuration was taken');
}

const entry = { canonical: 'new:A', legacy: ['old:A'] };
const json = JSON.stringify({ python: { map: [entry] } });
const moved = (config: Config): string[] => config.python.map.map(({ canonical }) => formatTarget(canonical));

describe('every form of file', () => {
  test.each([
    ['ssot.config.json', json],
    ['ssot.config.json', `// comments and trailing commas\n{ "python": { "map": [${JSON.stringify(entry)},], }, }`],
    ['ssot.config.json', `\ufeff${json}`],
    ['ssot.config.js', `export default ${json};`],
    ['ssot.config.js', `module.exports = ${json};`],
    ['ssot.config.mjs', `export default ${json};`],
    ['ssot.config.ts', `const config: object = ${json};\nexport default config;`],
    ['package.json', JSON.stringify({ name: 'x', 'ssot-codemod': JSON.parse(json) as unknown })],
    ['pyproject.toml', '[tool.ssot-codemod]\npython.map = [{ canonical = "new:A", legacy = ["old:A"] }]\n'],
  ])('%s: %s', async (file, text) => {
    write(file, text);
    if (text.startsWith('export default') && file.endsWith('.js')) write('package.json', '{ "type": "module" }');
    const config = await load();
    expect(moved(config)).toEqual(['new:A']);
    expect(config).toMatchObject({ root, file });
  });
});

describe('where it is found', () => {
  test('in the closest folder above, to whose folder paths are relative', async () => {
    mkdirSync(path.join(root, '.git'));
    write('ssot.config.json', json);
    write('a/b/c/x.py', '');
    expect(await load('a/b/c')).toMatchObject({ root, file: '../../../ssot.config.json' });
    write('a/ssot.config.json', json.replace('new:A', 'closer:A'));
    const config = await load('a/b/c');
    expect(config.root).toBe(path.join(root, 'a'));
    expect(moved(config)).toEqual(['closer:A']);
  });

  test('files that speak of other tools are passed over', async () => {
    mkdirSync(path.join(root, '.git'));
    write('ssot.config.json', json);
    write('a/package.json', '{ "name": "a" }');
    write('a/b/pyproject.toml', '[tool.black]\nline-length = 100\n');
    write('a/b/c/pyproject.toml', '# not for ssot-codemod\n[tool.ruff]\n');
    expect((await load('a/b/c')).root).toBe(root);
  });

  test('a package.json that holds no object is none', async () => {
    mkdirSync(path.join(root, '.git'));
    write('ssot.config.json', json);
    write('a/package.json', 'null // of ssot-codemod');
    expect((await load('a')).root).toBe(root);
  });

  test.each([
    ['pyproject.toml', '[tool.ssot-codemod]\n'],
    ['package.json', '{ "ssot-codemod": {} }'],
    ['ssot.config.ts', 'throw new Error("I ran");'],
  ])('not in two files of one folder: %s', async (file, text) => {
    write(file, text);
    write('ssot.config.json', json);
    const stop = await stopOf(load());
    expect(stop).toContain('both hold a configuration\nkeep one of them, or name one with --config');
    expect(stop).toContain(path.join(root, file));
    expect(moved(await load('.', { file: 'ssot.config.json' }))).toEqual(['new:A']);
  });

  test('a file that is named is taken, and paths are relative to the working folder', async () => {
    write('ssot.config.json', '{}');
    write('elsewhere/mine.json', json);
    const config = await load('.', { file: 'elsewhere/mine.json' });
    expect(config).toMatchObject({ root, file: path.join('elsewhere', 'mine.json') });
    expect(moved(config)).toEqual(['new:A']);
  });

  test('a preset of the command line needs no file', async () => {
    const config = await load('.', { presets: ['websocket-manager'] });
    expect(config.file).toBeUndefined();
    expect(config.python.map.length).toBeGreaterThan(5);
  });

  test('the command line decides on files to look at', async () => {
    write('ssot.config.json', '{ "include": ["a/**"], "exclude": ["b/**"] }');
    const config = await load('.', { include: ['c/**'], exclude: ['d/**'] });
    expect(config.include).toEqual(['c/**']);
    expect(config.exclude).toEqual(expect.arrayContaining(['b/**', 'd/**', '**/node_modules/**']));
  });
});

describe('what stops it', () => {
  test('nothing found', async () => {
    expect(await stopOf(load())).toMatch(/^no configuration found in .+\nssot-codemod init writes one; --preset/);
  });

  test.each([
    ['nowhere.json', undefined, 'no such configuration file: '],
    ['package.json', '{}', 'package.json holds no configuration for ssot-codemod'],
    ['pyproject.toml', '[tool.black]\n', 'pyproject.toml holds no configuration for ssot-codemod'],
  ])('a named file: %s', async (file, text, expected) => {
    if (text !== undefined) write(file, text);
    expect(await stopOf(load('.', { file }))).toContain(expected);
  });

  test.each([
    ['ssot.config.json', '{\n  "python": {\n    "map": [,]\n  }\n}', 'ssot.config.json:3:13: not valid JSON: '],
    ['ssot.config.json', '{ "python": ', 'ssot.config.json:1:13: not valid JSON: '],
    ['package.json', '{\n  "ssot-codemod": {\n}', 'package.json:3:2: not valid JSON: '],
    ['pyproject.toml', '[tool.ssot-codemod]\nextends = ["a"\n\n[b]\n', 'pyproject.toml:'],
    ['ssot.config.mjs', 'export default {', 'ssot.config.mjs cannot be loaded: '],
    ['ssot.config.ts', 'throw new Error("no luck today")', 'no luck today'],
  ])('%s that is broken: %s', async (file, text, expected) => {
    write(file, text);
    expect(await stopOf(load())).toContain(expected);
  });

  test('a folder of such a name', async () => {
    write('ssot.config.json/x', '');
    expect(await stopOf(load())).toBe(`${path.join(root, 'ssot.config.json')} cannot be read: it is no file`);
  });

  test('JSON that is nested too deep', async () => {
    write('ssot.config.json', '['.repeat(100_000));
    expect(await stopOf(load())).toMatch(/ssot\.config\.json cannot be read: it is nested too deep$/);
  });

  test('TOML that is broken, with its line', async () => {
    write('pyproject.toml', '[tool.ssot-codemod]\nextends = [\n  "a",\n  b\n]\n');
    expect(await stopOf(load())).toMatch(/pyproject\.toml:4:3: not valid TOML: /);
  });

  test.each<[string, unknown, string]>([
    ['not an object', [], 'the configuration: expected an object, found an array'],
    ['unknown key', { pyton: {} }, 'pyton: unknown key, did you mean "python"?'],
    ['unknown key that is like none', { colour: 1 }, 'colour: unknown key, known keys are '],
    ['unknown key that every object has', { ['__proto__']: { python: {} } }, '__proto__: unknown key, known keys are '],
    [
      'unknown key below',
      { python: { sourceRoot: [] } },
      'python.sourceRoot: unknown key, did you mean "sourceRoots"?',
    ],
    [
      'unknown key of an entry',
      { python: { map: [{ ...entry, replace: true }] } },
      'python.map[0].replace: unknown key, did you mean "replaces"?',
    ],
    ['missing key', { python: { map: [{ legacy: [] }] } }, 'python.map[0].canonical: missing, expected a string'],
    ['wrong type', { include: '**/*.py' }, 'include: expected an array, found "**/*.py"'],
    ['null', { python: null }, 'python: expected an object, found null'],
    ['a list for an object', { python: [] }, 'python: expected an object, found an array'],
    ['an object for a list', { python: { map: {} } }, 'python.map: expected an array, found an object'],
    ['a list for an entry', { python: { map: [[]] } }, 'python.map[0]: expected an object, found an array'],
    ['true for a list', { extends: true }, 'extends: expected an array, found true'],
    ['wrong type in a list', { extends: [1] }, 'extends[0]: expected a string, found 1'],
    ['wrong choice', { python: { uses: 'keep' } }, 'python.uses: expected "alias" or "rename", found "keep"'],
    [
      'not a path',
      { python: { map: [{ canonical: 'new.A:', legacy: [] }] } },
      'python.map[0].canonical: expected a module or symbol such as "package.module" or "package.module:Name", found "new.A:"',
    ],
    [
      'not a symbol',
      { python: { unmapped: ['a.b'] } },
      'python.unmapped[0]: expected a symbol such as "package.module:Name", found "a.b"',
    ],
    [
      'empty glob',
      { exclude: [''] },
      'exclude[0]: expected a glob with forward slashes such as "src/**/*.py", found ""',
    ],
    [
      'a glob that is too long',
      { exclude: ['a'.repeat(8193)] },
      'exclude[0]: expected a glob of at most 8192 characters',
    ],
    [
      'a list for retarget',
      { javascript: { retarget: [] } },
      'javascript.retarget: expected an object, found an array',
    ],
    ['wrong retarget', { python: { retarget: { 'a:B': 1 } } }, 'python.retarget.a:B: expected a string, found 1'],
  ])('%s', async (_, config, expected) => {
    write('ssot.config.json', JSON.stringify(config));
    const message = await stopOf(load());
    expect(message).toContain('ssot.config.json is not a valid configuration:\n');
    expect(message).toContain(`  ${expected}`);
  });

  test('everything that is wrong is said at once', async () => {
    write('ssot.config.json', '{ "includes": [], "excludes": [], "exclude": 1, "python": { "map": [{}] } }');
    const message = await stopOf(load());
    for (const part of [
      'includes: unknown key',
      'excludes: unknown key',
      'exclude: expected',
      'canonical: missing',
      'legacy: missing',
    ])
      expect(message).toContain(part);
  });

  test('of what is found and is long, the start is shown', async () => {
    write('ssot.config.json', JSON.stringify({ python: 'a'.repeat(10_000) }));
    expect(await stopOf(load())).toMatch(/python: expected an object, found "a{200}…"$/);
  });

  test('an unknown preset', async () => {
    write('ssot.config.json', '{ "extends": ["websocket-manger"] }');
    expect(await stopOf(load())).toBe(
      `ssot.config.json: unknown preset "websocket-manger"\npresets are: ${presetNames.join(', ')}`,
    );
  });
});
