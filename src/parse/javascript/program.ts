import type { Range } from '../../model/range.ts';
import { concernedStatements } from './concerned-statements.ts';
import { moduleReferences } from './module-references.ts';
import type { ModuleReference } from './module-references.ts';
import { NameUses } from './name-uses.ts';
import type { ScriptBlock } from './script-blocks.ts';
import { parseJavaScript } from './syntax-tree.ts';

/** A program that was parsed, as far as it had to be. */
export interface Program {
  /** Where it names modules, in order. */
  readonly references: readonly ModuleReference[];
  /** Offset of the first error that the parser could pass, or -1. */
  readonly errorAt: number;
  /**
   * Where its names are bound and used. Parses the whole program, when that has not been done.
   * @throws SyntaxError when it cannot be parsed
   */
  readonly uses: () => NameUses;
}

/**
 * Parse a program for the modules that it names.
 * @param places where strings stand that may name them; undefined: anywhere
 * @throws SyntaxError when it cannot be parsed
 */
export function parseProgram({ text, dialect }: ScriptBlock, places: readonly Range[] | undefined): Program {
  const part = places && concernedStatements(text, dialect, places);
  const tree = parseJavaScript(part ?? text, dialect);
  let uses: NameUses | undefined;
  return {
    references: moduleReferences(tree.file),
    errorAt: tree.errorAt,
    uses: () => (uses ??= new NameUses((part === undefined ? tree : parseJavaScript(text, dialect)).file)),
  };
}
