import { describe, expect, test } from '@jest/globals';
import { codemod } from '../support/program.ts';
import { makeFolder } from '../support/repository.ts';

const use = [
  'from old import create',
  '',
  '',
  'async def one(context, token):',
  "    return await create(context, mode='fast', token=token)",
  '',
  '',
  'async def two(other):',
  "    return await create(other.context, mode='slow', token='t')",
  '',
  '',
  'async def three(context):',
  '    return [await create(context), create]',
  '',
].join('\n');

const folder = makeFolder({
  'new.py': 'def get(mode=None, context=None, strict=False): ...\n',
  'old.py': 'async def create(context=None, mode=None, token=None): ...\n',
  'use.py': use,
  'src/new.js': 'export function open(options) {}\n',
  'src/old.js': 'export class Feed {\n  constructor(url, token = null) {}\n}\n',
  'src/use.js': "import { Feed } from './old.js';\nexport const feed = new Feed('/a');\n",
  'ssot.config.json': JSON.stringify({
    python: {
      map: [
        {
          canonical: 'new:get',
          legacy: ['old:create'],
          replaces: true,
          differs: 'one is async',
          calls: { args: { strict: { value: 'True' } }, drop: ['token'], await: 'drop' },
        },
      ],
    },
    javascript: {
      map: [
        {
          canonical: './src/new.js#open',
          legacy: ['./src/old.js#Feed'],
          replaces: true,
          calls: { args: [{ fields: { url: 0, token: 1 } }], new: 'drop' },
        },
      ],
    },
  }),
});

const run = (...args: string[]): ReturnType<typeof codemod> => codemod(folder, args);

describe('calls by a rule', () => {
  test('explain shows how each parameter is bound', () => {
    expect(run('explain', 'use.py:5').stdout).toContain(
      [
        '  binds  context = context → context',
        "         mode = 'fast' → mode",
        '         token = token goes',
        '         True → strict, which the rule adds',
        '         await is dropped',
        '  - await create(',
      ].join('\n'),
    );
    expect(run('explain', 'use.py:13').stdout).toContain('mode is not given\n');
    expect(run('explain', 'src/use.js:2').stdout).toContain(
      [
        "  binds  url = '/a' → options.url",
        '         token is not given: its default, null → options.token',
        '         new is dropped',
      ].join('\n'),
    );
  });

  test('check counts them apart from imports', () => {
    const { stderr, exitCode } = run('check');
    expect(exitCode).toBe(1);
    expect(stderr).toContain('2 imports and 4 calls on legacy paths in 2 files of 6\n');
    const { summary, fragmented } = JSON.parse(run('check', '--format', 'json').stdout) as {
      summary: { new: number; calls: number };
      fragmented: { isCall?: boolean }[];
    };
    expect(summary).toMatchObject({ new: 6, calls: 4 });
    expect(fragmented.filter(({ isCall }) => isCall)).toHaveLength(4);
  });

  test('shapes group them by what is decided', () => {
    const { shapes } = JSON.parse(run('dry-run', '--format', 'json').stdout) as {
      shapes: { transform: string; edits: number; call?: string }[];
    };
    const calls = shapes.filter(({ transform }) => transform.endsWith('/call-site'));
    expect(calls.map(({ edits, call = '' }) => `${edits} ${call}`).toSorted()).toEqual([
      '1 (context→context, strict=True), await dropped',
      '1 (url→options.url, token=null→options.token), new dropped',
      '2 (context→context, mode→mode, token→, strict=True), await dropped',
    ]);
  });

  test('a saved plan holds them, and is applied', () => {
    const saved = run('plan', '--save', 'the.plan');
    expect(saved.exitCode).toBe(0);
    expect(run('report', '--from', 'the.plan').stdout).toContain('2 of 6 files would change: 5 edits');
  });
});

describe('a declared rule that fits no call', () => {
  const files = {
    'new.py': 'def get(context=None): ...\n',
    'old.py': 'def create(*args, **kwargs): ...\n',
    'use.py': 'from old import create\ncreate(1)\n',
  };
  const entry = { canonical: 'new:get', legacy: ['old:create'], replaces: true };

  test.each<[string, object, string]>([
    [
      'no signature where none can be read',
      {},
      'the rule for calls of "old:create": the parameters of old:create cannot be read: give them as "signature"',
    ],
    ['a signature that is not valid', { signature: '(context=)' }, '"signature": (context=) is not valid Python'],
    ['a parameter that nobody has', { signature: '(a)', drop: ['b'] }, 'the legacy callable has no parameter b'],
  ])('%s is wrong configuration', (_, calls, message) => {
    const config = JSON.stringify({ python: { map: [{ ...entry, calls }] } });
    const root = makeFolder({ ...files, 'ssot.config.json': config });
    for (const command of [['dry-run'], ['check'], ['apply']]) {
      const { exitCode, stderr } = codemod(root, command);
      expect(stderr).toContain(message);
      expect(exitCode).toBe(2);
    }
  });

  test('one that nobody calls is let be', () => {
    const config = JSON.stringify({ python: { map: [{ ...entry, calls: {} }] } });
    const root = makeFolder({ ...files, 'use.py': 'x = 1\n', 'ssot.config.json': config });
    expect(codemod(root, ['dry-run']).exitCode).toBe(0);
  });
});
