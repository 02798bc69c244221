import type { Config } from '../model/config.ts';
import type { Origin } from '../model/origin.ts';
import type { CommandIo } from './io.ts';

/** Where a Plan comes from that this run makes. */
export async function originOf(config: Config, io: CommandIo): Promise<Origin> {
  const { mapHash } = await import('../review/map-hash.ts');
  return { commandLine: commandLine(io.argv), version: io.version(), mapHash: mapHash(config) };
}

/** As a POSIX shell takes it. */
export function commandLine(argv: readonly string[]): string {
  return ['ssot-codemod', ...argv].map(quoted).join(' ');
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
