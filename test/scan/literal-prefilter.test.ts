import { describe, expect, test } from '@jest/globals';
import { SourceBuffer } from '../../src/native/source-buffer.ts';
import { importStatements, stringLiterals } from '../../src/parse/python/import-statements.ts';
import { LiteralPrefilter } from '../../src/scan/literal-prefilter.ts';
import { Random } from '../support/random.ts';

const buffer = SourceBuffer.create();
const modules = [
  'app.core.websocket_core.manager',
  'app.core.websocket_core',
  'app.services.legacy_manager',
  'shared.websocket.connection_pool',
  'standalone',
] as const;
const inPackages = [modules[0], modules[1], modules[2], modules[3]] as const;
const names = ['WebSocketManager', 'get_manager'] as const;
const prefilter = new LiteralPrefilter(modules, names, ['app.core.unified'], ['.']);

function passes(text: string, path = 'tools/a.py', filter = prefilter): boolean {
  buffer.set(Buffer.from(text));
  return filter.passes(buffer, path);
}

/** Import statements that mean the module, with all the blanks that Python allows, from a file that may say so. */
class ReferenceWriter {
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  write(module: string): { readonly path: string; readonly statement: string } {
    const parts = module.split('.');
    const isRelative = this.#random.chance(0.5);
    const shared = isRelative ? 1 + this.#random.below(parts.length) : 0;
    const level = isRelative ? 1 + this.#random.below(3) : 0;
    const folders = [...parts.slice(0, shared), ...Array.from({ length: level - 1 }, (_, k) => `p${k}`)];
    return { path: [...folders, 'a.py'].join('/'), statement: this.#statement(parts.slice(shared), level) };
  }

  /** Code that leads to the module by a chain of attributes, through a package around it that the statement binds. */
  writeChain(module: string): { readonly path: string; readonly statement: string; readonly code: string } {
    const random = this.#random;
    const parts = module.split('.');
    const length = 1 + random.below(parts.length - 1);
    const around = parts.slice(0, length);
    const last = around.at(-1) ?? '';
    const alias = random.chance(0.5) ? random.pick(['p', 'self', 'selfish', 'as_', last]) : undefined;
    const named = alias === undefined ? last : `${last}${this.#gap()}as${this.#gap()}${alias}`;
    const rest = parts.slice(length);
    if (random.chance(0.4)) {
      const statement = `import${this.#gap()}${this.#list(['os', this.#dotted([...around.slice(0, -1), named])])}`;
      return { path: 'tools/a.py', statement, code: this.#code(alias ? [alias, ...rest] : parts) };
    }
    const isRelative = length === 1 || random.chance(0.5);
    const path = isRelative ? [...around.slice(0, -1), 'a.py'].join('/') : 'tools/a.py';
    const holder = isRelative ? '.' : this.#dotted(around.slice(0, -1));
    return { path, statement: this.#from(holder, ['x', named, 'y as z']), code: this.#code([alias ?? last, ...rest]) };
  }

  /**
   * The code that leads from the first name to the last: a chain, or a variable that holds its beginning, and the rest.
   */
  #code(chain: readonly string[]): string {
    const random = this.#random;
    const length = random.chance(0.5) ? 0 : random.below(chain.length);
    if (length === 0) return `print(${this.#chain([...chain, 'Name'])})`;
    const [package_, blank] = [this.#chain(chain.slice(0, length)), this.#gap()];
    const assignment = random.pick([
      `v${blank}=${blank}${package_}`,
      `v = w${blank}=${package_} # why`,
      `v: typing.Any =${blank}${package_}; pass`,
      `if (v${blank}:= ${package_}): pass`,
      `v = (\n  ${package_}\n)`,
      `w = ${package_}\nv = w`,
    ]);
    return `${assignment}\nprint(${this.#chain(['v', ...chain.slice(length), 'Name'])})`;
  }

  /** A dotted name of which some beginnings are in parentheses. */
  #chain(parts: readonly string[]): string {
    const blank = (): string => this.#random.pick(['', '', ' ', '\n', ' # b\n\t']);
    return parts.reduce((left, part) => {
      const isInside = this.#random.chance(0.2);
      return `${isInside ? `(${blank()}${left}${blank()})` : left}${this.#blank()}.${this.#blank()}${part}`;
    });
  }

  #statement(parts: readonly string[], level: number): string {
    const random = this.#random;
    const dots = Array.from({ length: level }, () => `.${this.#blank()}`).join('');
    const last = parts.at(-1);
    const parents = parts.slice(0, -1);
    const names = ['os', 'x as y', random.pick(['Name', 'Name as Other'])];
    if (level === 0 && random.chance(0.2))
      return `import${this.#gap()}${this.#list(['os', this.#dotted(parts), 'x.y'])}`;
    if (last !== undefined && level + parents.length > 0 && random.chance(0.4))
      return this.#from(dots + this.#dotted(parents), [...names, `${last}${this.#gap()}as z`, last]);
    return this.#from(dots + this.#dotted(parts), names);
  }

  #from(path: string, names: string[]): string {
    const head = `from${path.startsWith('.') ? this.#blank() : this.#gap()}${path}${this.#gap()}import`;
    if (this.#random.chance(0.5)) return `${head}${this.#gap()}${this.#list(names)}`;
    const space = (): string =>
      this.#random.pick(['', '', ' ', '\n    ', '  # a, (b) = "c"\n', '\r\n', '  # noqa: F401 # x\n\t']);
    const items = this.#shuffled(names).map((name) => `${space()}${name}${space()}`);
    return `${head}${this.#blank()}(${items.join(',')}${this.#random.pick(['', `,${space()}`])})`;
  }

  #list(items: readonly string[]): string {
    return this.#shuffled(items).join(`${this.#blank()},${this.#blank()}`);
  }

