import type { LanguageId } from '../model/source-file.ts';
import { SourceBuffer } from '../native/source-buffer.ts';
import { parseProgram } from '../parse/javascript/program.ts';
import type { ModuleReference } from '../parse/javascript/module-references.ts';
import { scriptBlocks } from '../parse/javascript/script-blocks.ts';
import { importStatements } from '../parse/python/import-statements.ts';
import { isValid } from '../parse/python/syntax/parse.ts';

/** A text and the languages of its imports, as a formatter got it and as it left it. */
export interface FormattedText {
  readonly path: string;
  readonly language: LanguageId;
  readonly before: string;
  readonly after: string;
}

/**
 * The harm that a formatter did to a text: it is no valid code any more, or it imports less.
 * @param keepsImports false for a transform, which may take imports away
 * @returns a sentence about the format command; undefined when it did none
 */
export function formattedFault(
  { path, language, before, after }: FormattedText,
  keepsImports = true,
): string | undefined {
  const read = language === 'python' ? pythonImports : language === 'javascript' ? importsOf(path) : undefined;
  const had = read?.(before);
  if (read === undefined || had === undefined) return undefined; // Nothing can be said about what was broken before.
  const has = read(after);
  if (has === undefined) return keepsImports ? 'the format command leaves it with a syntax error' : 'a syntax error';
  if (!keepsImports) return undefined;
  const [lost] = [...had].filter((name) => !has.has(name));
  return lost === undefined ? undefined : `the format command takes an import away: ${lost}`;
}

/** Each import of a text, in the words of a person; undefined when it is not valid. */
type ImportsOf = (text: string) => ReadonlySet<string> | undefined;

const pythonImports: ImportsOf = (text) => {
  if (!isValid(text)) return undefined;
  const buffer = SourceBuffer.create();
  buffer.setText(text);
  return new Set(
    importStatements(buffer.scanImports().records, text).flatMap(({ kind, level, module, names, isStar }) => {
      const from = kind === 'from' ? `from ${'.'.repeat(level)}${module} ` : '';
      if (isStar) return [`${from}import *`];
      // A formatter may write `X as X` as `X`.
      return names.map(({ name, alias = name }) => `${from}import ${name}${alias === name ? '' : ` as ${alias}`}`);
    }),
  );
};

function importsOf(path: string): ImportsOf {
  return (text) => {
    try {
      const programs = scriptBlocks(path, text).map((block) => parseProgram(block, undefined));
      if (programs.some(({ errorAt }) => errorAt >= 0)) return undefined;
      return new Set(programs.flatMap(({ references }) => references.flatMap(importedNames)));
    } catch (error) {
      if (error instanceof SyntaxError) return undefined;
      throw error;
    }
  };
}

/** The module of a reference, and each local name that an import declaration binds. */
function importedNames({ specifier, node }: ModuleReference): string[] {
  const specifiers = node.type === 'ImportDeclaration' ? node.specifiers : [];
  return [specifier, ...specifiers.map(({ local }) => `${local.name} from ${specifier}`)];
}
