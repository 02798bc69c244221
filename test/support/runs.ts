import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

/** The runs that a folder's store keeps, oldest first. */
export function runIds(folder: string): string[] {
  const runs = path.join(folder, '.ssot-codemod/runs');
  return existsSync(runs) ? readdirSync(runs).toSorted() : [];
}

/** A file of the last of them. */
export function runFile(folder: string, name: string): string {
  return path.join(folder, '.ssot-codemod/runs', runIds(folder).at(-1) ?? '', name);
}
