import { PythonExpressions } from './python-expressions.ts';
import { Random } from './random.ts';

/** An import statement by what it means and where it stands: offsets in UTF-16 code units of the text. */
export interface FoundImport {
  readonly kind: 'import' | 'from';
  readonly isLazy: boolean;
  readonly start: number;
  readonly end: number;
  readonly level: number;
  readonly module: string;
  /** Each from its name to the end of its alias. */
  readonly names: readonly {
    readonly name: string;
    readonly alias: string | undefined;
    readonly start: number;
    readonly end: number;
  }[];
}

/** A made program, with what is known of it because it was made so. */
export interface Program {
  readonly bytes: Buffer;
  readonly isUtf8: boolean;
  /** The bytes decoded, without a byte order mark. */
  readonly text: string;
  readonly imports: readonly FoundImport[];
}

/** The characters that a program may use, and how they are written. */
interface Alphabet {
  readonly encoding: 'utf8' | 'latin1';
  readonly byteOrderMark: string;
  /** The comment that names the encoding; may be empty. */
  readonly cookie: string;
  /** A piece of text beyond ASCII for strings and comments; may be empty. */
  readonly foreign: string;
  /** Identifiers beyond ASCII; may be empty. */
  readonly names: readonly string[];
}

const unicode = { foreign: '—é字𝒳', names: ['é', 'ﬁle', '变量', '𝒳y', 'e\u0301t'] };
const alphabets: readonly [Alphabet, ...Alphabet[]] = [
  { encoding: 'utf8', byteOrderMark: '', cookie: '', foreign: '', names: [] },
  { encoding: 'utf8', byteOrderMark: '', cookie: '', foreign: '', names: [] },
  { encoding: 'utf8', byteOrderMark: '', cookie: '', ...unicode },
  { encoding: 'utf8', byteOrderMark: '', cookie: '# -*- coding: utf-8 -*-', ...unicode },
  { encoding: 'utf8', byteOrderMark: '\ufeff', cookie: '', foreign: '', names: [] },
  { encoding: 'utf8', byteOrderMark: '\ufeff', cookie: '# coding=utf-8', ...unicode },
  { encoding: 'latin1', byteOrderMark: '', cookie: '# coding: latin-1', foreign: 'é£', names: ['é', 'naïve'] },
];

const plainNames: readonly [string, ...string[]] = [
  'a',
  'b1',
  '_',
  'os',
  'importlib',
  'canonical_imports',
  'from_',
  'reimport',
  'as_',
  'lazy',
  'match',
  'type',
];

/**
 * A program made from a grammar: valid Python of version 3.`minor` by construction.
 * @param seed the same seed and version give the same program
 * @param minor 12 has the f-strings of PEP 701, 14 has t-strings, 15 has lazy imports
 */
export function pythonProgram(seed: number, minor: number): Program {
  return new ProgramWriter(new Random(seed), minor).write();
}

class ProgramWriter {
  readonly #random: Random;
  readonly #minor: number;
  readonly #alphabet: Alphabet;
  readonly #names: readonly [string, ...string[]];
  readonly #newlines: readonly [string, ...string[]];
  readonly #expressions: PythonExpressions;
  readonly #imports: FoundImport[] = [];
  #text = '';

  constructor(random: Random, minor: number) {
    this.#random = random;
    this.#minor = minor;
    this.#alphabet = random.pick(alphabets);
    this.#names = [...plainNames, ...this.#alphabet.names];
    this.#newlines = random.pick([['\n'], ['\n'], ['\r\n'], ['\r'], ['\n', '\r\n', '\r']]);
    this.#expressions = new PythonExpressions(random, minor, () => this.#newline(), this.#alphabet.foreign);
  }

