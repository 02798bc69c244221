import {
  accessSync,
  constants,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { ExpectedStop } from '../model/errors.ts';
import { inWords } from '../model/in-words.ts';

/** Documents by the files that they are for, relative to a folder. */
export type NewFiles = Readonly<Record<string, string>>;

/** The files that are there already, including links that lead nowhere. */
export function filesThere(folder: string, files: readonly string[]): string[] {
  return files.filter((file) => existsSync(path.join(folder, file)) || isLink(path.join(folder, file)));
}

/**
 * Write files, with their folders; none when it can be told beforehand that one cannot be written. Each is written beside
 * its place and renamed, so that it is there as a whole or as it was.
 * @param overwrites files that are there, too; without, none is written when one of them came to be since
 * @throws ExpectedStop when one cannot be written
 */
export function writeNewFiles(folder: string, files: NewFiles, overwrites: boolean): void {
  const obstacles = Object.keys(files).flatMap((file) => {
    const obstacle = obstacleTo(folder, file);
    return obstacle === undefined ? [] : `cannot write ${file}: ${obstacle}`;
  });
  if (obstacles.length > 0) throw new ExpectedStop(obstacles.join('\n'), 'nothing was written');
  const suffix = `.ssot-codemod-${randomBytes(6).toString('hex')}`;
  const places = Object.entries(files).map(([file, text]) => {
    const target = path.join(folder, file);
    return { file, text, target, beside: `${target}${suffix}` };
  });
  try {
    // All are on the disk before the first takes its place: a full disk leaves everything as it was.
    for (const { file, text, target, beside } of places)
      attempt(file, () => {
        mkdirSync(path.dirname(target), { recursive: true });
        writeFileSync(beside, text, { flag: 'wx', flush: true });
      });
    for (const { file, text, target, beside } of places)
      attempt(file, () => {
        if (overwrites) renameSync(beside, target);
        else putAnew(target, beside, text);
      });
  } finally {
    for (const { beside } of places) rmSync(beside, { force: true });
  }
}

/** @throws ExpectedStop when it fails */
function attempt(file: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    throw new ExpectedStop(`cannot write ${file}: ${messageOf(error)}`);
  }
}

/** Where nothing may be: renaming would replace what came to be there. Some file systems have no hard links. */
function putAnew(target: string, beside: string, text: string): void {
  try {
    linkSync(beside, target);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw error;
    writeFileSync(target, text, { flag: 'wx' });
  }
}

/** Why a file cannot be written, from what is at its place or, where nothing is, at the closest above it. */
function obstacleTo(folder: string, file: string): string | undefined {
  const link = wayTo(file).find((part) => isLink(path.join(folder, part)));
  if (link !== undefined) return `${link} is a link, which may lead anywhere`;
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

/** `a/b/c`: `a`, `a/b` and `a/b/c`. */
function wayTo(file: string): string[] {
  const parts = file.split('/');
  return parts.map((_, k) => parts.slice(0, k + 1).join('/'));
}

function isLink(place: string): boolean {
  try {
    return lstatSync(place).isSymbolicLink();
  } catch {
    return false; // Nothing is there.
  }
}

function messageOf(error: unknown): string {
  return inWords(error);
}
