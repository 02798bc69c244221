import { shimMark } from '../model/shim.ts';
import type { ForwardedName, Shim } from '../model/shim.ts';
import { parseSymbol } from '../model/symbol.ts';

/** Is the text that of a module which `shim` wrote: a shim, or the support module? */
export function isGeneratedShim(text: string): boolean {
  return text.replace(/^\uFEFF/, '').startsWith(shimMark);
}

/** Reads a shim; undefined for any other text, such as a shim that somebody has edited beyond recognition. */
export function parseShim(module: string, text: string): Shim | undefined {
  if (!isGeneratedShim(text)) return undefined;
  const plain = text.replaceAll('\r\n', '\n');
  const support = /^from ([\w.]+) import forward as _forward$/m.exec(plain)?.[1];
  const all = /^__all__ = \[([^\]]*)\]$/m.exec(plain)?.[1];
  const call = /^_forward\(\n {4}__name__,\n {4}\{\n([^}]*) {4}\},\n([^]*)\)\n$/m.exec(plain);
  const [, table, rest = ''] = call ?? [];
  if (support === undefined || all === undefined || table === undefined) return undefined;
  const names = [...table.matchAll(/^ {8}"([^"]+)": "([^"]+)",$/gm)].map(
    ([, name = '', target = '']): ForwardedName => ({ name, target: parseSymbol(target) }),
  );
  return {
    module,
    support,
    names,
    all: stringsIn(all),
    old: /^ {4}old="([^"]+)",$/m.exec(rest)?.[1],
    group: stringsIn(/^ {4}group=\(([^)]*)\),$/m.exec(rest)?.[1] ?? ''),
  };
}

function stringsIn(text: string): string[] {
  return [...text.matchAll(/"([^"]+)"/g)].map(([, string = '']) => string);
}