  write(): Program {
    const { encoding, byteOrderMark, cookie } = this.#alphabet;
    if (cookie !== '') this.#text += cookie + this.#newline();
    if (this.#random.chance(0.1)) this.#text += `\f${this.#newline()}`;
    this.#statement('', 0);
    for (let count = this.#random.below(6); count > 0; count--) this.#line('', 0);
    if (this.#random.chance(0.8)) this.#text += this.#newline();
    const bytes = Buffer.from(byteOrderMark + this.#text, encoding);
    return { bytes, isUtf8: encoding === 'utf8', text: this.#text, imports: this.#imports };
  }

  #newline(): string {
    return this.#random.pick(this.#newlines);
  }

  /** End the line before, and write the next statement. */
  #line(indentation: string, depth: number): void {
    this.#text += this.#newline();
    while (this.#random.chance(0.15)) {
      const blank = this.#random.pick(['', ' ', '\t', '\f', '   ']);
      this.#text += blank + this.#random.pick(['', this.#expressions.comment()]) + this.#newline();
    }
    if (this.#random.chance(0.06)) this.#text += this.#random.pick(['\f', '  \f', '\t\f']);
    if (indentation === '' && this.#random.chance(0.04)) this.#text += `\\${this.#newline()}`;
    this.#text += indentation;
    this.#statement(indentation, depth);
  }

  #statement(indentation: string, depth: number): void {
    if (depth < 3 && this.#random.chance(0.3)) this.#compound(indentation, depth);
    else this.#simpleLine(depth);
  }

  /** Statements with `;` between them, and what may follow on the line. */
  #simpleLine(depth: number): void {
    this.#simple(depth);
    while (this.#random.chance(0.25)) {
      this.#text += this.#random.pick([';', ' ; ', '; ', `;\\${this.#newline()}`]);
      this.#simple(depth);
    }
    this.#text += this.#random.pick(['', '', '', ';', ' ', ' ;', '\t', `  ${this.#expressions.comment()}`]);
  }

  #compound(indentation: string, depth: number): void {
    const random = this.#random;
    const expression = (): string => this.#expressions.expression();
    const suite = (header: string): void => {
      this.#text += header;
      this.#suite(indentation, depth);
    };
    const next = (header: string): void => {
      this.#text += this.#newline() + indentation;
      suite(header);
    };
    switch (random.below(7)) {
      case 0:
        suite(`if ${expression()}:`);
        if (random.chance(0.3)) next(`elif ${expression()}:`);
        if (random.chance(0.3)) next('else:');
        return;
      case 1:
        suite('try:');
        next(random.pick(['except:', 'except ImportError:', 'except (A, B) as e:', 'finally:']));
        return;
      case 2:
        suite(random.pick(['def f():', `def f(a, *b, c=${expression()}) -> "x":`, 'async def g(self, /):']));
        return;
      case 3:
        suite(random.pick(['class A:', 'class A(B, metaclass=C):', `class A(${expression()}):`]));
        return;
      case 4:
        suite(
          random.pick([
            `for x in ${expression()}:`,
            `for x.y, (z, *d[x]) in ${expression()}:`,
            `while ${expression()}:`,
          ]),
        );
        return;
      case 5:
        suite(
          random.pick([
            'with a as b:',
            'with a as b.c, d as (e, f[g]):',
            'with (a as b, c as [d, e],):',
            `with ${expression()} as c, d:`,
          ]),
        );
        return;
      default:
        this.#match(indentation, depth, expression());
    }
  }

  #match(indentation: string, depth: number, subject: string): void {
    const inner = `${indentation}  `;
    this.#text += `match ${subject}:`;
    const pattern = this.#random.pick([
      '1',
      '_',
      '[x, *y]',
      '{"k": v, **w}',
      'A.B(x, b=C.D)',
      '(None | 1) as n',
      'str() if x > y',
      this.#expressions.constant(),
    ]);
    this.#text += `${this.#newline()}${inner}case ${pattern}:`;
    this.#suite(inner, depth + 1);
  }

