import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { countWrites, isKilled } from '../support/killed-program.ts';
import { codemod } from '../support/program.ts';
import { addFiles, commitAll, makeFolder, makeRepository, read, snapshot, withGit } from '../support/repository.ts';
import { legacy, moved, smallConfig, smallRepository } from '../support/small-repository.ts';

/** Make the shards of a folder, each by a process of its own. */
function makeShards(folder: string, count: number): string[] {
  return Array.from({ length: count }, (_, k) => {
    const [shard, file] = [`${String(k + 1)}/${String(count)}`, `shard-${String(k + 1)}.json`];
    expect(codemod(folder, ['plan', '--shard', shard, '--save', file, '-q'])).toMatchObject({
      exitCode: 0,
      stderr: '',
    });
    return file;
  });
}

function merge(
  folder: string,
  files: readonly string[],
  flags: readonly string[] = [],
): { exitCode: number; stderr: string } {
  return codemod(folder, ['plan', 'merge', ...files, '--save', 'all.plan', '-q', ...flags]);
}

describe('plan --shard', () => {
  test('with plan merge makes the plan of one run, byte for byte, in any order, of shards without files, too', () => {
    const folder = makeFolder(smallRepository);
    codemod(folder, ['plan', '--save', 'one.plan', '-q']);
    for (const count of [1, 3, 20]) {
      const files = makeShards(folder, count);
      const again = files.map((file) => read(folder, file));
      makeShards(folder, count);
      expect(files.map((file) => read(folder, file))).toEqual(again);
      expect(merge(folder, files.toReversed())).toMatchObject({ exitCode: 0, stderr: '' });
      expect(read(folder, 'all.plan')).toBe(read(folder, 'one.plan'));
      for (const file of files) rmSync(path.join(folder, file));
    }
    expect(codemod(folder, ['apply', '--plan', 'all.plan']).exitCode).toBe(0);
    expect(read(folder, 'app/one.py')).toBe(moved);
  });

  test('that is killed and run again makes the same file, and leaves no other', () => {
    const folder = makeFolder(smallRepository);
    const args = (file: string): string[] => ['plan', '--shard', '1/2', '--save', file, '-q'];
    codemod(folder, args('whole.json'));
    const before = snapshot(folder);
    const writes = countWrites(folder, args('counted.json'));
    rmSync(path.join(folder, 'counted.json'));
    expect(writes).toBeGreaterThan(1);
    for (let n = 1; n <= writes; n++) {
      isKilled(folder, args('shard.json'), n);
      // A file is there whole, or not at all.
      if (existsSync(path.join(folder, 'shard.json')))
        expect(read(folder, 'shard.json')).toBe(read(folder, 'whole.json'));
      expect(codemod(folder, args('shard.json'))).toMatchObject({ exitCode: 0, stderr: '' });
      expect(read(folder, 'shard.json')).toBe(read(folder, 'whole.json'));
      rmSync(path.join(folder, 'shard.json'));
      for (const file of snapshot(folder).keys())
        if (!before.has(file)) {
          expect(path.basename(file)).toMatch(/^\.ssot-codemod-/);
          rmSync(path.join(folder, file));
        }
    }
  });

  test('takes its number from the CI system', () => {
    const folder = makeFolder(smallRepository);
    const [first, second] = makeShards(folder, 2);
    const env = { CI_NODE_INDEX: '2', CI_NODE_TOTAL: '2' };
    codemod(folder, ['plan', '--shard', 'env', '--save', 'env.json', '-q'], { env });
    expect(read(folder, 'env.json')).toBe(read(folder, second ?? ''));
    expect(read(folder, 'env.json')).not.toBe(read(folder, first ?? ''));
  });

  test.each([
    ['paths', ['app', '--shard', '1/2'], 'a part of the whole repository: it takes no paths'],
    ['a list of files', ['--shard', '1/2', '--files-from', 'ssot.config.json'], 'it takes no paths'],
    ['a number above the count', ['--shard', '3/2'], '--shard 3/2 names no shard'],
    ['no number', ['--shard', 'x'], '--shard x names no shard'],
  ])('refuses %s', (_, args, message) => {
    const folder = makeFolder(smallRepository);
    const { exitCode, stderr } = codemod(folder, ['plan', ...args, '--save', 'a.json']);
    expect(stderr).toContain(message);
    expect(exitCode).toBe(2);
  });
});

