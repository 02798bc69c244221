import { isTestModule } from '../../model/python.ts';
import { parseSymbol } from '../../model/symbol.ts';

/** A file that may hold what patches are for. Every one that imports a patched symbol is asked, so it looks before it matches. */
export class PatchedText {
  readonly #text: string;
  /** For a test that are only its own patches. */
  readonly #isTest: boolean;
  readonly #answers = new Map<string, boolean>();
  #patchesSeveral: boolean | undefined;

  constructor({ path, text }: { readonly path: string; readonly text: string }) {
    this.#text = text;
    this.#isTest = isTestModule(path);
  }

  /**
   * May the file be the target of a patch: of the symbol, `module:Name`, of any of a module, `module:*`, or of a
   * module?
   */
  mayPatch(symbol: string): boolean {
    let answer = this.#answers.get(symbol);
    if (answer === undefined) {
      answer = !this.#isTest || this.#patches(symbol);
      this.#answers.set(symbol, answer);
    }
    return answer;
  }

  /** Does its text name the symbol as patches do? What stands around each place of the name tells most of it. */
  #patches(symbol: string): boolean {
    const text = this.#text;
    const { module, name } = parseSymbol(symbol);
    if (name === undefined) return text.includes(module);
    if (name === '*') return this.#quotes(module);
    let isQuoted = false;
    let isTail = false;
    let isKeyword = false;
    for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
      if (at > module.length && text.startsWith(`${module}.`, at - module.length - 1)) return true;
      const after = text.charAt(at + name.length);
      const before = text.charAt(at - 1);
      const isEnd = after === '"' || after === "'";
      isQuoted ||= isEnd && before === after;
      isTail ||= isEnd && before === '.';
      isKeyword ||= !/\w/.test(before) && isBefore(text, equals, at + name.length);
    }
    if (isKeyword && (this.#patchesSeveral ??= patchesSeveral(text))) return true;
    if (isTail && this.#quotes(module) && text.includes('patch')) return true;
    // In a module that is given as an object.
    const byText = String.raw`(?:attr|patch\s*\.\s*object)\s*\(\s*[\w.]+\s*(?:\([^()]*\)\s*)?,\s*["']${name}["']`;
    return isQuoted && new RegExp(byText).test(text);
  }

  #quotes(module: string): boolean {
    const text = this.#text;
    return text.includes(`"${module}"`) || text.includes(`'${module}'`);
  }
}

const equals = /\s*=/y;

/** Does the text go on so at the offset? */
function isBefore(text: string, sticky: RegExp, offset: number): boolean {
  sticky.lastIndex = offset;
  return sticky.test(text);
}

/** Does `patch.multiple` stand in the text? May err on the side of yes. */
function patchesSeveral(text: string): boolean {
  for (let at = text.indexOf('multiple'); at >= 0; at = text.indexOf('multiple', at + 1)) {
    const before = text.slice(0, at).trimEnd();
    if (before.endsWith('.') && before.slice(0, -1).trimEnd().endsWith('patch')) return true;
  }
  return false;
}
