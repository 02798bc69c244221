import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Config } from '../../model/config.ts';
import { isComponent, isJavaScript } from '../../model/javascript-endings.ts';
import { scriptShimMark, shimTierOf } from '../../model/shim.ts';
import type { Shimmable, Shimming, ShimFinding, ShimText } from '../../model/shim.ts';
import { readRegularFile } from '../../regular-file.ts';
import { JavaScriptMap } from '../../resolve/javascript/javascript-map.ts';
import { MoveConsequences } from '../../resolve/javascript/move-consequences.ts';
import { StaticExports } from '../../resolve/javascript/static-exports.ts';
import { judgedShim, shimReviews } from '../../shim/judge-module.ts';
import type { ShimEvidence } from '../../shim/judge-module.ts';
import { exportEvidence, scriptEvidence } from '../../shim/judge-script.ts';
import { isSameScript, renderScriptShim } from '../../shim/render-script-shim.ts';
import { notAsWritten } from '../../shim/same-text.ts';
import { scriptNames } from '../../shim/script-names.ts';
import type { ScriptName, ScriptShimProject } from '../../shim/script-names.ts';
import { openJavaScriptProject } from '../javascript/javascript-project.ts';
import { standingBelow } from '../prune/prune-reader.ts';

/** A legacy module of JavaScript, and the shim that could stand in for it. */
interface ScriptSubject {
  readonly shimmable: Shimmable;
  readonly text: string;
  readonly shim: string;
}

/** The legacy modules of JavaScript and TypeScript that are files below the root. */
export interface ScriptShims {
  /** The ways to name a module: its file, and the specifiers of the Map. */
  readonly names: ReadonlyMap<string, string>;
  /** @param paths of the modules that were asked for */
  readonly shimming: (paths: ReadonlySet<string>) => Shimming;
  /** @param files those that say that `shim` wrote them */
  readonly check: (files: readonly string[]) => ShimFinding[];
}

/** Finds the legacy modules of JavaScript that a shim can stand in for. Writes nothing. */
export function openScriptShims(config: Config): ScriptShims {
  const project = openJavaScriptProject(config);
  const map = new JavaScriptMap(config.javascript, project);
  const context = { project, map, exports: new StaticExports(project) };
  const consequences = new MoveConsequences(project);
  const canonical = new Set(config.javascript.map.map((entry) => project.locateInMap(entry.canonical.module).key));
  const below = (key: string): string => path.relative(project.root, key).split(path.sep).join('/');
  const isOurs = (key: string): boolean => key.startsWith(`${project.root}/`) && !key.includes('/node_modules/');
  const places = map.legacyKeys.filter((key) => isOurs(key) && existsSync(key)).map(below);
  const specifiers = config.javascript.map.flatMap(({ legacy }) => legacy.map(({ module }) => module));
  const subject = (file: string): ScriptSubject => subjectOf(file, { ...context, consequences, canonical });
  return {
    names: new Map([
      ...specifiers.map((specifier) => [specifier, below(project.locateInMap(specifier).key)] as const),
      ...places.map((place) => [place, place] as const),
    ]),
    shimming: (paths) => {
      const subjects = places
        .filter((place) => paths.has(place))
        .toSorted()
        .map(subject);
      return {
        found: subjects.map(({ shimmable }) => shimmable),
        texts: (isTaken) =>
          subjects
            .filter(({ shimmable, text, shim }) => isTaken(shimmable) && !isSameScript(text, shim))
            .map(({ shimmable, shim }): ShimText => ({ path: shimmable.path, module: shimmable.module, text: shim })),
      };
    },
    check: (files) =>
      files
        .filter((file) => isJavaScript(file))
        .toSorted()
        .map(subject)
        .filter(({ text }) => text.startsWith(scriptShimMark))
        .flatMap(({ shimmable: { path, tier, because }, text, shim }): ShimFinding[] => {
          if (isSameScript(text, shim)) return tier === 'refused' ? [{ path, because }] : [];
          return [{ path, because: notAsWritten }];
        }),
  };
}

interface ScriptContext extends ScriptShimProject {
  readonly consequences: MoveConsequences;
  readonly canonical: ReadonlySet<string>;
}

