import type { Random } from './random.ts';

/** Where an expression stands. */
interface Place {
  /** How many expressions and strings it is inside of. */
  readonly depth: number;
  /** Before Python 3.12 a replacement field holds no backslash, comment or newline, and no quote of the strings around it. */
  readonly isRestricted: boolean;
  /** The quotes of the strings around it that must not appear. */
  readonly banned: string;
}

/** Text that would be an import, a comment or a string if it stood in code. */
const decoys = [
  'import q',
  'from a import b',
  'lazy import y',
  '; import z',
  'import',
  '# import z',
  'x.canonical_imports',
  ': ',
  ' ',
  'a',
] as const;
const formatPrefixes = ['f', 'F', 'rf', 'fR', 'Rf', 'fr'] as const;
const templatePrefixes = ['t', 'T', 'rt', 'tR', 'Tr'] as const;
const plainPrefixes = ['', '', '', 'r', 'R', 'b', 'B', 'rb', 'Br', 'bR', 'u', 'U'] as const;

/** Random expressions and strings, made to mislead whoever looks for quotes, braces, `#` or `import`. */
export class PythonExpressions {
  readonly #random: Random;
  readonly #minor: number;
  readonly #newline: () => string;
  readonly #foreign: string;

  /**
   * @param minor the Python 3 version whose syntax may be used: 12 has the f-strings of PEP 701, 14 has t-strings
   * @param newline the next line ending
   * @param foreign characters beyond ASCII that may appear in strings and comments; may be empty
   */
  constructor(random: Random, minor: number, newline: () => string, foreign: string) {
    this.#random = random;
    this.#minor = minor;
    this.#newline = newline;
    this.#foreign = foreign;
  }

  /** An expression that can stand anywhere, on one logical line. */
  expression(): string {
    return this.#expression({ depth: 0, isRestricted: false, banned: '' });
  }

  /** A string that is one constant: fit for a pattern. */
  constant(): string {
    return this.#string({ depth: 9, isRestricted: false, banned: '' }, ['', 'r', 'b', 'Rb', 'u']);
  }

  /** A comment, up to its line ending. */
  comment(): string {
    const text = this.#random.pick([' import z', '"', " '''", ' """ import x', ' {', ' (', ' a \\', '', ' é']);
    return `#${this.#foreign === '' ? text.replace('é', 'e') : text}`;
  }

