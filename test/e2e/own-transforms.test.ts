import { describe, expect, test } from '@jest/globals';
import { makePlan, testTransform } from '../../src/index.ts';
import type { Transform } from '../../src/index.ts';
import { codemodAsAuthor } from '../support/git-author.ts';
import { codemod } from '../support/program.ts';
import { git, makeFolder, makeRepository, read, snapshot, withGit } from '../support/repository.ts';
import type { Files } from '../support/repository.ts';
import { moved, smallConfig, smallRepository } from '../support/small-repository.ts';

/** A module that exports a transform with this body. */
const moduleOf = (body: string, more = ''): string =>
  `export default { id: 'team/mark', files: ['app/**/*.py'], ${more} transform: ({ path, text }) => { ${body} } };\n`;
const appending = moduleOf(`return text.includes('# mark') || !text ? undefined : text + '# mark\\n';`);
const withTransform = (body: string, more: Files = {}): Files => ({
  ...smallRepository,
  'ssot.config.json': JSON.stringify({ ...smallConfig, transforms: ['./codemods/mark.mjs'] }),
  'codemods/mark.mjs': body,
  ...more,
});

describe('a transform of the configuration', () => {
  test('sees what the Map makes of a file, and its edits are undone with the others', () => {
    const folder = makeFolder(withTransform(appending));
    const before = snapshot(folder);
    const { exitCode, stdout } = codemod(folder, ['apply', '--format', 'json']);
    expect(exitCode).toBe(0);
    expect(read(folder, 'app/one.py')).toBe(`${moved}# mark\n`);
    expect(read(folder, 'app/core/unified.py')).toBe('class Manager:\n    pass\n# mark\n');
    expect(read(folder, 'tests/test_three.py')).not.toContain('# mark');
    expect(stdout).toContain('"transform": "team/mark"');
    expect(codemod(folder, ['dry-run', '--exit-code']).exitCode).toBe(0);
    expect(codemod(folder, ['rollback']).exitCode).toBe(0);
    expect(snapshot(folder)).toEqual(before);
  });

  test('edits ranges, whose places are those in the file as it is', () => {
    const body = `return [...text.matchAll(/import os/g)].map(({ index }) => ({ start: index + 7, end: index + 9, text: 'os.path', because: 'so' }));`;
    const two = 'from app.core import WebSocketManager as Manager  # noqa\n\n\nimport os  # é\n';
    const folder = makeFolder(
      withTransform(moduleOf(`if (text.includes('os.path')) return []; ${body}`), { 'app/two.py': two }),
    );
    const { files } = JSON.parse(codemod(folder, ['--format', 'json']).stdout) as {
      files: { path: string; edits: { line: number; column: number; from: string; tier: string; because: string }[] }[];
    };
    const edits = files.find(({ path }) => path === 'app/two.py')?.edits;
    expect(edits?.[1]).toMatchObject({
      line: 4,
      column: 8,
      from: 'os',
      to: 'os.path',
      tier: 'declared',
      because: 'so',
    });
    codemod(folder, ['apply']);
    expect(read(folder, 'app/two.py')).toBe('from app.core.unified import Manager  # noqa\n\n\nimport os.path  # é\n');
  });

  test('is in a saved plan and in the packet; check and audit run none', () => {
    const folder = makeFolder(withTransform(appending));
    expect(codemod(folder, ['plan', '--save', 'moves.plan']).exitCode).toBe(0);
    expect(codemod(folder, ['report', '--from', 'moves.plan', '--format', 'html']).exitCode).toBe(0);
    expect(codemod(folder, ['check', '--format', 'json']).stdout).not.toContain('team/mark');
    expect(codemod(folder, ['apply', '--plan', 'moves.plan', '--no-config-code']).exitCode).toBe(0);
    expect(read(folder, 'app/one.py')).toContain('# mark');
  });

  test.each([
    ['throws', `if (path === 'app/one.py') throw new Error('no such form'); return text + '#\\n';`, 'no such form'],
    ['breaks a file', `return path === 'app/one.py' ? text + '(' : text + '#\\n';`, 'would break the file'],
    ['edits no range', `return path === 'app/one.py' ? [{ start: 5, end: 999, text: '' }] : undefined;`, 'no range'],
    [
      'overlaps',
      `return path === 'app/one.py' ? [{start:0,end:5,text:'x'},{start:2,end:6,text:''}] : undefined;`,
      'overlap',
    ],
  ])('that %s fails this file, and no other', (_, body, message) => {
    const folder = makeFolder(withTransform(moduleOf(body)));
    const { exitCode, stderr } = codemod(folder, ['apply']);
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining(`app/one.py: team/mark: `)]);
    expect(stderr).toContain(message);
    expect(read(folder, 'app/one.py')).toBe(smallRepository['app/one.py']);
    expect(read(folder, 'app/two.py')).toContain('unified');
  });

  test('gets only files with its words', () => {
    const body = `if (!text.includes('make_id')) throw new Error(path); return undefined;`;
    expect(codemod(makeFolder(withTransform(moduleOf(body, `words: ['make_id'],`))), ['dry-run']).exitCode).toBe(0);
  });

  test.each<[string, Files, readonly string[], string]>([
    [
      'no code may run',
      {},
      ['--no-config-code'],
      '"transforms" of ssot.config.json is code, and --no-config-code lets none run',
    ],
    ['it is not there', { 'ssot.config.json': '{"transforms": ["./no.ts"]}' }, [], 'there is no transform no.ts'],
    [
      'it exports something else',
      { 'codemods/mark.mjs': 'export default 7;' },
      [],
      'codemods/mark.mjs exports no transform',
    ],
    [
      'its id is one of ours',
      { 'codemods/mark.mjs': appending.replace('team/mark', 'python/mark') },
      [],
      'no name of your own',
    ],
    ['it does not load', { 'codemods/mark.mjs': 'export default (' }, [], 'codemods/mark.mjs cannot be loaded'],
    [
      'it is extended',
      { 'ssot.config.json': '{"extends": ["./base.json"]}', 'base.json': '{"transforms": ["./codemods/mark.mjs"]}' },
      [],
      'names code, and what is extended runs nothing',
    ],
  ])('is an error where %s', (_, files, args, message) => {
    const { exitCode, stderr } = codemod(makeFolder(withTransform(appending, files)), ['dry-run', ...args]);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining(message)]);
  });
});

