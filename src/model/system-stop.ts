import { ExpectedStop } from './errors.ts';

/** The remedy for an error of the system, by its code. */
const waysOut: Readonly<Record<string, string>> = {
  EMFILE: 'too many files are open: allow more (ulimit -n 4096), or say --jobs 1',
  ENFILE: 'all of the system has too many files open: close some programs, or say --jobs 1',
  ENOMEM: 'there is no memory left: close some programs, or say --jobs 1',
  EAGAIN: 'there are too many processes or threads: close some programs, or say --jobs 1',
  ERR_WORKER_OUT_OF_MEMORY: 'there is no memory left: close some programs, or say --jobs 1',
  ERR_WORKER_INIT_FAILED: 'no thread could be started: close some programs, or say --jobs 1',
  ENOSPC: 'the disk is full: make room',
  EDQUOT: 'your share of the disk is used up: make room',
  EROFS: 'the disk is read-only: mount it so that it can be written',
  EIO: 'the disk fails: see the log of the system',
  EACCES: 'you lack the permission: ask its owner',
  EPERM: 'you lack the permission: ask its owner',
};

/** The codes of errors that `rmSync` of Node 24 gives none: it names them as strerror does, in an otherwise bare message. */
const codesByText: Readonly<Record<string, string>> = {
  'Read-only file system': 'EROFS',
  'No space left on device': 'ENOSPC',
  'Disk quota exceeded': 'EDQUOT',
  'Input/output error': 'EIO',
  'Permission denied': 'EACCES',
  'Operation not permitted': 'EPERM',
};

function codeOf({ code = '', message }: NodeJS.ErrnoException): string {
  if (code !== '') return code;
  const [, text = ''] = /^, Unknown error: (.+?) '/.exec(message) ?? [];
  return Object.hasOwn(codesByText, text) ? (codesByText[text] ?? '') : '';
}

/** An error of the system as an expected stop; undefined for any other error. */
export function systemStop(error: unknown): ExpectedStop | undefined {
  if (!(error instanceof Error)) return undefined;
  const { message } = error;
  const code = codeOf(error);
  const wayOut = Object.hasOwn(waysOut, code) ? waysOut[code] : undefined;
  return wayOut === undefined
    ? undefined
    : new ExpectedStop(message, `${wayOut}; a run that was begun goes on with ssot-codemod apply --resume`);
}
