import { lstatSync, statSync } from 'node:fs';
import path from 'node:path';
import type { ParseError } from 'jsonc-parser';
import { ExpectedStop, isTooDeep } from '../model/errors.ts';
import { LineIndex } from '../model/range.ts';
import { isOddFile, readRegularFile } from '../regular-file.ts';
import { isOfAnotherUser } from './search-folders.ts';

const NAME = 'ssot-codemod';

/** The environment variable that does what `--no-config-code` does. */
export const NO_CODE_VARIABLE = 'SSOT_CODEMOD_NO_CONFIG_CODE';

/** A file of our own, which holds nothing but a configuration. */
export function isOwnConfigFile(file: string): boolean {
  return path.basename(file).startsWith('ssot.config.');
}

/** Is the configuration a program, which runs when it is read? */
export function isCode(file: string): boolean {
  return Object.hasOwn(codeLoaders, path.extname(file));
}

/**
 * Reads the configuration of ssot-codemod from a file; undefined when the file holds none.
 * @param takesCode false where nothing of the repository may run
 * @throws ExpectedStop when it cannot be read, or is code that may not run
 */
export async function readConfigFile(file: string, takesCode: boolean): Promise<unknown> {
  const extension = path.extname(file);
  const loadCode = codeLoaders[extension];
  if (loadCode !== undefined) {
    if (takesNoCode(takesCode)) refuseCode(file, takesCode);
    if (isOddFile(file)) throw new ExpectedStop(`${file} cannot be read: it is no regular file, or far too large`);
    return runCode(file, loadCode);
  }
  const parse = dataLoaders[extension];
  if (parse === undefined)
    throw new ExpectedStop(
      `${file} is no kind of configuration file`,
      `they end in ${[...Object.keys(dataLoaders), ...Object.keys(codeLoaders)].join(', ')}`,
    );
  return parse(file, readText(file));
}

/** Do the command line or the environment let nothing of the configuration run? */
export function takesNoCode(takesCode: boolean): boolean {
  return !takesCode || (process.env[NO_CODE_VARIABLE] ?? '') !== '';
}

export function isFile(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
}

/** @throws ExpectedStop when another user owns it, or its target */
export function refuseForeign(file: string): void {
  if ([lstatSync(file), statSync(file)].some(isOfAnotherUser))
    throw new ExpectedStop(
      `${file} belongs to another user: its configuration is not taken`,
      '--config FILE takes one that you trust',
    );
}

function refuseCode(file: string, takesCode: boolean): never {
  throw new ExpectedStop(
    `${file} is code, and ${takesCode ? NO_CODE_VARIABLE : '--no-config-code'} lets none run`,
    'write the same as ssot.config.json, package.json or pyproject.toml, or name such a file with --config',
  );
}

/** @throws ExpectedStop when it cannot be read */
export function readText(file: string): string {
  try {
    return readRegularFile(file)
      .toString('utf8')
      .replace(/^\ufeff/, '');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new ExpectedStop(`${file} cannot be read: ${code === 'EISDIR' ? 'it is no file' : message}`);
  }
}

type DataLoader = (file: string, text: string) => Promise<unknown>;

const dataLoaders: Readonly<Record<string, DataLoader>> = {
  '.json': async (file, text) => {
    const isOfPackage = path.basename(file) === 'package.json';
    if (isOfPackage ? !text.includes(NAME) : text.trim() === '') return undefined;
    const value = await parseJson(file, text);
    return isOfPackage ? (value as Readonly<Record<string, unknown>> | null | undefined)?.[NAME] : value;
  },
  '.toml': async (file, text) => {
    if (!text.includes(NAME)) return undefined;
    const { parse, TomlError } = await import('smol-toml');
    try {
      const { tool } = parse(text) as { tool?: Readonly<Record<string, unknown>> };
      return tool?.[NAME];
    } catch (error) {
      if (error instanceof TomlError)
        throw new ExpectedStop(
          `${file}:${error.line}:${error.column}: not valid TOML: ${error.message.split('\n', 1)[0] ?? ''}`,
        );
      if (isTooDeep(error)) throw new ExpectedStop(`${file} cannot be read: it is nested too deep`);
      throw error;
    }
  },
};

type CodeLoader = (file: string) => Promise<unknown>;

const codeLoaders: Readonly<Record<string, CodeLoader>> = {
  '.ts': async (file) => {
    const { createJiti } = await import('jiti');
    // By default jiti keeps what it compiles in the shared folder for temporary files, where others can put code.
    return createJiti(import.meta.url, { fsCache: false }).import(file, { default: true });
  },
  '.js': (file) => importNatively(file),
  '.mjs': (file) => importNatively(file),
};

/** With comments and trailing commas. Objects have the keys that are written and no prototype, so that none is special. */
async function parseJson(file: string, text: string): Promise<unknown> {
  const { getNodeValue, parseTree, printParseErrorCode } = await import('jsonc-parser');
  const errors: ParseError[] = [];
  let value: unknown;
  try {
    const tree = parseTree(text, errors, { allowTrailingComma: true });
    value = tree && getNodeValue(tree);
  } catch (error) {
    if (isTooDeep(error)) throw new ExpectedStop(`${file} cannot be read: it is nested too deep`);
    throw error;
  }
  const [first] = errors;
  if (first === undefined) return value;
  const { line, column } = new LineIndex(text).position(first.offset);
  throw new ExpectedStop(`${file}:${line}:${column}: not valid JSON: ${inWords(printParseErrorCode(first.error))}`);
}

/** `ValueExpected` → `value expected` */
function inWords(code: string): string {
  return code.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();
}

async function importNatively(file: string): Promise<unknown> {
  const [{ pathToFileURL }, { importDefault }] = await Promise.all([import('node:url'), import('./import-module.ts')]);
  return importDefault(pathToFileURL(file).href);
}

async function runCode(file: string, load: CodeLoader): Promise<unknown> {
  try {
    return await load(file);
  } catch (error) {
    throw new ExpectedStop(`${file} cannot be loaded: ${error instanceof Error ? error.message : String(error)}`);
  }
}