describe('plan merge', () => {
  const whole = (): { folder: string; files: string[] } => {
    const folder = makeFolder(smallRepository);
    return { folder, files: makeShards(folder, 3) };
  };

  test('names the shard that is missing, and the one that is there twice', () => {
    const { folder, files } = whole();
    expect(merge(folder, files.slice(0, 2)).stderr).toContain('a shard is missing: 3/3\n');
    expect(merge(folder, [...files, 'shard-1.json']).stderr).toContain(
      'shard-1.json and shard-1.json are both shard 1/3\n',
    );
    expect(merge(folder, []).stderr).toContain('plan merge takes the files of shards');
  });

  test('names the file that was made with another number of shards, Map, flag or version', () => {
    const { folder, files } = whole();
    const [, ...others] = files;
    codemod(folder, ['plan', '--shard', '1/2', '--save', 'half.json', '-q']);
    expect(merge(folder, ['half.json', ...others]).stderr).toContain(
      'shard-2.json is one of 3 shards, and half.json one of 2\n',
    );
    codemod(folder, ['plan', '--shard', '1/3', '--include-review', '--save', 'review.json', '-q']);
    expect(merge(folder, ['review.json', ...others]).stderr).toContain('review.json was made with other flags');
    codemod(folder, ['plan', '--shard', '1/3', '--map', 'app.a:B=app.c:D', '--save', 'map.json', '-q']);
    expect(merge(folder, ['map.json', ...others]).stderr).toContain('map.json was made with another Map (');
  });

  withGit.test('names the file that was made at another commit (needs git)', () => {
    const folder = makeRepository(smallRepository);
    const files = makeShards(folder, 2);
    addFiles(folder, { 'app/later.py': legacy });
    commitAll(folder);
    const { exitCode, stderr } = merge(folder, files);
    expect(stderr).toMatch(
      /shard-1\.json was made at commit [0-9a-f]{12}, and commit [0-9a-f]{12} is checked out here\n/,
    );
    expect(exitCode).toBe(2);
  });

  test('refuses a file that somebody has changed, or that is none', () => {
    const { folder, files } = whole();
    const name = files.find((one) => read(folder, one).includes('"keeps":[]')) ?? '';
    const file = path.join(folder, name);
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace('"filesScanned":', '"filesScanned":1'));
    expect(merge(folder, files).stderr).toContain(`${name} was changed after it was written\n`);
    writeFileSync(file, text.replace('"keeps":[]', '"keeps":{}'));
    expect(merge(folder, files).stderr).toMatch(/is no shard: content\.results\.\d\.facts\.\d\.keeps is not what/);
    writeFileSync(file, text.replace('"count":3', '"count":1000000000'));
    expect(merge(folder, files).stderr).toContain(`${name} is no shard: shard.count is not what`);
    writeFileSync(file, text.replace(/"index":\d/, '"index":4'));
    expect(merge(folder, files).stderr).toContain(`${name} is no shard: shard has an index above its count`);
    const deep = '['.repeat(100_000) + ']'.repeat(100_000);
    writeFileSync(file, text.replace('"keeps":[]', `"keeps":[],"x":${deep}`));
    expect(merge(folder, files).stderr).toMatch(/was changed after it was written|cannot read the shard/);
    writeFileSync(file, '[]');
    expect(merge(folder, files).stderr).toContain(`${name} is no shard of this version\n`);
    writeFileSync(file, '{');
    expect(merge(folder, files).stderr).toContain(`cannot read the shard ${name}`);
    expect(merge(folder, ['none.json']).stderr).toContain('cannot read the shard none.json');
  });
});

