import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import { parse } from 'jsonc-parser';
import type { UserConfig } from '../../src/index.ts';
import type { Suggestion } from '../../src/model/suggestion.ts';
import { codemod } from '../support/program.ts';
import {
  addFiles,
  commitAll,
  git,
  makeFolder,
  makeRepository,
  read,
  temporaryFolder,
  withGit,
} from '../support/repository.ts';
import type { Files } from '../support/repository.ts';

const schema = JSON.parse(readFileSync(new URL('../../schema/suggest.json', import.meta.url), 'utf8')) as object;
const validate = new Ajv({ allErrors: true }).compile(schema);

/** The suggestion for files. Checks that it fits the schema. */
function suggest(files: Files, ...args: readonly string[]): Suggestion {
  return suggestIn(makeFolder(files), ...args);
}

function suggestIn(folder: string, ...args: readonly string[]): Suggestion {
  const { exitCode, stdout, stderr } = codemod(folder, ['suggest', '--format', 'json', ...args]);
  expect([exitCode, stderr.includes('ssot-codemod:')]).toEqual([0, false]);
  const found = JSON.parse(stdout) as Suggestion;
  validate(found);
  expect(validate.errors ?? []).toEqual([]);
  return found;
}

const entriesOf = ({ entries }: Suggestion): string[] =>
  entries.map(
    ({ canonical, legacy, class: kind, isDecided }) =>
      `${isDecided ? '' : '// '}${canonical} <- ${legacy.join(' ')} (${kind})`,
  );

/** A class that its package hands on, and which files import from both. */
const facade: Files = {
  'app/__init__.py': 'from .store import Store\n',
  'app/store.py': 'class Store:\n    pass\n',
  'one.py': 'from app import Store\n',
  'two.py': 'from app.store import Store\n',
  'three.py': 'from app.store import Store\n',
};

const without = (...files: readonly string[]): Files =>
  Object.fromEntries(Object.entries(facade).filter(([file]) => !files.includes(file)));

describe('several paths', () => {
  test('the definition wins where it is used most', () => {
    const found = suggest(facade);
    expect(found.severalPaths.map(({ definition, moving, canonical }) => [definition, moving, canonical])).toEqual([
      ['app.store:Store', 1, 'app.store:Store'],
    ]);
    expect(found.severalPaths[0]?.candidates).toMatchObject([
      { path: 'app.store:Store', uses: { production: 2 }, reasons: ['defined here', 'most used in production'] },
      { path: 'app:Store', uses: { production: 1 }, place: { path: 'one.py', line: 1, column: 1 } },
    ]);
    expect(entriesOf(found)).toEqual(['app.store:Store <- app:Store (several-paths)']);
  });

  test('nobody chooses where the facade is used as much', () => {
    const even = without('three.py');
    expect(suggest(even).severalPaths[0]?.canonical).toBeUndefined();
    expect(entriesOf(suggest(even))).toEqual(['// app.store:Store <- app:Store (several-paths)']);
    const chosen = (choice: string): (string | undefined)[] =>
      suggest(even, '--choose', choice).severalPaths.map(({ canonical }) => canonical);
    expect(chosen('definition')).toEqual(['app.store:Store']);
    expect(chosen('facade')).toEqual(['app:Store']);
    expect(chosen('most-used')).toEqual(['app.store:Store']);
  });

  test('an import that only hands a name on is no use of it', () => {
    expect(suggest(without('two.py', 'three.py')).severalPaths).toEqual([]);
  });

  test('what speaks against a path is said', () => {
    const found = suggest({
      ...facade,
      'app/compat.py':
        'import warnings\nfrom .store import Store\n__all__ = ["Store"]\nwarnings.warn("old", DeprecationWarning)\n',
      'four.py': 'from app.compat import Store\n',
    });
    expect(found.severalPaths[0]?.candidates.find(({ path }) => path === 'app.compat:Store')).toMatchObject({
      reasons: ['listed as public'],
      against: ['named compat', 'warns when it is imported'],
    });
  });

  test('another name of a definition is listed apart, and is no entry', () => {
    const found = suggest({
      'app/store.py': 'class Store:\n    pass\n\n\nKeeper = Store\n',
      'one.py': 'from app.store import Store\n',
      'two.py': 'from app.store import Keeper\n',
    });
    expect(found.roleAliases).toMatchObject([{ definition: 'app.store:Store', paths: [{ path: 'app.store:Keeper' }] }]);
    expect([found.severalPaths, found.entries]).toEqual([[], []]);
  });

  test('what depends on what runs is no entry', () => {
    const found = suggest({
      'app/__init__.py': 'from .store import Store\n',
      'app/store.py': 'import os\n\nif os.name == "nt":\n    from .a import Store\nelse:\n    from .b import Store\n',
      'app/a.py': 'class Store: ...\n',
      'app/b.py': 'class Store: ...\n',
      'one.py': 'from app import Store\n',
      'two.py': 'from app.store import Store\n',
    });
    expect(found.entries).toEqual([]);
    expect(found.unverified.map(({ path }) => path)).toEqual(['app.store:Store', 'app:Store']);
  });

  test('what only tests use is looked at when asked for', () => {
    const files: Files = {
      'app/__init__.py': facade['app/__init__.py'] ?? '',
      'app/store.py': facade['app/store.py'] ?? '',
    };
    const tests: Files = {
      'tests/test_one.py': 'from app import Store\n',
      'tests/test_two.py': 'from app.store import Store\n',
    };
    expect(suggest({ ...files, ...tests }).severalPaths).toEqual([]);
    expect(suggest({ ...files, ...tests }, '--include-tests').severalPaths).toHaveLength(1);
  });
});

