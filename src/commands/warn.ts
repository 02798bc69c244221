import type { Plan } from '../model/outcome.ts';
import { printable } from '../report/escape.ts';
import { problemLines } from '../report/map-problems.ts';
import type { CommandIo } from './io.ts';

/** Warns about anything that makes a Plan less certain, whatever the command does with it. */
export function warn({ warnings = [], problems = [] }: Plan, { stderr }: CommandIo): void {
  warnOf(warnings, { stderr });
  warnOf(problemLines(problems), { stderr });
}

/** Warns by sentences. */
export function warnOf(warnings: readonly string[], { stderr }: Pick<CommandIo, 'stderr'>): void {
  for (const warning of warnings) stderr(`ssot-codemod: warning: ${printable(warning)}\n`);
}
