import type { Config } from '../model/config.ts';
import type { Plan } from '../model/outcome.ts';
import { shellWord } from '../model/shell-word.ts';
import { ownersOf } from '../store/batches.ts';
import { findRepository } from '../store/repository.ts';
import type { CommandIo } from './io.ts';

/**
 * A Plan with what reports say of where it comes from, and of who owns the files.
 * @param commandLine the one that made it
 */
export async function withProvenance<P extends Plan>(
  plan: P,
  config: Config,
  io: CommandIo,
  commandLine = commandLineOf(io.argv),
): Promise<P> {
  const { mapHash } = await import('../review/map-hash.ts');
  const { root } = config;
  const files = plan.outcomes.map((outcome) => outcome.path);
  return {
    ...plan,
    owners: ownersOf(files, root, findRepository(root)?.root ?? root),
    origin: { commandLine, version: io.version(), mapHash: mapHash(config) },
  };
}

/** A command line of this tool, as a POSIX shell takes it. */
export function commandLineOf(argv: readonly string[]): string {
  return ['ssot-codemod', ...argv].map(shellWord).join(' ');
}
