import { execFileSync } from 'node:child_process';
import { mkdirSync, realpathSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { loadConfig } from '../../src/config/load-config.ts';
import { formatTarget } from '../../src/model/config.ts';
import type { Config } from '../../src/model/config.ts';
import { ExpectedStop } from '../../src/model/errors.ts';
import { makeFolder } from '../support/repository.ts';
import type { Files } from '../support/repository.ts';

const entry = (canonical: string, legacy: string): object => ({ canonical, legacy: [legacy] });
const mapOf = (...entries: readonly object[]): string => JSON.stringify({ python: { map: entries } });

function load(files: Files, moves: readonly string[] = []): Promise<Config> {
  const cwd = realpathSync(makeFolder(files));
  return loadConfig({ cwd, file: undefined, presets: [], moves, takesCode: false, include: undefined, exclude: [] });
}

const moves = ({ python }: Config): string[] =>
  python.map.flatMap(({ canonical, legacy, absent }) =>
    legacy.map((target) => `${formatTarget(target)} -> ${formatTarget(canonical)} ${absent}`),
  );

async function stopOf(config: Promise<Config>): Promise<string> {
  try {
    await config;
  } catch (error) {
    if (error instanceof ExpectedStop) return error.message;
    throw error;
  }
  return 'nothing';
}

const own = (...extended: readonly string[]): string =>
  JSON.stringify({ extends: extended, python: { map: [entry('new:A', 'old:A')] } });

describe('extends', () => {
  test('a file goes before what extends it, and what it extends before it', async () => {
    const config = await load({
      'ssot.config.json': own('./maps/team.json'),
      'maps/team.json': JSON.stringify({
        extends: ['../base.json'],
        python: { map: [entry('team:A', 'old:A'), entry('team:B', 'old:B')] },
      }),
      'base.json': `// with a comment\n${mapOf(entry('base:B', 'old:B'), entry('base:C', 'old:C'))}`,
    });
    expect(moves(config)).toEqual(['old:C -> base:C fail', 'old:B -> team:B fail', 'old:A -> new:A fail']);
  });

  test('a file of a package is found as Node finds it, and may name what is not there', async () => {
    const config = await load({
      'ssot.config.json': own('some-package/map', '@scope/other/deep/map.json'),
      'node_modules/some-package/package.json': '{ "name": "some-package", "exports": { "./map": "./own.json" } }',
      'node_modules/some-package/own.json': mapOf(entry('pkg:B', 'old:B')),
      'node_modules/some-package/index.js': 'throw new Error("it ran");',
      'node_modules/@scope/other/deep/map.json': mapOf(entry('other:C', 'old:C')),
    });
    expect(moves(config)).toEqual(['old:B -> pkg:B ok', 'old:C -> other:C ok', 'old:A -> new:A fail']);
  });

  test.each<[string, Files, string, string]>([
    ['a file that is not there', {}, './no.json', 'ssot.config.json: there is no file "./no.json"'],
    [
      'code',
      { 'map.js': 'process.exit(3)' },
      './map.js',
      'ssot.config.json: "./map.js" is no JSON: only data is extended',
    ],
    ['an absolute path', {}, '/etc/map.json', 'ssot.config.json: "/etc/map.json" is an absolute path'],
    [
      'a package that is not there',
      {},
      'no-package/map.json',
      'ssot.config.json: no installed package has "no-package/map.json"',
    ],
    [
      'code of a package',
      { 'node_modules/p/map.js': 'process.exit(3)' },
      'p/map.js',
      'ssot.config.json: "p/map.js" is no JSON: only data is extended',
    ],
    ['a preset that is none', {}, 'websocket', 'ssot.config.json: unknown preset "websocket"'],
    [
      'a circle',
      { 'a.json': '{ "extends": ["./b.json"] }', 'b.json': '{ "extends": ["./a.json"] }' },
      './a.json',
      'b.json: "./a.json" extends itself in a circle',
    ],
    ['itself', {}, './ssot.config.json', 'ssot.config.json: "./ssot.config.json" extends itself in a circle'],
    ['what is not valid', { 'a.json': '{ "pyton": {} }' }, './a.json', 'pyton: unknown key, did you mean "python"?'],
    ['a folder', { 'a.json/b': '' }, './a.json', 'ssot.config.json: there is no file "./a.json"'],
  ])('%s is refused', async (_, files, name, message) => {
    expect(await stopOf(load({ ...files, 'ssot.config.json': own(name) }))).toContain(message);
  });

  test('many files that extend each other are refused before they take long', async () => {
    const names = Array.from({ length: 12 }, (_, k) => `./f${k}.json`);
    const files = names.map((name, k): [string, string] => [
      name.slice(2),
      JSON.stringify({ extends: names.slice(k + 1) }),
    ]);
    expect(await stopOf(load({ ...Object.fromEntries(files), 'ssot.config.json': own(...names) }))).toContain(
      'too many files extend each other',
    );
  });
});

describe('what a repository extends', () => {
  /** A repository beside a file of the person who runs the tool. */
  function lay(name: string): { readonly cwd: string; readonly secret: string } {
    const folder = realpathSync(
      makeFolder({
        'own/secret.json': '{ "python": "secret" }',
        'clone/ssot.config.json': own(name),
        'clone/.git/HEAD': '',
      }),
    );
    return { cwd: path.join(folder, 'clone'), secret: path.join(folder, 'own/secret.json') };
  }
  const stop = (cwd: string): Promise<string> =>
    stopOf(
      loadConfig({ cwd, file: undefined, presets: [], moves: [], takesCode: false, include: undefined, exclude: [] }),
    );

  test('is no file outside of it, which a message would quote', async () => {
    expect(await stop(lay('./../own/secret.json').cwd)).toBe(
      'ssot.config.json: "./../own/secret.json" lies outside of the repository',
    );
  });

  test.each(['./maps/link.json', 'evil/link.json'])('is no link out of it: %s', async (name) => {
    const { cwd, secret } = lay(name);
    for (const folder of ['maps', 'node_modules/evil']) {
      mkdirSync(path.join(cwd, folder), { recursive: true });
      symlinkSync(secret, path.join(cwd, folder, 'link.json'));
    }
    expect(await stop(cwd)).toBe(`ssot.config.json: "${name}" lies outside of the repository`);
  });

  test('may be a package that is installed above it', async () => {
    const folder = realpathSync(
      makeFolder({
        'node_modules/maps/team.json': '{}',
        'clone/ssot.config.json': own('maps/team.json'),
        'clone/.git/HEAD': '',
      }),
    );
    expect(await stop(path.join(folder, 'clone'))).toBe('nothing');
  });

  test.each(['node_modules/evil/package.json', 'node_modules/@evil/maps/package.json'])(
    'is looked up by no pipe: %s',
    async (manifest) => {
      const { cwd } = lay(manifest.includes('@') ? '@evil/maps/x.json' : 'evil/x.json');
      mkdirSync(path.dirname(path.join(cwd, manifest)), { recursive: true });
      execFileSync('mkfifo', [path.join(cwd, manifest)]);
      expect(await stop(cwd)).toMatch(`${manifest} is no regular file`);
    },
  );
});

describe('--map', () => {
  test('goes before the configuration, and needs none', async () => {
    expect(moves(await load({ 'ssot.config.json': own() }, ['old:A=cli:A', 'pkg.old=pkg.new']))).toEqual([
      'old:A -> cli:A fail',
      'pkg.old -> pkg.new fail',
    ]);
    const { javascript, python } = await load({}, ['@/lib/ws#Socket=@/services/ws#Socket', 'lodash-x=lodash']);
    expect([python.map, javascript.map.map(({ canonical }) => canonical)]).toEqual([
      [],
      [
        { module: '@/services/ws', name: 'Socket' },
        { module: 'lodash', name: undefined },
      ],
    ]);
  });

  test.each([
    ['old:A', '--map takes LEGACY=CANONICAL, found old:A'],
    ['=new', '--map takes LEGACY=CANONICAL, found =new'],
    ['a:A=b:A=c:A', '--map takes LEGACY=CANONICAL, found a:A=b:A=c:A'],
    ['a:*=b', 'are not of one kind'],
    ['a:A=b:', '--map is not a valid configuration'],
  ])('%s is refused', async (flag, message) => {
    expect(await stopOf(load({}, [flag]))).toContain(message);
  });
});

describe('an entry without a canonical path', () => {
  const of = (entries: readonly object[]): Promise<Config> => load({ 'ssot.config.json': mapOf(...entries) });

  test('says that its symbols are removed', async () => {
    const { python } = await of([{ legacy: ['old:A'], message: 'do without' }, entry('new:B', 'old:B')]);
    expect(python.removed).toEqual([{ symbol: { module: 'old', name: 'A' }, message: 'do without' }]);
    expect(python.unmapped).toEqual([{ module: 'old', name: 'A' }]);
    expect(python.map).toHaveLength(1);
  });

  test.each<[readonly object[], string]>([
    [[{ legacy: ['old:A'] }], 'python.map[0].canonical: missing'],
    [[{ legacy: ['old'], message: 'x' }], 'python.map[0].legacy[0]: expected a symbol'],
    [[{ ...entry('new:A', 'old:A'), message: 'x' }], 'python.map[0].message: unknown key'],
    [
      [{ legacy: ['old:C'], message: 'x' }, entry('new:A', 'old:A'), entry('new:B', 'old:A')],
      'python.map[2].legacy[0]: "old:A" has two canonical paths, "new:A" by python.map[1]',
    ],
  ])('%j is refused', async (entries, message) => {
    expect(await stopOf(of(entries))).toContain(message);
  });
});