  #suite(indentation: string, depth: number): void {
    if (this.#random.chance(0.4)) {
      this.#text += this.#random.pick(['', ' ', '\t', ` \\${this.#newline()}`]);
      this.#simpleLine(depth + 1);
      return;
    }
    if (this.#random.chance(0.2)) this.#text += `  ${this.#expressions.comment()}`;
    const inner = indentation + this.#random.pick([' ', '    ', '\t']);
    for (let count = this.#random.below(3); count >= 0; count--) this.#line(inner, depth + 1);
  }

  #simple(depth: number): void {
    if (this.#random.chance(0.5)) {
      this.#import(depth);
      return;
    }
    const expression = (): string => this.#expressions.expression();
    this.#text += this.#random.pick([
      () => `x = ${expression()}`,
      () => `y, (z.a, *w) = v[0] = ${expression()}`,
      () =>
        this.#random.pick(['x = a.b', 'x = y = z', 'x, y = z', 'x += 1', 'x: int', 'x: int = y', 'x.y = z', '(x) = 1']),
      () => `f(${expression()})`,
      () => `x: Dict[str, "import y"] = ${expression()}`,
      () => `assert x, ${expression()}`,
      () => `del d[${expression()}]`,
      () =>
        this.#random.pick(['raise a from b', 'x = yield from y', 'return', 'global x, y', 'del x, (y.a, z)', 'pass']),
      () => this.#random.pick(['lazy', 'lazy = 1', 'lazy.x = y', 'from_ = imports', 'importlib.import_module(x)']),
      expression,
    ])();
  }

  #import(depth: number): void {
    const start = this.#text.length;
    // PEP 810 has lazy imports at the top level only.
    const isLazy = this.#minor >= 15 && depth === 0 && this.#random.chance(0.2);
    if (isLazy) this.#text += `lazy${this.#gap()}`;
    if (this.#random.chance(0.4)) {
      this.#text += `import${this.#gap()}`;
      const imported = this.#list(
        () => this.#dotted(),
        () => this.#gap(),
      );
      this.#imports.push({
        kind: 'import',
        isLazy,
        start,
        end: this.#text.length,
        level: 0,
        module: '',
        names: imported,
      });
      return;
    }
    this.#text += 'from';
    const level = this.#random.chance(0.5) ? 0 : 1 + this.#random.below(5);
    this.#text += level === 0 ? this.#gap() : this.#optionalGap();
    for (let k = 0; k < level; k++) this.#text += `.${this.#optionalGap()}`;
    const module = level > 0 && this.#random.chance(0.4) ? '' : this.#dotted();
    this.#text += `${module === '' ? this.#optionalGap() : this.#gap()}import`;
    const imported = this.#fromNames(isLazy);
    this.#imports.push({ kind: 'from', isLazy, start, end: this.#text.length, level, module, names: imported });
  }

  #fromNames(isLazy: boolean): FoundImport['names'] {
    const random = this.#random;
    if (!isLazy && random.chance(0.1)) {
      this.#text += `${this.#optionalGap()}*`;
      return [{ name: '*', alias: undefined, start: this.#text.length - 1, end: this.#text.length }];
    }
    if (random.chance(0.5)) {
      this.#text += this.#gap();
      return this.#list(
        () => this.#name(),
        () => this.#gap(),
      );
    }
    this.#text += `${this.#optionalGap()}(${this.#space('')}`;
    const imported = this.#list(
      () => this.#name(),
      () => this.#space(' '),
    );
    if (random.chance(0.3)) this.#text += `,${this.#space('')}`;
    this.#text += `${this.#space('')})`;
    return imported;
  }

  /** One to four names, some with an alias. */
  #list(name: () => string, gap: () => string): FoundImport['names'] {
    const imported = [];
    for (let count = this.#random.pick([1, 1, 2, 3, 4]); count > 0; count--) {
      const start = this.#text.length;
      const imports = name();
      let alias: string | undefined;
      if (this.#random.chance(0.35)) {
        this.#text += `${gap()}as${gap()}`;
        alias = this.#name();
      }
      imported.push({ name: imports, alias, start, end: this.#text.length });
      if (count > 1) this.#text += `${this.#optionalGap()},${this.#random.chance(0.5) ? gap() : this.#optionalGap()}`;
    }
    return imported;
  }

  /** Write a dotted name; returns it as the compiler sees it. */
  #dotted(): string {
    let dotted = this.#name();
    while (this.#random.chance(0.45)) {
      this.#text += `${this.#optionalGap()}.${this.#optionalGap()}`;
      dotted += `.${this.#name()}`;
    }
    return dotted;
  }

  #name(): string {
    const name = this.#random.pick(this.#names);
    this.#text += name;
    return name.normalize('NFKC');
  }

  /** The space between two words on a logical line. */
  #gap(): string {
    if (this.#random.chance(0.7)) return ' ';
    return this.#random.pick([
      '  ',
      '\t',
      ' \f',
      ` \\${this.#newline()}`,
      `\\${this.#newline()} `,
      `\\${this.#newline()}`,
    ]);
  }

  #optionalGap(): string {
    return this.#random.chance(0.85) ? '' : this.#gap();
  }

  /** The space that may stand between the words in parentheses. */
  #space(least: string): string {
    if (this.#random.chance(0.5)) return least;
    const comment = this.#random.chance(0.4) ? `  ${this.#expressions.comment()}` : '';
    return `${comment}${this.#newline()}${this.#random.pick(['', '    ', '\t', this.#newline()])}`;
  }
}
