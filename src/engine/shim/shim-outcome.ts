import { operationOutcome } from '../../edit/operation-outcome.ts';
import type { Config } from '../../model/config.ts';
import type { Edit } from '../../model/edit.ts';
import type { Outcome } from '../../model/outcome.ts';
import type { Shimmable, ShimText } from '../../model/shim.ts';
import { languageOf } from '../../model/source-file.ts';
import { readRegularFile } from '../../regular-file.ts';
import { decodeSource } from '../../scan/decode.ts';
import { changedOutcome } from '../changed-outcome.ts';
import { standingBelow } from '../prune/prune-reader.ts';

/** The Outcome of a file that `shim` writes: one that is created, or an Edit of all of its text. */
export function shimOutcome({ root }: Config, file: ShimText, shimmable: Shimmable | undefined): Outcome {
  const { path, text, copyOf } = file;
  const tier = shimmable === undefined || shimmable.tier === 'refused' ? 'safe' : shimmable.tier;
  const because = shimmable?.because ?? 'all shims share it';
  const { is } = standingBelow(root, path);
  if (is === 'gone') {
    const bytes = copyOf === undefined ? Buffer.from(text) : readRegularFile(`${root}/${copyOf}`);
    const content = bytes.toString('base64');
    const rule = copyOf === undefined ? 'shim/forward' : 'shim/keep-old';
    const operation = { kind: 'create', content, rule, tier, applied: true, because, mode: '100644' } as const;
    return operationOutcome(path, operation, new Uint8Array(), true);
  }
  const nothing = { path, edits: [], refused: [], diagnostics: [] };
  const failed = (error: string): Outcome => ({ ...nothing, status: 'failed', error });
  if (is !== 'file') return failed('it is no regular file');
  const source = decodeSource(path, languageOf(path), readRegularFile(`${root}/${path}`));
  if ('message' in source) return failed(source.message);
  const isCrlf = source.text.includes('\r\n');
  const after = isCrlf ? text.replaceAll('\n', '\r\n') : text;
  const whole = { start: 0, end: source.text.length, text: after };
  const changed = changedOutcome(source, [whole], { withHashes: true, withDiffs: true });
  if (changed === undefined) return failed('its encoding lacks a character of the names');
  const lines = source.text.split(/\r\n?|\n/);
  const edit: Edit = {
    transform: 'shim/forward',
    tier,
    applied: true,
    from: shimmable?.module ?? path,
    to: '',
    uses: 'alias',
    because,
    reviews: [],
    chain: [],
    before: lines[0] ?? '',
    after: text.split('\n', 1)[0] ?? '',
    line: 1,
    column: 1,
    endLine: lines.length,
    endColumn: (lines.at(-1) ?? '').length + 1,
  };
  return { ...nothing, ...changed, edits: [edit] };
}
