import { existsSync } from 'node:fs';
import path from 'node:path';
import picomatch from 'picomatch';
import { remember } from '../remember.ts';
import { columns, settingsText, tablesIn } from './settings-files.ts';
import type { Table } from './settings-files.ts';

/**
 * The forms of a list of names in parentheses: one name on each line; as many as fit, below the first one; as many as
 * fit, on lines of their own.
 */
export type ListForm = 'hanging' | 'aligned' | 'filled';

/** The style of Python code in a folder, as the settings of its project say. */
export interface PythonStyle {
  /** The longest line in columns; undefined where no setting says it. */
  readonly width: number | undefined;
  /** Undefined where no setting says it. */
  readonly form: ListForm | undefined;
  /** Does a comment such as `# noqa` count for the length of its line? */
  readonly countsPragmas: boolean;
  /** A tool of the project sorts its imports. */
  readonly isSorted: boolean;
}

/** The style of JavaScript and TypeScript in a folder. */
export interface ScriptStyle {
  readonly width: number | undefined;
  readonly hasTrailingComma: boolean;
  /** One step of indentation. */
  readonly indentation: string;
}

/** The styles of the folders of a repository. The settings of each folder are read once, when a file asks. */
export interface CodeStyles {
  /** @param file relative to the root */
  readonly python: (file: string) => PythonStyle;
  readonly script: (file: string) => ScriptStyle;
}

/**
 * Settings are searched for up to the top of the git repository; outside of one, up to the root.
 * @param root absolute path
 */
export function codeStyles(root: string): CodeStyles {
  const top = topOf(root) ?? root;
  const around = (folder: string): string | undefined =>
    folder === top || path.dirname(folder) === folder ? undefined : path.dirname(folder);
  const editor = remember((folder: string): readonly EditorTable[] => {
    const tables = tablesIn(settingsText(folder, '.editorconfig'));
    const own = [...tables].flatMap(([glob, table]) => (glob === '' ? [] : [{ glob, table, folder }]));
    const above = tables.get('')?.get('root') === 'true' ? undefined : around(folder);
    return above === undefined ? own : [...editor(above), ...own];
  });
  const pythonTools = remember((folder: string): PythonTools => {
    const above = around(folder);
    const own = pythonToolsIn(folder);
    return above === undefined ? own : { ...pythonTools(above), ...own };
  });
  const prettier = remember((folder: string): Table | undefined => {
    const above = around(folder);
    return prettierIn(folder) ?? (above === undefined ? undefined : prettier(above));
  });
  const python = remember((folder: string) =>
    pythonStyle(pythonTools(folder), editorTable(editor(folder), folder, 'a.py')),
  );
  const script = remember((key: string) => {
    const [folder, name] = [path.dirname(key), path.basename(key)];
    return scriptStyle(prettier(folder), editorTable(editor(folder), folder, name));
  });
  const folderOf = (file: string): string => path.join(root, path.dirname(file));
  return {
    python: (file) => python(folderOf(file)),
    script: (file) => script(path.join(folderOf(file), `a${path.extname(file)}`)),
  };
}

function topOf(folder: string): string | undefined {
  if (existsSync(path.join(folder, '.git'))) return folder;
  const above = path.dirname(folder);
  return above === folder ? undefined : topOf(above);
}

/** Patterns with more of these take long to match. */
const MOST_STARS = 4;

interface EditorTable {
  readonly glob: string;
  readonly table: Table;
  /** The folder of the file that says so. */
  readonly folder: string;
}

