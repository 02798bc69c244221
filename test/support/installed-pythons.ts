import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';

/** An interpreter. */
export interface InstalledPython {
  readonly command: string;
  /** Such as `3.13.0`. */
  readonly version: string;
}

/** Every CPython from 3.9 up that is on the PATH or that pyenv holds, each minor version once, the oldest first. */
export function installedPythons(): InstalledPython[] {
  const minors = [9, 10, 11, 12, 13, 14, 15, 16];
  const candidates = ['python3', ...minors.map((minor) => `python3.${minor}`), ...ofPyenv()];
  const byMinor = new Map<number, InstalledPython>();
  for (const command of candidates) {
    const program = 'import sys; print(*sys.version_info[:3], sys.implementation.name)';
    const { status, stdout } = spawnSync(command, ['-c', program], { encoding: 'utf8' });
    const [major = '', minor = '', patch = '', name] = status === 0 ? stdout.trim().split(' ') : [];
    if (name !== 'cpython' || major !== '3' || Number(minor) < 9 || byMinor.has(Number(minor))) continue;
    byMinor.set(Number(minor), { command, version: `${major}.${minor}.${patch}` });
  }
  return [...byMinor].toSorted(([a], [b]) => a - b).map(([, python]) => python);
}

function ofPyenv(): string[] {
  const versions = path.join(process.env['PYENV_ROOT'] ?? path.join(homedir(), '.pyenv'), 'versions');
  try {
    return readdirSync(versions).map((version) => path.join(versions, version, 'bin', 'python3'));
  } catch {
    return [];
  }
}
