import type { ImportStatement } from '../../src/model/python.ts';
import type { SourceBuffer } from '../../src/native/source-buffer.ts';
import { importStatements } from '../../src/parse/python/import-statements.ts';

/** A title, a source with «» around each import statement, and what the statements say. */
export type ImportCase = [title: string, source: string, ...statements: string[]];

/** Files that are Python, of some version up to 3.15. */
export const importCases: ImportCase[] = [
  ['names and aliases', '«import a.b as c, d» # e', 'import a.b as c, d'],
  ['a list in parentheses', 'if x:\n\t«from a import (b, # )\n c as d,\n)»', 'from a import b, c as d'],
  ['nothing before the parenthesis', '«from a import(b)»', 'from a import b'],
  ['a star', '«from .a import*»;x', 'from .a import *'],
  ['dots alone', '«from ... import a»', 'from ... import a'],
  ['dots with blanks and no blank before', '«from. .. .a import b»', 'from ....a import b'],
  ['a comment with a quote in the list', "«from a import (b, # don't\n c)»", 'from a import b, c'],
  ['a comment that opens nothing', '# """\n«import a» # """', 'import a'],
  ['a comment that continues nothing', 'x = 1 # \\\n«import a»', 'import a'],

  // Where a statement starts.
  ['statements on one line', '«import a»;«import b» ; «from c import d»;', 'import a', 'import b', 'from c import d'],
  ['a suite on the line of its header', 'if x:«from a import b»\nelse: «import c»', 'from a import b', 'import c'],
  ['after the last backslash of a line', 'x = 1; \\\n «import a»', 'import a'],
  ['words apart by continuations', '«from\\\n a\\\n.b\\\n import\\\n c\\\n as\\\n d»', 'from a.b import c as d'],
  ['a continuation that ends with CR LF', '«from a \\\r\n import b, \\\r\n  c»\r\n', 'from a import b, c'],
  [
    'lines that end with CR alone',
    '# import x\r«import a»\r# "\rif x:\r «from b import c»\r',
    'import a',
    'from b import c',
  ],
  ['form feeds', '\f«import a»\n  \f«from\fb import\fc»\n', 'import a', 'from b import c'],
  ['tabs', '«import\ta\t.\tb\tas\tc»', 'import a.b as c'],
  ['a file that starts with a byte order mark', '\ufeff«import a»', 'import a'],
  ['a byte order mark before an f-string', '\ufefff"{x["import y"]}"; «import a»', 'import a'],

  // `import` that is no keyword.
  ['import within a word', 'importlib.reimport = my_import\n«import canonical_imports»', 'import canonical_imports'],
  [
    'a module whose name holds import',
    '«from a.canonical_imports import b»\n«from c import d»',
    'from a.canonical_imports import b',
    'from c import d',
  ],
  ['import in identifiers beyond ASCII', 'éimport = importé = 1\n«import a»', 'import a'],
  ['from without import', 'raise a from b\nx = yield from y\n«import c»', 'import c'],
  ['from and import on two lines', 'raise a from b\n«import c»', 'import c'],

  // Strings.
  ['import in strings', '"import a"; \'import b\'; """\nimport c\n"""; «import d»', 'import d'],
  ['a quote of the other kind', `"'"; «import a»; '"'; «import b»`, 'import a', 'import b'],
  ['quotes in triple quotes', `"""a"b""c"""; «import d»\n'''"""'''; «import e»`, 'import d', 'import e'],
  ['an empty string', `""; «import a»; ''; «import b»`, 'import a', 'import b'],
  ['an escaped quote', '"\\""; «import a»; "\\\\"; «import b»', 'import a', 'import b'],
  ['an escaped quote in a raw string', 'r"\\"; import a"; rb\'\\\'import b\'; «import c»', 'import c'],
  ['a string over two lines', '"a\\\nimport b"; «import c»', 'import c'],
  ['a string over two lines that end with CR LF', '"a\\\r\nimport b"; «import c»', 'import c'],
  ['a word that touches a string', 'if"{": «import a» # "}"', 'import a'],

  // Format strings: before PEP 701, and since.
  ['an f-string', `f"{x!r:>{w}} {{import a}} {y['import b']}"; «import c»`, 'import c'],
  ['an escape before a field', 'f"\\{x["}"]} \\N{BULLET}{"}"}"; «import a»', 'import a'],
  ['a raw f-string', 'rf"\\{x["}"]}\\N{y["}"]}"; «import a»', 'import a'],
  ['the same quotes inside', 'f"{f"{"import a"}"}"; «import b»', 'import b'],
  ['a brace in a string inside', `f'{d['}"']}'; «import a»; "import b"`, 'import a'],
  ['a comment inside', "f'{x # }'\n}'; «import a»", 'import a'],
  ['lines inside', 'f"{\n"import a"\n}"; «import b»', 'import b'],
  ['a string in the specification', `f"{x:{"}"}>{d["import a"]:{w}}}"; «import b»`, 'import b'],
  ['the other quote in the specification', `f"{x:'}"; «import a»; 'import b'`, 'import a'],
  ['a dictionary and a lambda inside', 'f"{ {"a": "}"}["a"] }{(lambda: "}")()}"; «import a»', 'import a'],
  ['triple quotes inside triple quotes', 'f"""{f"""{"import a"}"""}"""; «import b»', 'import b'],
  ['brackets inside', 'f"{x["}"](")"){"}":"{"}}"; «import a»', 'import a'],
  [
    't-strings (PEP 750)',
    `t"{x["}"]}"; «import a»; Rt'{'import b'}'; tr"""{"'"}"""; «import c»`,
    'import a',
    'import c',
  ],

  // PEP 810.
  ['lazy imports', '«lazy import a»; «lazy from .b import c»', 'lazy import a', 'lazy from .b import c'],
  [
    'lazy and its import apart',
    '«lazy \\\n import a»; «lazy\tfrom\\\nb import c»',
    'lazy import a',
    'lazy from b import c',
  ],
  ['lazy in a suite', 'if x: «lazy import a as lazy»', 'lazy import a as lazy'],
  ['a module called lazy', '«from lazy import lazy»; «import lazy»', 'from lazy import lazy', 'import lazy'],
  [
    'a relative module called lazy',
    '«from . lazy import a»; «from .lazy import b»',
    'from .lazy import a',
    'from .lazy import b',
  ],
  ['a variable called lazy', 'lazy\n«import a»\nlazy;«import b»\nlazy = 1', 'import a', 'import b'],
  ['lazy at the end of a word', 'x_lazy = 1\n«import a»', 'import a'],

  ['compatibility characters (NFKC)', '«import ﬁle.ℌ as ª»', 'import file.H as a'],
  ['characters of four bytes before', '"𝒳𝒳—é"; «import a»', 'import a'],
  ['the end of the file', 'x\n«import a»', 'import a'],
  ['no import', 'x = "a"\n'],
  ['nothing', ''],
];