  #shuffled(items: readonly string[]): string[] {
    return items
      .map((item) => ({ item, at: this.#random.below(1000) }))
      .toSorted((a, b) => a.at - b.at)
      .map(({ item }) => item);
  }

  #dotted(parts: readonly string[]): string {
    return parts.join(`${this.#blank()}.${this.#blank()}`);
  }

  #gap(): string {
    return this.#random.pick([' ', ' ', ' ', '  ', '\t', ' \\\n', '\\\r\n  ', ' \f']);
  }

  #blank(): string {
    return this.#random.chance(0.9) ? '' : this.#gap();
  }
}

test('lets every file pass that can hold a Reference, and reports its statement', () => {
  const random = new Random(1);
  const writer = new ReferenceWriter(random);
  const lost: string[] = [];
  for (let k = 0; k < 20_000; k++) {
    const module = random.pick(modules);
    const { path, statement } = writer.write(module);
    // Every alignment to the 16 bytes that are looked at together, and the ends of the file.
    const before = random.pick(['', `${'#'.repeat(random.below(40))}\n`, `x = "${'y'.repeat(random.below(40))}"; `]);
    const text =
      before + statement + random.pick(['', '\n', '; x = 1\n', ' # import z\n', ' # an import\nimport standalone\n']);
    const isCandidate = passes(text, path);
    const found = importStatements(prefilter.scan(buffer).records, text).map(({ start, end }) =>
      text.slice(start, end),
    );
    if (!isCandidate || !found.includes(statement))
      lost.push(JSON.stringify({ module, path, text, isCandidate, found }));
  }
  expect(lost.slice(0, 5)).toEqual([]);
});

test('lets every file pass in which attributes lead to a module through a package around it', () => {
  const random = new Random(2);
  const writer = new ReferenceWriter(random);
  const lost: string[] = [];
  for (let k = 0; k < 20_000; k++) {
    const { path, statement, code } = writer.writeChain(random.pick(inPackages));
    const before = random.pick(['', `${'#'.repeat(random.below(40))}\n`, `x = "${'y'.repeat(random.below(40))}"; `]);
    const lines = random.chance(0.5) ? [statement, code] : [code, statement];
    const text = `${before}${lines.join('\n')}\n`;
    const isCandidate = passes(text, path);
    const found = importStatements(prefilter.scan(buffer).records, text).map(({ start, end }) =>
      text.slice(start, end),
    );
    if (!isCandidate || !found.includes(statement)) lost.push(JSON.stringify({ path, text, isCandidate, found }));
  }
  expect(lost.slice(0, 5)).toEqual([]);
});

