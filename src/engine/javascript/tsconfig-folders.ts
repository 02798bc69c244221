import { readdirSync } from 'node:fs';
import path from 'node:path';

/** So far below the root, front ends are looked for. */
const DEPTH = 3;
const neverSearched = new Set(['node_modules', 'dist', 'build', 'coverage', 'venv']);

/** The folders below the root, not far down, that hold a tsconfig.json or jsconfig.json. */
export function foldersWithConfig(root: string): string[] {
  const found: string[] = [];
  const search = (folder: string, depth: number): void => {
    for (const entry of entriesOf(folder)) {
      if (/^[jt]sconfig\.json$/.test(entry.name)) found.push(folder);
      const isSearched = entry.isDirectory() && !entry.name.startsWith('.') && !neverSearched.has(entry.name);
      if (isSearched && depth < DEPTH) search(path.join(folder, entry.name), depth + 1);
    }
  };
  search(root, 0);
  return [...new Set(found)].toSorted();
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
