import type { StartedThread } from '../engine/readers/reader-thread.ts';

/** Where a command runs and what it writes to. */
export interface CommandIo {
  /** Absolute path of the working folder. */
  readonly cwd: string;
  /** The arguments of the command line, the name of the command first. */
  readonly argv: readonly string[];
  /** Data. */
  readonly stdout: (data: string | Uint8Array) => void;
  /** Progress, warnings, summaries. */
  readonly stderr: (text: string) => void;
  /** The version of this package. */
  readonly version: () => string;
  readonly stdin: () => Promise<string>;
  readonly stdinBytes: () => Buffer;
  /**
   * To be called before files are read, when all else is known.
   * @returns a thread that was started for that; undefined where there is none
   */
  readonly beginReading: () => StartedThread | undefined;
  /** The reader of stdout: the log of GitHub Actions obeys certain lines. */
  readonly reader: 'terminal' | 'log' | 'program';
  /** Is stdout a terminal that shows colours? */
  readonly hasColors: boolean;
  /** The width of the terminal in columns; undefined when stdout is not a terminal. */
  readonly columns: number | undefined;
  /** Is stderr a terminal that can show a bar? */
  readonly showsBar: boolean;
}
