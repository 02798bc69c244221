import type { Comment } from '@babel/types';
import type { Range } from '../../model/range.ts';
import { moduleReferences } from './module-references.ts';
import type { ModuleReference } from './module-references.ts';
import { NameUses } from './name-uses.ts';
import { nativeErrors, nativeTree } from './native-tree.ts';
import type { ScriptBlock } from './script-blocks.ts';
import { parseJavaScript } from './syntax-tree.ts';
import type { Dialect } from './syntax-tree.ts';

/** A program that was parsed, as far as it had to be. */
export interface Program {
  /** Where it names modules, in order. */
  readonly references: readonly ModuleReference[];
  /** The comments in which these places stand. */
  readonly comments: readonly Comment[];
  /** Offset of the first error that the parser could pass, or -1. */
  readonly errorAt: number;
  /**
   * Where its names are bound and used. Parses the whole program, when that has not been done.
   * @throws SyntaxError when it cannot be parsed
   */
  readonly uses: () => NameUses;
  /** The error that the parser of this program finds in the changed program; undefined when there is none. */
  readonly errorIn: (changed: string) => string | undefined;
}

/**
 * Parse a program for the modules that it names.
 * @param places where strings stand that may name them; undefined: anywhere
 * @throws SyntaxError when it cannot be parsed
 */
export function parseProgram({ text, dialect }: ScriptBlock, places: readonly Range[] | undefined): Program {
  const native = nativeTree(text, dialect, places);
  const { file, errorAt } = native ? { file: native, errorAt: -1 } : parseJavaScript(text, dialect);
  let uses: NameUses | undefined;
  return {
    references: moduleReferences(file),
    comments: file.comments ?? [],
    errorAt,
    uses: () => (uses ??= new NameUses(native ? parseJavaScript(text, dialect).file : file)),
    errorIn: (changed) => {
      const judged = native && nativeErrors(changed, dialect);
      return judged ? judged[0] : errorOf(changed, dialect);
    },
  };
}

/** The error that Babel's parser finds first, if any. */
function errorOf(text: string, dialect: Dialect): string | undefined {
  try {
    const { errorAt } = parseJavaScript(text, dialect);
    return errorAt < 0 ? undefined : `an error at offset ${errorAt}`;
  } catch (error) {
    if (error instanceof SyntaxError) return error.message;
    throw error;
  }
}
