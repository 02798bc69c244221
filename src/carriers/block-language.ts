/** How a block of a document is read: a program, an interactive session, or not at all. */
export type BlockLanguage = 'python' | 'session' | 'other';

const python = /^(?:python[23]?|py[23]?|ipython[23]?|python-repl|starlark)$/i;
const session = /^(?:pycon[23]?|doctest|python-console)$/i;
/** Directives of MyST and Sphinx that hold code, and what it is where they do not say. */
const directives: Readonly<Record<string, BlockLanguage>> = {
  'code-block': 'other',
  code: 'other',
  sourcecode: 'other',
  'code-cell': 'python',
  testcode: 'python',
  testsetup: 'python',
  ipython: 'python',
  'jupyter-execute': 'python',
  doctest: 'session',
};

/** The language of a fence, by the text behind it: `python`, `python title="x"`, `{.python}`, `{code-block} python`. */
export function languageOfFence(info: string): BlockLanguage {
  const [, directive, argument = ''] = /^\{([\w-]+)\}\s*(\S*)/.exec(info.trim()) ?? [];
  if (directive !== undefined && Object.hasOwn(directives, directive)) return languageOfDirective(directive, argument);
  return languageNamed(/^\{?\.?([\w-]+)/.exec(info.trim())?.[1] ?? '');
}

/** The language of a directive that holds code. */
export function languageOfDirective(directive: string, argument: string): BlockLanguage {
  return argument === '' ? (directives[directive] ?? 'other') : languageNamed(argument);
}

export function isCodeDirective(directive: string): boolean {
  return Object.hasOwn(directives, directive);
}

function languageNamed(name: string): BlockLanguage {
  if (python.test(name)) return 'python';
  return session.test(name) ? 'session' : 'other';
}
