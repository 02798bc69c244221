import type { Progress } from '../store/bring-all.ts';
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

/** A bar with rate and remaining time on a terminal, a line now and then elsewhere, nothing when quiet. */
export async function progressDisplay(io: CommandIo, isQuiet: boolean): Promise<ProgressDisplay> {
  if (isQuiet) return { show: () => undefined, end: () => undefined };
  return io.showsBar ? bar() : lines(io);
}

async function bar(): Promise<ProgressDisplay> {
  const { default: progress } = await import('cli-progress');
  const line = new progress.SingleBar({
    format: '{task} {bar} {value} of {total} files · {rate} a second · {eta_formatted} left',
    stream: process.stderr,
    hideCursor: true,
    clearOnComplete: true,
    stopOnComplete: true,
  });
  const startedAt = performance.now();
  return {
    show: ({ task, done, total }) => {
      const seconds = (performance.now() - startedAt) / 1000;
      if (seconds * 1000 < WAIT_MS) return;
      const values = { task, rate: Math.round(done / seconds) };
      if (!line.isActive && done < total) line.start(total, done, values);
      line.setTotal(total);
      line.update(done, values);
    },
    end: () => {
      line.stop();
    },
  };
}

function lines(io: CommandIo): ProgressDisplay {
  let last = performance.now();
  return {
    show: ({ task, done, total }) => {
      const now = performance.now();
      if (now - last < LINE_EVERY_MS) return;
      last = now;
      io.stderr(`${task}: ${done} of ${total} files\n`);
    },
    end: () => undefined,
  };
}