describe('imports that fail', () => {
  const use = 'from app.gone import Store\n';

  test.each<[string, Files, string, readonly string[]]>([
    [
      'the one definition',
      { 'app/new.py': 'class Store: ...\n' },
      'high',
      ['app.new:Store <- app.gone:Store (dangling)'],
    ],
    [
      'another one in tests',
      { 'app/new.py': 'class Store: ...\n', 'tests/test_a.py': 'class Store: ...\n' },
      'medium',
      ['// app.new:Store <- app.gone:Store (dangling)'],
    ],
    ['two definitions', { 'app/a.py': 'class Store: ...\n', 'app/b.py': 'class Store: ...\n' }, 'low', []],
    [
      'two, one of them in a module of that name',
      { 'app/a.py': 'class Store: ...\n', 'app/b/gone.py': 'class Store: ...\n' },
      'medium',
      ['// app.b.gone:Store <- app.gone:Store (dangling)'],
    ],
  ])('%s', (_, files, confidence, entries) => {
    const found = suggest({ 'app/__init__.py': '', 'one.py': use, ...files });
    expect(found.dangling.map((path) => [path.path, path.confidence])).toEqual([['app.gone:Store', confidence]]);
    expect(entriesOf(found)).toEqual(entries);
  });

  test('a value is no sure target, and a common name is none', () => {
    const found = suggest({
      'app/__init__.py': '',
      'app/new.py': 'logger = object()\nstate = {}\n',
      'one.py': 'from app.gone import logger, state\n',
    });
    expect(found.dangling.map(({ confidence }) => confidence)).toEqual(['low', 'low']);
  });

  test('one that the program goes on without is for you to choose', () => {
    const guarded = 'try:\n    from app.gone import Store\nexcept ImportError:\n    Store = None\n';
    const found = suggest({ 'app/__init__.py': '', 'app/new.py': 'class Store: ...\n', 'one.py': guarded });
    expect(found.dangling).toMatchObject([{ isGuarded: true, confidence: 'high' }]);
    expect(entriesOf(found)).toEqual(['// app.new:Store <- app.gone:Store (dangling)']);
    expect(
      suggest({ 'app/__init__.py': '', 'app/new.py': 'class Store: ...\n', 'one.py': guarded, 'two.py': use }).dangling,
    ).toMatchObject([{ isGuarded: false }]);
  });

  test('a folder may hide an installed package', () => {
    const found = suggest({
      'alembic/env.py': 'X = 1\n',
      'new.py': 'class op: ...\n',
      'one.py': 'from alembic import op\n',
    });
    expect(found.dangling).toMatchObject([
      { targets: [], because: expect.stringContaining('installed package') as unknown },
    ]);
    expect(found.entries).toEqual([]);
  });
});

