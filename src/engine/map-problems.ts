import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { formatExport, formatTarget } from '../model/config.ts';
import type { Config, MapEntry, Target } from '../model/config.ts';
import type { MapProblem, NamedPaths } from '../model/map-problem.ts';
import type { Outcome, Plan } from '../model/outcome.ts';
import { patternProblems, withoutPatterns } from './pattern-problems.ts';
import { remember } from './remember.ts';

/**
 * The problems of the Map, as far as the code shows them.
 * @param seesAll whether all included files were looked at: otherwise, nothing is reported about who imports what
 */
export async function mapProblems(
  config: Config,
  { outcomes, leftOut = [] }: Pick<Plan, 'outcomes' | 'leftOut'>,
  seesAll: boolean,
): Promise<MapProblem[]> {
  // Nobody can tell that a file is missing if it is only not checked out.
  if (leftOut.some(({ why }) => why === 'not-checked-out')) return [];
  const named = namedPaths(outcomes, seesAll && leftOut.length === 0);
  const javascript = { ...config.javascript, map: withoutPatterns(config.javascript.map) };
  const python = { ...config.python, map: withoutPatterns(config.python.map), unmapped: ownUnmapped(config) };
  const problems = [
    ...patternProblems(config, named),
    ...(isAsked(python.map, named, formatTarget) || isUnmappedAsked(python.unmapped, named)
      ? await pythonProblems({ ...config, python }, named)
      : []),
    ...(isAsked(javascript.map, named, formatExport) ? await javaScriptProblems({ ...config, javascript }, named) : []),
  ];
  return problems.length === 0 ? problems : withPlaces(problems, config);
}

/** The problems with the lines of the configuration on which their paths stand. */
function withPlaces(problems: readonly MapProblem[], { root, fileInRoot }: Config): MapProblem[] {
  if (fileInRoot === undefined) return [...problems];
  const lines = readText(path.join(root, fileInRoot)).split('\n');
  return problems.map((problem) => {
    const line = lines.findIndex((text) => isQuoted(text, problem.path));
    return { ...problem, place: { path: fileInRoot, line: Math.max(0, line) + 1 } };
  });
}

/** Is there an entry that has to be looked up? Most runs have none. */
function isAsked(
  map: readonly MapEntry[],
  { isNamed, isAstray }: NamedPaths,
  format: (target: Target) => string,
): boolean {
  return map.some(({ legacy, canonical, absent, replaces, differs, calls }) => {
    const paths = legacy.map(format);
    if (replaces && differs === undefined && calls === undefined && paths.some(isNamed)) return true;
    return (
      (calls === undefined && paths.includes(format(canonical))) ||
      paths.some((at) => isAstray(at) || (absent === 'fail' && !isNamed(at)))
    );
  });
}

/**
 * The symbols without a canonical path that the configuration lists itself. Those of a preset may be for another
 * version.
 */
function ownUnmapped({ root, fileInRoot, python: { unmapped } }: Config): readonly Target[] {
  if (unmapped.length === 0 || fileInRoot === undefined) return [];
  const text = readText(path.join(root, fileInRoot));
  return unmapped.filter((symbol) => isQuoted(text, formatTarget(symbol)));
}

function isQuoted(text: string, written: string): boolean {
  return text.includes(`"${written}"`) || text.includes(`'${written}'`);
}

/** Is there a symbol without a canonical path that no file names? */
function isUnmappedAsked(unmapped: readonly Target[], { isNamed, seesAll }: NamedPaths): boolean {
  return seesAll && unmapped.some((symbol) => !isNamed(formatTarget(symbol)));
}

function namedPaths(outcomes: readonly Outcome[], seesAll: boolean): NamedPaths {
  const named = new Set<string>();
  const astray = new Set<string>();
  for (const { edits, refused, diagnostics } of outcomes) {
    for (const { ruleId, message } of diagnostics)
      if (ruleId === 'python/unmapped-symbol') addAll(named, /^the Map knows (\S+) /.exec(message)?.[1] ?? '');
    for (const { from } of edits) addAll(named, from);
    for (const { from, reason } of refused) {
      addAll(named, from);
      if (reason === 'target-not-found' || reason === 'target-not-exported') addAll(astray, from);
    }
  }
  return {
    isNamed: (legacy) => named.has(legacy),
    all: named,
    isAstray: (legacy) => astray.has(legacy),
    seesAll: seesAll && outcomes.every(({ status }) => status !== 'failed'),
  };
}

/** A legacy path, and those of entries that may have moved it: the module that it is in, and every name of that. */
function addAll(paths: Set<string>, from: string): void {
  if (paths.has(from)) return;
  paths.add(from);
  const isSpecifier = /[/#]/.test(from);
  for (const { index } of from.matchAll(isSpecifier ? /[/#]/g : /[.:]/g)) {
    paths.add(from.slice(0, index));
    if (!isSpecifier) paths.add(`${from.slice(0, index)}:*`);
  }
}

async function pythonProblems(config: Config, named: NamedPaths): Promise<MapProblem[]> {
  const [{ pythonMapProblems }, { openPythonProject }] = await Promise.all([
    import('../resolve/python/map-problems.ts'),
    import('./python/python-project.ts'),
  ]);
  const { index, exports, installed, starNames, interfaces } = openPythonProject(config);
  const textOf = remember((module: string) => {
    const location = index.find(module);
    return location === undefined ? '' : readText(path.join(config.root, location.path));
  });
  return pythonMapProblems(config.python, named, {
    index,
    exports,
    installed,
    namesOf: (module) => [...(starNames(module) ?? []), ...index.modulesIn(module)],
    defines: (module, name) => new RegExp(`^(?:class|(?:async )?def) ${name}\\b`, 'm').test(textOf(module)),
    mentions: (module, text) => textOf(module).includes(text),
    differences: (legacy, canonical) => interfaces.differences(legacy, canonical).map(({ message }) => message),
  });
}

async function javaScriptProblems(config: Config, named: NamedPaths): Promise<MapProblem[]> {
  const [{ javaScriptMapProblems }, { openJavaScriptProject }] = await Promise.all([
    import('../resolve/javascript/map-problems.ts'),
    import('./javascript/javascript-project.ts'),
  ]);
  const list = (folder: string): readonly string[] => {
    try {
      return readdirSync(folder);
    } catch {
      return [];
    }
  };
  return javaScriptMapProblems(config.javascript.map, named, {
    project: openJavaScriptProject(config),
    list,
    mentions: (file, text) => readText(file).includes(text),
  });
}

/** Empty for what cannot be read. */
function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
