import { statSync } from 'node:fs';
import path from 'node:path';
import { readRegularFile } from '../../regular-file.ts';

/** A file of settings is far smaller. What is larger says nothing about style. */
const LARGEST_SETTINGS = 2 ** 20;

/** The text of a file of settings; undefined where there is none that can be read. */
export function settingsText(folder: string, name: string): string | undefined {
  const file = `${folder}${path.sep}${name}`;
  // Most of them are missing, and an error takes longer to make than the answer.
  if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true) return undefined;
  try {
    return readRegularFile(file, LARGEST_SETTINGS).toString('utf8');
  } catch {
    return undefined;
  }
}

/** The keys of a table in TOML, INI or the format of EditorConfig, as they are written; undefined without the table. */
export type Table = ReadonlyMap<string, string>;

const noTables: ReadonlyMap<string, Table> = new Map();

/** The tables of such a file by their names. Lists and texts over several lines are left out. */
export function tablesIn(text: string | undefined): ReadonlyMap<string, Table> {
  if (text === undefined) return noTables;
  const tables = new Map<string, Map<string, string>>();
  let table = new Map<string, string>();
  tables.set('', table);
  for (const line of text.split(/\r\n?|\n/)) {
    const header = /^\s*\[([^\n]*)\]\s*(?:[#;].*)?$/.exec(line)?.[1];
    const [, key, value] = /^\s*([\w-]+)\s*[=:]\s*(\S.*)$/.exec(line) ?? [];
    if (header !== undefined) tables.set(header, (table = tables.get(header) ?? new Map<string, string>()));
    else if (key !== undefined && value !== undefined) table.set(key.toLowerCase(), bare(value));
  }
  return tables;
}

/** Without quotes, and without a comment behind it. */
function bare(value: string): string {
  return /^(["'])(.*?)\1/.exec(value)?.[2] ?? value.replace(/\s[#;].*$/, '').trim();
}

/** A number of columns; undefined for anything that is none. */
export function columns(value: string | undefined): number | undefined {
  const number = Number(value ?? NaN);
  return Number.isInteger(number) && number >= 20 && number <= 1000 ? number : undefined;
}