describe('tables of moved names', () => {
  const target = { 'app/__init__.py': '', 'app/new.py': 'class Store: ...\n', 'app/other.py': 'class Other: ...\n' };

  test.each<[string, string, readonly string[]]>([
    ['dotted paths', '_DEPRECATED = {"Store": "app.new.Store"}\n', ['app.new:Store <- app.old:Store (table)']],
    ['modules', '_moved = {"Store": "app.new"}\n', ['app.new:Store <- app.old:Store (table)']],
    [
      'pairs, relative',
      '_old_names: dict = {"Keeper": (".new", "Store", True)}\n',
      ['app.new:Store <- app.old:Keeper (table)'],
    ],
    ['loaded on demand', '_lookup = {"Store": "app.new:Store"}\n', ['// app.new:Store <- app.old:Store (table)']],
    ['what is not there', '_deprecated = {"Store": "app.new.Gone"}\n', []],
    ['what is no path', '_deprecated = {"Store": "use another one"}\n', []],
  ])('%s', (_, table, entries) => {
    const getter = `def __getattr__(name):\n    raise AttributeError(name)\n`;
    const found = suggest({ ...target, 'app/old.py': table + getter, 'one.py': 'from app.old import Store, Keeper\n' });
    expect(entriesOf(found).filter((entry) => entry.endsWith('(table)'))).toEqual(entries);
  });

  test('a table that is given away with the name of the module', () => {
    const table =
      '__deprecated_classes = {"sub": {"Store": "app.new.Store"}}\nadd_deprecated_classes(__deprecated_classes, __name__)\n';
    const found = suggest({ ...target, 'app/old/__init__.py': table });
    expect(found.tables).toMatchObject([
      { path: 'app.old.sub:Store', target: 'app.new:Store', isDeprecated: true, isVerified: true },
    ]);
  });

  test('a target that another table serves is verified', () => {
    const getter = 'def __getattr__(name):\n    raise AttributeError(name)\n';
    const found = suggest({
      ...target,
      'app/old.py': `_deprecated = {"Store": "app.lazy"}\n${getter}`,
      'app/lazy.py': `_lookup = {"Store": "app.new", "Gone": "app.nowhere"}\n${getter}`,
    });
    expect(found.tables.map(({ path, isVerified }) => [path, isVerified])).toEqual([
      ['app.lazy:Store', true],
      ['app.old:Store', true],
      ['app.lazy:Gone', false],
    ]);
  });

  test('without anybody who looks names up in it, it is data', () => {
    expect(
      suggest({
        ...target,
        'app/old.py': '_deprecated = {"Store": "app.new.Store"}\n__getattr__ = None\n'.replace(
          '__getattr__ = None\n',
          '',
        ),
      }).tables,
    ).toEqual([]);
  });
});

test('rivals share a stem and methods, facades hand on', () => {
  const found = suggest({
    'app/__init__.py': 'from .one import UnifiedStore\nfrom .two import StoreAdapter\n',
    'app/one.py': 'class UnifiedStore:\n    def get(self): ...\n    def put(self):\n        def inner(): ...\n',
    'app/two.py': 'class StoreAdapter:\n    def get(self): ...\n    def _own(self): ...\n    def drop(self): ...\n',
    'main.py': 'from app import UnifiedStore, StoreAdapter\n',
  });
  expect(found.rivals).toMatchObject([
    {
      stem: 'Store',
      shared: ['get'],
      methods: 3,
      classes: [
        { definition: 'app.one:UnifiedStore', shared: 1, own: ['put'] },
        { definition: 'app.two:StoreAdapter', shared: 1, own: ['drop'] },
      ],
    },
  ]);
  expect(found.facades).toMatchObject([{ module: 'app', names: 2, uses: { production: 2 } }]);
});