  #expression(place: Place): string {
    const random = this.#random;
    const inner = { ...place, depth: place.depth + 1 };
    const nested = (): string => this.#expression(inner);
    if (place.depth > 3) return this.#simple();
    const kind = random.below(place.isRestricted ? 9 : 15);
    if (kind < 2) return this.#simple();
    if (kind < 4) return this.#string(inner);
    switch (kind) {
      case 4:
        return `(${nested()})`;
      case 5:
        return `[${nested()}, ${nested()}]`;
      case 6:
        return `(${nested()} if ${nested()} else ${nested()})`;
      case 7:
        return `d[${nested()}]`;
      case 8:
        return `f(${nested()}, k=${nested()})`;
      case 9:
        return `{${nested()}: ${nested()}}`;
      case 10:
        return random.pick([`(lambda: ${nested()})`, `(lambda x, *y: ${nested()})`, `(y := ${nested()})`]);
      case 11:
        return `(${this.#newline()}${nested()}  ${this.comment()}${this.#newline()})`;
      case 12:
        return `x != ${nested()}`;
      case 13:
        return `d[${nested()}:${nested()}]`;
      default:
        return this.#tight();
    }
  }

  #simple(): string {
    return this.#random.pick([
      'x',
      'a.b',
      '1',
      '0x1F',
      '1_0.5e-3',
      '.5j',
      '...',
      'lazy',
      'imports',
      'x.importer',
      'None',
    ]);
  }

  /** Words that touch a quote, as a prefix would. */
  #tight(): string {
    const text = this.#random.pick(['"{"', "'#'", '"import a"', `'"'`, "'''\"'''"]);
    const other = this.#random.pick(['x', '1', '"b"']);
    return this.#random.pick([
      `(1if${text}else${text})`,
      `(x or${text})`,
      `(not${text})`,
      `(x in${text})`,
      `(${other} and${text})`,
      `[x for x in${text}if${text}]`,
    ]);
  }

  #string(place: Place, prefixes?: readonly [string, ...string[]]): string {
    const random = this.#random;
    const free = ['"', "'"].filter((quote) => !place.banned.includes(quote));
    const [first, second = first] = free;
    if (first === undefined || second === undefined) return 'x';
    const quote = random.pick([first, second]);
    const prefix = random.pick(prefixes ?? this.#prefixes(place.depth));
    const isTriple = !place.isRestricted && random.chance(0.4);
    const quotes = isTriple ? quote.repeat(3) : quote;
    const text = this.#content(place, quote, prefix.toLowerCase(), isTriple);
    return prefix + quotes + text + (isTriple && text.endsWith(quote) ? ' ' : '') + quotes;
  }

  #prefixes(depth: number): readonly [string, ...string[]] {
    if (depth > 4) return plainPrefixes;
    if (this.#minor >= 14 && this.#random.chance(0.3)) return templatePrefixes;
    return this.#random.chance(0.5) ? formatPrefixes : plainPrefixes;
  }

  #content(place: Place, quote: string, prefix: string, isTriple: boolean): string {
    const isFormat = /[ft]/.test(prefix);
    let text = '';
    for (let count = this.#random.below(6); count > 0; count--) {
      text +=
        isFormat && this.#random.chance(0.5)
          ? this.#formatPiece(place, quote, isTriple, prefix.includes('r'))
          : this.#plainPiece(place, quote, isTriple, isFormat, prefix.includes('b'));
    }
    return text;
  }

  /** Text of a string literal; complete in itself, so that pieces can follow each other. */
  #plainPiece(place: Place, quote: string, isTriple: boolean, isFormat: boolean, isBytes: boolean): string {
    const random = this.#random;
    const other = quote === '"' ? "'" : '"';
    const kind = random.below(place.isRestricted ? 2 : 7);
    if (kind < 2) return random.pick(decoys);
    switch (kind) {
      case 2:
        return `\\${random.pick(['n', '\\', quote, other, 'x41', 'd', this.#newline()])}`;
      case 3:
        return isTriple ? random.pick([other, `${quote} `, `${quote}${quote} `, other.repeat(3)]) : other;
      case 4:
        return isTriple ? `${this.#newline()}${random.pick(decoys)}${this.#newline()}` : random.pick(decoys);
      case 5:
        return random.pick(isFormat ? ['{{', '}}', '(', ']'] : ['{', '}', '(', ')', '[', '{{']);
      default:
        return isBytes ? '.' : this.#foreign;
    }
  }

  #formatPiece(place: Place, quote: string, isTriple: boolean, isRaw: boolean): string {
    const random = this.#random;
    if (random.chance(0.25)) return random.pick(['{{', '}}', '{{{{']);
    if (!isRaw && !place.isRestricted && random.chance(0.15)) return '\\N{BULLET}';
    if (isRaw && this.#minor >= 12 && random.chance(0.15)) return '\\N{x}';
    const backslash = this.#minor >= 12 && random.chance(0.1) ? '\\' : '';
    return backslash + this.#field(place, quote, isTriple, 0);
  }

  /** `{expression = !r:spec}` */
  #field(place: Place, quote: string, isTriple: boolean, specDepth: number): string {
    const random = this.#random;
    const isRestricted = this.#minor < 12;
    const banned = isRestricted ? place.banned + quote : '';
    const expression = this.#expression({ depth: place.depth + 1, isRestricted, banned });
    const before = expression.startsWith('{') || random.chance(0.2) ? ' ' : '';
    const after = isRestricted || random.chance(0.9) ? '' : ` ${this.comment()}${this.#newline()}`;
    const conversion = random.pick(['', '', '', '!r', '!s', '=', ' = ', '=!a']);
    const spec = random.chance(0.3) ? `:${this.#spec(place, quote, isTriple, specDepth)}` : '';
    return `{${before}${expression}${expression.endsWith('}') ? ' ' : ''}${after}${conversion}${spec}}`;
  }

  #spec(place: Place, quote: string, isTriple: boolean, specDepth: number): string {
    const other = quote === '"' ? "'" : '"';
    let text = '';
    for (let count = this.#random.below(4); count > 0; count--) {
      const kind = this.#random.below(this.#minor >= 12 ? 5 : 4);
      if (kind === 0 && specDepth < 1) text += this.#field(place, quote, isTriple, specDepth + 1);
      else if (kind === 4) text += this.#random.pick([other, `${other} import x`]);
      else text += this.#random.pick(['>', '^10', '#', '%H:%M', '=', 'd', ':']);
    }
    return text;
  }
}
