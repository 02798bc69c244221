import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { storeOf } from '../../src/store/store-place.ts';

/** Where the runs of a folder are kept. */
export function runsFolder(folder: string): string {
  return path.join(storeOf(folder).folder, 'runs');
}

/** The runs that a folder's store keeps, oldest first. */
export function runIds(folder: string): string[] {
  const runs = runsFolder(folder);
  return existsSync(runs) ? readdirSync(runs).toSorted() : [];
}

/** A file of the last of them. */
export function runFile(folder: string, name: string): string {
  return path.join(runsFolder(folder), runIds(folder).at(-1) ?? '', name);
}
