import type { Config } from '../../model/config.ts';
import type { MoveConcern } from '../../model/moving.ts';
import { placeUses } from '../../move/place-uses.ts';
import type { Definition } from '../../move/symbols/definition.ts';
import { isWithin } from '../../move/symbols/module-code.ts';
import { SourceBuffer } from '../../native/source-buffer.ts';
import { TokenKind, readTokens } from '../../parse/python/tokens.ts';
import type { ReadModule } from './read-module.ts';
import { standing } from './moved-files.ts';

interface MovedSymbols {
  readonly definitions: readonly Definition[];
  readonly reexports: boolean;
}

/** The places that depend on the module that a symbol is in: its name, as pickles and queues have it, and its place. */
export function symbolConcerns(
  { root }: Config,
  from: ReadModule,
  to: ReadModule,
  { definitions, reexports }: MovedSymbols,
): MoveConcern[] {
  const ranges = definitions.flatMap((one) => one.ranges);
  const imports = from.statements.map(({ start, end }) => ({ start, end }));
  const buffer = SourceBuffer.create();
  buffer.setText(from.text);
  const all = readTokens(buffer, { start: 0, end: buffer.bytes.length }, (start, end) => from.text.slice(start, end));
  const tokens = all.filter((token) => isWithin(token, [...ranges, ...imports]) || token.kind === TokenKind.newline);
  const folder = (file: string): string => file.slice(0, file.lastIndexOf('/') + 1);
  const uses = placeUses(tokens, {
    path: from.path,
    sameFolders: folder(from.path) === folder(to.path) ? Number.MAX_SAFE_INTEGER : 0,
    module: from.identity.module,
    newModule: to.identity.module,
    lineOf: from.lineOf,
  });
  // Pickles that name the old module find the class there, if it goes on having it.
  const stubs = [from.path, to.path].filter((file) => standing(root, `${file}i`) === 'file');
  return [
    ...uses.filter(({ reason }) => reason !== 'pickle' || !reexports),
    ...stubs.map((file) => ({
      reason: 'left-behind' as const,
      place: `${file}i`,
      message: 'a stub describes the module: move the symbol in it by hand',
    })),
  ];
}