test.each([
  ['no word', 'from app.core.other import a', false],
  ['a module', 'from app.services.legacy_manager import a', true],
  ['a module in a string', 'patch("app.services.legacy_manager.a")', true],
  ['a module without parts', 'import standalone', true],
  ['a word in a longer one', 'from app.services.legacy_manager2 import a', false],
  ['a word at the end of a longer one', 'from app.services.my_legacy_manager import a', false],
  ['a word that another character of Unicode goes on', 'from app.services.legacy_manageré import a', false],
  ['a word behind another part', 'from other.legacy_manager import a', false],
  ['an attribute of that name', 'self.legacy_manager.run()', false],
  ['an attribute of that name of another object', 'import app.core as c\nx.legacy_manager.run()', false],
  ['an attribute of that name of a package', 'import app.services as x\nx.legacy_manager.run()', true],
  ['an attribute of that name of what a package holds', 'import app.services as x\ny.x.legacy_manager.run()', false],
  ['an attribute of that name of what stands in parentheses', '(app.services).legacy_manager.run()', true],
  ['an attribute of that name of what a call gives', 'import app.core as c\nf(x).legacy_manager.run()', false],
  ['an attribute of that name of a variable', 'import app.services\nx = app.services\nx.legacy_manager.run()', true],
  ['an attribute of that name of a variable of a call', 'x = app.services()\nx.legacy_manager.run()', false],
  ['an attribute of that name of an attribute', 'self.x = app.services\ny.legacy_manager.run()', false],
  ['an attribute of that name of a package called self', 'import app.services as self\nself.legacy_manager', true],
  ['a variable of that name', 'legacy_manager = 1', false],
  ['a name of the Map that is imported', 'from x import (a,\n  # b\n  get_manager)', true],
  ['a name of the Map that is used', 'get_manager()', false],
  ['a name of the Map in a string', '"get_manager"', false],
  ['nothing', '', false],
])('looks at a file with %s: %s', (_, text, isCandidate) => {
  expect(passes(text)).toBe(isCandidate);
});

describe('a first look', () => {
  /** The statements and the names elsewhere that it reports. */
  function quickScan(text: string): string[] {
    buffer.set(Buffer.from(text));
    const records = prefilter.quickScan(buffer, 'tools/a.py') ?? new Int32Array();
    return [...importStatements(records, text), ...stringLiterals(records)].map(({ start, end }) =>
      text.slice(start, end),
    );
  }
  const statement = 'from app.services.legacy_manager import get_manager';

  test.each([
    ['in code', `${statement}\n`, [statement]],
    ['in a string', `x = "; ${statement}"\n`, ['app.services.legacy_manager']],
    ['behind code', `x = 1  # ; ${statement}\n`, [statement]],
    ['behind a string that a comment seems to hold', `"""\n# """; ${statement}\n`, [statement]],
    ['behind a comment that goes on for Python no further', `# \\\n${statement}\n`, [statement]],
    ['in a comment', `x = 1\n  # was: ${statement}\n`, ['app.services.legacy_manager']],
    ['in a comment of lines that end otherwise', `x\r# ${statement}\r`, ['app.services.legacy_manager']],
    ['in a comment, names in those below', `# from x import (\n#     get_manager,\n# )\n`, []],
  ])('tells of a statement %s', (_, text, expected) => {
    expect(quickScan(text)).toEqual(expected);
  });

  test('misses no statement that is code', () => {
    const random = new Random(3);
    const marks = [
      '#',
      '"',
      "'",
      '"""',
      "'''",
      '\\\n',
      '\n',
      '\r',
      ' ',
      '; ',
      'x = 1',
      'f"{',
      '}"',
      '(',
      ')',
      statement,
    ] as const;
    const lost: string[] = [];
    for (let k = 0; k < 20_000; k++) {
      const before = Array.from({ length: random.below(12) }, () => random.pick(marks)).join('');
      const text = `${before}${random.pick(['', '\n', '; '])}${statement}\n`;
      const seen = quickScan(text);
      buffer.set(Buffer.from(text));
      const code = importStatements(prefilter.scan(buffer).records, text).map(({ start, end }) =>
        text.slice(start, end),
      );
      if (!code.every((found) => seen.includes(found))) lost.push(JSON.stringify({ text, seen, code }));
    }
    expect(lost.slice(0, 5)).toEqual([]);
  });
});

