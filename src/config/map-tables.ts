import path from 'node:path';
import type { UserConfig, UserMapEntry, UserMapTable } from '../model/config.ts';
import { ExpectedStop } from '../model/errors.ts';
import { isFile, readConfigFile, readText, refuseForeign } from './config-file.ts';
import { pathSyntax } from './path-syntax.ts';
import { refuseOutside } from './outside-repository.ts';
import type { Extending } from './outside-repository.ts';

type Row = Readonly<Record<string, unknown>>;

/**
 * The configuration with the rows of its tables as entries of the Map, behind those that it has.
 * @throws ExpectedStop when a table is not there, is no table, or has not the columns
 */
export async function withTables(config: UserConfig, from: Extending): Promise<UserConfig> {
  const read = async <T extends UserConfig['python'] | UserConfig['javascript']>(
    section: T,
    name: string,
  ): Promise<T> => {
    if (section?.maps === undefined) return section;
    const syntax = name === 'python' ? pathSyntax.pythonOfMap : pathSyntax.scriptOfMap;
    const entries: UserMapEntry[] = [];
    for (const [k, table] of section.maps.entries())
      entries.push(...(await entriesOf(table, `${name}.maps[${k}]`, from, syntax)));
    return { ...section, map: [...(section.map ?? []), ...entries] };
  };
  return {
    ...config,
    python: await read(config.python, 'python'),
    javascript: await read(config.javascript, 'javascript'),
  };
}

async function entriesOf(table: UserMapTable, place: string, from: Extending, syntax: RegExp): Promise<UserMapEntry[]> {
  const { file: name, legacy, canonical, ...options } = table;
  const where = `${from.name}: ${place}`;
  if (path.isAbsolute(name))
    throw new ExpectedStop(`${where}: "${name}" is an absolute path`, 'write it as "./maps/moved.csv"');
  const file = path.resolve(from.folder, name);
  if (!isFile(file))
    throw new ExpectedStop(`${where}: there is no file "${name}"`, `paths are relative to ${from.folder}`);
  refuseForeign(file);
  refuseOutside(file, name, from);
  const rows = await rowsOf(file, name, where);
  const columns = new Set(rows.flatMap((row) => Object.keys(row)));
  const missing = [legacy, canonical].filter((column) => rows.length > 0 && !columns.has(column));
  if (missing.length > 0)
    throw new ExpectedStop(
      `${where}: "${name}" has no column "${missing.join('" and no column "')}"`,
      `it has ${[...columns].join(', ')}`,
    );
  return rows.flatMap((row, k): UserMapEntry[] => {
    const [old, next] = [row[legacy], row[canonical]];
    if (typeof old !== 'string' || typeof next !== 'string' || old.trim() === '' || next.trim() === '')
      throw new ExpectedStop(
        `${where}: row ${k + 1} of "${name}" has no ${typeof old === 'string' && old.trim() !== '' ? canonical : legacy}`,
        'take the row out: what has no canonical path is no entry',
      );
    const wrong = [old, next].find((text) => !syntax.test(text.trim()));
    if (wrong !== undefined)
      throw new ExpectedStop(
        `${where}: row ${k + 1} of "${name}" has "${wrong.slice(0, 200)}", which is no path of the Map`,
        'write it as in "map"',
      );
    return [{ ...options, canonical: next.trim(), legacy: [old.trim()] }];
  });
}

async function rowsOf(file: string, name: string, where: string): Promise<Row[]> {
  const ending = path.extname(file).toLowerCase();
  if (ending === '.csv') return csvRows(file, name, where);
  if (ending !== '.json')
    throw new ExpectedStop(`${where}: "${name}" is no table`, 'a table is a file that ends in .csv or .json');
  const value = await readConfigFile(file, false);
  const isRow = (row: unknown): row is Row => typeof row === 'object' && row !== null && !Array.isArray(row);
  if (!Array.isArray(value) || !value.every(isRow))
    throw new ExpectedStop(`${where}: "${name}" is no table`, 'JSON holds a list of objects, one for each row');
  return value;
}

async function csvRows(file: string, name: string, where: string): Promise<Row[]> {
  const { CsvError, parse } = await import('csv-parse/sync');
  try {
    return parse<Row>(readText(file), { columns: true, bom: true, skip_empty_lines: true, trim: true });
  } catch (error) {
    if (error instanceof CsvError)
      throw new ExpectedStop(`${where}: "${name}" is no table: ${error.message}`, 'the first line names the columns');
    throw error;
  }
}
