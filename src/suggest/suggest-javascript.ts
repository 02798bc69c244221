import { groupBy } from '../model/group-by.ts';
import type { DanglingPath, FacadeModule, MovedPath, Uses } from '../model/suggestion.ts';
import type { ScriptContext, ScriptFacts } from './script-context.ts';
import { JavaScriptPaths } from './javascript-paths.ts';
import type { FoundInLanguage } from './make-suggestion.ts';
import { pathGroups } from './path-groups.ts';
import { bindingsOf, byUses, CountedPath } from './path-uses.ts';
import { isWanted } from './suggest-context.ts';

/** Put together what files of JavaScript and TypeScript say. @param files in the order of their paths */
export function suggestJavaScript(
  files: readonly ScriptFacts[],
  moved: readonly MovedPath[],
  context: ScriptContext,
): FoundInLanguage {
  const paths = new JavaScriptPaths(files, context);
  const { all, outside, lost } = usedPaths(files, paths, context);
  const counted = [...all].map((path) => outside.get(path) ?? new CountedPath(path));
  return {
    ...pathGroups(counted, paths.language(), context.wants),
    dangling: dangling([...lost.values()], files, paths, context),
    tables: [],
    moved,
    rivals: [],
    facades: facades(files, [...outside.values()], paths, context),
  };
}

interface UsedPaths {
  readonly all: ReadonlySet<string>;
  /** Without the imports by which a module makes an export that others take from it. */
  readonly outside: ReadonlyMap<string, CountedPath>;
  /** The paths whose imports fail. */
  readonly lost: ReadonlyMap<string, CountedPath>;
}

function usedPaths(files: readonly ScriptFacts[], paths: JavaScriptPaths, { exports }: ScriptContext): UsedPaths {
  const found = files.flatMap((facts) =>
    facts.imports.map((imported) => ({ facts, imported, target: paths.target(facts.file, imported.specifier) })),
  );
  const isUsed = new Set(
    found.flatMap(({ imported, target }) => (target?.isFound === true ? [`${target.key}#${imported.name}`] : [])),
  );
  const all = new Set<string>();
  const outside = new Map<string, CountedPath>();
  const lost = new Map<string, CountedPath>();
  for (const { facts, imported, target } of found) {
    if (target === undefined || imported.name === '*') continue;
    const isLost = !target.isFound || exports.define(target.key, imported.name).state === 'missing';
    const path = isLost ? paths.lostPath(target, imported) : paths.pathOf(target.key, imported.name);
    if (path === undefined) continue;
    const { area } = facts;
    const use = { area, path: facts.path, line: imported.line, column: imported.column };
    if (isLost) add(lost, path, use);
    else {
      all.add(path);
      const handsOn = imported.exportedAs.some((name) => isUsed.has(`${facts.file}#${name}`));
      if (!handsOn) add(outside, path, use);
    }
  }
  return { all, outside, lost };
}

function add(paths: Map<string, CountedPath>, path: string, use: Parameters<CountedPath['add']>[0]): void {
  let counted = paths.get(path);
  if (counted === undefined) paths.set(path, (counted = new CountedPath(path)));
  counted.add(use);
}

/** The imports that fail, with the files that export the name. */
function dangling(
  lost: readonly CountedPath[],
  files: readonly ScriptFacts[],
  paths: JavaScriptPaths,
  { project, wants }: ScriptContext,
): DanglingPath[] {
  const missing = lost.filter(
    ({ path, uses }) =>
      isWanted(wants, [path]) && !paths.isSettled(path) && (wants.includesTests || uses.production > 0),
  );
  const names = new Set(missing.map(({ path }) => nameOf(path)));
  const exporting = groupBy(
    missing.length === 0
      ? []
      : files.flatMap(({ file, area }) =>
          [...(project.exportsOf(file)?.names ?? [])].flatMap(([name, { kind }]) =>
            names.has(name) && kind === 'local' && area !== 'leftovers' ? [{ name, file, area }] : [],
          ),
        ),
    ({ name }) => name,
  );
  return missing
    .map(({ path, uses, place }): DanglingPath => {
      const name = nameOf(path);
      const module = path.slice(0, path.lastIndexOf('#'));
      const own = exporting.get(name) ?? [];
      const production = own.filter(({ area }) => area === 'production');
      const targets = [...production, ...own.filter((each) => !production.includes(each))].flatMap(
        ({ file }) => paths.pathOf(file, name) ?? [],
      );
      const isCommon = name === 'default' || name.length < 4 || /^[a-z]+$/.test(name);
      const confidence =
        own.length === 0
          ? undefined
          : isCommon
            ? 'low'
            : own.length === 1 && production.length === 1
              ? 'high'
              : production.length === 1
                ? 'medium'
                : 'low';
      const because =
        own.length === 0
          ? `nothing exports ${name}`
          : isCommon
            ? `${name} is a name that modules have for something of their own`
            : own.length === 1
              ? `the one module that defines ${name}`
              : `${own.length} modules define ${name}`;
      const why = `${module} leads to no file, or exports no ${name}`;
      return {
        section: 'javascript',
        path,
        uses: { ...uses },
        place,
        why,
        isGuarded: false,
        targets,
        confidence,
        because,
      };
    })
    .toSorted(byUses);
}

/** The modules that export nothing of their own. */
function facades(
  files: readonly ScriptFacts[],
  outside: readonly CountedPath[],
  paths: JavaScriptPaths,
  { project, wants }: ScriptContext,
): FacadeModule[] {
  const sums = new Map<string, Record<keyof Uses, number>>();
  for (const { path, uses } of outside) {
    const module = path.slice(0, path.lastIndexOf('#'));
    const sum = sums.get(module) ?? { production: 0, tests: 0, leftovers: 0 };
    for (const area of ['production', 'tests', 'leftovers'] as const) sum[area] += uses[area];
    sums.set(module, sum);
  }
  return files
    .flatMap(({ path, file, area }): FacadeModule[] => {
      const module = paths.moduleOf(file);
      const uses = module === undefined ? undefined : sums.get(module);
      if (module === undefined || uses === undefined || area !== 'production' || !isWanted(wants, [module])) return [];
      const { names, stars, isDynamic } = project.exportsOf(file) ?? {
        names: new Map<string, never>(),
        stars: [],
        isDynamic: true,
      };
      const isPure =
        !isDynamic && names.size + stars.length > 0 && [...names.values()].every(({ kind }) => kind === 'from');
      return isPure ? [{ section: 'javascript', module, path, names: names.size, uses }] : [];
    })
    .toSorted((a, b) => bindingsOf(b.uses) - bindingsOf(a.uses) || (a.module < b.module ? -1 : 1));
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('#') + 1);
}
