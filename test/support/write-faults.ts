/**
 * Modules for `RunOptions.preload` that make writes to the disk go wrong. They see each call that changes what is on the disk
 * (syncing does not): files opened for writing, written, renamed, deleted, cut; folders made and deleted.
 */

/** What both do: `seen(name, file, write)` is called instead of each write, and `write(share)` does a share of it. */
const interception = `
  import fs from 'node:fs';
  import { syncBuiltinESMExports } from 'node:module';
  const isWriting = (flags) => typeof flags === 'string' ? /[wa+]/.test(flags) : typeof flags === 'number' && (flags & 3) !== 0;
  const half = (data) => { const bytes = Buffer.from(data); return bytes.subarray(0, bytes.length >> 1); };
  const files = new Map();
  function wrap(name, { isContent = false, isSeen = () => true } = {}) {
    const original = fs[name];
    fs[name] = (...args) => {
      if (!isSeen(...args)) return original(...args);
      const file = typeof args[0] === 'number' ? files.get(args[0]) ?? '' : args[0];
      const write = (share) => original(...(share === 'half' ? [args[0], half(args[1])] : args));
      return seen(name, file, write, isContent);
    };
  }
  wrap('openSync', { isSeen: (_, flags) => isWriting(flags) });
  const { openSync } = fs;
  fs.openSync = (...args) => { const descriptor = openSync(...args); files.set(descriptor, args[0]); return descriptor; };
  for (const name of ['writeFileSync', 'appendFileSync']) wrap(name, { isContent: true });
  for (const name of ['renameSync', 'linkSync', 'unlinkSync', 'ftruncateSync', 'rmSync', 'mkdirSync', 'rmdirSync', 'fchmodSync', 'fchownSync'])
    wrap(name);
  syncBuiltinESMExports();
`;

/** The process is killed at its n-th write, counted from 1; content is then written by half. */
export function killedAt(n: number): string {
  return `${interception}
    let writes = 0;
    function seen(name, file, write, isContent) {
      if (++writes !== ${n}) return write('all');
      if (isContent) write('half');
      process.kill(process.pid, 'SIGKILL');
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
    }`;
}

/**
 * Writes to files whose path matches fail with the error's code from the n-th on; content is written by half before.
 * Deleting works, as it does on a full disk.
 */
export function failingWith(code: string, file: RegExp, n = 1): string {
  return `${interception}
    let writes = 0;
    function seen(name, file, write, isContent) {
      if (name === 'unlinkSync' || name === 'rmSync' || !${String(file)}.test(file) || ++writes < ${n}) return write('all');
      const error = Object.assign(new Error('${code}: injected, ' + name), { code: '${code}' });
      if (isContent) write('half');
      throw error;
    }`;
}

/** The process is killed as soon as its n-th call of git has ended, counted from 1: whatever that did, nobody has noted it. */
export function killedAfterGit(n: number): string {
  return `
    import childProcess from 'node:child_process';
    import { syncBuiltinESMExports } from 'node:module';
    const { spawn } = childProcess;
    let calls = 0;
    childProcess.spawn = (...args) => {
      const child = spawn(...args);
      if (/(?:^|[\\\\/])git(?:\\.exe)?$/.test(args[0]) && ++calls === ${n}) child.on('close', () => process.kill(process.pid, 'SIGKILL'));
      return child;
    };
    syncBuiltinESMExports();`;
}

/** Prints the number of writes at the end, on standard error. */
export const countingWrites = `${interception}
  let writes = 0;
  function seen(name, file, write) { writes++; return write('all'); }
  process.on('exit', () => { fs.writeSync(2, 'writes: ' + writes + '\\n'); });`;

/** Prints on standard error, a line each, which files were synced to the disk and which were put in place, in that order. */
export const loggingSyncs = `
  import fs from 'node:fs';
  import { syncBuiltinESMExports } from 'node:module';
  const { openSync, fsyncSync, renameSync } = fs;
  const files = new Map();
  const say = (what, file) => fs.writeSync(2, what + ' ' + String(file).split('/').at(-1) + '\\n');
  fs.openSync = (...args) => { const descriptor = openSync(...args); files.set(descriptor, args[0]); return descriptor; };
  fs.fsyncSync = (descriptor) => { fsyncSync(descriptor); say('synced', files.get(descriptor)); };
  fs.renameSync = (from, to) => { renameSync(from, to); say('placed', to); };
  syncBuiltinESMExports();
`;
