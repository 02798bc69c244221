/** An import statement on lines of its own, with the blank lines and comments above it. */
export interface ImportItem {
  /** Blank lines and comments. */
  readonly above: string;
  /** The lines of the statement, with their endings. */
  readonly text: string;
  /** Undefined for a statement that is not read, such as one with `;` or a backslash. */
  readonly code: ImportCode | undefined;
}

/** The parts of an import statement. */
export interface ImportCode {
  readonly indentation: string;
  readonly kind: 'import' | 'from';
  /** Everything up to the names, such as `from a.b import`. */
  readonly head: string;
  /** With the dots of a relative import. */
  readonly module: string;
  /** The names as they are written, in their parentheses. */
  readonly list: string;
  /** The comment behind it. */
  readonly comment: string;
  readonly ending: string;
}

const trivia = /(?:[ \t\f]*(?:#[^\r\n]*)?(?:\r\n?|\n))*/y;
const fromImport =
  /([ \t]*)((?:lazy[ \t]+)?from[ \t]+([^\s()#;\\]+)[ \t]+import)\b[ \t]*(\((?:[^()#]|#[^\r\n]*(?![^\r\n]))*\)[ \t]*|[^\s()#;\\][^\r\n()#;\\]*)(#[^\r\n]*)?(\r\n?|\n|$)/y;
const plainImport = /([ \t]*)((?:lazy[ \t]+)?import)[ \t]+([^\s,()#;\\][^\r\n,()#;\\]*)(#[^\r\n]*)?(\r\n?|\n|$)/y;

/** Each as it is written, `a as b`; none where a comment stands between them. */
export function namesOf({ list }: ImportCode): string[] {
  const inner = list.startsWith('(') ? list.slice(1, -1) : list;
  return inner.includes('#') ? [] : inner.split(',').flatMap((name) => name.trim().replace(/\s+/g, ' ') || []);
}

/** The statements of some lines of which each holds one import; a statement that cannot be read ends the list. */
export function importItems(lines: string): ImportItem[] {
  const items: ImportItem[] = [];
  for (let at = 0; at < lines.length;) {
    const above = matchAt(trivia, lines, at)?.[0] ?? '';
    const start = at + above.length;
    const found = readFrom(lines, start) ?? readPlain(lines, start);
    if (found === undefined) return [...items, { above, text: lines.slice(start), code: undefined }];
    items.push({ above, ...found });
    at = start + found.text.length;
  }
  return items;
}

function readFrom(lines: string, start: number): Omit<ImportItem, 'above'> | undefined {
  const [text, indentation = '', head = '', module = '', list = '', comment = '', ending = ''] =
    matchAt(fromImport, lines, start) ?? [];
  if (text === undefined || text === '') return undefined;
  const code = {
    indentation,
    kind: 'from',
    head,
    module,
    list: list.trimEnd(),
    comment: comment.trim(),
    ending,
  } as const;
  return { text, code };
}

function readPlain(lines: string, start: number): Omit<ImportItem, 'above'> | undefined {
  const [text, indentation = '', head = '', name = '', comment = '', ending = ''] =
    matchAt(plainImport, lines, start) ?? [];
  if (text === undefined || text === '') return undefined;
  const [module = ''] = name.split(/[ \t]/, 1);
  const code = {
    indentation,
    kind: 'import',
    head,
    module,
    list: name.trimEnd(),
    comment: comment.trim(),
    ending,
  } as const;
  return { text, code };
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