withGit.describe('--from-git (needs git)', () => {
  const body = (name: string): string => `class ${name}:\n    def get(self):\n        return "${name}"\n`;
  const before: Files = {
    'app/__init__.py': '',
    'app/a.py': `${body('Store')}\n\n${body('Keeper')}`,
    'app/b.py': 'X = 1\n',
    'app/whole.py': `${body('Whole')}\n\ndef helper():\n    return 1\n`,
    'one.py': 'from app.a import Store\nfrom app.whole import Whole\n',
  };

  test('files and definitions that moved become entries, and repair imports', () => {
    const folder = makeRepository(before);
    addFiles(folder, {
      'app/a.py': body('Keeper'),
      'app/b.py': `X = 1\n\n\n${body('Store')}`,
      'other.py': body('Store'),
    });
    git(folder, 'mv', 'app/whole.py', 'app/part.py');
    const found = suggestIn(folder, '--from-git', 'HEAD', '--exclude', 'other.py');
    expect(found.moved.map(({ from, to }) => `${from} -> ${to}`)).toEqual([
      'app.a:Store -> app.b:Store',
      'app.whole -> app.part',
    ]);
    expect(entriesOf(found)).toEqual(['app.b:Store <- app.a:Store (moved)', 'app.part <- app.whole (moved)']);
    expect(found.dangling).toMatchObject([
      { path: 'app.a:Store', confidence: 'high' },
      { path: 'app.whole:Whole', targets: ['app.part:Whole'] },
    ]);
    commitAll(folder);
    expect(suggestIn(folder, '--from-git', 'HEAD~1..HEAD', '--exclude', 'other.py').moved).toHaveLength(2);
    expect(suggestIn(folder, '--from-git', 'HEAD~1..HEAD').moved).toHaveLength(1);
    expect(suggestIn(folder, '--from-git', 'HEAD').moved).toEqual([]);
  });

  test('what is new in two modules, or gone from two, is nobody to tell', () => {
    const folder = makeRepository(before);
    addFiles(folder, { 'app/a.py': body('Keeper'), 'app/b.py': body('Store'), 'app/c.py': body('Store') });
    expect(suggestIn(folder, '--from-git', 'HEAD').moved).toEqual([]);
  });

  test('what stays beside the new one has not moved', () => {
    const folder = makeRepository(before);
    addFiles(folder, { 'app/c.py': body('Store') });
    expect(suggestIn(folder, '--from-git', 'HEAD').moved).toEqual([]);
  });

  test.each([['nowhere'], ['--output=x'], ['HEAD..nowhere']])('%s is no commit', (range) => {
    const { exitCode, stderr } = codemod(makeRepository(before), ['suggest', `--from-git=${range}`]);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('git knows no commit') as unknown]);
  });

  test('a folder without git is said', () => {
    const { exitCode, stderr } = codemod(makeFolder(before), ['suggest', '--from-git', 'HEAD']);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('--from-git needs a git repository') as unknown]);
  });
});