/** Files that are not Python; a ‽ marks the first error, a leading `?` a statement that may be text. */
export const brokenCases: ImportCase[] = [
  ['an error before', 'def f(:\n  «import a»', 'import a'],
  ['an error after', '«import a»\n)]}', 'import a'],
  ['an old print statement', 'print "import x"\n«import a»', 'import a'],
  ['marks of a merge', '<<<<<<< a\n«import b»\n=======\n«import c»\n>>>>>>> d', 'import b', 'import c'],
  ['a string that its line ends', 'x = ‽"abc\n«import a»', '? import a'],
  ['a string that its line ends, CR', "x = ‽'abc\r«import a»\r", '? import a'],
  ['triple quotes that nothing ends', '«import a»\nx = ‽"""abc\n«import b»\n', 'import a', '? import b'],
  ['the first of two strings without an end', "‽'\n«import a»\n'\n«import b»", '? import a', '? import b'],
  ['a field that nothing ends', 'x = f‽"{a\n«import b»', '? import b'],
  ['a bracket that nothing closes', 'f(a,\n«import b»', 'import b'],

  ['import alone', '‽import\n«import a»', 'import a'],
  ['nothing to import from', 'from ‽import a'],
  ['nothing imported', 'from a ‽import\n«import b»', 'import b'],
  ['an empty list', 'from a ‽import ()'],
  ['a list that nothing closes', 'from a ‽import (b\n'],
  ['a list that nothing closes, with a comma', 'from a ‽import (b,\n'],
  ['a list that another bracket closes', 'from a ‽import (b]'],
  ['a comma at the end', '‽import a, b,'],
  ['a comma at the end without parentheses', 'from a ‽import b,'],
  ['two commas', 'from a ‽import (b,, c)'],
  ['a star among names', 'from a ‽import *, b'],
  ['a dotted name from a module', 'from a ‽import b.c'],
  ['a dotted alias', '‽import a as b.c'],
  ['no alias', '‽import a as'],
  ['two names without a comma', '‽import a b'],
  ['a relative import statement', '‽import .a'],
  ['an expression before', 'x ‽import a'],
  ['an expression before from', 'x from a ‽import b'],
  ['lazy twice', 'lazy lazy ‽import a'],
  ['an attribute called lazy', 'x.lazy ‽import a'],
  ['import in an expression', 'x = (‽import a)'],
];

/** The result of the scanner for a case, or the expected one. */
export interface CaseResult {
  /** Each statement on one line, behind `? ` where it may be text. */
  readonly statements: readonly string[];
  readonly ranges: readonly { readonly start: number; readonly end: number }[];
  /** Offset of the first string that does not end or `import` that starts no statement, or -1. */
  readonly errorAt: number;
}

/** Scan the source of a case. */
export function runCase(
  buffer: SourceBuffer,
  [, source, ...statements]: ImportCase,
): { readonly actual: CaseResult; readonly expected: CaseResult } {
  const { text, ...expected } = parseMarks(source);
  buffer.set(Buffer.from(source.startsWith('\ufeff') ? `\ufeff${text}` : text));
  buffer.countUtf16();
  const { records, unterminatedAt, malformedAt } = buffer.scanImports();
  const found = importStatements(records, text);
  const actual = {
    statements: found.map((statement) => (statement.isUnsure ? '? ' : '') + written(statement)),
    ranges: found.map(({ start, end }) => ({ start, end })),
    errorAt: Math.max(unterminatedAt, malformedAt),
  };
  return { actual, expected: { statements, ...expected } };
}

/** The text of a source without byte order mark and marks, the ranges that « » marked, and the offset of ‽ or -1. */
function parseMarks(source: string): { readonly text: string } & Omit<CaseResult, 'statements'> {
  const ranges: { start: number; end: number }[] = [];
  let text = '';
  let start = 0;
  let errorAt = -1;
  for (const part of source.replace('\ufeff', '').split(/([«»‽])/)) {
    if (part === '«') start = text.length;
    else if (part === '»') ranges.push({ start, end: text.length });
    else if (part === '‽') errorAt = text.length;
    else text += part;
  }
  return { text, ranges, errorAt };
}

/** An import statement, on one line. */
export function written({ kind, isLazy, level, module, names }: ImportStatement): string {
  const list = names.map(({ name, alias }) => (alias === undefined ? name : `${name} as ${alias}`)).join(', ');
  const from = kind === 'from' ? `from ${'.'.repeat(level)}${module}` : '';
  return [isLazy ? 'lazy' : '', from, `import ${list}`].filter((part) => part !== '').join(' ');
}
