const identifier = /^[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*$/u;

export function isIdentifier(name: string): boolean {
  return identifier.test(name);
}

/**
 * Names that nothing can be bound to in a module, or not everywhere: reserved words, also those of strict code (ECMA-262,
 * Identifiers: Static Semantics: Early Errors), what the function around a CommonJS module binds, and types of TypeScript.
 */
const unbindable: ReadonlySet<string> = new Set(
  [
    'break case catch class const continue debugger default delete do else enum export extends false finally for function',
    'if import in instanceof new null return super switch this throw true try typeof var void while with',
    'implements interface let package private protected public static yield await eval arguments undefined',
    'exports require module __filename __dirname Promise',
    'any unknown never object string number boolean symbol bigint',
  ].flatMap((line) => line.split(' ')),
);

/** Can an import bind something to the name? */
export function isBindable(name: string): boolean {
  return isIdentifier(name) && !unbindable.has(name);
}

/** The name of an export as an import or export statement writes it: what is no identifier stands in quotes. */
export function nameText(name: string): string {
  return isIdentifier(name) ? name : JSON.stringify(name);
}