describe('what is asked for', () => {
  const two: Files = {
    ...facade,
    'lib/__init__.py': 'from .part import Part\n',
    'lib/part.py': 'class Part: ...\n',
    'four.py': 'from lib import Part\n',
    'five.py': 'from lib.part import Part\n',
  };
  const definitions = (...args: readonly string[]): string[] =>
    suggest(two, ...args).severalPaths.map(({ definition }) => definition);

  test('is a part of what there is', () => {
    expect(definitions()).toEqual(['app.store:Store', 'lib.part:Part']);
    expect(definitions('--focus', 'Part$')).toEqual(['lib.part:Part']);
    expect(definitions('--package', 'app')).toEqual(['app.store:Store']);
    expect(definitions('--package', 'ap')).toEqual([]);
    expect(definitions('--min-uses', '2')).toEqual([]);
  });

  test('shortens lists in text, and never in JSON', () => {
    const { stdout } = codemod(makeFolder(two), ['suggest', '--top', '1']);
    expect(stdout).toContain('Several paths to one definition: 2\n');
    expect(stdout).toContain('… and 1 more');
    expect(stdout).not.toContain('lib.part:Part: ');
    expect(codemod(makeFolder(two), ['suggest', '--format', 'markdown']).stdout).toContain(
      '## Several paths to one definition (2)\n',
    );
  });

  test.each([
    [['--focus', '('], '--focus takes a regular expression, found ('],
    [['--choose', 'any'], '--choose takes "definition", "most-used", "facade", found "any"'],
    [['--write', 'one.py'], 'one.py is there already, and nothing was written'],
  ])('%s is refused', (args, message) => {
    const { exitCode, stderr, stdout } = codemod(makeFolder(facade), ['suggest', ...args]);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
  });

  test('no file is an error, one that cannot be read is said', () => {
    expect(codemod(temporaryFolder(), ['suggest']).exitCode).toBe(2);
    expect(suggest({ ...facade, 'nul.py': 'a\0b' }).unreadable).toMatchObject([{ path: 'nul.py' }]);
  });
});

describe('--write', () => {
  test('is a configuration that dry-run takes, and after apply nothing of it is proposed again', () => {
    const folder = makeFolder({ ...facade, 'four.py': 'from app.gone import Store\n' });
    const { exitCode, stderr } = codemod(folder, ['suggest', '--write', 'ssot.config.json']);
    expect([exitCode, stderr]).toEqual([0, expect.stringContaining('ssot.config.json is written') as unknown]);
    const config = parse(read(folder, 'ssot.config.json'), [], { allowTrailingComma: true }) as UserConfig;
    expect(config.python?.map).toEqual([
      { canonical: 'app.store:Store', legacy: ['app:Store'] },
      { canonical: 'app.store:Store', legacy: ['app.gone:Store'] },
    ]);
    const dry = codemod(folder, ['dry-run', '--format', 'json']);
    expect(JSON.parse(dry.stdout)).toMatchObject({ summary: { safe: 2, review: 0, failed: 0 } });
    expect(codemod(folder, ['apply']).exitCode).toBe(0);
    expect(suggestIn(folder)).toMatchObject({ severalPaths: [], dangling: [], entries: [] });
  });

  test('comments out what nobody chose, and text of the repository ends no comment', () => {
    const even = without('three.py');
    const folder = makeFolder(even);
    codemod(folder, ['suggest', '--write', 'maps/new.json']);
    const text = read(folder, 'maps/new.json');
    expect(text).toContain('      // { "canonical": "app.store:Store", "legacy": ["app:Store"] },\n');
    expect(parse(text, [], { allowTrailingComma: true })).toEqual({ python: { map: [] } });
    expect(codemod(folder, ['dry-run', '-c', 'maps/new.json']).exitCode).toBe(0);
  });

  test('a question writes nothing', () => {
    const folder = makeFolder(facade);
    codemod(folder, ['suggest']);
    codemod(folder, ['suggest', '--format', 'json']);
    addFiles(folder, {});
    expect(codemod(folder, ['suggest', '--format', 'json']).stdout).toBe(
      codemod(folder, ['suggest', '--format', 'json']).stdout,
    );
  });
});

test('what the Map knows is settled, and a new detour to a canonical path is proposed', () => {
  const config = JSON.stringify({ python: { map: [{ canonical: 'app.store:Store', legacy: ['app:Store'] }] } });
  expect(suggest({ ...facade, 'ssot.config.json': config }).entries).toEqual([]);
  const found = suggest({
    ...facade,
    'ssot.config.json': config,
    'app/again.py': 'from app.store import Store\n',
    'four.py': 'from app.again import Store\n',
  });
  expect(entriesOf(found)).toEqual(['app.store:Store <- app.again:Store (several-paths)']);
  expect(found.severalPaths[0]?.because).toBe('canonical by the Map');
});