describe('the API', () => {
  const transform: Transform = {
    id: 'team/os',
    files: ['**/*.py'],
    transform: ({ text }) => text.replaceAll('old()', 'new()'),
  };

  test('makePlan takes transforms', async () => {
    const root = makeFolder({ 'a.py': 'old()\n', 'b.ts': 'old()\n' });
    const { outcomes } = await makePlan({ root, config: {}, transforms: [transform] });
    expect(outcomes).toMatchObject([{ path: 'a.py', status: 'changed', edits: [{ from: 'old()', to: 'new()' }] }]);
  });

  test('testTransform runs the fixtures of a folder, and says which fail', async () => {
    const good = { 'call.input.py': 'old()\r\n', 'call.output.py': 'new()\r\n', 'other.noop.py': 'older()\n' };
    expect(await testTransform(makeFolder(good), transform)).toEqual(['call', 'other']);
    const fails = (files: Files, tested = transform): Promise<unknown> => testTransform(makeFolder(files), tested);
    await expect(fails({ ...good, 'call.output.py': 'new()\n' })).rejects.toThrow(
      /1 of 2 .*\ncall: came out as\n {4}new/s,
    );
    await expect(fails({ 'a.noop.py': 'old()\n' })).rejects.toThrow('a: came out as');
    await expect(fails({})).rejects.toThrow('has no fixtures');
    await expect(fails({ 'a.input.py': '' })).rejects.toThrow('a.input.py has no a.output.py beside it');
    const growing: Transform = { ...transform, transform: ({ text }) => `${text}#\n` };
    await expect(fails({ 'a.input.py': '', 'a.output.py': '#\n' }, growing)).rejects.toThrow('a second run changes it');
    const breaking: Transform = { ...transform, transform: () => '(' };
    await expect(fails({ 'a.input.py': '', 'a.output.py': '(' }, breaking)).rejects.toThrow('a syntax error');
  });
});