test('finds a word at both ends of the file and everywhere between, and not in the file before', () => {
  for (let before = 0; before < 70; before++) {
    for (const after of [0, 1, 15, 16, 17]) {
      expect(passes('#'.repeat(before) + ' standalone ' + '#'.repeat(after))).toBe(true);
      expect(passes('\n'.repeat(before + after))).toBe(false);
    }
  }
  expect(passes('standalone')).toBe(true);
  expect(passes('stand')).toBe(false);
});

test('looks at the relative imports of a package whose name they need not say', () => {
  expect(passes('from . import a', 'app/core/websocket_core/b.py')).toBe(true);
  expect(passes('from . import a', 'app/core/b.py')).toBe(false);
  const inRoots = new LiteralPrefilter(modules, [], [], ['src', './lib/']);
  for (const text of [
    'from.import a',
    'x = 1; from \\\n  .b import a',
    'import_module(".a", __package__)',
    '__import__("a", level=1)',
  ])
    expect(passes(text, 'src/app/core/websocket_core/b.py', inRoots)).toBe(true);
  expect(passes('x', 'src/app/core/websocket_core/__init__.py', inRoots)).toBe(true);
  for (const text of ['x', 'from a import b', 'perform .a', '["a"].b'])
    expect(passes(text, 'src/app/core/websocket_core/b.py', inRoots)).toBe(false);
});

describe('looks at every file', () => {
  test('where a part of a module is too short to be searched for', () => {
    const filter = new LiteralPrefilter(['ab.cd'], [], [], ['.']);
    expect(passes('x', 'a.py', filter)).toBe(true);
    expect(filter.scan(buffer).records.length).toBe(0);
  });

  test('where there are more words than can be searched for', () => {
    const many = Array.from({ length: 2048 }, (_, k) => `app.module_${k}`);
    // The package counts, too.
    expect(passes('x', 'a.py', new LiteralPrefilter(many.slice(0, 2047), [], [], ['.']))).toBe(false);
    expect(passes('x', 'a.py', new LiteralPrefilter(many, [], [], ['.']))).toBe(true);
  });
});

test('finds each of 255 words', () => {
  const many = Array.from({ length: 255 }, (_, k) => `app.module_${k}`);
  const filter = new LiteralPrefilter(many, [], [], ['.']);
  expect(many.filter((module) => !passes(`import ${module}`, 'a.py', filter))).toEqual([]);
  expect(passes('import app.module_255', 'a.py', filter)).toBe(false);
});

test('reports imports of modules that make no file a candidate from files that are', () => {
  const text = 'from app.core.unified import a\nfrom other import b\nimport standalone';
  expect(passes('from app.core.unified import a')).toBe(false);
  expect(passes(text)).toBe(true);
  const found = importStatements(prefilter.scan(buffer).records, text).map(({ start, end }) => text.slice(start, end));
  expect(found).toEqual(['from app.core.unified import a', 'import standalone']);
});

test('reports the string literals that name a module, and no others', () => {
  const text = '"app.services.legacy_manager.a"; x = f"{y} app.core.websocket_core"; "other"; """legacy_manager"""\n';
  expect(passes(text)).toBe(true);
  const found = stringLiterals(prefilter.scan(buffer).records);
  expect(found.map(({ start, end, isFormatString }) => [text.slice(start, end), isFormatString])).toEqual([
    ['"app.services.legacy_manager.a"', false],
    ['"{y} app.core.websocket_core"', true],
  ]);
});
