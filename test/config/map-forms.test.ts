import { describe, expect, test } from '@jest/globals';
import { codemod } from '../support/program.ts';
import { makeFolder } from '../support/repository.ts';
import type { Files } from '../support/repository.ts';

/** The message about a configuration, with what files are beside it. */
function message(section: string, config: object, files: Files = {}): string {
  const folder = makeFolder({ ...files, 'use.py': '', 'ssot.config.json': JSON.stringify({ [section]: config }) });
  const { exitCode, stderr } = codemod(folder, ['dry-run']);
  expect(exitCode).toBe(2);
  return stderr;
}

const wrong: readonly (readonly [what: string, section: string, entries: readonly object[], says: string])[] = [
  [
    'names without a placeholder',
    'python',
    [{ canonical: 'b:X', legacy: ['a:X'], names: ['A'] }],
    'python.map[0]: "names" needs one placeholder, such as {Name}, in its paths; there is none',
  ],
  [
    'names for two placeholders',
    'python',
    [{ canonical: 'b:{X}', legacy: ['a:{Y}'], names: ['A'] }],
    'there are {X}, {Y}',
  ],
  [
    'a canonical path that all names share',
    'python',
    [{ canonical: 'b:X', legacy: ['a:{X}'], names: ['A'] }],
    'python.map[0].canonical: "b:X" has no {X}: all names would be one',
  ],
  [
    'a legacy path that all names share',
    'javascript',
    [{ canonical: 'b#{X}', legacy: ['a#{X}', 'c#Y'], names: ['A'] }],
    'javascript.map[0]: "c#Y" has no {X}',
  ],
  [
    'a name that is none',
    'python',
    [{ canonical: 'b:{X}', legacy: ['a:{X}'], names: ['A', 'no name'] }],
    'python.map[0].names[1]: "no name" makes no path of {X}',
  ],
  [
    'a name twice',
    'python',
    [{ canonical: 'b:{X}', legacy: ['a:{X}'], names: ['A', 'A'] }],
    'python.map[0].names[1]: "A" stands there twice',
  ],
  [
    'two names that lead to one legacy path',
    'python',
    [
      { canonical: 'b:{X}', legacy: ['a:{X}'], names: ['A'] },
      { canonical: 'c:A', legacy: ['a:A'] },
    ],
    'python.map[1].legacy[0]: "a:A" has two canonical paths, "b:A" by python.map[0] and "c:A" here',
  ],
  [
    'a part of a name',
    'python',
    [{ canonical: 'b:{X}', legacy: ['a:{X}Old'] }],
    'python.map[0].legacy[0]: "a:{X}Old" has a placeholder in a part of a name: list the "names" that it stands for',
  ],
  [
    'a canonical path of what nothing says',
    'javascript',
    [{ canonical: 'new/{y}', legacy: ['old/{x}'] }],
    'javascript.map[0].legacy[0]: "old/{x}" does not say what {y} is',
  ],
  [
    'one segment for several',
    'javascript',
    [{ canonical: 'new/{x}', legacy: ['old/{x...}'] }],
    '"old/{x...}" has {x} for another number of segments',
  ],
  [
    'every path there is',
    'python',
    [{ canonical: 'new.{x}', legacy: ['{x}'] }],
    'python.map[0].legacy[0]: "{x}" matches every path: it has no segment of its own',
  ],
  [
    'two patterns for one path',
    'python',
    [
      { canonical: 'new.{x}', legacy: ['old.{x}.a'] },
      { canonical: 'other.{y}', legacy: ['old.b.{y}'] },
    ],
    'python.map[1].legacy[0]: "old.b.{y}" and "old.{x}.a" of python.map[0].legacy[0] may match one path',
  ],
  [
    'a brace that is open',
    'python',
    [{ canonical: 'new.{x', legacy: ['old.{x'] }],
    'python.map[0].canonical: expected a module or symbol',
  ],
  [
    'a glob that matches nothing',
    'python',
    [{ canonical: 'b:X', legacy: ['a:X'], only: ['a\\b'] }],
    'python.map[0].only[0]',
  ],
  [
    'a barrel that is not there',
    'python',
    [{ canonical: 'definition', legacy: ['gone:*'] }],
    'python.map: "gone" is no barrel whose definitions can be found: no source root holds it',
  ],
  [
    'a barrel of JavaScript that is not there',
    'javascript',
    [{ canonical: 'definition', legacy: ['./gone#*'] }],
    'javascript.map: "./gone" is no barrel whose definitions can be found: it leads to no file',
  ],
  [
    'the definition of one name',
    'python',
    [{ canonical: 'definition', legacy: ['a:X'] }],
    'python.map[0]: "definition" needs every name of a barrel on its other side, such as "app.core:*"',
  ],
  [
    'a module of no package that becomes a name',
    'python',
    [{ canonical: 'b:x', legacy: ['x'] }],
    'python.map[0].legacy[0]: "x" and its canonical path "b:x" are not of one kind',
  ],
  [
    'a property as the canonical path',
    'javascript',
    [{ canonical: 'b#X.y', legacy: ['a#X'] }],
    'javascript.map[0].canonical: "b#X.y" is a property of an export, which no import can name',
  ],
  ['another time', 'python', [{ canonical: 'b:X', legacy: ['a:X'], when: 'never' }], 'python.map[0].when'],
  ['another trust', 'python', [{ canonical: 'b:X', legacy: ['a:X'], external: 'yes' }], 'python.map[0].external'],
];