describe('run', () => {
  const renaming = `module.exports = function (file, { jscodeshift: j }, options) {
  return j(file.source).find(j.Identifier, { name: options.from || 'before' }).forEach((path) => { path.node.name = 'after'; }).toSource();
};
module.exports.parser = 'tsx';
`;
  const scene: Files = {
    'rename.js': renaming,
    'src/a.ts': 'const before: number = 1;\nexport { before };\n',
    'src/b.js': 'other();\n',
    'lib/c.jsx': 'before(<div />);\n',
    'lib/broken.js': 'before(;\n',
  };
  const args = ['run', '-t', 'rename.js'];

  test('shows what a transform of jscodeshift changes, and writes it with --apply', () => {
    const folder = makeFolder(scene);
    const before = snapshot(folder);
    const shown = codemod(folder, [...args, 'src']);
    expect([shown.exitCode, shown.stdout]).toEqual([0, expect.stringContaining('+const after: number = 1;\n')]);
    expect(snapshot(folder)).toEqual(before);
    const html = codemod(folder, [...args, 'src', '--format', 'html']);
    expect([html.exitCode, html.stdout]).toEqual([0, expect.stringContaining('<html')]);
    expect(codemod(folder, [...args, 'src', '--apply']).exitCode).toBe(0);
    expect(read(folder, 'src/a.ts')).toBe('const after: number = 1;\nexport { after };\n');
    expect(read(folder, 'src/b.js')).toBe(scene['src/b.js']);
    expect(codemod(folder, ['rollback']).exitCode).toBe(0);
    expect(snapshot(folder)).toEqual(before);
  });

  test('fails what it cannot parse, and changes all others', () => {
    const folder = makeFolder(scene);
    const { exitCode, stderr } = codemod(folder, [...args, '--apply', 'src', 'lib']);
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining('lib/broken.js: jscodeshift/rename: ')]);
    expect(read(folder, 'lib/c.jsx')).toBe('after(<div />);\n');
  });

  test('has the options of the transform, and the endings', () => {
    const folder = makeFolder(scene);
    const options = ['--transform-option', 'from=other', '--extensions', 'js', 'src'];
    expect(codemod(folder, [...args, ...options]).stdout).toContain('+after();\n');
  });

  test('takes a transform of our own, too', () => {
    const folder = makeFolder(withTransform(appending));
    expect(codemod(folder, ['run', '-t', 'codemods/mark.mjs']).stdout).toContain('+# mark\n');
    expect(codemod(folder, ['run', '-t', 'codemods/mark.mjs']).stdout).not.toContain('unified import Manager as');
  });

  withGit.test('makes commits for batches that pass a gate, and quarantines what does not', () => {
    const folder = makeRepository({ ...scene, 'lib/broken.js': 'other();\n' });
    const gate = '! grep -q after lib/c.jsx';
    const { exitCode, stderr } = codemodAsAuthor(folder, [
      ...args,
      'src',
      'lib',
      '--apply',
      '--batch-by',
      'directory',
      '--gate',
      gate,
      '--commit',
    ]);
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining('quarantined: lib/c.jsx')]);
    expect(git(folder, 'log', '-1', '--format=%s')).toBe('Run rename (src)\n');
    expect(git(folder, 'status', '--porcelain')).toBe('');
  });

  test.each([
    [['run'], 'run needs -t FILE'],
    [['run', '-t', 'no.js'], 'there is no transform no.js'],
    [['run', '-t', 'rename.js', '--commit'], 'need --apply'],
    [['run', '-t', 'rename.js', '--apply', '--stat'], '--stat, --patch and --formatted show'],
  ])('%p is an error', (wrong, message) => {
    const { exitCode, stderr } = codemod(makeFolder(scene), wrong);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining(message)]);
  });
});
