import { accessSync, constants, existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ExpectedStop } from '../model/errors.ts';

/** Documents by the files that they are for, relative to a folder. */
export type NewFiles = Readonly<Record<string, string>>;

/** Those of the files that are there already. */
export function filesThere(folder: string, files: readonly string[]): string[] {
  return files.filter((file) => existsSync(path.join(folder, file)));
}

/**
 * Write files, with their folders; none when it can be told beforehand that one cannot be written.
 * @param overwrites files that are there, too; without, none is written when one of them came to be since
 * @throws ExpectedStop when one cannot be written
 */
export function writeNewFiles(folder: string, files: NewFiles, overwrites: boolean): void {
  const obstacles = Object.keys(files).flatMap((file) => {
    const obstacle = obstacleTo(folder, file);
    return obstacle === undefined ? [] : `cannot write ${file}: ${obstacle}`;
  });
  if (obstacles.length > 0) throw new ExpectedStop(obstacles.join('\n'), 'nothing was written');
  for (const [file, text] of Object.entries(files)) {
    try {
      mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
      writeFileSync(path.join(folder, file), text, { flag: overwrites ? 'w' : 'wx' });
    } catch (error) {
      throw new ExpectedStop(`cannot write ${file}: ${messageOf(error)}`);
    }
  }
}

/** Why a file cannot be written, from what is at its place or, where nothing is, at the closest above it. */
function obstacleTo(folder: string, file: string): string | undefined {
  const target = path.join(folder, file);
  let place = target;
  while (!existsSync(place)) place = path.dirname(place);
  const isFolder = statSync(place).isDirectory();
  if (place === target && isFolder) return 'it is a folder';
  if (place !== target && !isFolder) return `${path.relative(folder, place)} is no folder`;
  try {
    accessSync(place, constants.W_OK);
    return undefined;
  } catch (error) {
    return messageOf(error);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
