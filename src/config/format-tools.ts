import path from 'node:path';
import { namesInFolder, textOfFile } from '../regular-file.ts';

/** Files of settings, by their names; undefined for those that are not there. */
type Settings = (name: string) => string | undefined;

const scripts = '{files:*.{js,jsx,mjs,cjs,ts,tsx,mts,cts,vue}}';
const modules = '{files:*.py}';
/** Settings of linters that say in which order imports stand. */
const importOrder = /import\/order|import-x\/order|simple-import-sort|perfectionist|sort-imports/;

/**
 * The commands by which a project formats its code, as far as its settings show them. Nothing of it is run.
 * @param folder absolute path
 */
export function formatToolsOf(folder: string): string[] {
  const names = namesInFolder(folder);
  const settings: Settings = (name) => (names.includes(name) ? textOfFile(path.join(folder, name)) : undefined);
  const python = pythonCommands(settings);
  const javascript = javascriptCommands(settings, names);
  return [
    ...(python.length === 0 ? [] : [python.map((command) => `${command} ${modules}`).join(' && ')]),
    ...(javascript.length === 0 ? [] : [javascript.map((command) => `${command} ${scripts}`).join(' && ')]),
  ];
}

function pythonCommands(settings: Settings): string[] {
  const project = settings('pyproject.toml') ?? '';
  const hooks = settings('.pre-commit-config.yaml') ?? '';
  const ini = `${settings('setup.cfg') ?? ''}\n${settings('tox.ini') ?? ''}`;
  const ofRuff = settings('ruff.toml') ?? settings('.ruff.toml') ?? sections(project, 'ruff');
  const usesHook = (id: string): boolean =>
    new RegExp(String.raw`^\s*(?:- )?id:\s*['"]?${id}['"]?\s*(?:#|$)`, 'm').test(hooks);
  const black = sections(project, 'black') !== undefined || usesHook('black');
  const isort =
    sections(project, 'isort') !== undefined ||
    settings('.isort.cfg') !== undefined ||
    /^\[(?:tool:)?isort\]/m.test(ini) ||
    usesHook('isort');
  const lintsOrder = /(?:select|extend-select)\s*=\s*\[[^\]]*["'](?:I\d*|ALL)["']/.test(ofRuff ?? '');
  const formats = usesHook('ruff-format') || /^\[(?:tool\.ruff\.)?format\]/m.test(ofRuff ?? '');
  return [
    ...(isort ? ['isort --quiet'] : []),
    ...(lintsOrder && !isort ? ['ruff check --quiet --select I --fix'] : []),
    ...(black ? ['black --quiet'] : []),
    ...(!black && (formats || (ofRuff !== undefined && !hooks.includes('ruff'))) ? ['ruff format --quiet'] : []),
  ];
}

/** The text of the tables of a tool in a `pyproject.toml`; undefined where there are none. */
function sections(project: string, tool: string): string | undefined {
  const parts = project.split(/^(?=\[)/m).filter((part) => new RegExp(String.raw`^\[\[?tool\.${tool}[.\]]`).test(part));
  return parts.length === 0 ? undefined : parts.join('\n');
}

function javascriptCommands(settings: Settings, names: readonly string[]): string[] {
  const manifest = settings('package.json') ?? '';
  const has = (tool: string): boolean => new RegExp(String.raw`"${tool}"\s*:\s*"`).test(manifest);
  const ofEslint = names.filter((name) => /^(?:\.eslintrc|eslint\.config\.)/.test(name));
  const sorts = [manifest, ...ofEslint.map((name) => settings(name) ?? '')].some((text) => importOrder.test(text));
  const hasPrettier = has('prettier') || names.some((name) => /^(?:\.prettierrc|prettier\.config\.)/.test(name));
  return [
    ...(has('eslint') && sorts ? ['npx --no-install eslint --fix'] : []),
    ...(hasPrettier ? ['npx --no-install prettier --log-level warn --write'] : []),
  ];
}
