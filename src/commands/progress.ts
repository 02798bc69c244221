import type { Progress } from '../store/bring-all.ts';
import { count, number } from '../report/count.ts';
import type { CommandIo } from './io.ts';

/** Shows the progress of a step to a waiting person. */
export interface ProgressDisplay {
  readonly show: (progress: Progress) => void;
  readonly end: () => void;
}

/** Nobody needs to be told before this. */
const WAIT_MS = 1000;
/** How often a log gets a line. */
const LINE_EVERY_MS = 10_000;
/** How often the time of a running gate is shown. */
const TICK_MS = 1000;

/** A bar with rate and remaining time on a terminal, a line now and then elsewhere, nothing when quiet. */
export async function progressDisplay(io: CommandIo, isQuiet: boolean): Promise<ProgressDisplay> {
  if (isQuiet) return { show: () => undefined, end: () => undefined };
  return io.showsBar ? bar() : lines(io);
}

/** Runs a task over many files and shows its progress. */
export async function lookingInto<T>(
  isQuiet: boolean,
  io: CommandIo,
  run: (onProgress: (done: number, total: number) => void) => Promise<T>,
): Promise<T> {
  const display = await progressDisplay(io, isQuiet);
  try {
    return await run((done, total) => {
      display.show({ task: 'looking', done, total });
    });
  } finally {
    display.end();
  }
}

/** The current step. */
interface InHand {
  readonly progress: Progress;
  /** When the step began, by the clock of the process. */
  readonly since: number;
}

async function bar(): Promise<ProgressDisplay> {
  const { default: progress } = await import('cli-progress');
  const startedAt = performance.now();
  let inHand: InHand | undefined;
  const line = new progress.SingleBar({
    format: (options, { progress: part, eta }) => {
      if (inHand === undefined) return '';
      const { done, total } = inHand.progress;
      const label = labelOf(inHand);
      if (total === 0) return label;
      const barText = progress.Format.BarFormat(part, options);
      const rate = Math.round(done / ((performance.now() - startedAt) / 1000));
      const left = progress.Format.TimeFormat(eta, options, 5);
      return `${label} ${barText} ${number(done)} of ${count(total, 'file')} · ${number(rate)} a second · ${left} left`;
    },
    stream: process.stderr,
    hideCursor: true,
    clearOnComplete: true,
    stopOnComplete: false,
  });
  const update = (): void => {
    if (inHand === undefined || performance.now() - startedAt < WAIT_MS) return;
    const { done, total } = inHand.progress;
    if (!line.isActive) line.start(Math.max(1, total), done);
    line.setTotal(Math.max(1, total));
    line.update(done);
  };
  const ticker = setInterval(update, TICK_MS).unref();
  return {
    show: (next) => {
      inHand = { progress: next, since: isSameStep(inHand, next) ? (inHand?.since ?? 0) : performance.now() };
      update();
    },
    end: () => {
      clearInterval(ticker);
      line.stop();
    },
  };
}

function lines(io: CommandIo): ProgressDisplay {
  let last = performance.now();
  let inHand: InHand | undefined;
  const update = (): void => {
    const now = performance.now();
    if (inHand === undefined || now - last < LINE_EVERY_MS) return;
    last = now;
    const { done, total } = inHand.progress;
    io.stderr(`${labelOf(inHand)}${total === 0 ? '' : `: ${number(done)} of ${count(total, 'file')}`}\n`);
  };
  const ticker = setInterval(update, TICK_MS).unref();
  return {
    show: (next) => {
      inHand = { progress: next, since: isSameStep(inHand, next) ? (inHand?.since ?? 0) : performance.now() };
      update();
    },
    end: () => {
      clearInterval(ticker);
    },
  };
}

/** A second start begins from zero. */
function isSameStep(before: InHand | undefined, { task, total, batch }: Progress): boolean {
  return total > 0 && before?.progress.task === task && before.progress.batch?.index === batch?.index;
}

/** `batch 3 of 152, gate 0:12, 1 quarantined` */
function labelOf({ progress: { task, total, batch }, since }: InHand): string {
  const seconds = Math.floor((performance.now() - since) / 1000);
  const time = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  return [
    ...(batch === undefined ? [] : [`batch ${number(batch.index)} of ${number(batch.total)}`]),
    total === 0 ? `${task} ${time}` : task,
    ...(batch === undefined || batch.quarantined === 0 ? [] : [`${number(batch.quarantined)} quarantined`]),
  ].join(', ');
}
