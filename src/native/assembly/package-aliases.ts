/** The names that a file gives to packages around the words of the search. */
import {
  BACKSLASH,
  CLOSE,
  COLON,
  DOT,
  EQUALS,
  HASH,
  OPEN,
  at,
  isBlank,
  isIdentifier,
  isNewline,
  isWordAs,
  skipBlanks,
  skipBlanksBack,
  skipIdentifier,
} from './characters';
import { lineEnd } from './lines';
import { begin, end, fileNumber } from './memory';
import { isPackage } from './words';

/**
 * The names that the file may give to packages around the words: addresses of the text behind `package as`, and of
 * variables that a package is assigned to. They are looked for only when they first matter.
 */
const ALIASES = memory.data(16 * 4, 4);
const MAX_ALIASES: i32 = 16;
let aliasCount: i32 = 0;
/** More names than there is room for, or none that can be told: any name may be one. */
let isAnyAlias: bool = false;
/** The file that they are of. */
let aliasesOf: i32 = -1;
/** The file whose variables are among them. */
let variablesOf: i32 = -1;
let hasVariables: bool = false;

/** Forget the names: the words are others. */
export function forgetAliases(): void {
  aliasesOf = -1;
  variablesOf = -1;
}

/**
 * Is the identifier at `start` the first of its chain, and one that the file gives to a package around a word? `self`, which
 * files are full of, is no variable.
 */
export function isAlias(start: i32): bool {
  const before = skipBlanksBack(start - 1);
  if (before >= begin && at(before) == DOT) return false;
  if (aliasesOf != fileNumber) findAliases();
  if (isOneOfAliases(start)) return true;
  const isSelf = load<u32>(start) == 0x666c6573 && !isIdentifier(start + 4);
  if (isSelf || variablesOf == fileNumber) return false;
  findVariables();
  return isOneOfAliases(start);
}

function isOneOfAliases(start: i32): bool {
  if (isAnyAlias) return true;
  for (let k = 0; k < aliasCount; k++) {
    let alias: i32 = load<i32>(ALIASES + 4 * k);
    let i = start;
    while (isIdentifier(i) && at(i) == at(alias)) {
      i++;
      alias++;
    }
    if (!isIdentifier(i) && !isIdentifier(alias)) return true;
  }
  return false;
}

function findAliases(): void {
  aliasesOf = fileNumber;
  aliasCount = 0;
  isAnyAlias = false;
  const a = i8x16.splat(97);
  const s = i8x16.splat(115);
  const space = i8x16.splat(32);
  for (let i = begin; i < end; i += 16) {
    const letters = v128.and(i8x16.eq(v128.load(i), a), i8x16.eq(v128.load(i + 1), s));
    let hits: i32 = i8x16.bitmask(v128.and(letters, i8x16.le_u(v128.load(i - 1), space)));
    while (hits != 0) {
      const as = i + ctz(hits);
      hits &= hits - 1;
      if (!isWordAs(as) || !isBehindPackage(as)) continue;
      addAlias(skipBlanks(as + 2));
    }
  }
}

function addAlias(name: i32): void {
  if (!isIdentifier(name) || aliasCount == MAX_ALIASES) isAnyAlias = true;
  else store<i32>(ALIASES + 4 * aliasCount++, name);
}

/** Is a package around a word assigned to a variable in the file, as far as a look at its text tells? */
export function assignsPackage(): bool {
  if (aliasesOf != fileNumber) findAliases();
  if (variablesOf != fileNumber) findVariables();
  return hasVariables;
}

function findVariables(): void {
  variablesOf = fileNumber;
  hasVariables = false;
  const equals = i8x16.splat(<i8>EQUALS);
  for (let i = begin; i < end; i += 16) {
    let hits: i32 = i8x16.bitmask(i8x16.eq(v128.load(i), equals));
    for (; hits != 0; hits &= hits - 1) {
      const sign = i + ctz(hits);
      if (isPackageAt(sign + 1)) addVariables(sign);
    }
  }
}

/** Does a dotted name stand at `i`, maybe in parentheses, whose last part a package around a word may have? */
function isPackageAt(i: i32): bool {
  i = skipBlanks(i);
  const isInside = at(i) == OPEN;
  if (isInside) i = skipInParentheses(i);
  while (isIdentifier(i)) {
    const start = i;
    i = skipIdentifier(i);
    const next = isInside ? skipInParentheses(i) : skipBlanks(i);
    if (at(next) != DOT) return at(i) != OPEN && (isPackage(start, i) || isOneOfAliases(start));
    i = isInside ? skipInParentheses(next + 1) : skipBlanks(next + 1);
  }
  return false;
}

/** Address of the next byte that is neither a parenthesis nor between two tokens. */
function skipInParentheses(i: i32): i32 {
  for (; i < end; i++) {
    const c = at(i);
    if (c == HASH) i = lineEnd(i) - 1;
    else if (!isBlank(c) && !isNewline(c) && c != BACKSLASH && c != OPEN && c != CLOSE) break;
  }
  return i;
}

/** Note the names that stand before the `=` at `sign`, or on its logical line before another one or a colon. */
function addVariables(sign: i32): void {
  hasVariables = true;
  for (let i = sign; i >= begin && !isAnyAlias; i--) {
    if (isNewline(at(i)) && skipBlanksBack(i) == i) return;
    if (at(i) != EQUALS && at(i) != COLON) continue;
    let name = skipBlanksBack(i - 1);
    if (name < begin || !isIdentifier(name)) continue;
    while (name > begin && isIdentifier(name - 1)) name--;
    addAlias(name);
  }
}

/** Can it be the name of a package around a word that ends before `i`? What stands on the line before is not looked at. */
function isBehindPackage(i: i32): bool {
  const last = skipBlanksBack(i - 1);
  if (last < begin || isNewline(at(last))) return true;
  let first = last + 1;
  while (first > begin && isIdentifier(first - 1)) first--;
  return isPackage(first, last + 1);
}
