import { closeSync, fsyncSync, ftruncateSync, openSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { BatchReport, GateReport, RunState } from '../model/apply-run.ts';
import { ExpectedStop } from '../model/errors.ts';
import type { Failed, Skipped } from '../model/outcome.ts';
import { damaged, ForeignRun, readJournalIn, readRunFile } from './journal.ts';
import { knownSign } from './user-state.ts';
import type { Sign } from './user-state.ts';

/** The events of a run since its journal was sealed. The state of a file follows from its hash, not from an event. */
export type RunEvent =
  | { readonly event: 'baseline'; readonly seconds: number }
  | ReadyEvent
  | BatchEvent
  | { readonly event: 'finished' }
  | { readonly event: 'rolling-back' }
  | { readonly event: 'rolled-back'; readonly refused: number };

/** The files of a batch are as they are to be committed: the gate has judged them. From here on, what they hold counts. */
export interface ReadyEvent {
  readonly event: 'ready';
  readonly name: string;
  /** Paths of the files to commit. */
  readonly files: readonly string[];
  readonly gate: GateReport | undefined;
  /** Paths. */
  readonly quarantined: readonly string[];
  readonly left: readonly Left[];
}

/** A batch is done. */
export interface BatchEvent {
  readonly event: 'batch';
  readonly report: BatchReport;
  readonly left: readonly Left[];
  /** By path, the hashes of files that its commit holds as a hook left them; undefined for none. */
  readonly rewritten?: Readonly<Record<string, string>> | undefined;
}

/** A file of a batch that is not as the Plan says, and why. */
export type Left = { readonly path: string } & (Skipped | Failed);

/** One event a line: a signature, a blank, the event as JSON. A line without its end was being written when the process died. */
const line = /^([0-9a-f]{64}) (.*)$/;

/**
 * The events of a run, oldest first.
 * @throws ExpectedStop when the list is damaged, cannot be read, or is not this user's
 */
export function readEvents(folder: string): RunEvent[] {
  const lines = whole(folder);
  const sign = lines.length === 0 ? undefined : signIn(folder);
  return lines.map((text) => {
    const [, signature, json = ''] = line.exec(text) ?? [];
    if (signature !== sign?.('event', path.basename(folder), json)) {
      readJournalIn(folder); // it tells when all of the run is somebody else's
      throw damaged(folder, 'events');
    }
    return JSON.parse(json) as RunEvent;
  });
}

/**
 * Add an event; when this returns it is on the disk.
 * @throws ExpectedStop when it cannot be written, such as on a full disk, or somebody has deleted the run
 */
export function addEvent(folder: string, event: RunEvent): void {
  const length = whole(folder).reduce((sum, text) => sum + Buffer.byteLength(text) + 1, 0);
  const json = JSON.stringify(event);
  const signature = signIn(folder)('event', path.basename(folder), json);
  try {
    append(path.join(folder, 'events'), length, `${signature} ${json}\n`);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      throw new ExpectedStop(
        `the journal is gone: something has deleted ${folder}`,
        'perhaps the gate did; what is written stays, and only git can undo it',
      );
    }
    throw new ExpectedStop(
      `the journal cannot be written in ${folder}: ${error instanceof Error ? error.message : String(error)}`,
      'nothing is lost: when the reason is gone, ssot-codemod apply --resume goes on, ssot-codemod rollback undoes',
    );
  }
}

/** Write behind the lines that have their end, and sync. */
function append(file: string, length: number, text: string): void {
  const descriptor = openSync(file, 'a', 0o600);
  try {
    ftruncateSync(descriptor, length);
    writeFileSync(descriptor, text);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** How far a run with these events is. */
export function stateAfter(events: readonly RunEvent[]): RunState {
  let state: RunState = 'interrupted';
  for (const event of events) {
    if (event.event === 'finished') state = 'applied';
    else if (event.event === 'rolling-back') state = 'rolling-back';
    else if (event.event === 'rolled-back') state = event.refused === 0 ? 'rolled-back' : 'partly-rolled-back';
  }
  return state;
}

/** The lines that have their end. */
function whole(folder: string): string[] {
  return (readRunFile(folder, 'events')?.toString() ?? '').split('\n').slice(0, -1);
}

/** @throws ExpectedStop when this user has never made a run, so that this one is somebody else's */
function signIn(folder: string): Sign {
  const sign = knownSign();
  if (sign === undefined) throw new ForeignRun(folder);
  return sign;
}
