import { readFileSync } from 'node:fs';
import type { Parser } from 'web-tree-sitter';

let loading: Promise<Parser> | undefined;

/** A tree-sitter parser of Python, which counts in UTF-16 code units. It is loaded once; trees must be deleted. */
export function loadPythonParser(): Promise<Parser> {
  return (loading ??= load());
}

async function load(): Promise<Parser> {
  const { Language, Parser } = await import('web-tree-sitter');
  await Parser.init();
  // The build puts it here: the package that holds it compiles native code when it is installed.
  const grammar = await Language.load(readFileSync(new URL('tree-sitter-python.wasm', import.meta.url)));
  return new Parser().setLanguage(grammar);
}
