/** A change to the AssemblyScript sources that breaks the scanner: `find` stands once in `file`, in its place comes `replace`. */
export interface Mutant {
  readonly title: string;
  readonly file: string;
  readonly find: string;
  readonly replace: string;
}

const mutant = (title: string, file: string, find: string, replace: string): Mutant => ({ title, file, find, replace });

/** Each takes away one thing that the scanner has to know about Python. */
export const mutants: readonly Mutant[] = [
  mutant('f-strings are plain strings', 'strings.ts', 'if (prefix & FORMAT) {', 'if (false) {'),
  mutant('no t-strings', 'strings.ts', 'PREFIX_LETTER + 116, FORMAT', 'PREFIX_LETTER + 116, PLAIN'),
  mutant('no upper-case prefixes', 'strings.ts', 'PREFIX_LETTER + 70, FORMAT', 'PREFIX_LETTER + 70, 0'),
  mutant(
    'any word before a quote is a prefix',
    'strings.ts',
    'return first == 0 || isLonger ? 0',
    'return isLonger ? 0',
  ),
  mutant('no strings in replacement fields', 'strings.ts', 'if (c == 34 || c == 39) {', 'if (false) {'),
  mutant(
    'no comments in replacement fields',
    'strings.ts',
    'else if (c == HASH) i = skipComment(i);\n    else i++;',
    'else i++;',
  ),
  mutant(
    'no brackets in replacement fields',
    'strings.ts',
    'else if (c == COLON && depth == 0) return',
    'else if (c == COLON) return',
  ),
  mutant(
    'no fields in format specifications',
    'strings.ts',
    'if (c == OPEN_BRACE) {\n      i = skipField(i + 1, q, isTriple, isRaw);',
    'if (c == OPEN_BRACE) {\n      i = i + 1;',
  ),
  mutant('doubled braces open a field', 'strings.ts', 'if (at(i + 1) == OPEN_BRACE) i += 2;', 'if (false) i += 2;'),
  mutant(
    'a backslash hides a brace',
    'strings.ts',
    'c == OPEN_BRACE || c == CLOSE_BRACE) return i + 1',
    'false) return 0',
  ),
  mutant('triple quotes are an empty string', 'strings.ts', 'if (at(i + 1) != q) return i + 1;', 'return i + 1;'),
  mutant(
    'raw strings have no escapes',
    'strings.ts',
    'if (c != BACKSLASH) return unterminated(quote, i);',
    'if (c == BACKSLASH && isRawString(quote)) {\n      i++;\n      continue;\n    }\n    if (c != BACKSLASH) return unterminated(quote, i);',
  ),
  mutant(
    'a string ends where its line does, continued or not',
    'strings.ts',
    'i = isNewline(at(i + 1)) ? afterNewline(i + 1) : i + 2;\n  }\n}\n\n/** Address after the f-string',
    'i = isNewline(at(i + 1)) ? i + 1 : i + 2;\n  }\n}\n\n/** Address after the f-string',
  ),
  mutant('a CR ends no line', 'characters.ts', 'return byte == LF || byte == CR;', 'return byte == LF;'),
  mutant('CR LF is two line endings', 'characters.ts', '== LF ? i + 2 : i + 1', '== LF ? i + 1 : i + 1'),
  mutant('a form feed is no blank', 'characters.ts', 'byte == 9 || byte == FF', 'byte == 9'),
  mutant(
    'no continuation lines',
    'characters.ts',
    'else if (c == BACKSLASH && isNewline(at(i + 1))) i = afterNewline(i + 1);\n',
    '',
  ),
  mutant('no continuation lines before import', 'import-statement.ts', 'if (!isContinued) return -1;', 'return -1;'),
  mutant('a backslash continues a comment', 'import-statement.ts', ' && lineEnd != lastCommentEnd', ''),
  mutant(
    'a semicolon ends no statement',
    'import-statement.ts',
    'return c == SEMICOLON || c == COLON ?',
    'return c == COLON ?',
  ),
  mutant(
    'a colon opens no suite',
    'import-statement.ts',
    'return c == SEMICOLON || c == COLON ?',
    'return c == SEMICOLON ?',
  ),
  mutant(
    'no comments between statements',
    'imports.ts',
    'const hashes = i8x16.splat(<i8>HASH)',
    'const hashes = singleQuotes',
  ),
  mutant(
    'no comments in parentheses',
    'import-statement.ts',
    'else if (c == HASH) i = skipComment(i);\n    else if',
    'else if',
  ),
  mutant(
    'no comma before the closing parenthesis',
    'import-statement.ts',
    'if (isInParentheses && at(i) == 41) break;',
    '',
  ),
  mutant('a parenthesis does not have to close', 'import-statement.ts', 'if (at(i) != 41) return -1;', ''),
  mutant(
    'no words before import',
    'imports.ts',
    '!isIdentifier(i) && (anchor == begin || !isIdentifier(anchor - 1))',
    '!isIdentifier(i)',
  ),
  mutant(
    'canonical_imports holds import',
    'imports.ts',
    'if (!isIdentifier(i) && (anchor == begin || !isIdentifier(anchor - 1)))',
    'if (anchor == begin || !isIdentifier(anchor - 1) || at(anchor - 1) == 95)',
  ),
  mutant(
    'the scan ends at canonical_imports',
    'imports.ts',
    'i = anchor + 6;\n',
    'i = anchor + 6;\n      if (isIdentifier(i)) return;\n',
  ),
  mutant('no lazy imports', 'characters.ts', 'return load<u32>(i) == 0x797a616c && ', 'return false && '),
  mutant('the lazy flag is lost', 'import-statement.ts', 'const LAZY: i32 = 4;', 'const LAZY: i32 = 0;'),
  mutant('nothing is unsure', 'import-statement.ts', 'if (unterminatedAt >= 0) flags |= UNSURE;', ''),
  mutant(
    'malformed imports are not told',
    'imports.ts',
    'else if (malformedImportAt < 0) malformedImportAt',
    'else if (false) malformedImportAt',
  ),
  mutant(
    'blanks in dotted names are kept',
    'import-statement.ts',
    'if (dot != i || next != dot + 1) flags |= SPACED;',
    '',
  ),
  mutant('a byte order mark is part of a name', 'memory.ts', '? SOURCE + 3', '? SOURCE'),
  mutant('a byte order mark is counted', 'memory.ts', 'knownAddress = begin;', 'knownAddress = SOURCE;'),
  mutant('characters of four bytes count as one', 'memory.ts', 'splat(<i8>0xf0))) & wanted', 'splat(<i8>0xf0))) & 0'),
  mutant('bytes are counted as characters', 'memory.ts', 'splat(-65))) & wanted', 'splat(-128))) & wanted'),
  mutant('bytes behind the end are counted', 'memory.ts', '(1 << (to - i)) - 1', '0xffff'),
  mutant('the file before shows through', 'memory.ts', 'memory.fill(end, 0, PADDING);', ''),
];