describe('batches', () => {
  const split = {
    ...smallRepository,
    'ssot.config.json': JSON.stringify({ ...smallConfig, include: ['**/*.py'] }),
    CODEOWNERS: '/app/ @org/app\n/tests/ @org/quality\n',
  };

  test('lists what apply --batch writes, each batch apart', () => {
    const folder = makeFolder(split);
    const other = path.join(makeFolder({}), 'copy');
    cpSync(folder, other, { recursive: true });
    codemod(folder, ['plan', '--save', '../the.plan', '-q']);
    const { stdout } = codemod(folder, [
      'batches',
      '--plan',
      '../the.plan',
      '--batch-by',
      'codeowners',
      '--format',
      'json',
    ]);
    const listed = JSON.parse(stdout) as { id: string; files: number; edits: number }[];
    expect(listed).toEqual([
      { id: 'codeowners:@org/app', files: 2, edits: 2 },
      { id: 'codeowners:@org/quality', files: 1, edits: 1 },
    ]);
    const before = snapshot(folder);
    const run = codemod(folder, ['apply', '--plan', '../the.plan', '--batch', 'codeowners:@org/quality']);
    expect(run).toMatchObject({ exitCode: 0 });
    const changed = [...snapshot(folder)].filter(([file, text]) => before.get(file) !== text);
    expect(changed.map(([file]) => file)).toEqual(['tests/test_three.py']);
    codemod(folder, ['apply', '--plan', '../the.plan', '--batch', 'codeowners:@org/app']);
    codemod(other, ['apply', '-q']);
    expect(read(folder, 'app/one.py')).toBe(read(other, 'app/one.py'));
    expect(read(folder, 'app/two.py')).toBe(read(other, 'app/two.py'));
  });

  test.each([
    [['--batch', 'codeowners:@org/none'], 'the plan has no batch codeowners:@org/none', 'codeowners:@org/'],
    [['--batch', 'all'], '--batch all names no batch', 'ssot-codemod batches'],
    [['--batch', 'team:x'], '--batch-by takes directory', ''],
    [['--batch', 'directory:app', '--batch-by', 'directory'], '--batch and --batch-by exclude each other', ''],
  ])('refuses %j', (flags, message, fix) => {
    const folder = makeFolder(split);
    codemod(folder, ['plan', '--save', '../the.plan', '-q']);
    const { exitCode, stderr } = codemod(folder, ['apply', '--plan', '../the.plan', ...flags]);
    expect(stderr).toContain(message);
    expect(stderr).toContain(fix);
    expect(exitCode).toBe(2);
  });

  test('keeps a patch and the look-up that it is meant for in one batch', () => {
    const folder = makeFolder({
      ...split,
      'app/late.py':
        'def make():\n    from app.core.manager import WebSocketManager\n\n    return WebSocketManager()\n',
      'tests/test_late.py':
        "from unittest.mock import patch\nfrom app.late import make\n\n\ndef test():\n    with patch('app.core.manager.WebSocketManager'):\n        make()\n",
    });
    codemod(folder, ['plan', '--include-review', '--save', '../the.plan', '-q']);
    const list = (by: string): string => codemod(folder, ['batches', '--plan', '../the.plan', '--batch-by', by]).stdout;
    expect(list('codeowners')).toBe('codeowners:@org/app: 5 files, 5 edits\n');
    expect(list('size:1')).toMatch(/^size:1:\d: 2 files, 2 edits$/m);
    const { stdout } = codemod(folder, [
      'apply',
      '--plan',
      '../the.plan',
      '--batch-by',
      'codeowners',
      '--format',
      'json',
    ]);
    expect((JSON.parse(stdout) as { run: { batches: unknown[] } }).run.batches).toHaveLength(1);
  });
});

describe('report --from several plans', () => {
  test('is one table with their sum', () => {
    const folder = makeFolder(smallRepository);
    codemod(folder, ['plan', '--save', 'a.plan', '-q']);
    codemod(folder, ['plan', '--include', 'app/**', '--save', 'b.plan', '-q']);
    const report = (format: string): string =>
      codemod(folder, ['report', '--from', 'a.plan', 'b.plan', '--format', format]).stdout;
    expect(
      report('text')
        .split('\n')
        .map((line) => line.split(/ +/).slice(0, 4)),
    ).toEqual([
      ['', 'files', 'to', 'change'],
      ['a.plan', '7', '3', '3'],
      ['b.plan', '6', '2', '2'],
      ['all', '13', '5', '5'],
      [''],
    ]);
    expect(report('markdown')).toContain('| **all** | 13 | 5 | 5 |');
    expect(JSON.parse(report('json'))).toMatchObject({
      version: 1,
      repositories: [
        { name: 'a.plan', summary: { edits: 3 } },
        { name: 'b.plan', summary: { edits: 2 } },
      ],
    });
    expect(codemod(folder, ['report', '--from', 'a.plan', 'b.plan', '--format', 'html'])).toMatchObject({
      exitCode: 2,
    });
  });
});