/** The keys of `.editorconfig` for a file; later tables win. */
function editorTable(tables: readonly EditorTable[], folder: string, name: string): Table {
  const fitting = tables.filter(({ glob, folder: from }) => {
    if (glob.split(/[*+?]/).length > MOST_STARS + 1 || glob.includes('(')) return false;
    const pattern = glob.includes('/') ? glob.replace(/^\//, '') : `**/${glob}`;
    const file = path.relative(from, path.join(folder, name)).split(path.sep).join('/');
    return picomatch.isMatch(file, pattern, { dot: true });
  });
  return new Map(fitting.flatMap(({ table }) => [...table]));
}

/** The tools of Python that say something on style, each from the nearest folder that speaks of it. */
interface PythonTools {
  readonly ruff?: Table;
  readonly sortsByRuff?: boolean;
  readonly black?: Table;
  readonly isort?: Table;
  readonly flake8?: Table;
}

function pythonToolsIn(folder: string): PythonTools {
  const text = (name: string): string | undefined => settingsText(folder, name);
  const projectText = text('pyproject.toml');
  const project = tablesIn(projectText);
  const [setup, tox] = [tablesIn(text('setup.cfg')), tablesIn(text('tox.ini'))];
  const ruffText = text('ruff.toml') ?? text('.ruff.toml');
  const usesRuff = ruffText !== undefined || [...project.keys()].some((name) => /^tool\.ruff(?:\.|$)/.test(name));
  const ruff = ruffText === undefined ? project.get('tool.ruff') : tablesIn(ruffText).get('');
  const sorts = /(?:select|extend-select)\s*=\s*\[[^\]]*["'](?:I\d*|ALL)["']/.test(ruffText ?? projectText ?? '');
  const isort =
    tablesIn(text('.isort.cfg')).get('settings') ??
    project.get('tool.isort') ??
    setup.get('isort') ??
    setup.get('tool:isort') ??
    tox.get('isort');
  const flake8 = tablesIn(text('.flake8')).get('flake8') ?? setup.get('flake8') ?? tox.get('flake8');
  const black = project.get('tool.black');
  return {
    ...(usesRuff ? { ruff: ruff ?? new Map<string, string>(), sortsByRuff: sorts } : {}),
    ...(black ? { black } : {}),
    ...(isort ? { isort } : {}),
    ...(flake8 ? { flake8 } : {}),
  };
}

/** The line length of ruff and black where a project uses them and says none; that of isort, and of prettier. */
const [LENGTH_OF_BLACK, LENGTH_OF_ISORT, LENGTH_OF_PRETTIER] = [88, 79, 80];

function pythonStyle({ ruff, sortsByRuff = false, black, isort, flake8 }: PythonTools, editor: Table): PythonStyle {
  const formats = ruff !== undefined || black !== undefined;
  const said = columns(ruff?.get('line-length')) ?? columns(black?.get('line-length') ?? black?.get('line_length'));
  const ofIsort = columns(isort?.get('line_length') ?? isort?.get('line-length'));
  const isOff = ['off', '-1'].includes(editor.get('max_line_length') ?? '');
  const lint = columns(flake8?.get('max-line-length') ?? flake8?.get('max_line_length'));
  const width =
    said ??
    (formats ? LENGTH_OF_BLACK : undefined) ??
    ofIsort ??
    lint ??
    (isOff ? undefined : columns(editor.get('max_line_length'))) ??
    (isort ? (isort.get('profile') === 'black' ? LENGTH_OF_BLACK : LENGTH_OF_ISORT) : undefined);
  return {
    width,
    form: formats ? 'hanging' : isort && formOfIsort(isort),
    countsPragmas: ruff === undefined || black !== undefined,
    isSorted: isort !== undefined || sortsByRuff,
  };
}

/** The form of isort's `multi_line_output`, by its number or its name. */
function formOfIsort(isort: Table): ListForm {
  const profile = isort.get('profile');
  const output = isort.get('multi_line_output') ?? '';
  if (output === '' && profile !== undefined)
    return profile === 'django' || profile === 'wemake' ? 'filled' : 'hanging';
  if (/^(?:|0|GRID)$/i.test(output)) return 'aligned';
  return /^(?:5|6|VERTICAL_GRID\w*)$/i.test(output) ? 'filled' : 'hanging';
}

const filesOfPrettier = [
  '.prettierrc',
  ...['json', 'json5', 'yaml', 'yml', 'toml', 'js', 'cjs', 'mjs', 'ts'].map((ending) => `.prettierrc.${ending}`),
  ...['js', 'cjs', 'mjs', 'ts'].map((ending) => `prettier.config.${ending}`),
];

/** The options of prettier that a folder says, as far as they stand there as plain values. Nothing is run. */
function prettierIn(folder: string): Table | undefined {
  const manifest = settingsText(folder, 'package.json') ?? '';
  const inManifest = /"prettier"\s*:\s*(\{[^{}]*|"[^"]*")/.exec(manifest)?.[1];
  let text = inManifest?.startsWith('{') === true ? inManifest : undefined;
  for (const name of filesOfPrettier) text ??= settingsText(folder, name);
  // A dependency, or the settings of a package.
  text ??= inManifest;
  if (text === undefined) return undefined;
  const found = text.matchAll(/["']?\b(printWidth|trailingComma|useTabs|tabWidth)["']?\s*[:=]\s*["']?(\w+)/g);
  return new Map(Array.from(found, ([, key = '', value = '']) => [key, value]));
}

function scriptStyle(prettier: Table | undefined, editor: Table): ScriptStyle {
  const isOff = editor.get('max_line_length') === 'off';
  const ofEditor = isOff ? undefined : columns(editor.get('max_line_length'));
  const width = columns(prettier?.get('printWidth')) ?? ofEditor ?? (prettier ? LENGTH_OF_PRETTIER : undefined);
  const usesTabs = (prettier?.get('useTabs') ?? String(editor.get('indent_style') === 'tab')) === 'true';
  const size = Number(prettier?.get('tabWidth') ?? editor.get('indent_size') ?? 2);
  return {
    width,
    hasTrailingComma: prettier?.get('trailingComma') !== 'none',
    indentation: usesTabs ? '\t' : ' '.repeat(size >= 1 && size <= 16 ? size : 2),
  };
}
