import { BACKSLASH, CARRIAGE_RETURN, LINE_FEED, isLineEnd } from './characters.ts';
import { Reader } from './reader.ts';
import { NotPython, TreeNode } from './syntax-node.ts';
import * as Kind from './token-kind.ts';
import type { Tokenizer } from './tokenizer.ts';

const LETTER_N = 78;
const OPEN = 123;
const CLOSE = 125;

/** How an f-string or t-string is written. */
interface Format {
  readonly quote: number;
  readonly isTriple: boolean;
  readonly isRaw: boolean;
}

/** Reads strings (reference manual 2.4), with the expressions in f-strings and t-strings (PEP 701, PEP 750). */
export class Strings extends Reader {
  readonly #fieldExpression: () => TreeNode;

  /** @param fieldExpression reads the expression of a replacement field */
  constructor(tokens: Tokenizer, fieldExpression: () => TreeNode) {
    super(tokens);
    this.#fieldExpression = fieldExpression;
  }

  /** One string, or several one after another. */
  read(): TreeNode {
    const { tokens } = this;
    const { start } = tokens;
    const first = this.#string();
    if (tokens.kind !== Kind.STRING && tokens.kind !== Kind.FORMAT_STRING) return first;
    const parts = [first];
    const isBytes = this.#isBytes(start);
    do {
      if (this.#isBytes(tokens.start) !== isBytes) this.fail();
      parts.push(this.#string());
    } while (tokens.kind === Kind.STRING || tokens.kind === Kind.FORMAT_STRING);
    return this.node('concatenated_string', start, parts);
  }

  /** Bytes and text cannot be mixed. */
  #isBytes(start: number): boolean {
    return /^[rR]?[bB]/.test(this.tokens.text.slice(start, start + 2));
  }

  #string(): TreeNode {
    const { tokens } = this;
    if (tokens.kind === Kind.STRING) return this.leaf('string', Kind.STRING);
    const { text, start, end } = tokens;
    const isTriple = end - start > 3;
    const format = {
      quote: text.charCodeAt(end - 1),
      isTriple,
      isRaw: /r/i.test(text.slice(start, end - (isTriple ? 3 : 1))),
    };
    const fields: TreeNode[] = [];
    const close = this.#text(end, format, false, fields);
    tokens.continueAt(isTriple ? close + 3 : close + 1);
    return this.node('string', start, fields);
  }

  /**
   * Read text and the fields in it, up to the quotes that end the string, or the brace behind a format specifier.
   * @returns the offset of those
   * @throws NotPython when there are none
   */
  #text(from: number, format: Format, isSpecifier: boolean, fields: TreeNode[]): number {
    const { text } = this.tokens;
    let at = from;
    for (;;) {
      const code = text.charCodeAt(at);
      const next = text.charCodeAt(at + 1);
      if (code === format.quote && (!format.isTriple || text.startsWith(text.charAt(at).repeat(3), at))) {
        if (isSpecifier) break;
        return at;
      }
      if (code === OPEN && (next !== OPEN || isSpecifier)) {
        const field = this.#field(at, isSpecifier ? 'format_expression' : 'interpolation', format);
        fields.push(field);
        at = field.end;
      } else if (code === CLOSE && isSpecifier) return at;
      else if (code === OPEN || code === CLOSE) {
        if (next !== code) break;
        at += 2;
      } else if (code === BACKSLASH) at = behindEscape(text, at, format.isRaw);
      else if (at >= text.length || (!format.isTriple && isLineEnd(code))) break;
      else at++;
    }
    throw new NotPython({ start: at, end: at });
  }

  /** `{expression = !r:specifier}` */
  #field(start: number, type: string, format: Format): TreeNode {
    const { tokens } = this;
    tokens.nesting++;
    tokens.continueAt(start + 1);
    const parts = [this.#fieldExpression().as('expression')];
    this.skip(Kind.EQUALS);
    if (tokens.kind === Kind.EXCLAMATION) parts.push(this.#conversion());
    // `:=` is a specifier that starts with `=`: the other meaning needs parentheses.
    if (tokens.kind !== Kind.COLON && tokens.kind !== Kind.WALRUS) {
      if (tokens.kind !== Kind.RIGHT_BRACE) this.fail();
      return new TreeNode(type, start, tokens.end, parts);
    }
    const specifier = tokens.start;
    const fields: TreeNode[] = [];
    const end = this.#text(specifier + 1, format, true, fields);
    tokens.nesting--;
    parts.push(new TreeNode('format_specifier', specifier, end, fields).as('format_specifier'));
    return new TreeNode(type, start, end + 1, parts);
  }

  #conversion(): TreeNode {
    const { tokens } = this;
    const { start, end } = tokens;
    tokens.next();
    const isKnown = tokens.is('r') || tokens.is('s') || tokens.is('a');
    if (!isKnown || tokens.start !== end) this.fail();
    tokens.next();
    return this.node('type_conversion', start, []).as('type_conversion');
  }
}

/** Behind the backslash and what it stands for; before a brace, it stands for itself. */
function behindEscape(text: string, at: number, isRaw: boolean): number {
  const next = text.charCodeAt(at + 1);
  if (next === OPEN || next === CLOSE) return at + 1;
  if (next === LETTER_N && !isRaw && text.charCodeAt(at + 2) === OPEN) {
    const end = text.indexOf('}', at);
    return end < 0 ? text.length : end + 1;
  }
  return next === CARRIAGE_RETURN && text.charCodeAt(at + 2) === LINE_FEED ? at + 3 : at + 2;
}
