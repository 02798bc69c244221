const identifier = /^[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*$/u;

export function isIdentifier(name: string): boolean {
  return identifier.test(name);
}

/** The name of an export as an import or export statement writes it: what is no identifier stands in quotes. */
export function nameText(name: string): string {
  return isIdentifier(name) ? name : JSON.stringify(name);
}
