/**
 * Modules for `RunOptions.preload` that make writes to the disk go wrong. They see each call that changes what is on the disk
 * (syncing does not): files opened for writing, written, renamed, deleted, cut; folders made and deleted.
 */

/**
 * The part that all faults share: `seen(name, file, write)` is called instead of each write, and `write(share)` does a
 * share of it.
 */
const interception = `
  import fs from 'node:fs';
  import { syncBuiltinESMExports } from 'node:module';
  const isWriting = (flags) => typeof flags === 'string' ? /[wa+]/.test(flags) : typeof flags === 'number' && (flags & 3) !== 0;
  const half = (data) => { const bytes = Buffer.from(data); return bytes.subarray(0, bytes.length >> 1); };
  const rest = (data) => { const bytes = Buffer.from(data); return bytes.subarray(bytes.length >> 1); };
  const { appendFileSync: append } = fs;
  const files = new Map();
  function wrap(name, { isContent = false, isSeen = () => true } = {}) {
    const original = fs[name];
    fs[name] = (...args) => {
      if (!isSeen(...args)) return original(...args);
      const file = typeof args[0] === 'number' ? files.get(args[0]) ?? '' : args[0];
      const write = (share) =>
        share === 'rest' ? append(args[0], rest(args[1])) : original(...(share === 'half' ? [args[0], half(args[1]), ...args.slice(2)] : args));
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

/**
 * Copies what is on the disk at each moment at which a kill would leave it so: before each write, with half of its content
 * written, before and behind each call of git, and at the end. What is as it was at an earlier moment is not copied again.
 * @param folders what is copied, each into a folder `0`, `1`, … of the number of the state
 * @param out where the states go; `points` in it counts all the moments
 */
export function recordingStates(folders: readonly string[], out: string): string {
  return `${interception}
    import childProcess from 'node:child_process';
    import { createHash } from 'node:crypto';
    import { isMainThread } from 'node:worker_threads';
    const folders = ${JSON.stringify(folders)};
    const known = new Set();
    let points = 0;
    let isRecording = !isMainThread;
    const listed = (folder) => {
      const hash = createHash('sha256');
      const visit = (at) => {
        for (const entry of fs.readdirSync(at, { withFileTypes: true })) {
          const file = at + '/' + entry.name;
          if (entry.isDirectory()) visit(file);
          else hash.update(JSON.stringify([file, fs.lstatSync(file).mode])).update(entry.isFile() ? fs.readFileSync(file) : '');
          hash.update('/');
        }
      };
      if (fs.existsSync(folder)) visit(folder);
      return hash.digest('hex');
    };
    const quietly = (run) => { isRecording = true; try { return run(); } finally { isRecording = false; } };
    const record = () => quietly(() => {
      points++;
      const state = folders.map(listed).join();
      if (known.has(state)) return;
      for (const [k, folder] of folders.entries())
        if (fs.existsSync(folder)) fs.cpSync(folder, '${out}/' + known.size + '/' + k, { recursive: true, verbatimSymlinks: true });
      known.add(state);
    });
    function seen(name, file, write, isContent) {
      if (isRecording) return write('all');
      record();
      if (!isContent) return quietly(() => write('all'));
      quietly(() => write('half'));
      record();
      return quietly(() => write('rest'));
    }
    const { spawn } = childProcess;
    childProcess.spawn = (...args) => {
      if (isRecording) return spawn(...args);
      record();
      const child = spawn(...args);
      child.on('close', record);
      return child;
    };
    syncBuiltinESMExports();
    process.on('exit', () => {
      if (!isMainThread) return;
      record();
      quietly(() => fs.writeFileSync('${out}/points', String(points)));
    });`;
}