describe('entries that contradict themselves', () => {
  test.each(wrong)('%s', (_, section, map, says) => {
    expect(message(section, { map })).toContain(says);
  });
});

describe('tables', () => {
  const table = { file: './m.csv', legacy: 'old', canonical: 'new' };
  const cases: readonly (readonly [string, Files, string])[] = [
    ['no file', {}, 'ssot.config.json: python.maps[0]: there is no file "./m.csv"'],
    ['no column', { 'm.csv': 'a,b\nx,y\n' }, '"./m.csv" has no column "old" and no column "new"'],
    ['an empty cell', { 'm.csv': 'old,new\na:X,b:X\na:Y,\n' }, 'row 2 of "./m.csv" has no new'],
    ['no path', { 'm.csv': 'old,new\nno path,b:X\n' }, 'row 1 of "./m.csv" has "no path", which is no path of the Map'],
    ['open quotes', { 'm.csv': 'old,new\n"a:X,b:X\n' }, '"./m.csv" is no table: Quote Not Closed'],
    ['rows of other lengths', { 'm.csv': 'old,new\na:X\n' }, '"./m.csv" is no table: Invalid Record Length'],
  ];
  test.each(cases)('%s', (_, files, says) => {
    expect(message('python', { maps: [table] }, files)).toContain(says);
  });

  test('JSON that is no list, another kind of file, a file outside', () => {
    const of = (file: string): object => ({ maps: [{ ...table, file }] });
    expect(message('python', of('./m.json'), { 'm.json': '{"old":"a:X"}' })).toContain('JSON holds a list of objects');
    expect(message('python', of('./m.txt'), { 'm.txt': '' })).toContain('a table is a file that ends in .csv or .json');
    expect(message('python', of('/etc/m.csv'))).toContain('is an absolute path');
    expect(message('python', of('../m.csv'), { '.git/HEAD': '' })).toContain('no file "../m.csv"');
  });

  test.each(['csv', 'json'])('rows of %s are entries, also of a configuration that is extended', (kind) => {
    const rows = [
      { old: 'a:X', new: 'b:X', why: 'moved, as said' },
      { old: 'a:Y', new: 'b:Y', why: '' },
    ];
    const csv = '\ufeffold,new,why\r\na:X,b:X,"moved, as said"\r\n\r\na:Y , b:Y,\r\n';
    const folder = makeFolder({
      'a.py': 'from b import X, Y\n',
      'b.py': 'X = Y = 1\n',
      'use.py': 'from a import X, Y\n',
      'maps/t.csv': csv,
      'maps/t.json': JSON.stringify(rows),
      'maps/base.json': JSON.stringify({
        python: { maps: [{ file: `./t.${kind}`, legacy: 'old', canonical: 'new', reason: 'the table says so' }] },
      }),
      'ssot.config.json': JSON.stringify({ extends: ['./maps/base.json'] }),
    });
    const run = codemod(folder, ['dry-run']);
    expect(run.stdout).toContain('+from b import X, Y\n');
    expect(codemod(folder, ['check']).stdout).toContain('the table says so');
  });
});

test('a pattern that matches nothing is a problem of the Map', () => {
  const folder = makeFolder({
    'use.py': 'import os\n',
    'ssot.config.json': JSON.stringify({
      python: { map: [{ canonical: 'new.{x}', legacy: ['odl.{x...}'.replace('...', '')] }] },
    }),
  });
  expect(codemod(folder, ['dry-run']).stderr).toContain('the legacy path odl.{x} matches nothing that a file imports');
});
