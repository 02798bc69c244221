import { realpathSync } from 'node:fs';
import { areas } from '../audit/area.ts';
import type { Config } from '../model/config.ts';
import type { EarlierFiles } from '../model/earlier-files.ts';
import { ExpectedStop } from '../model/errors.ts';
import type { MovedPath } from '../model/suggestion.ts';
import { scriptNames } from '../parse/javascript/script-names.ts';
import { moduleExports } from '../parse/javascript/module-exports.ts';
import { JavaScriptMap } from '../resolve/javascript/javascript-map.ts';
import { StaticExports } from '../resolve/javascript/static-exports.ts';
import type { FoundInLanguage } from '../suggest/make-suggestion.ts';
import { movedDefinitions } from '../suggest/moved-definitions.ts';
import type { DefinitionsOfFile } from '../suggest/moved-definitions.ts';
import type { SuggestFocus } from '../suggest/suggest-context.ts';
import { suggestJavaScript } from '../suggest/suggest-javascript.ts';
import type { ScriptFacts } from '../suggest/script-context.ts';
import { readRegularFile } from '../regular-file.ts';
import { openJavaScriptProject } from './javascript/javascript-project.ts';
import type { OpenJavaScriptProject } from './javascript/javascript-project.ts';
import { remember } from './remember.ts';

/**
 * Proposes entries of the Map from JavaScript and TypeScript files. Files that cannot be read are added to
 * `unreadable`.
 */
export function suggestScripts(
  config: Config,
  paths: readonly string[],
  { wants, earlier }: { readonly wants: SuggestFocus; readonly earlier: EarlierFiles | undefined },
  unreadable: { path: string; message: string }[],
): { readonly filesScanned: number; readonly found: FoundInLanguage } {
  const root = realpathSync(config.root);
  const areaOf = areas(config.audit.tests);
  const files = paths.flatMap((path): ScriptFacts[] => {
    try {
      const file = realpathSync(`${root}/${path}`);
      if (file !== `${root}/${path}`) return [];
      const names = scriptNames(path, textOf(readRegularFile(file)));
      if (names === undefined) unreadable.push({ path, message: 'it cannot be parsed' });
      return names === undefined ? [] : [{ path, file, area: areaOf(path), ...names }];
    } catch (error) {
      if (error instanceof ExpectedStop || (error as NodeJS.ErrnoException).code !== undefined)
        unreadable.push({ path, message: (error as Error).message });
      else throw error;
      return [];
    }
  });
  const opened = openJavaScriptProject(config);
  const known = new Map(files.map(({ file, exports: own }) => [file, own]));
  const project = { ...opened, exportsOf: (file: string) => known.get(file) ?? opened.exportsOf(file) };
  const exports = new StaticExports(project);
  const moved = earlier === undefined ? [] : movedScripts(earlier, project, exports);
  const found = suggestJavaScript(files, moved, {
    project,
    exports,
    map: new JavaScriptMap(config.javascript, project),
    canonical: config.javascript.map.map(({ canonical }) => ({
      key: project.locateInMap(canonical.module).key,
      target: canonical,
    })),
    wants,
  });
  return { filesScanned: files.length, found };
}

function movedScripts(earlier: EarlierFiles, project: OpenJavaScriptProject, exports: StaticExports): MovedPath[] {
  const { root, locateInMap } = project;
  const read = (path: string, given: EarlierFiles['after']): DefinitionsOfFile | undefined => {
    if (!/\.(?:[mc]?[jt]sx?|vue|svelte)$/.test(path)) return undefined;
    try {
      const bytes = given === undefined ? readRegularFile(`${root}/${path}`) : given.get(path);
      if (bytes === undefined) return undefined;
      const { names } = moduleExports(path, textOf(bytes));
      const own = [...names].filter(([name, { kind }]) => kind === 'local' && name !== 'default');
      return { module: moduleAt(path), definitions: new Map(own.map(([name]) => [name, 'export'])) };
    } catch {
      return undefined; // It is gone, or no regular file.
    }
  };
  return movedDefinitions(earlier, {
    section: 'javascript',
    before: remember((path: string) => read(path, earlier.before)),
    after: remember((path: string) => read(path, earlier.after)),
    symbol: (module, name) => `${module}#${name}`,
    isThere: (module, name) => {
      const { key, isFound } = locateInMap(module);
      return isFound && (name === undefined || exports.define(key, name).state === 'found');
    },
  });
}

/** The specifier by which the Map names the module of a file. */
function moduleAt(path: string): string {
  return `./${path.replace(/(?:\.d)?\.[mc]?[jt]sx?$/, '').replace(/(.)\/index$/, '$1')}`;
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes)
    .toString('utf8')
    .replace(/^\ufeff/, '');
}