function subjectOf(file: string, context: ScriptContext): ScriptSubject {
  const { project, exports } = context;
  const key = path.join(project.root, file);
  const refused = refusal(file, key, context);
  const text = refused === undefined ? textOf(key) : undefined;
  const found = text === undefined ? undefined : project.exportsOf(key);
  const nothing = { text: text ?? '', shim: '' };
  if (text === undefined || found === undefined)
    return { ...nothing, shimmable: shimmableOf(file, [refused ?? { reason: 'unreadable' }], []) };
  const isShim = text.startsWith(scriptShimMark);
  const own = scriptEvidence(file, text, found);
  const names = scriptNames(key, styleOf(key, text, context), context);
  if (names === undefined || own.some(({ reason }) => reason === 'is-commonjs'))
    return { ...nothing, shimmable: shimmableOf(file, [...own, { reason: 'dynamic-names' }], []) };
  const forwarded = names.flatMap(({ name, target, isType }) =>
    target === undefined ? [] : [{ name, target, isType }],
  );
  const shim = renderScriptShim(
    forwarded,
    /['"]/.exec(/\bfrom\s*['"]/.exec(text)?.[0] ?? "'")?.[0] === '"' ? '"' : "'",
  );
  const all: ShimEvidence[] = [
    ...own,
    ...exportEvidence(file, names),
    ...(isShim ? [] : loadingEvidence(key, names, context)),
    ...(isShim || names.some(({ isMapped }) => isMapped) ? [] : [{ reason: 'nothing-mapped' } as const]),
    ...(isShim && isSameScript(text, shim) ? [{ reason: 'up-to-date' } as const] : []),
  ];
  // Exports that nobody can import any more are worth a word.
  const gone = isShim ? names.filter(({ name }) => exports.define(key, name).state === 'missing') : [];
  return {
    text,
    shim,
    shimmable: shimmableOf(
      file,
      [...all, ...gone.map(({ name }) => ({ reason: 'target-not-exported', detail: name }) as const)],
      names,
    ),
  };
}

function refusal(file: string, key: string, { project, canonical }: ScriptContext): ShimEvidence | undefined {
  const { is } = standingBelow(project.root, file);
  if (is === 'link') return { reason: 'is-a-link' };
  if (is === 'outside-root') return { reason: 'outside-root' };
  if (is !== 'file') return { reason: 'unreadable' };
  if (!isJavaScript(file) || isComponent(file) || /\.d\.[mc]?ts$/.test(file)) return { reason: 'other-kind' };
  if (canonical.has(key)) return { reason: 'is-canonical' };
  const declarations = key.replace(/\.([mc]?)jsx?$/, '.d.$1ts');
  return declarations !== key && existsSync(declarations)
    ? { reason: 'has-declarations', detail: path.basename(declarations) }
    : undefined;
}

/** Loading a shim loads the canonical modules at once. */
function loadingEvidence(
  file: string,
  names: readonly ScriptName[],
  { project, consequences }: ScriptContext,
): ShimEvidence[] {
  const values = names.flatMap(({ target, isType }) => (target === undefined || isType ? [] : [target.specifier]));
  const targets = [...new Set(values)].map((specifier) => project.locate(file, specifier).key);
  const loading = { module: file, targets, isAtOnce: true, isChosen: true };
  const effect = consequences.changedEffects([loading], () => false).get(0);
  const cycle = targets.find((target) => consequences.loads(target, file) && !consequences.loads(file, target));
  return [
    ...(effect === undefined ? [] : [{ reason: 'effects', detail: effect } as const]),
    ...(cycle === undefined ? [] : [{ reason: 'import-cycle', detail: path.relative(project.root, cycle) } as const]),
  ];
}

/** A specifier with the ending that the module writes; if it writes none, one that every loader takes. */
function styleOf(file: string, text: string, { project }: ScriptContext): string {
  const written = /\bfrom\s*(["'])(\.{1,2}\/[^"'\r\n]+)\1/.exec(text)?.[2];
  if (written !== undefined) return written;
  const isScript = /\.[mc]?jsx?$/.test(file);
  if (!project.needsEndings(file) && !isScript) return './x';
  return !isScript && project.allowsSourceEndings(file) ? './x.ts' : './x.js';
}

function shimmableOf(file: string, evidence: readonly ShimEvidence[], names: readonly ScriptName[]): Shimmable {
  const { reason, because } = judgedShim(evidence);
  return {
    path: file,
    module: file,
    tier: shimTierOf(reason),
    reason,
    because,
    reviews: shimReviews(evidence),
    names: names.flatMap(({ name, target }) => (target === undefined ? [] : [name])),
  };
}

function textOf(file: string): string | undefined {
  try {
    return readRegularFile(file)
      .toString('utf8')
      .replace(/^\uFEFF/, '');
  } catch {
    return undefined;
  }
}
